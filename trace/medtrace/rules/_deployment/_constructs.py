"""Named constructs of security in changed code: how often each stands in all changed files together, at both ends.

Counted over all of them, so that code which moves says nothing. Comments of one line and imports do not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.snapshot import Blob
from medtrace.rules._deployment._capabilities import CONSTRUCTS
from medtrace.rules._deployment._ends import is_counted
from medtrace.syntax.languages import language_of

_COMMENT = expression(r"^\s*(?:#|//|\*|/\*|<!--|import\b|using\b|from\b)")
_CODE = {"python", "braces", "markup", "hash"}
MOST_REMEMBERED = 20_000
_READ: dict[tuple[str, str], tuple["Named", ...]] = {}


@dataclass(frozen=True, slots=True)
class Named:
    """One line that names a construct."""

    capability: str
    name: str
    gives: bool
    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Balance:
    """A construct that stands more or less often than before, and the lines that only one end has."""

    capability: str
    name: str
    gives: bool
    gone: tuple[Named, ...]
    come: tuple[Named, ...]

    @property
    def weakens(self) -> bool:
        """Whether less of what gives the capability stands there, or more of what takes it away."""
        return self.gives == (len(self.gone) > len(self.come))


def balances(changes: ChangeSet) -> Iterator[Balance]:
    """Every construct whose count differs over all changed files of the product."""
    before, after = (tuple(_side(changes, side)) for side in (0, 1))
    for capability, name, gives in CONSTRUCTS:
        old, new = (tuple(one for one in side if one.name == name) for side in (before, after))
        if len(old) != len(new):
            texts = {one.text for one in old}, {one.text for one in new}
            gone = tuple(one for one in old if one.text not in texts[1])
            come = tuple(one for one in new if one.text not in texts[0])
            if gone or come:
                yield Balance(capability, name, gives, gone, come)


def _side(changes: ChangeSet, side: int) -> Iterator[Named]:
    for file in changes.files:
        language = language_of(file.path)
        if file.product and language and language.family in _CODE and is_counted(changes, file.path):
            blob = changes.blobs(file)[side]
            if blob and blob.data is not None:
                yield from _named(blob)


def _named(blob: Blob) -> tuple[Named, ...]:
    key = (blob.path, blob.id)
    if key not in _READ:
        if len(_READ) >= MOST_REMEMBERED:
            _READ.clear()
        _READ[key] = () if blob.is_binary else tuple(_found(blob.decode().text, blob.path))
    return _READ[key]


def _found(text: str, path: str) -> Iterator[Named]:
    wanted = tuple(one for one in CONSTRUCTS if one[1] in text)
    for number, line in enumerate(text.split("\n") if wanted else (), start=1):
        if not _COMMENT.match(line):
            plain = " ".join(line.split())
            yield from (Named(kind, name, gives, path, number, plain) for kind, name, gives in wanted if name in line)
