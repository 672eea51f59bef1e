"""Nodes of a YAML text that know their place, and the defects found on the way."""

from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; empty for nothing."""

    location: Location
    text: str
    size: int = 1
    height: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence; `size` counts every node below with aliases written out, `height` the levels."""

    location: Location
    items: tuple["Node", ...]
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file, each key once (the first stands)."""

    location: Location
    pairs: tuple[tuple[Scalar, "Node"], ...]
    size: int = 1
    height: int = 1

    def get(self, key: str) -> "Node | None":
        """The value of one key, None where there is none."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a file; `before` counts the lines above it."""

    text: str
    path: str
    before: int
    last: int

    def place(self, line: int, column: int) -> Location:
        """Line and column as the parser counts them (from 0), never below the last line of the text."""
        if line > self.last:
            return Location(self.path, self.before + self.last + 1, 1)
        return Location(self.path, self.before + line + 1, column + 1)


def stretch(text: str, path: str, before: int) -> Stretch:
    """Part of a file as a stretch."""
    return Stretch(text, path, before, max(0, text.count("\n") - text.endswith("\n")))


def defect(code: str, place: Location, zh: str, en: str) -> Diagnostic:
    """A defect that costs an item or a part of one."""
    return Diagnostic(code, DiagnosticSeverity.ERROR, Localized(zh, en), place)
