"""Two snapshots and the road between them as one change set; pure, and blind to git."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.diff.items import item_changes, renames
from medtrace.diff.links import link_changes
from medtrace.diff.undone import made_and_undone
from medtrace.diff.unread import comparable_items, comparable_links, not_compared
from medtrace.model.change import ChangeSet, FileDelta, TracedCommit
from medtrace.model.declared import Declared
from medtrace.model.history import FileChange
from medtrace.model.ids import Range, Sha
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import ComponentMap, EnvironmentItem
from medtrace.model.snapshot import Snapshot
from medtrace.model.versions import NamingRule
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Frame:
    """What the configuration says of both ends: the map, the naming rule, the declared environment, and all else."""

    components: ComponentMap = ComponentMap()
    naming: NamingRule | None = None
    environment_before: tuple[EnvironmentItem, ...] = ()
    environment_after: tuple[EnvironmentItem, ...] = ()
    declared: tuple[Declared, Declared] = (Declared(), Declared())


@dataclass(frozen=True, slots=True)
class Road:
    """What git says between the two ends: changed paths end to end, commits, and what it could not tell.

    `carried` are commits whose patch the older end holds already.
    """

    files: tuple[FileChange, ...]
    commits: tuple[TracedCommit, ...]
    problems: tuple[Diagnostic, ...] = ()
    carried: frozenset[Sha] = frozenset()


def compare(span: Range, ends: tuple[Snapshot, Snapshot], road: Road, frame: Frame) -> ChangeSet:
    """The change set of a range. A file in several components goes to the narrowest glob, and a problem names both."""
    before, after = ends
    items = comparable_items(item_changes(before, after), before, after)
    files = tuple(_delta(change, frame.components) for change in sorted(road.files, key=lambda one: one.path))
    return ChangeSet(
        range=span,
        before=before,
        after=after,
        items=items,
        renames=renames(items),
        links=comparable_links(link_changes(before, after), before, after),
        files=files,
        commits=road.commits,
        components=frame.components,
        naming=frame.naming,
        environment_before=frame.environment_before,
        environment_after=frame.environment_after,
        declared_before=frame.declared[0],
        declared_after=frame.declared[1],
        problems=(*road.problems, *_noted(ends, road, files, frame.components)),
        carried=road.carried,
    )


def _noted(
    ends: tuple[Snapshot, Snapshot], road: Road, files: tuple[FileDelta, ...], components: ComponentMap
) -> Iterator[Diagnostic]:
    """What the comparison could not compare, what was undone on the way, and files that several components claim."""
    yield from not_compared(*ends)
    yield from made_and_undone(road.files, road.commits, components)
    for file in files:
        yield from _contested(file, components)


def _delta(change: FileChange, components: ComponentMap) -> FileDelta:
    paths = (change.path, change.before_path)
    owner = components.owner(change.path) or components.owner(change.before_path)
    return FileDelta(
        change,
        component=owner.id if owner else None,
        tags=tuple(sorted({tag for path in paths for tag in components.tags(path)})),
        product=any(components.is_product(path) for path in paths),
    )


def _contested(file: FileDelta, components: ComponentMap) -> tuple[Diagnostic, ...]:
    owners = components.owners(file.path)
    if len(owners) < 2:  # noqa: PLR2004 - a contest takes two
        return ()
    names = [owner.id for owner in owners]
    return (
        Diagnostic(
            "file-in-several-components",
            DiagnosticSeverity.NOTE,
            Localized(
                f"该文件同时属于多个软件单元：{'、'.join(names)}；按最具体的路径归入 {names[0]}",
                f"the file belongs to several components: {', '.join(names)}; the most specific glob gives {names[0]}",
            ),
            Location(file.path),
        ),
    )
