"""One off-the-shelf component as a manifest declares it, or as a lock file pins it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.expressions import expression

_VERSION = expression(r"(?<![\w.])v?(?P<numbers>\d{1,9}(?:\.\d{1,9}){0,7})(?P<rest>[^\s,;|\"']*)")
# Names of a content, which are no numbers though they hold digits.
_OPAQUE = expression(r"(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}|(?:commit|content|blob) \S+", re.IGNORECASE)
_SHOWING = expression(
    r"(?:^|/)(?:examples?|samples?|demos?|docs?|documentation|notebooks?|tutorials?|tools|scripts|benchmarks?"
    r"|\.github|\.devcontainer|\.circleci)/"
)
_DATED = expression(r"(?:19[89]|20\d)\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?(?!\d)")
_UPPER = expression(r"(?:<=?|!=)\s*v?[\d.*]+")


def number(version: str) -> re.Match[str] | None:
    """The `numbers` of a version and the `rest` behind them; a commit has none.

    Of an address only what stands behind its last `@` or `#` counts.
    """
    plain = re.split(r"[@#]", version)[-1].strip() if "://" in version else version.strip()
    return None if "://" in plain or _OPAQUE.fullmatch(plain) else _VERSION.search(plain)


def is_dated(found: re.Match[str]) -> bool:
    """Whether the first number of a version is a year or a date."""
    return bool(_DATED.match(found["numbers"]))


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
        """The first number of the lowest version that is let in; empty where none is written, or a year."""
        found = number(self.lowest)
        return str(int(found["numbers"].split(".")[0])) if found and not is_dated(found) else ""


@dataclass(frozen=True, slots=True)
class Declared:
    """A component and the manifest, lock file or folder that names it."""

    path: str
    part: Part


def is_showing(path: str) -> bool:
    """Whether a folder shows how to use the product, tells of it or serves its making."""
    return bool(_SHOWING.search(path.lower()))


Read: TypeAlias = Callable[[str, str], Iterator[Part]]


@dataclass(frozen=True, slots=True)
class PartReader:
    """A kind of manifest: where it lies, and what reads its text (text, path); it raises ValueError on a broken one."""

    globs: tuple[str, ...]
    read: Read
