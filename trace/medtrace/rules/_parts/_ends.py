"""The off-the-shelf components of the product at both ends: what is declared, and what is pinned."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.globs import matches
from medtrace.model.snapshot import Blob, Snapshot
from medtrace.rules._parts import (
    apple_lock,
    bazel,
    cargo_lock,
    dotnet,
    gradle,
    gradle_lock,
    image,
    maven,
    native,
    native_lock,
    node,
    npm_lock,
    nuget_lock,
    pipfile,
    platformio,
    pnpm_lock,
    python,
    python_lock,
    xcode,
    yarn_lock,
)
from medtrace.rules._parts._bill import bill_parts
from medtrace.rules._parts._part import Declared, Part, PartReader, is_showing
from medtrace.rules._parts._tree_parts import GITMODULES, tree_parts
from medtrace.rules._platform._readers import is_test, is_vendored

READERS: tuple[PartReader, ...] = (
    *(bazel.READER, dotnet.READER, gradle.READER, image.READER, maven.READER, native.READER, node.READER),
    *(pipfile.READER, platformio.READER, python.READER, xcode.READER),
    *(apple_lock.READER, cargo_lock.READER, gradle_lock.READER, native_lock.READER, npm_lock.READER),
    *(nuget_lock.READER, pnpm_lock.READER, python_lock.READER, yarn_lock.READER),
)
GLOBS = tuple(sorted({GITMODULES, *(glob for reader in READERS for glob in reader.globs)}))
MOST_REMEMBERED = 5_000
# Central files that give versions only: which components there are is said elsewhere.
MANAGED = "-managed"
Key: TypeAlias = tuple[str, str]
_REQUIREMENTS = expression(r"(?:^|/)requirements[^/]*\.txt$|(?:^|/)requirements/[^/]*\.txt$")
_READ: dict[tuple[str, str], tuple[Part, ...] | str] = {}


@dataclass(frozen=True)
class End:
    """What one end declares, what it pins, by ecosystem and name, and the files that could not be read."""

    parts: dict[Key, tuple[Declared, ...]]
    pins: dict[Key, tuple[Declared, ...]]
    unread: dict[str, str]
    own: frozenset[Key] = frozenset()

    @cached_property
    def ecosystems(self) -> frozenset[str]:
        """Ecosystems of which something is declared."""
        return frozenset(ecosystem for ecosystem, _ in self.parts)

    @cached_property
    def pinned(self) -> frozenset[str]:
        """Ecosystems of which something is pinned."""
        return frozenset(ecosystem for ecosystem, _ in self.pins)

    def declared(self, key: Key) -> tuple[Declared, ...]:
        """Every manifest that speaks of a component, central files included."""
        return (*self.parts.get(key, ()), *self.parts.get((f"{key[0]}{MANAGED}", key[1]), ()))

    def majors(self, key: Key) -> frozenset[str]:
        """The first numbers of a component's versions, those of central files included."""
        return frozenset(one.part.major for one in self.declared(key) if one.part.major)

    def shown(self, key: Key) -> str:
        """The versions as they are written."""
        return ", ".join(dict.fromkeys(one.part.version for one in self.declared(key) if one.part.version)) or "—"

    def pin(self, key: Key) -> str:
        """The version that the lock files pin, empty where they pin none or several."""
        found = {one.part.version for one in self.pins.get(key, ()) if one.part.version}
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def reached(self) -> dict[Key, tuple[Declared, ...]]:
        """Pins that nobody declares and that what is declared needs, over any number of steps.

        Where no manifest of an ecosystem is read, its lock file alone says what there is: then all of it counts.
        """
        alone = self.pinned - self.ecosystems - {ecosystem for ecosystem, _ in self.own}
        pinned = (key for key, found in self.pins.items() if key[0] in alone or _runs(found))
        waiting = [*self.parts, *self.own, *pinned]
        seen = set(waiting)
        while waiting:
            ecosystem, name = waiting.pop()
            for one in (*self.pins.get((ecosystem, name), ()), *self.parts.get((ecosystem, name), ())):
                inner = {(ecosystem, need) for need in one.part.needs} - seen
                seen |= inner
                waiting += inner
        return {key: found for key, found in self.pins.items() if key in seen and key not in self.parts}


