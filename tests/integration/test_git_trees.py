"""Trees, contents and differences: odd paths, links, types, sizes, and many blobs at once."""

from pathlib import Path

import pytest

from medtrace.gitio import open_repository
from medtrace.model.history import FileChange, FileStatus
from medtrace.model.snapshot import Blob, TreeEntry
from tests.support.git_builder import Content, RepoBuilder, executable, isolate, submodule, symlink

LINES = "".join(f"行 {number}\n" for number in range(100))


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    return RepoBuilder(tmp_path / "repo")


@pytest.mark.requirement("REQ-001")
def test_a_tree_is_sorted_and_typed(repo: RepoBuilder) -> None:
    files: dict[str, Content] = {
        "z.txt": "z",
        "a-b": "1",
        "a/b": "2",
        "a.b": executable("#!/bin/sh"),
        "link": symlink("a/b"),
        "lib": submodule("2" * 40),
    }
    sha = repo.commit("One", files, when="2024-05-01T12:00:00-07:00")
    with open_repository(repo.folder) as repository:
        tree = repository.tree(repository.resolve("main"))
        assert [(entry.path, entry.mode) for entry in tree.entries] == [
            ("a-b", "100644"),
            ("a.b", "100755"),
            ("a/b", "100644"),
            ("lib", "160000"),
            ("link", "120000"),
            ("z.txt", "100644"),
        ]
        assert (tree.revision.sha, tree.when) == (sha, "2024-05-01T12:00:00-07:00")
        assert tree.entry("a/b") == TreeEntry("a/b", "100644", repo.blob("a/b"))
        assert [tree.entry(path) for path in ("a", "a/c", "", "zz")] == [None] * 4
        (link,) = repository.blobs([("link", repo.blob("link"))])
        assert link.data == b"a/b"


@pytest.mark.requirement("REQ-003")
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("文档/需求规格.md".encode(), "文档/需求规格.md"),
        ("文档/需求规格.md".encode("gb18030"), "文档/需求规格.md"),
        ("e\u0301.md".encode(), "e\u0301.md"),
        (b"broken-\xff.md", "broken-\\xff.md"),
        (b"tab\there", "tab\there"),
        (b'quote".md', 'quote".md'),
        (b"line\nend", "line\nend"),
        (b"-rf", "-rf"),
        ("\U0001fac0 heart".encode(), "\U0001fac0 heart"),
    ],
    ids=["UTF-8", "GB18030", "decomposed", "no encoding", "tab", "quote", "line end", "like an option", "emoji"],
)
def test_paths_in_any_encoding(repo: RepoBuilder, raw: bytes, shown: str) -> None:
    first = repo.commit("One", {"plain": "1"})
    second = repo.commit("Two", {raw: "content"})
    third = repo.commit("Three", {raw: None, b"moved": "content"})
    with open_repository(repo.folder) as repository:
        entry = repository.tree(repository.resolve(second)).entry(shown)
        assert entry is not None
        assert repository.blobs([(shown, entry.id)]) == (Blob(shown, entry.id, b"content"),)
        assert [change.path for change in repository.changes(first, second).changes] == [shown]
        (renamed,) = repository.changes(second, third).changes
        assert (renamed.status, renamed.before_path, renamed.path) == (FileStatus.RENAMED, shown, "moved")
        (commit,) = repository.commits(repository.resolve_range(f"{first}..{second}"))
        assert [file.path for file in commit.files] == [shown]
    shown.encode("utf-8")


