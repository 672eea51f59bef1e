"""A revision as a value: every source's own files parsed, results tied to tests, integrity told.

Parsed files are remembered by reader, path and blob id, and by the companions that stood beside them, so that the
second revision of a range costs its changed files.
"""

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from medtrace.app.house import House, Reader
from medtrace.app.meant_targets import with_nearest
from medtrace.app.not_read import without_citing
from medtrace.app.same_numbers import with_same_numbers
from medtrace.app.silent import Said, silent_sources
from medtrace.app.told_once import told_once
from medtrace.gitio import LIMIT, Repository, Tree
from medtrace.graph.named_controls import settled
from medtrace.graph.results import tie_results
from medtrace.model.globs import matches
from medtrace.model.ids import Revision, Sha
from medtrace.model.items import (
    Artifact,
    Diagnostic,
    DiagnosticSeverity,
    Link,
    Location,
    diagnostic_order,
    item_order,
    link_order,
    with_meaning,
)
from medtrace.model.snapshot import Blob, Snapshot, TreeEntry
from medtrace.sources._source import Files, Parsed
from medtrace.words import Localized

FILE_MODES = ("100644", "100755", "100664")


# Parsed files stay; a whole tree costs one question to git, and a history may have hundreds of releases.
SNAPSHOTS_KEPT = 6
MEGABYTE = 1 << 20
KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


def forget_oldest(memory: dict[KeyT, ValueT], kept: int) -> None:
    """Make room for one more in a memory of at most `kept`."""
    while len(memory) >= kept:
        del memory[next(iter(memory))]


@dataclass(frozen=True, slots=True)
class _Beside:
    """The companions of one reader at one revision, and a name that changes with any of them."""

    entries: tuple[TreeEntry, ...] = ()
    name: str = ""


_NOTHING = _Beside()


@dataclass
class Library:
    """Reads snapshots of one repository with one house; holds the memory of parsed files of this run.

    `outside` is what came from outside git, by the commit that it belongs to.
    """

    repository: Repository
    house: House
    outside: dict[Sha, tuple[Parsed, ...]] = field(default_factory=dict)
    _parsed: dict[tuple[int, str, Sha, str], tuple[Parsed, ...]] = field(default_factory=dict)
    _snapshots: dict[Sha, Snapshot] = field(default_factory=dict)

    def snapshot(self, revision: Revision) -> Snapshot:
        """What the repository says at the revision; names of the same commit share what was read."""
        known = self._snapshots.get(revision.sha)
        if known is None:
            forget_oldest(self._snapshots, SNAPSHOTS_KEPT)
            known = self._snapshots[revision.sha] = self._read(revision)
        return known

    def _read(self, revision: Revision) -> Snapshot:
        tree = self.repository.tree(revision)
        return self._snapshot(revision, tree, _files_of(tree.entries), whole=True)

    def part(self, revision: Revision, paths: frozenset[str]) -> Snapshot:
        """What some files of a revision say; everything it says where one of them is not there."""
        tree = self.repository.tree(revision)
        entries = tuple(one for path in sorted(paths) if (one := tree.entry(path)) and one.mode in FILE_MODES)
        if len(entries) < len(paths):
            return self.snapshot(revision)
        return self._snapshot(revision, tree, entries, whole=False)

    def _snapshot(self, revision: Revision, tree: Tree, entries: tuple[TreeEntry, ...], *, whole: bool) -> Snapshot:
        """What the given files of a tree say; where they are the whole of it, also which source reads nothing."""
        wanted = [(number, entry) for number, reader in enumerate(self.house.readers) for entry in reader.own(entries)]
        whole_tree = _files_of(tree.entries)
        beside = self._beside(whole_tree)
        self._parse(wanted, beside)
        read = (Said(number, one.path, self._parsed.get(_key(number, one, beside), ())) for number, one in wanted)
        said = tuple(with_same_numbers(self.house, read, whole_tree))
        parsed = told_once(said)
        parsed += self.outside.get(revision.sha, ())
        told = sorted((one for one in parsed if isinstance(one, Artifact)), key=item_order)
        items = settled(told, (one for one in parsed if isinstance(one, Link)))
        ids = {item.id for item in items}
        cited = (one for one in parsed if isinstance(one, Link))
        links = tie_results(items, tuple(self._external(one, ids) for one in cited))
        problems = without_citing((one for one in parsed if isinstance(one, Diagnostic)), ids)
        problems += silent_sources(self.house, said, revision) if whole else ()
        return Snapshot(
            revision,
            tree.when,
            tree.entries,
            items,
            tuple(sorted(links, key=link_order)),
            tuple(sorted(with_nearest(problems, [item.id for item in items]), key=diagnostic_order)),
        )

    def _beside(self, entries: tuple[TreeEntry, ...]) -> dict[int, _Beside]:
        """What stands beside the files of each reader that declares companions."""
        globs = {number: reader.source.companions for number, reader in enumerate(self.house.readers)}
        return {
            number: _named(tuple(entry for entry in entries if matches(entry.path, found)))
            for number, found in globs.items()
            if found
        }

    def _parse(self, wanted: Iterable[tuple[int, TreeEntry]], beside: Mapping[int, _Beside]) -> None:
        """Parse what is not remembered, all blobs in one question to git."""
        new = [(number, entry) for number, entry in wanted if _key(number, entry, beside) not in self._parsed]
        around = {number: beside.get(number, _NOTHING).entries for number in {number for number, _ in new}}
        asked = {(entry.path, entry.id) for _, entry in new}
        asked |= {(entry.path, entry.id) for found in around.values() for entry in found}
        blobs = {(blob.path, blob.id): blob for blob in self.repository.blobs(sorted(asked))}
        companions = {number: tuple(blobs[one.path, one.id] for one in found) for number, found in around.items()}
        for number, entry in new:
            found = _parse_one(self.house.readers[number], blobs[entry.path, entry.id], companions[number])
            self._parsed[_key(number, entry, beside)] = tuple(map(self._meant, found))

    def _meant(self, one: Parsed) -> Parsed:
        """An item counts by the fields that the configuration names for its kind, else as its source says."""
        fields = self.house.config.meaning.get(one.kind) if isinstance(one, Artifact) else None
        return with_meaning(one, fields) if isinstance(one, Artifact) and fields else one

    def _external(self, link: Link, ids: Container[str]) -> Link:
        # A field may name who cites its item: the row of a risk its control, a requirement its test.
        ends = (link.source,) if link.source not in ids and link.source != link.location.path else (link.target,)
        declared = any(pattern.fullmatch(end) for pattern in self.house.config.externals for end in ends)
        return replace(link, attributes=(*link.attributes, ("external", "true"))) if declared else link

    def said(
        self, files: Iterable[tuple[int, TreeEntry]], near: Snapshot
    ) -> dict[tuple[int, TreeEntry], tuple[Parsed, ...]]:
        """What files of any time say to the numbered readers; their companions are those of the snapshot.

        The tree of each commit would be a question of its own.
        """
        wanted = tuple(files)
        beside = self._beside(_files_of(near.files))
        self._parse(wanted, beside)
        return {(number, entry): self._parsed[_key(number, entry, beside)] for number, entry in wanted}

    def with_texts(self, snapshot: Snapshot, paths: Iterable[str]) -> Snapshot:
        """The snapshot with the named paths loaded, as far as it has them."""
        entries = [snapshot.entry_by_path[path] for path in sorted(set(paths)) if path in snapshot.entry_by_path]
        blobs = self.repository.blobs([(one.path, one.id) for one in entries if one.mode in FILE_MODES])
        return replace(snapshot, texts=blobs)


