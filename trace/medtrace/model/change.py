"""What differs between two snapshots, and which commits say so: all that a rule may look at."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from medtrace.model.declared import Declared
from medtrace.model.history import Commit, FileChange
from medtrace.model.ids import Range, Sha
from medtrace.model.items import Artifact, Diagnostic, Link
from medtrace.model.project import ComponentMap, EnvironmentItem
from medtrace.model.snapshot import Blob, Snapshot
from medtrace.model.versions import NamingRule

FoundT = TypeVar("FoundT")


class ChangeKind(StrEnum):
    """How an item differs; an item may be moved and changed, and then has two changes."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item at both ends; `fields` names what differs for `changed`: title, text, attributes."""

    kind: ChangeKind
    before: Artifact | None
    after: Artifact | None
    fields: tuple[str, ...] = ()

    @property
    def item(self) -> Artifact:
        """The item as it is, or as it was where it is gone."""
        item = self.after or self.before
        assert item is not None  # noqa: S101 - a change has at least one side
        return item


@dataclass(frozen=True, slots=True)
class Rename:
    """A removed and an added item of equal text: proposed as one item under a new id, never assumed."""

    old: str
    new: str


class LinkFate(StrEnum):
    """Whether a link was made, taken away, or is still written while the item at one end is gone."""

    ADDED = "added"
    REMOVED = "removed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One link that only one end has, or that lost an end."""

    fate: LinkFate
    link: Link


@dataclass(frozen=True, slots=True)
class FileDelta:
    """One changed path with the component that owns it; tags are those of the old and the new path."""

    change: FileChange
    component: str | None
    tags: tuple[str, ...]
    product: bool
    commits: tuple[Sha, ...] = ()

    @property
    def path(self) -> str:
        """The path at the newer end (the old one for a deleted file)."""
        return self.change.path


@dataclass(frozen=True, slots=True)
class CitedId:
    """An id that a commit carries, what it names (`item` or `issue`) and where it was found."""

    id: str
    kind: str
    via: str


@dataclass(frozen=True, slots=True)
class TracedCommit:
    """A commit and the ids it carries."""

    commit: Commit
    ids: tuple[CitedId, ...]

    @property
    def is_linked(self) -> bool:
        """Whether anything ties the commit to an item or an issue."""
        return bool(self.ids)


@dataclass(frozen=True)
class ChangeSet:
    """Two snapshots and the road between them, with what the configuration says of both.

    `carried` are commits of the road whose patch the older end holds already, under another id.
    """

    range: Range
    before: Snapshot
    after: Snapshot
    items: tuple[ItemChange, ...] = ()
    renames: tuple[Rename, ...] = ()
    links: tuple[LinkChange, ...] = ()
    files: tuple[FileDelta, ...] = ()
    commits: tuple[TracedCommit, ...] = ()
    components: ComponentMap = ComponentMap()
    naming: NamingRule | None = None
    environment_before: tuple[EnvironmentItem, ...] = ()
    environment_after: tuple[EnvironmentItem, ...] = ()
    declared_before: Declared = Declared()
    declared_after: Declared = Declared()
    problems: tuple[Diagnostic, ...] = ()
    carried: frozenset[Sha] = frozenset()

    def tagged(self, tag: str) -> tuple[FileDelta, ...]:
        """Changed product files that carry a tag under their old or new path."""
        return tuple(file for file in self.files if file.product and tag in file.tags)

    def blobs(self, file: FileDelta) -> tuple[Blob | None, Blob | None]:
        """Both sides of a changed file; None where that side does not exist."""
        change = file.change
        old = self.before.blob_by_path.get(change.before_path) if change.old_blob else None
        new = self.after.blob_by_path.get(change.path) if change.new_blob else None
        return old, new

    @cached_property
    def _memory(self) -> dict[Callable[["ChangeSet"], object], Any]:
        return {}

    def once(self, make: Callable[["ChangeSet"], FoundT]) -> FoundT:
        """What a function makes of this change set, made at the first question: several rules ask for the same."""
        if make not in self._memory:
            self._memory[make] = make(self)
        found: FoundT = self._memory[make]
        return found

    @cached_property
    def commits_by_path(self) -> dict[str, tuple[Sha, ...]]:
        """The commits of the range that touched a path, oldest first; a merge counts only for what it alone did."""
        found: dict[str, list[Sha]] = {}
        for traced in reversed(self.commits):
            if traced.commit.is_merge:
                continue
            for file in traced.commit.files:
                for path in {file.path, file.before_path}:
                    found.setdefault(path, []).append(traced.commit.sha)
        return {path: tuple(shas) for path, shas in found.items()}

    @cached_property
    def commits_by_id(self) -> dict[str, frozenset[Sha]]:
        """The commits of the range that carry an id, in whatever way."""
        found: dict[str, set[Sha]] = {}
        for traced in self.commits:
            for cited in traced.ids:
                found.setdefault(cited.id, set()).add(traced.commit.sha)
        return {name: frozenset(shas) for name, shas in found.items()}

    def commits_touching(self, *paths: str) -> tuple[Sha, ...]:
        """Commits of the range that touched any of the paths, oldest first."""
        wanted = {sha for path in paths for sha in self.commits_by_path.get(path, ())}
        return tuple(traced.commit.sha for traced in reversed(self.commits) if traced.commit.sha in wanted)

    @property
    def unlinked(self) -> tuple[TracedCommit, ...]:
        """Commits that nothing ties to an item or an issue, newest first."""
        return tuple(traced for traced in self.commits if not traced.is_linked)
