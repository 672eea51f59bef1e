"""One off-the-shelf component as a manifest declares it, or as a lock file pins it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

_FIRST = re.compile(r"\d+")
_UPPER = re.compile(r"(?:<=?|!=)\s*v?[\d.*]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A component under its ecosystem and name, the version as it is written, and the line.

    `own` marks the name of the product's own package or module: what cites that is no off-the-shelf component.
    `locked` marks a pin of a lock file, where `needs` names what the pinned component itself depends on; `runtime` is
    whether the lock file says by itself that the component is delivered.
    """

    ecosystem: str
    name: str
    version: str = ""
    line: int = 0
    own: bool = False
    locked: bool = False
    needs: tuple[str, ...] = ()
    runtime: bool = False

    @property
    def lowest(self) -> str:
        """What is left of the version without upper bounds and exclusions."""
        return _UPPER.sub("", self.version)

    @property
    def major(self) -> str:
        """The first number of the lowest version that is let in; empty where none is written."""
        found = _FIRST.search(self.lowest)
        return str(int(found.group())) if found else ""


Read: TypeAlias = Callable[[str, str], Iterator[Part]]


@dataclass(frozen=True, slots=True)
class PartReader:
    """A kind of manifest: where it lies, and what reads its text (text, path); it raises ValueError on a broken one."""

    globs: tuple[str, ...]
    read: Read
