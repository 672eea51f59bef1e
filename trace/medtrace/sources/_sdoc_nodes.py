"""Nodes of an `.sdoc` text: a tag, its fields and its relations, in the order of the text.

A node ends where the next tag stands: composite nodes are read flat, so no nesting costs anything. A text that opens
with `>>>` and is not closed before the next one opens ends at the next tag, so that one forgotten `<<<` costs one node.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from medtrace.expressions import expression

_TAG = expression(r"\[\[?([A-Z][A-Z0-9_]*)\]\]?[ \t]*")
_CLOSE = expression(r"\[\[?/[A-Z][A-Z0-9_]*\]\]?[ \t]*")
_FIELD = expression(r"([A-Z][A-Za-z0-9_-]*):(?:[ \t]+(.*))?")
_OPEN = expression(r"[A-Z][A-Za-z0-9_-]*:[ \t]+>>>[ \t]*")
_RELATION = expression(r"(?=[ -])[ ]{0,8}(-[ ]+)?([A-Z][A-Z_]*):[ \t]*(.*)")
_FREE = "FREETEXT"
# What a document says of itself, its grammar and its parts is no node.
_RESERVED = frozenset({"DOCUMENT", "GRAMMAR", "DOCUMENT_FROM_FILE", "FRAGMENT", "FRAGMENT_FROM_FILE"})
_RELATIONS = frozenset({"RELATIONS", "REFS"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its value, and the line it stands on."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Relation:
    """One entry of `RELATIONS`; `line` is where it begins."""

    line: int
    entries: tuple[Entry, ...]

    def entry(self, *names: str) -> Entry | None:
        """The first entry of the first name that has a value."""
        found = (one for name in names for one in self.entries if one.name == name and one.value)
        return next(found, None)

    def said(self, name: str) -> str:
        """The value of one entry, empty where there is none."""
        found = self.entry(name)
        return found.value if found else ""


@dataclass(slots=True)
class SdocNode:
    """One node; `open` and `stray` are lines of texts without an end and of the first line that is no field."""

    tag: str
    line: int
    fields: list[Entry] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    stray: int = 0


def nodes(text: str) -> Iterator[SdocNode]:
    """The nodes of a text; text that stands in none is left alone."""
    reader = _Reader(text.split("\n"))
    while reader.at < len(reader.lines):
        found = _TAG.fullmatch(reader.lines[reader.at])
        reader.at += 1
        if found is None or found.group(1) in _RESERVED:
            continue
        node = SdocNode(found.group(1), reader.at)
        if node.tag == _FREE:
            reader.skip_free_text(node)
        else:
            reader.read(node)
        yield node


@dataclass(slots=True)
class _Reader:
    """Lines, and the one that is read next."""

    lines: list[str]
    at: int = 0

    def skip_free_text(self, node: SdocNode) -> None:
        """Past the end of a text that has no fields."""
        for index in range(self.at, len(self.lines)):
            line = self.lines[index].rstrip()
            if line == f"[/{_FREE}]":
                self.at = index + 1
                return
            if line == f"[{_FREE}]":
                break
        node.open.append(node.line)

    def read(self, node: SdocNode) -> None:
        """The fields of a node up to the next tag."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if _TAG.fullmatch(line) or _CLOSE.fullmatch(line):
                return
            self.at += 1
            found = _FIELD.fullmatch(line)
            if found is None:
                node.stray = node.stray or (self.at if line.strip() else 0)
            elif found.group(1) in _RELATIONS:
                node.relations += self._relations()
            else:
                self._field(node, found.group(1), (found.group(2) or "").strip())

    def _field(self, node: SdocNode, name: str, value: str) -> None:
        line = self.at
        if value == ">>>":
            value, closed = self._long_text()
            if not closed:
                node.open.append(line)
        node.fields.append(Entry(name, value.strip(), line))

    def _long_text(self) -> tuple[str, bool]:
        """The lines up to `<<<`, and whether it is there.

        Only the lines up to the next `>>>` are looked at, and after a text without an end at most once more.
        """
        begin = end = self.at
        while end < len(self.lines) and not _OPEN.fullmatch(self.lines[end]):
            if self.lines[end].startswith("<<<"):
                self.at = end + 1
                return "\n".join(self.lines[begin:end]), True
            end += 1
        self.at = next((index for index in range(begin, end) if _TAG.fullmatch(self.lines[index])), end)
        return "\n".join(self.lines[begin : self.at]), False

    def _relations(self) -> Iterator[Relation]:
        entries: list[Entry] = []
        while self.at < len(self.lines) and (found := _RELATION.fullmatch(self.lines[self.at])):
            self.at += 1
            if found.group(1) and entries:
                yield Relation(entries[0].line, tuple(entries))
                entries = []
            entries.append(Entry(found.group(2), found.group(3).strip(), self.at))
        if entries:
            yield Relation(entries[0].line, tuple(entries))
