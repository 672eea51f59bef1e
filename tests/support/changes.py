"""Small change sets built by hand: path → text before and after, a component map, one commit that made the change."""

from collections.abc import Mapping
from hashlib import sha256

from medtrace.model.change import ChangeSet, FileDelta, TracedCommit
from medtrace.model.history import Commit, FileChange, FileStatus
from medtrace.model.ids import Range, Revision
from medtrace.model.project import Component, ComponentMap, EnvironmentItem
from medtrace.model.snapshot import Blob, Snapshot, TreeEntry
from medtrace.model.versions import NamingRule
from medtrace.words import Localized

OLD, NEW = Revision("v1.2", "1" * 40), Revision("v1.3", "2" * 40)
COMMIT = "c" * 40
Content = str | bytes | None
"""Text, bytes, or None for a blob that this clone lacks."""


def component(identity: str, *globs: str, tags: tuple[str, ...] = ()) -> Component:
    """A component that owns the globs."""
    return Component(identity, Localized(f"{identity} 软件项", f"{identity} item"), globs, tags=tags)


def blob(path: str, content: Content) -> Blob:
    """A blob whose id follows from its content; a missing one is another object in each path."""
    if content is None:
        return Blob(path, sha256(path.encode()).hexdigest()[:40], None, "missing")
    data = content.encode() if isinstance(content, str) else content
    return Blob(path, sha256(data).hexdigest()[:40], data)


def snapshot(revision: Revision, files: Mapping[str, Content]) -> Snapshot:
    """A snapshot that holds these files, all of them loaded."""
    blobs = tuple(blob(path, files[path]) for path in sorted(files))
    return Snapshot(
        revision,
        "2024-06-01T09:00:00+08:00",
        tuple(TreeEntry(one.path, "100644", one.id) for one in blobs),
        texts=blobs,
    )


def change_set(
    before: Mapping[str, Content],
    after: Mapping[str, Content],
    *,
    components: ComponentMap | None = None,
    renames: Mapping[str, str] | None = None,
    naming: NamingRule | None = None,
    environment: tuple[tuple[EnvironmentItem, ...], tuple[EnvironmentItem, ...]] = ((), ()),
) -> ChangeSet:
    """The change set between two sets of files; `renames` maps old paths to new ones."""
    old, new = snapshot(OLD, before), snapshot(NEW, after)
    changes = tuple(_file_changes(old, new, renames or {}))
    owned = components or ComponentMap()
    commit = Commit(COMMIT, (OLD.sha,), "李雷", "li@example.com", "2024-06-01T09:00:00+08:00", "改动", "", (), changes)
    return ChangeSet(
        range=Range(OLD, NEW, OLD.sha),
        before=old,
        after=new,
        files=tuple(_delta(change, owned) for change in changes),
        commits=(TracedCommit(commit, ()),),
        components=owned,
        naming=naming,
        environment_before=environment[0],
        environment_after=environment[1],
    )


def _file_changes(old: Snapshot, new: Snapshot, renames: Mapping[str, str]) -> list[FileChange]:
    changes = [
        FileChange(FileStatus.RENAMED, to, path, old.blob_by_path[path].id, new.blob_by_path[to].id, similarity=90)
        for path, to in renames.items()
    ]
    there, here = set(old.blob_by_path) - set(renames), set(new.blob_by_path) - set(renames.values())
    for path in sorted(there | here):
        was, is_ = (old.blob_by_path.get(path) if path in there else None), new.blob_by_path.get(path)
        is_ = is_ if path in here else None
        if was is None or is_ is None or was.id != is_.id:
            status = FileStatus.ADDED if was is None else FileStatus.DELETED if is_ is None else FileStatus.MODIFIED
            changes.append(FileChange(status, path, "", was.id if was else "", is_.id if is_ else ""))
    return sorted(changes, key=lambda one: one.path)


def _delta(change: FileChange, owned: ComponentMap) -> FileDelta:
    paths = {change.path, change.before_path}
    owners = [owner.id for path in (change.path, change.before_path) if (owner := owned.owner(path))]
    return FileDelta(
        change,
        owners[0] if owners else None,
        tuple(sorted({tag for path in paths for tag in owned.tags(path)})),
        any(owned.is_product(path) for path in paths),
        (COMMIT,),
    )
