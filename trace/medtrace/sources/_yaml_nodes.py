"""Nodes of a YAML text that know their place, and the defects found on the way."""

from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeAlias

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized


class Mark(Protocol):
    """A place as the parser counts it, line and column from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a file; `before` counts the lines above it."""

    text: str
    path: str
    before: int
    last: int

    def location(self, mark: Mark | None) -> Location:
        """The place of a mark of the parser, which counts from 0; never below the last line of the text."""
        if mark is None or mark.line > self.last:
            return Location(self.path, self.before + (self.last + 1 if mark else 1), 1)
        return Location(self.path, self.before + mark.line + 1, mark.column + 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands at a mark of a stretch; its location is worked out only where it is asked for."""

    stretch: Stretch
    mark: Mark | None

    @property
    def location(self) -> Location:
        """The place in the file."""
        return self.stretch.location(self.mark)


@dataclass(frozen=True, slots=True)
class Scalar(Placed):
    """A text; empty for nothing."""

    text: str
    size: ClassVar[int] = 1
    height: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Listing(Placed):
    """A sequence; `size` counts every node below with aliases written out, `height` the levels."""

    items: tuple["Node", ...]
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Mapping(Placed):
    """Keys and values in the order of the file, each key once (the first stands)."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    size: int = 1
    height: int = 1

    def get(self, key: str) -> "Node | None":
        """The value of one key, None where there is none."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Listing | Mapping


def stretch(text: str, path: str, before: int) -> Stretch:
    """Part of a file as a stretch."""
    return Stretch(text, path, before, max(0, text.count("\n") - text.endswith("\n")))


def defect(code: str, place: Location, zh: str, en: str) -> Diagnostic:
    """A defect that costs an item or a part of one."""
    return Diagnostic(code, DiagnosticSeverity.ERROR, Localized(zh, en), place)
