"""One statement of a manifest about the operating environment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value under a name and a key, such as `runtime`, `dotnet`, `8.0`.

    `scope` is the condition under which the value holds, empty for always; `text` is what the manifest says itself.
    A manifest that cannot be parsed gives one fact named `unreadable` with the reason as its value.
    """

    name: str
    key: str
    value: str
    line: int = 0
    scope: str = ""
    text: str = ""

    @property
    def shown(self) -> str:
        """What a reader finds in the file, else the value."""
        return self.text or self.value


Read: TypeAlias = Callable[[str, str], Iterator[Fact]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of manifest: where it lies, which facts it can give, and what reads its text (text, path)."""

    globs: tuple[str, ...]
    facts: tuple[str, ...]
    read: Read


def unreadable(reason: str, line: int = 0) -> Fact:
    """The one fact of a manifest that cannot be parsed."""
    return Fact(UNREADABLE, "", reason, line)
