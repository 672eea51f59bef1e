"""A document before any format: blocks whose every text stands in both languages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from medtrace.words import Localized


class Role(StrEnum):
    """What a column or cell holds: an id is never wrapped, code is shown in a fixed face, status carries its mark."""

    TEXT = "text"
    ID = "id"
    CODE = "code"
    STATUS = "status"
    NUMBER = "number"
    DATE = "date"


class Tone(StrEnum):
    """How a status is meant; shown as a light fill beside the word, never alone."""

    PLAIN = "plain"
    GOOD = "good"
    OPEN = "open"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `weight` shares the width (characters that should fit on a line)."""

    title: Localized
    role: Role = Role.TEXT
    weight: int = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: lines of text; an empty cell is written as a dash by the renderer."""

    lines: tuple[Localized, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Localized


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that must not be read as the document's own words: a scope, a limit, a draft mark, a task to do."""

    text: Localized
    tone: Tone = Tone.OPEN


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[Localized, ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names and values side by side: identification, provenance."""

    pairs: tuple[tuple[Localized, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; `empty` says why there is no row and is always given."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: Localized
    caption: Localized | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A flow of named steps from left to right with what passes between them: the only figure a tool may draw itself.

    `steps` are the boxes in order; `edges` are (from, to, words) by index.
    """

    caption: Localized
    steps: tuple[Localized, ...]
    edges: tuple[tuple[int, int, Localized], ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """Text before and after, by lines, under a place."""

    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to be signed by hand or seal: role, name, signature, date."""

    roles: tuple[Localized, ...]


Block: TypeAlias = Paragraph | Note | Bullets | KeyValues | Table | Figure | Diff | Signature


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its number (`2.1`, empty for none), blocks, and sections below."""

    number: str
    heading: Localized
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `facts` are the rows of the cover; `status` is the controlled state (draft or empty).

    `version` says in words of which full version it speaks, and what of that version is missing.
    """

    id: str
    title: Localized
    number: str
    version: Localized
    status: Localized
    company: Localized
    product: Localized
    facts: tuple[tuple[Localized, Cell], ...]
    sections: tuple[Section, ...]
    signatures: Signature | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file to be written: name relative to the output folder, and its bytes."""

    name: str
    data: bytes
