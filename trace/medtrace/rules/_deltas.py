"""Changed files of a tag, component by component, with their texts: what the file rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.ids import natural_key
from medtrace.model.project import Component
from medtrace.model.snapshot import Blob
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._renames import settled
from medtrace.syntax.comparison import Comparison, compare
from medtrace.syntax.meaning import Sameness
from medtrace.words import Localized

MOST_REMEMBERED = 20_000
_COMPARED: dict[tuple[str, str, str], Comparison] = {}


class Content(StrEnum):
    """What can be compared of a changed file."""

    TEXT = "text"
    BINARY = "binary"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Delta:
    """A changed file of a tag: both sides as text (empty where it did not exist), and how they compare."""

    file: FileDelta
    content: Content
    before: str
    after: str
    compared: Comparison
    sides: tuple[Blob | None, Blob | None]

    @property
    def sameness(self) -> Sameness:
        """How both sides compare."""
        return self.compared.sameness

    @property
    def path(self) -> str:
        """The path at the newer end."""
        return self.file.path

    @property
    def is_moved(self) -> bool:
        """Whether the file lies elsewhere than before."""
        return self.file.change.before_path != self.file.path

    @property
    def side_exists(self) -> tuple[bool, bool]:
        """Whether the file is there before and after."""
        return bool(self.file.change.old_blob), bool(self.file.change.new_blob)


@dataclass(frozen=True, slots=True)
class Unit:
    """A component of the tag and its changed files."""

    component: Component
    deltas: tuple[Delta, ...]


def units(changes: ChangeSet, tag: str) -> tuple[Unit, ...]:
    """Components that carry the tag and have changed product files, by id; a renamed file counts by both paths."""
    found: dict[str, tuple[Component, list[Delta]]] = {}
    for file in changes.tagged(tag):
        owner = _owner(changes, file, tag)
        if owner is not None:
            found.setdefault(owner.id, (owner, []))[1].append(delta_of(changes, file))
    return tuple(
        Unit(found[name][0], tuple(sorted(found[name][1], key=lambda one: natural_key(one.path))))
        for name in sorted(found, key=natural_key)
    )


def _owner(changes: ChangeSet, file: FileDelta, tag: str) -> Component | None:
    paths = (file.path, file.change.before_path)
    owners = (changes.components.owner_tagged(path, tag) for path in paths)
    return next((owner for owner in owners if owner), None)


def delta_of(changes: ChangeSet, file: FileDelta) -> Delta:
    """A changed file with both sides and how they compare."""
    sides = changes.blobs(file)
    wanted = (file.change.old_blob, file.change.new_blob)
    if file.change.old_blob == file.change.new_blob:
        return Delta(file, Content.TEXT, "", "", Comparison(Sameness.IDENTICAL), sides)
    if any(name and (side is None or side.data is None) for name, side in zip(wanted, sides, strict=True)):
        return Delta(file, Content.MISSING, "", "", Comparison(Sameness.UNKNOWN), sides)
    if any(side is not None and side.is_binary for side in sides):
        return Delta(file, Content.BINARY, "", "", Comparison(Sameness.DIFFERENT), sides)
    before, after = (side.decode().text if side else "" for side in sides)
    return Delta(file, Content.TEXT, before, after, settled(changes, file, _compared(before, after, file)), sides)


def _compared(before: str, after: str, file: FileDelta) -> Comparison:
    """How both texts compare; several rows ask of the same file, and blobs of one id hold one text."""
    key = (file.change.old_blob, file.change.new_blob, file.path)
    if key not in _COMPARED:
        if len(_COMPARED) >= MOST_REMEMBERED:
            _COMPARED.clear()
        _COMPARED[key] = compare(before, after, file.path)
    return _COMPARED[key]


def not_mapped(changes: ChangeSet, tag: str) -> Iterator[Hit]:
    """One hit where no component carries the tag: an unmapped algorithm is unknown, not unchanged."""
    if tag not in changes.components.known_tags:
        yield Hit(
            subject=f"tag:{tag}",
            summary=Localized(
                f"软件单元映射中没有标记“{tag}”，未评估",
                f"No component of the map carries the tag “{tag}”: nothing was assessed",
            ),
            confidence=Confidence.UNASSESSABLE,
            unknown="not-mapped",
        )


def missing(changes: ChangeSet, unit: Unit) -> Iterator[Hit]:
    """One hit for each changed file whose content this clone lacks."""
    for delta in unit.deltas:
        if delta.content is Content.MISSING:
            yield Hit(
                subject=f"file:{delta.path}",
                summary=Localized(
                    f"文件 {delta.path} 已变更，但其内容无法读取，未评估",
                    f"{delta.path} changed, and its content cannot be read: it was not assessed",
                ),
                evidence=(Evidence(delta.path, 0, commits_of(changes, delta)),),
                confidence=Confidence.UNASSESSABLE,
                unknown="not-readable",
            )


def commits_of(changes: ChangeSet, delta: Delta) -> tuple[str, ...]:
    """Commits of the range that touched the file under its old or new path."""
    return changes.commits_touching(delta.path, delta.file.change.before_path)


def listed(paths: tuple[str, ...], most: int = 3) -> Localized:
    """The first few paths and how many there are."""
    shown = "、".join(paths[:most]), ", ".join(paths[:most])
    if len(paths) <= most:
        return Localized(*shown)
    return Localized(f"{shown[0]} 等 {len(paths)} 个文件", f"{shown[1]} and {len(paths) - most} more")