# What stands in git for a large file that is kept elsewhere.
_POINTER = b"version https://git-lfs.github.com/spec/"
# These look at any file for ids; a picture that is kept elsewhere is none of theirs.
_PASSING_BY = frozenset({"code-tags", "mentions"})


def _files_of(entries: tuple[TreeEntry, ...]) -> tuple[TreeEntry, ...]:
    return tuple(entry for entry in entries if entry.mode in FILE_MODES)


def _key(number: int, entry: TreeEntry, beside: Mapping[int, _Beside]) -> tuple[int, str, Sha, str]:
    return number, entry.path, entry.id, beside.get(number, _NOTHING).name


def _named(entries: tuple[TreeEntry, ...]) -> _Beside:
    """A name of fixed length: as a part of every key the list itself would be hashed once for each file."""
    whole = "\0".join(f"{entry.path}\0{entry.id}" for entry in entries)
    return _Beside(entries, hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest() if entries else "")


def _parse_one(reader: Reader, blob: Blob, companions: tuple[Blob, ...]) -> tuple[Parsed, ...]:
    if blob.data is None:
        return (missing_blob(blob),)
    if is_pointer(blob) and reader.source.name not in _PASSING_BY:
        return (_pointer(blob),)
    declared = reader.use.encoding
    if declared:
        blob, companions = (
            replace(blob, encoding=declared),
            tuple(replace(one, encoding=declared) for one in companions),
        )
    return tuple(reader.source.read(Files((blob,), companions), reader.setup))


def is_pointer(blob: Blob) -> bool:
    """Whether a file is what stands in git for one that Git LFS keeps elsewhere."""
    return blob.data is not None and blob.data.startswith(_POINTER)


def _pointer(blob: Blob) -> Diagnostic:
    words = Localized(
        "Git LFS 指针：内容不在本克隆中，未读取；请运行 git lfs pull 并提交内容，或用 exclude 排除",
        "a Git LFS pointer: the content is not in this clone and was not read; after `git lfs pull` commit the content "
        "itself, or name the file under `exclude`",
    )
    return Diagnostic("lfs-pointer", DiagnosticSeverity.ERROR, words, Location(blob.path, 1))


def missing_blob(blob: Blob) -> Diagnostic:
    """A file that this clone lacks or that is too large to read: named, never fatal."""
    code = "file-too-large" if blob.missing == "too-large" else "missing-blob"
    return Diagnostic(code, DiagnosticSeverity.ERROR, _why_missing(blob), Location(blob.path))


def _why_missing(blob: Blob) -> Localized:
    match blob.missing:
        case "too-large":
            size, most = f"{blob.size / MEGABYTE:.1f}", LIMIT // MEGABYTE
            return Localized(
                f"文件有 {size} MB，超过上限 {most} MB，未读取、未评估；请将文件拆分，或用 exclude 排除",
                f"the file has {size} MB, more than the limit of {most} MB, and was neither read nor assessed; "
                "split it, or name it under `exclude`",
            )
        case "missing":
            zh, en = "本地克隆缺少该对象", "this clone lacks it"
        case _:
            zh, en = "对象已损坏或不是文件", "the object is damaged or no file"
    return Localized(f"无法读取文件内容（{zh}），未评估", f"the content cannot be read ({en}) and was not assessed")
