"""Nodes of a YAML text that know their place. Every scalar stays the text that was written."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from medtrace.model.items import Location


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; both count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands at a line and column of a file, both from 1."""

    path: str
    line: int
    column: int

    @property
    def mark(self) -> Mark:
        """The place within the file."""
        return Mark(self.line, self.column)

    @property
    def location(self) -> Location:
        """The place within the repository."""
        return Location(self.path, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Scalar(Placed):
    """A text, or None for nothing."""

    text: str | None
    size: ClassVar[int] = 1
    height: ClassVar[int] = 0

    @property
    def said(self) -> str:
        """The text, empty for nothing."""
        return self.text or ""


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
        return next((value for name, value in self.pairs if name.said == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key as it stands in the file."""
        return next((name for name, _ in self.pairs if name.said == key), None)


Node: TypeAlias = Scalar | Listing | Mapping
