"""Objects of the ReqIF files around one: tools export a module a file, and relations run between them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from medtrace.model.items import Diagnostic
from medtrace.model.snapshot import Blob
from medtrace.sources._archive import opened
from medtrace.sources._columns import Columns
from medtrace.sources._reqif_headings import Headings
from medtrace.sources._reqif_model import Builder, ReqIf
from medtrace.sources._reqif_roles import fields, identity, prefixes
from medtrace.sources._xml_events import listen
from medtrace.sources._xml_text import pieces

# The id of an object and the name of its type, by its identifier; no id where no source reads such an object.
Objects: TypeAlias = dict[str, tuple[str, str]]
# Each file around is read once for all files that have relations into others.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Reads:
    """What decides which object bears which id: `id` matches those of every source."""

    id: re.Pattern[str]
    columns: Columns
    kinds: tuple[tuple[str, str], ...]
    headings: bool


def around(blobs: Iterable[Blob], reads: Reads) -> Objects:
    """The objects of these files; an identifier that stands for different items is none of them."""
    found: Objects = {}
    for blob in blobs:
        for identifier, said in _objects(blob, reads).items():
            earlier = found.setdefault(identifier, said)
            if not earlier[0]:
                found[identifier] = said
            elif said[0] and earlier[0] != said[0]:
                found[identifier] = ("", said[1])
    return found


def members(names: Iterable[str]) -> list[str]:
    """The ReqIF files among those of an archive; what else is packed are pictures and attachments."""
    return [name for name in names if name.casefold().endswith(".reqif") and not name.startswith("__MACOSX/")]


@lru_cache(maxsize=_KEPT)
def _objects(blob: Blob, reads: Reads) -> Objects:
    return {identifier: said for one in _documents(blob) for identifier, said in _named(one, reads)}


def _documents(blob: Blob) -> Iterator[ReqIf]:
    """What each document of a file says, as far as it can be read: its own reading tells what cannot."""
    data = blob.data or b""
    if not data.startswith(b"PK"):
        parts: Iterable[bytes | None] = (data,)
    else:
        archive = opened(data, blob.path)
        if isinstance(archive, Diagnostic):
            return
        parts = (content for _, content in archive.contents(members(archive.members)))
    for part in parts:
        builder = Builder()
        if part and listen(pieces(Blob(blob.path, blob.id, part)), builder, blob.path) is None:
            yield builder.found


def _named(found: ReqIf, reads: Reads) -> Iterator[tuple[str, tuple[str, str]]]:
    prefix_of = prefixes(found)
    is_heading = Headings(found, dict(reads.kinds), reads.columns).holds
    for thing in found.objects:
        said = fields(reads.columns, found.said(thing), frozenset())
        left = not reads.headings and is_heading(thing, said)
        name = "" if left else identity(reads.id, thing, said.ids, prefix_of.get(thing.id, ""))
        yield thing.id, (name, found.name(thing.type))
