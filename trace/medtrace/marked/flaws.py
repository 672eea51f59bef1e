"""What can be wrong with a YAML text, without words: each room has its own for the people who read it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import islice
from typing import Protocol

from medtrace.expressions import expression
from medtrace.marked.nodes import Mark, Placed

# What YAML refuses or takes for a line end that no editor shows; tab, LF and CR are written by people.
UNFIT = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SHOWN = 20


class Defect(StrEnum):
    """The sorts of flaw."""

    SYNTAX = auto()
    KEY_SHAPE = auto()
    KEY_TWICE = auto()
    MERGE_KEY = auto()
    TAG = auto()
    UNFIT = auto()
    DEEP = auto()
    LARGE = auto()
    LONG = auto()
    ALIAS_LOST = auto()
    ALIAS_INSIDE = auto()
    SECOND_DOCUMENT = auto()


@dataclass(frozen=True, slots=True)
class Flaw(Placed):
    """One flaw at its place.

    `name` is the key, tag, anchor or character (`U+0000`), for syntax what the parser says; `sign` the character that
    stands there; `other` where a repeated key stood first, or where that was opened which the parser did not see end.
    """

    what: Defect
    name: str = ""
    sign: str = ""
    other: Mark | None = None


class ParserMark(Protocol):
    """A place as the parser counts it, line and column from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a file: `before` counts the lines above it, and no place is told below line `last`, from 0."""

    text: str
    path: str
    before: int = 0
    last: int = sys.maxsize

    def at(self, mark: ParserMark | None) -> tuple[str, int, int]:
        """Path, line and column of a mark of the parser."""
        if mark is None or mark.line > self.last:
            return self.path, self.before + (self.last + 1 if mark else 1), 1
        return self.path, self.before + mark.line + 1, mark.column + 1

    def mark(self, index: int) -> Mark:
        """The place of a character of the text."""
        start = self.text.rfind("\n", 0, index) + 1
        return Mark(self.before + self.text.count("\n", 0, index) + 1, index - start + 1)

    def after(self, mark: Mark) -> str:
        """The text from a place to the end."""
        lines = self.text.split("\n")[mark.line - self.before - 1 :]
        return "\n".join(lines)[mark.column - 1 :]

    def unfit(self) -> Iterator[Flaw]:
        """The first invisible characters that YAML refuses."""
        for found in islice(UNFIT.finditer(self.text), _SHOWN):
            mark = self.mark(found.start())
            yield Flaw(self.path, mark.line, mark.column, Defect.UNFIT, code(found.group()))


def code(character: str) -> str:
    """A character as `U+0000`."""
    return f"U+{ord(character):04X}"
