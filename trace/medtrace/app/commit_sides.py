"""What each commit did to items: what its own files said before it and after it. Merges are left out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from medtrace.app.reading import FILE_MODES, Library
from medtrace.model.history import Commit, FileChange
from medtrace.model.ids import Sha
from medtrace.model.items import Artifact, ItemKind, Link, link_order
from medtrace.model.snapshot import Snapshot, TreeEntry
from medtrace.sources._source import Parsed

Side: TypeAlias = tuple[int, TreeEntry]
"""A file for a numbered reader."""


def touched(library: Library, commits: tuple[Commit, ...], near: Snapshot) -> dict[Sha, tuple[str, ...]]:
    """Items whose definition each commit made, changed or took away; `near` lends the companions of their files."""
    found = {
        sha: _differing(_digests(before), _digests(after))
        for sha, (before, after) in _both(library, commits, near, range(len(library.house.readers))).items()
    }
    return {sha: names for sha, names in found.items() if names}


def modified(
    library: Library, commits: tuple[Commit, ...], near: Snapshot, readers: Iterable[int]
) -> dict[Sha, tuple[str, ...]]:
    """Items that stand on both sides of a commit with another meaning, as far as the numbered readers read them."""
    found: dict[Sha, tuple[str, ...]] = {}
    for sha, (before, after) in _both(library, commits, near, readers).items():
        old, new = _digests(before), _digests(after)
        found[sha] = tuple(name for name in _differing(old, new) if name in old and name in new)
    return found


def moved_on(library: Library, commits: tuple[Commit, ...], near: Snapshot) -> frozenset[str]:
    """Items that any of the commits changed or gave other links, and the files that they changed."""
    found = {change.path for commit in commits for change in commit.files}
    for before, after in _both(library, commits, near, range(len(library.house.readers))).values():
        found.update(_differing(_citing(before), _citing(after)))
    return frozenset(found)


def _both(
    library: Library, commits: tuple[Commit, ...], near: Snapshot, readers: Iterable[int]
) -> dict[Sha, tuple[list[Parsed], list[Parsed]]]:
    chosen = frozenset(readers)
    sides = {
        commit.sha: [
            [side for change in commit.files for side in _sides(library, change, chosen, newer=newer)]
            for newer in (False, True)
        ]
        for commit in commits
        if not commit.is_merge
    }
    said = library.said({side for both in sides.values() for one in both for side in one}, near)
    return {sha: (_joined(before, said), _joined(after, said)) for sha, (before, after) in sides.items()}


def _sides(library: Library, change: FileChange, chosen: frozenset[int], *, newer: bool) -> Iterator[Side]:
    path = change.path if newer else change.before_path
    blob, mode = (change.new_blob, change.new_mode) if newer else (change.old_blob, change.old_mode)
    for number, reader in enumerate(library.house.readers):
        if number in chosen and blob and mode in FILE_MODES and reader.reads(path):
            yield number, TreeEntry(path, mode, blob)


def _joined(sides: list[Side], said: Mapping[Side, tuple[Parsed, ...]]) -> list[Parsed]:
    return [one for side in sides for one in said[side]]


def _digests(said: list[Parsed]) -> dict[str, str]:
    """Digests by id, the first definition of each; results are no items to compare."""
    found: dict[str, str] = {}
    for one in said:
        if isinstance(one, Artifact) and one.kind != ItemKind.TEST_RESULT:
            found.setdefault(one.id, one.digest)
    return found


def _citing(said: list[Parsed]) -> dict[str, str]:
    """Who says what and cites whom, as one text each."""
    found = _digests(said)
    for one in said:
        if isinstance(one, Artifact) and (code := one.attribute("code")):
            found[one.id] = f"{found.get(one.id, '')} {code}"
    for link in sorted((one for one in said if isinstance(one, Link)), key=link_order):
        found[link.source] = f"{found.get(link.source, '')} {link.target}"
    return found


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))
