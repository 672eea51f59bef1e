"""What a source is: bytes of files in, items, links and diagnostics out.

A source never opens a file and never raises on any input: what it cannot read it reports with its place and keeps the
rest. Text that is not its own format it leaves alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from medtrace.model.items import Artifact, Diagnostic, Link
from medtrace.model.snapshot import Blob
from medtrace.sources._told import within_bounds

Parsed: TypeAlias = Artifact | Link | Diagnostic
OptionsT = TypeVar("OptionsT")


@dataclass(frozen=True, slots=True)
class FieldLink:
    """A source's own word for a link; with `reverse` the named item is the one that cites."""

    kind: str
    reverse: bool = False


@dataclass(frozen=True)
class Setup(Generic[OptionsT]):
    """What a configuration says for one use of a source.

    `id` matches an id of this source's items as a whole token; `known` matches an id of any source or external.
    `links` maps a field (label, column, key) of an item kind to a link kind: `links[(kind, field)]`.
    """

    kind: str
    id: re.Pattern[str]
    known: re.Pattern[str]
    options: OptionsT
    links: dict[tuple[str, str], FieldLink] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Files:
    """The blobs handed to a source: its own, in path order, and companions that it declared."""

    own: tuple[Blob, ...]
    companions: tuple[Blob, ...] = ()


Reader: TypeAlias = Callable[[Files, Setup[OptionsT]], Iterator[Parsed]]


@dataclass(frozen=True, slots=True)
class Source(Generic[OptionsT]):
    """A registered source; `version` is raised whenever the same bytes would give other items.

    With `own_ids` its items bear ids that the format itself tells apart, or it makes none: a configuration may leave
    out `id` and `kind`, and the source sets the kind where `setup.kind` is empty. `by_number` says that an item is the
    file of its id, and that prefix and number alone tell which a link means: `REQ1` is `REQ-001`.
    """

    name: str
    read: Reader[OptionsT]
    options: type[OptionsT]
    companions: tuple[str, ...] = ()
    per_file: bool = True
    version: int = 1
    manual: str = ""
    own_ids: bool = False
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class NoOptions:
    """For a source without options."""


def source(  # noqa: PLR0913 - what a format may declare, by name
    name: str,
    *,
    options: type[OptionsT],
    companions: tuple[str, ...] = (),
    per_file: bool = True,
    version: int = 1,
    own_ids: bool = False,
    by_number: bool = False,
) -> Callable[[Reader[OptionsT]], Source[OptionsT]]:
    """Turn a reader into a source under the name that `trace.yaml` uses."""

    def register(read: Reader[OptionsT]) -> Source[OptionsT]:
        def bounded(files: Files, setup: Setup[OptionsT]) -> Iterator[Parsed]:
            return within_bounds(read(files, setup))

        return Source(name, bounded, options, companions, per_file, version, read.__module__, own_ids, by_number)

    return register