@pytest.mark.requirement("REQ-003")
def test_every_kind_of_change(repo: RepoBuilder) -> None:
    before: dict[str, Content] = {
        "changed": "1",
        "deleted": "unique content",
        "edited": LINES,
        "mode": "same",
        "moved": "moved content\n" * 5,
        "type": "x",
        "lib": submodule("1" * 40),
    }
    after: dict[str, Content] = {
        "added": "something else entirely",
        "changed": "2",
        "deleted": None,
        "edited": None,
        "new/edited": LINES + "行 更多\n",
        "mode": executable("same"),
        "moved": None,
        "new/moved": "moved content\n" * 5,
        "type": symlink("changed"),
        "lib": submodule("2" * 40),
    }
    old, new = repo.commit("One", before), repo.commit("Two", after)
    with open_repository(repo.folder) as repository:
        found = repository.changes(old, new)
        assert found.problems == ()
        assert [(change.status.value, change.path, change.old_path) for change in found.changes] == [
            ("A", "added", ""),
            ("M", "changed", ""),
            ("D", "deleted", ""),
            ("M", "lib", ""),
            ("M", "mode", ""),
            ("R", "new/edited", "edited"),
            ("R", "new/moved", "moved"),
            ("T", "type", ""),
        ]
        by_path = {change.path: change for change in found.changes}
        assert by_path["lib"] == FileChange(
            FileStatus.MODIFIED, "lib", "", "1" * 40, "2" * 40, "160000", "160000", similarity=0
        )
        assert (by_path["type"].old_mode, by_path["type"].new_mode) == ("100644", "120000")
        assert (by_path["mode"].old_mode, by_path["mode"].new_mode) == ("100644", "100755")
        assert (by_path["deleted"].new_blob, by_path["deleted"].new_mode) == ("", "")
        assert by_path["new/moved"].similarity == 100
        assert repository.changes(new, new).changes == ()
        mirrored = repository.changes(new, old).changes
        assert {(change.before_path, change.path) for change in found.changes} == {
            (change.path, change.before_path) for change in mirrored
        }


@pytest.mark.requirement("REQ-004")
def test_blobs_come_in_the_order_asked_and_say_why_they_are_absent(repo: RepoBuilder) -> None:
    files: dict[str, Content] = {"a": "aa", "big": "b" * 1000, "empty": "", "binary": b"\0\n\xff\n", "dir/x": "x"}
    repo.commit("One", files)
    a, big, empty, binary = (repo.blob(path) for path in ("a", "big", "empty", "binary"))
    folder = repo.git("rev-parse", "main:dir")
    absent = "1234567890" * 4
    wanted = [
        ("big", big),
        ("a", a),
        ("gone", absent),
        ("none", ""),
        ("zeros", "0" * 40),
        ("option", "--help"),
        ("dir", folder),
        ("empty", empty),
        ("binary", binary),
        ("again", a),
    ]
    with open_repository(repo.folder) as repository:
        found = repository.blobs(wanted, limit=999)
        assert [(blob.path, blob.data, blob.missing) for blob in found] == [
            ("big", None, "too-large"),
            ("a", b"aa", ""),
            ("gone", None, "missing"),
            ("none", None, "missing"),
            ("zeros", None, "missing"),
            ("option", None, "missing"),
            ("dir", None, "not-a-blob"),
            ("empty", b"", ""),
            ("binary", b"\0\n\xff\n", ""),
            ("again", b"aa", ""),
        ]
        assert [blob.id for blob in found] == [identity for _, identity in wanted]
        assert [blob.size for blob in found if blob.size] == [1000]
        assert repository.blobs([("big", big)], limit=1000)[0].data == b"b" * 1000
        assert repository.blobs([]) == ()


@pytest.mark.requirement("REQ-001")
def test_ten_thousand_blobs(repo: RepoBuilder) -> None:
    # 40 MB of answers and 400 KB of questions: far more than both pipes hold.
    repo.commit("One", {f"f{number:05}": f"{number} " * (800 if number % 2 else 1) for number in range(10_000)})
    with open_repository(repo.folder) as repository:
        entries = repository.tree(repository.resolve("main")).entries
        found = repository.blobs((entry.path, entry.id) for entry in reversed(entries))
    assert [blob.path for blob in found] == [f"f{number:05}" for number in reversed(range(10_000))]
    assert all((blob.data or b"").startswith(f"{int(blob.path[1:])} ".encode()) for blob in found)


@pytest.mark.requirement("REQ-003")
def test_too_many_files_for_renames_is_said(repo: RepoBuilder) -> None:
    before = {f"old/{number}": f"{number}\n" * 20 for number in range(1050)}
    old = repo.commit("One", before)
    gone: dict[str, Content] = dict.fromkeys(before)
    new = repo.commit("Two", gone | {f"new/n{number}": f"{number}\n" * 20 + "x" for number in range(1050)})
    with open_repository(repo.folder) as repository:
        found = repository.changes(old, new)
    assert len(found.changes) == 2100
    assert [problem.code for problem in found.problems] == ["renames-not-compared"]
