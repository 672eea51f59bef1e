"""What build, deployment and settings of the product say at both ends, and in what they differ.

Files of tests, samples and documents and vendored ones say nothing of the product. Files of developers, tools and
scripts may: what only they say is never more than a question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.globs import matches
from medtrace.model.ids import natural_key
from medtrace.model.snapshot import Blob, Snapshot
from medtrace.model.verdict import Evidence
from medtrace.rules._deployment._trees import is_open
from medtrace.rules._platform._fact import UNREADABLE, Fact, Reader, unreadable
from medtrace.rules._platform._readers import is_test, is_vendored

_ASIDE = expression(
    r"(?:^|[\s._-])(?:docs?|documentation|examples?|samples?|demos?|tutorials?|fixtures?|mocks?|testdata|playground"
    r"|sandbox|template|tests?|testing|integrationtests?|github|gitlab|circleci|devcontainer"
    r"|backup|bak|deprecated|obsolete|unused)(?:$|[\s._-])",
    re.IGNORECASE,
)
_WEAK = expression(
    r"(?:^|[._-])(?:dev|devel|develop|developer|development|devenv|debug|local|override|ci|tools?|scripts?|contrib"
    r"|misc|benchmarks?|experimental|staging)(?:$|[._-])",
    re.IGNORECASE,
)
MOST_FACTS = 20_000
MOST_REMEMBERED = 10_000
_READ: dict[tuple[tuple[str, ...], str, str], tuple[Fact, ...]] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and the file that states it; `origin` is the path under which both ends know that file.

    `reader` is the kind of file; `weak` marks a file of developers, tools or scripts.
    """

    path: str
    origin: str
    reader: int
    fact: Fact
    weak: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """What the files of one end say, and those that cannot be read, with the reason."""

    told: tuple[Told, ...]
    unread: tuple[tuple[str, str], ...]
    readers: frozenset[int]

    def of(self, name: str) -> dict[str, tuple[Told, ...]]:
        """Facts of one name by their key."""
        found: dict[str, list[Told]] = {}
        for one in self.told:
            if one.fact.name == name:
                found.setdefault(one.fact.key, []).append(one)
        return {key: tuple(found[key]) for key in sorted(found, key=natural_key)}


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends."""

    before: End
    after: End

    @property
    def is_blind(self) -> bool:
        """Whether neither end has a file that is read."""
        return not (self.before.readers or self.after.readers)


@dataclass(frozen=True, slots=True)
class Step:
    """One key of one name that came, went or says something else.

    `sure` is whether both ends have such files and one that is not weak makes the difference with a value that is
    written out; `renamed` is the other key under which the same thing came or went.
    """

    name: str
    key: str
    before: tuple[Told, ...]
    after: tuple[Told, ...]
    sure: bool
    renamed: str = ""

    @property
    def origins(self) -> tuple[str, ...]:
        """The files that make the difference."""
        return tuple(sorted({one.origin for one in (*self.before, *self.after)}, key=natural_key))


def deployed(changes: ChangeSet, readers: tuple[Reader, ...]) -> Ends:
    """What files of these kinds say at both ends; a renamed file is known by its newer path at both."""
    renamed = {one.change.before_path: one.path for one in changes.files if one.change.before_path != one.path}
    return Ends(_end(changes, changes.before, readers, renamed), _end(changes, changes.after, readers, {}))


def _end(changes: ChangeSet, end: Snapshot, readers: tuple[Reader, ...], renamed: dict[str, str]) -> End:
    told: list[Told] = []
    unread: list[tuple[str, str]] = []
    seen: set[int] = set()
    for path in sorted(end.blob_by_path):
        number = _number(path, readers)
        if number < 0 or not is_counted(changes, path):
            continue
        facts = facts_of(readers[number], end.blob_by_path[path])
        unread += [(path, one.value) for one in facts if one.name == UNREADABLE]
        seen.add(number)
        said = (one for one in facts if one.name != UNREADABLE)
        told += [Told(path, renamed.get(path, path), number, one, is_weak(path)) for one in said]
    return End(tuple(told[:MOST_FACTS]), tuple(unread), frozenset(seen))


@lru_cache(maxsize=131_072)
def _number(path: str, readers: tuple[Reader, ...]) -> int:
    """Which of the readers reads a path, -1 for none."""
    return next((i for i, reader in enumerate(readers) if matches(path, reader.globs)), -1)


def is_counted(changes: ChangeSet, path: str) -> bool:
    """Whether a file is one of the product: not left out by the configuration, and not of tests, samples or others."""
    aside = is_test(path) or is_vendored(path) or is_aside(path)
    return changes.components.is_product(path) and not aside


@lru_cache(maxsize=8192)
def is_aside(path: str) -> bool:
    """Whether a folder or the file name says that it belongs to documents, samples or a pipeline."""
    return any(_ASIDE.search(part) for part in path.split("/"))


@lru_cache(maxsize=8192)
def is_weak(path: str) -> bool:
    """Whether a folder or the file name says that it is one of developers, tools or scripts."""
    return any(_WEAK.search(part) for part in path.split("/"))


def facts_of(reader: Reader, blob: Blob) -> tuple[Fact, ...]:
    """What one file says; a blob that is missing, binary or mangled says that it cannot be read.

    Several rows ask, and a history asks for the same file once for each release: the facts are kept, the text is not.
    """
    if blob.data is None:
        return (unreadable(blob.missing or "missing"),)
    key = (reader.globs, blob.path, blob.id)
    if key not in _READ:
        if len(_READ) >= MOST_REMEMBERED:
            _READ.clear()
        _READ[key] = _facts(reader, blob)
    return _READ[key]


def _facts(reader: Reader, blob: Blob) -> tuple[Fact, ...]:
    decoded = blob.decode()
    if blob.is_binary or decoded.lossy:
        return (unreadable("not text"),)
    try:
        return tuple(dict.fromkeys(reader.read(decoded.text, blob.path)))
    except ValueError as fault:
        return (unreadable(str(fault).split("\n")[0]),)


def steps(ends: Ends, name: str) -> Iterator[Step]:
    """Every key of a name that differs, in natural order; one that only has another name is told as that."""
    before, after = ends.before.of(name), ends.after.of(name)
    gone = {key: before[key] for key in before if key not in after}
    come = {key: after[key] for key in after if key not in before}
    twins = _twins(gone, come)
    for key in sorted({*before, *after}, key=natural_key):
        old, new = before.get(key, ()), after.get(key, ())
        if _values(old) != _values(new):
            differing = tuple(one for one in (*old, *new) if one.fact.value not in _values(old) & _values(new))
            yield Step(name, key, old, new, _is_sure(differing, ends), twins.get(key, ""))


def _is_sure(differing: tuple[Told, ...], ends: Ends) -> bool:
    known = ends.before.readers & ends.after.readers
    lost = {path for path, _ in (*ends.before.unread, *ends.after.unread)}
    return any(one.reader in known and not one.weak and not is_filled(one, lost) for one in differing)


def is_filled(one: Told, lost: set[str]) -> bool:
    """Whether something fills the fact in, or its file cannot be read at the other end."""
    return one.origin in lost or is_open(one.fact.key) or is_open(one.fact.value)


def _values(side: tuple[Told, ...]) -> set[str]:
    return {one.fact.value for one in side}


def _twins(gone: dict[str, tuple[Told, ...]], come: dict[str, tuple[Told, ...]]) -> dict[str, str]:
    """Keys that went and keys that came made of the same, each told by the other."""
    by_made: dict[tuple[str, ...], list[str]] = {}
    for key, side in gone.items():
        by_made.setdefault(_made(side), []).append(key)
    found: dict[str, str] = {}
    for key, side in come.items():
        if alike := by_made.get(_made(side), []):
            found |= {key: alike[0], alike.pop(0): key}
    return found


def _made(side: tuple[Told, ...]) -> tuple[str, ...]:
    """What a thing is made of, whatever its name; where nothing says so, the file that states it."""
    made = sorted(_values(side) - {""})
    return tuple(made) if made else ("", *sorted({one.origin for one in side}))


def evidence(step: Step, changes: ChangeSet, most: int = 10) -> tuple[Evidence, ...]:
    """One piece for each file that says something else of the key than before."""
    pieces = []
    for origin in step.origins:
        old, new = (tuple(one for one in side if one.origin == origin) for side in (step.before, step.after))
        if _values(old) == _values(new):
            continue
        place = min(new or old, key=lambda one: one.fact.line)
        touching = changes.commits_touching(*sorted({one.path for one in (*old, *new)}))
        pieces.append(Evidence(place.path, place.fact.line, touching, shown(old), shown(new)))
    return tuple(pieces[:most])


def shown(side: tuple[Told, ...]) -> str:
    """What the files say themselves, each text once."""
    return ", ".join(sorted({one.fact.shown for one in side}, key=natural_key))
