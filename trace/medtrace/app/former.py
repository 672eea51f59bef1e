"""Files under the names that they had before.

A configuration names today's paths. Where one of its globs matched nothing at an older revision and git says that a
file was renamed to what it matches now, the file is read there under its older name, so that its items stay the same
items. An older name that the configuration excludes, or that a source reads anyway, is left to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from medtrace.app.house import Former, House, Reader
from medtrace.app.reading import Library
from medtrace.model.globs import glob_pattern, matches
from medtrace.model.history import Commit, FileChange, FileStatus
from medtrace.model.ids import Revision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized

_GENERATIONS = 8


def former_names(house: House, changes: Iterable[FileChange], older: tuple[str, ...]) -> tuple[Former, ...]:
    """Renamed files that a reader knows by a glob which matched none of the older paths."""
    renamed = tuple(change for change in changes if change.status is FileStatus.RENAMED)
    readers = enumerate(house.readers) if renamed else ()
    return tuple(one for number, reader in readers for one in _of_reader(number, reader, renamed, older))


def _of_reader(
    number: int, reader: Reader, renamed: tuple[FileChange, ...], older: tuple[str, ...]
) -> Iterator[Former]:
    new = tuple(glob for glob in reader.use.files if not any(map(glob_pattern(glob).match, older)))
    for change in renamed:
        barred = reader.reads(change.old_path) or matches(change.old_path, reader.use.exclude)
        if not barred and matches(change.path, new, reader.use.exclude):
            yield Former(number, change.old_path, change.path)


def with_former(library: Library, former: tuple[Former, ...]) -> Library:
    """A library that reads the older names too; what was parsed is remembered by both."""
    if not former:
        return library
    house = replace(library.house, former=(*library.house.former, *former))
    return replace(library, house=house, _snapshots={})


def former_notes(library: Library, former: tuple[Former, ...], older: Revision) -> Iterator[Diagnostic]:
    """Which files were read under an older name, and by which source."""
    for one in former:
        name = library.house.readers[one.reader].use.format
        words = Localized(
            f"{older.name} 中该文件名为 {one.old}：已按 {name} 读取",
            f"{older.name} holds this file as {one.old}: it was read there as {name}",
        )
        same = f"{one.old}, read as {name}"
        yield Diagnostic("renamed-file-read", DiagnosticSeverity.NOTE, words, Location(one.new), identity=same)


def with_history(library: Library, snapshot: Snapshot, starts: frozenset[str]) -> tuple[Library, tuple[Commit, ...]]:
    """Every commit that touched the files or folders, and a library that knows what these were called before.

    The commit that first filled a file or folder is asked whether it renamed what it brought.
    """
    followed, seen = library, set(starts)
    for _ in range(_GENERATIONS):
        commits = library.repository.commits_at(snapshot.revision, () if "" in seen else tuple(sorted(seen)))
        former = tuple(_first_names(followed, snapshot, commits, seen - {""}))
        if not former:
            break
        followed = with_former(followed, former)
        seen |= {one.old for one in former}
    return followed, commits


def _first_names(
    library: Library, snapshot: Snapshot, commits: tuple[Commit, ...], starts: Iterable[str]
) -> Iterator[Former]:
    for commit, below in _first_commits(commits, starts):
        changes = library.repository.changes(commit.parents[0], commit.sha).changes
        brought = [one for one in changes if one.path in below and one.old_path not in snapshot.entry_by_path]
        yield from former_names(library.house, brought, ())


def _first_commits(commits: tuple[Commit, ...], starts: Iterable[str]) -> Iterator[tuple[Commit, frozenset[str]]]:
    """The oldest commit at each start, where it has a parent and added something there, with what it added."""
    waiting = set(starts)
    for commit in reversed(commits):
        touched = {start for start in waiting if any(_lies_in(one.path, start) for one in commit.files)}
        waiting -= touched
        added = (one.path for one in commit.files if one.status is FileStatus.ADDED)
        below = frozenset(path for path in added if any(_lies_in(path, start) for start in touched))
        if below and commit.parents:
            yield commit, below
        if not waiting:
            return


def _lies_in(path: str, start: str) -> bool:
    return path == start or path.startswith(f"{start}/")
