"""The off-the-shelf components of the product at both ends, and how they differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.globs import matches
from medtrace.model.snapshot import Blob, Snapshot
from medtrace.rules._parts import dotnet, gradle, maven, native, node, python
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._platform._readers import is_test, is_vendored

READERS: tuple[PartReader, ...] = (
    dotnet.READER,
    gradle.READER,
    maven.READER,
    native.READER,
    node.READER,
    python.READER,
)
GLOBS = tuple(sorted({glob for reader in READERS for glob in reader.globs}))
# Central files that give versions only: which components there are is said elsewhere.
_MANAGED = "-managed"


@dataclass(frozen=True, slots=True)
class Declared:
    """A component and the manifest that declares it."""

    path: str
    part: Part


@dataclass(frozen=True, slots=True)
class End:
    """What the manifests of one end declare, by ecosystem and name, and the manifests that could not be read."""

    parts: dict[tuple[str, str], tuple[Declared, ...]]
    unread: dict[str, str]

    @property
    def ecosystems(self) -> frozenset[str]:
        """Ecosystems of which something is declared."""
        return frozenset(ecosystem for ecosystem, _ in self.parts)

    def majors(self, key: tuple[str, str]) -> frozenset[str]:
        """The first numbers of a component's versions, those of central files included."""
        managed = (f"{key[0]}{_MANAGED}", key[1])
        found = (*self.parts.get(key, ()), *self.parts.get(managed, ()))
        return frozenset(one.part.major for one in found if one.part.major)

    def shown(self, key: tuple[str, str]) -> str:
        """The versions as they are written."""
        managed = (f"{key[0]}{_MANAGED}", key[1])
        found = (*self.parts.get(key, ()), *self.parts.get(managed, ()))
        return ", ".join(dict.fromkeys(one.part.version for one in found if one.part.version)) or "—"


def part_ends(changes: ChangeSet) -> tuple[End, End]:
    """Both ends; names of the product's own packages at either end are left out."""
    read = [tuple(_declared(changes, end)) for end in (changes.before, changes.after)]
    own = {
        (one.part.ecosystem, one.part.name)
        for side in read
        for one in side
        if isinstance(one, Declared) and one.part.own
    }
    before, after = (_end(side, own) for side in read)
    return before, after


def _declared(changes: ChangeSet, end: Snapshot) -> Iterator[Declared | tuple[str, str]]:
    for path in sorted(end.blob_by_path):
        reader = next((one for one in READERS if matches(path, one.globs)), None)
        aside = is_test(path) or is_vendored(path)
        mapped = bool(changes.components.owners(path))
        if reader and changes.components.is_product(path) and (mapped or not aside):
            yield from _read(reader, end.blob_by_path[path])


def _read(reader: PartReader, blob: Blob) -> Iterator[Declared | tuple[str, str]]:
    if blob.data is None or blob.is_binary:
        yield blob.path, blob.missing or "not text"
        return
    try:
        found = tuple(reader.read(blob.decode().text, blob.path))
    except ValueError as fault:
        yield blob.path, str(fault)
        return
    yield from (Declared(blob.path, part) for part in found)


def _end(side: tuple[Declared | tuple[str, str], ...], own: set[tuple[str, str]]) -> End:
    parts: dict[tuple[str, str], tuple[Declared, ...]] = {}
    unread: dict[str, str] = {}
    for one in side:
        if isinstance(one, tuple):
            unread[one[0]] = one[1]
            continue
        key = one.part.ecosystem, one.part.name
        if not one.part.own and (key[0].removesuffix(_MANAGED), key[1]) not in own:
            parts[key] = (*parts.get(key, ()), one)
    return End(parts, unread)


def names(end: End) -> frozenset[tuple[str, str]]:
    """The components that an end declares; central files declare none."""
    return frozenset(key for key in end.parts if not key[0].endswith(_MANAGED))