def _runs(found: tuple[Declared, ...]) -> bool:
    return any(one.part.runtime for one in found)


def part_ends(changes: ChangeSet) -> tuple[End, End]:
    """Both ends; names of the product's own packages at either end are left out."""
    return changes.once(_part_ends)


def _part_ends(changes: ChangeSet) -> tuple[End, End]:
    read = [
        (*_declared(changes, end), *tree_parts(changes, end), *bill_parts(end))
        for end in (changes.before, changes.after)
    ]
    own = frozenset(
        (one.part.ecosystem, one.part.name)
        for side in read
        for one in side
        if isinstance(one, Declared) and one.part.own
    )
    before, after = (_end(tuple(_exported(side)), own) for side in read)
    return before, after


def is_aside(path: str) -> bool:
    """Whether a folder or name says that a file is of tests, of others, or shows how to use the product."""
    return is_test(path) or is_vendored(path) or is_showing(path)


def _declared(changes: ChangeSet, end: Snapshot) -> Iterator[Declared | tuple[str, str]]:
    for path in sorted(end.blob_by_path):
        reader = next((one for one in READERS if matches(path, one.globs)), None)
        if reader and changes.components.is_product(path) and (changes.components.owners(path) or not is_aside(path)):
            yield from _read(reader, end.blob_by_path[path])


def _read(reader: PartReader, blob: Blob) -> Iterator[Declared | tuple[str, str]]:
    if blob.data is None or blob.is_binary:
        yield blob.path, blob.missing or "not text"
        return
    # A history asks for the same lock file once for each release that it lives through.
    if (blob.path, blob.id) not in _READ:
        if len(_READ) >= MOST_REMEMBERED:
            _READ.clear()
        _READ[blob.path, blob.id] = _parts(reader, blob)
    found = _READ[blob.path, blob.id]
    if isinstance(found, str):
        yield blob.path, found
    else:
        yield from (Declared(blob.path, part) for part in found)


def _parts(reader: PartReader, blob: Blob) -> tuple[Part, ...] | str:
    """What a file names, or why it cannot be read."""
    try:
        return tuple(reader.read(blob.decode().text, blob.path))
    except ValueError as fault:
        return str(fault) or "not readable"


def _exported(side: tuple[Declared | tuple[str, str], ...]) -> Iterator[Declared | tuple[str, str]]:
    """The same, with requirements files that pin everything as lock files where a manifest beside them declares.

    Such a file is written by a tool, with what came with the declared components among them.
    """
    python = [one for one in side if isinstance(one, Declared) and one.part.ecosystem == "python" and not one.part.own]
    declaring = {_folder(one.path) for one in python if not (_REQUIREMENTS.search(one.path) or one.part.locked)}
    loose = {one.path for one in python if not one.part.version.startswith("==")}
    for one in side:
        exported = isinstance(one, Declared) and _REQUIREMENTS.search(one.path) and one.path not in loose
        if isinstance(one, Declared) and exported and _folder(one.path) in declaring and not one.part.locked:
            pinned = one.part.version.lstrip("= ")
            yield replace(one, part=replace(one.part, version=pinned, locked=True, runtime=True))
        else:
            yield one


def _folder(path: str) -> str:
    return path.rpartition("/")[0].removesuffix("/requirements")


def _end(side: tuple[Declared | tuple[str, str], ...], own: frozenset[Key]) -> End:
    parts: dict[Key, list[Declared]] = {}
    pins: dict[Key, list[Declared]] = {}
    unread: dict[str, str] = {}
    for one in side:
        if isinstance(one, tuple):
            unread[one[0]] = one[1]
            continue
        key = one.part.ecosystem, one.part.name
        if one.part.locked:
            pins.setdefault(key, []).append(one)
        elif not one.part.own and (key[0].removesuffix(MANAGED), key[1]) not in own:
            parts.setdefault(key, []).append(one)
    return End(_sealed(parts), _sealed(pins), unread, own)


def _sealed(found: dict[Key, list[Declared]]) -> dict[Key, tuple[Declared, ...]]:
    return {key: tuple(ones) for key, ones in found.items()}


def names(end: End) -> frozenset[Key]:
    """The components that an end declares; central files declare none."""
    return frozenset(key for key in end.parts if not key[0].endswith(MANAGED))
