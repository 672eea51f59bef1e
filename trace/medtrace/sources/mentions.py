"""Ids as whole tokens anywhere in a text file: `见 SRS-014`, `[REQ-1](srs.md)`.

Each id that any source or `externals` knows becomes a link from the path, once, at the first line that names it.
Binary files are left alone.

Options:
    link: kind of the link; `mentions` by default.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.items import Link, LinkKind, Location
from medtrace.model.snapshot import Blob
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._tokens import first_lines


@dataclass(frozen=True, slots=True)
class Options:
    """Kind of the links."""

    link: LinkKind = LinkKind.MENTIONS


@source("mentions", options=Options, own_ids=True)
def mentions(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Links of each file in the order of its text."""
    for blob in files.own:
        if not blob.is_binary:
            yield from _links(blob, setup)


def _links(blob: Blob, setup: Setup[Options]) -> Iterator[Parsed]:
    text, problems = text_of(blob)
    yield from problems
    for name, line in first_lines(setup.known, text).items():
        yield Link(blob.path, setup.options.link, name, Location(blob.path, line))
