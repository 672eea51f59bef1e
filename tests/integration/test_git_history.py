"""Commits of a range: order, messages, trailers, parents and paths, on real repositories."""

from pathlib import Path

import pytest

from medtrace.gitio import open_repository
from medtrace.model.history import Commit, FileStatus, Trailer
from tests.support.git_builder import RepoBuilder, isolate

pytestmark = pytest.mark.requirement("REQ-003")


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    return RepoBuilder(tmp_path / "repo")


def commits(repo: RepoBuilder, words: str) -> tuple[Commit, ...]:
    with open_repository(repo.folder) as repository:
        return repository.commits(repository.resolve_range(words))


def paths(commit: Commit) -> list[str]:
    return [f"{file.status.value} {file.path}" for file in commit.files]


def test_fields_of_a_commit(repo: RepoBuilder) -> None:
    first = repo.commit("Start", {"a.txt": "1"})
    second = repo.commit(
        "调整节律判读阈值\n\n阈值由 0.5 改为 0.6。\n\nImplements: SRS-12\nRefs: CR-2024-017,\n  CR-2024-018\n",
        {"b.txt": "2", "a.txt": "3"},
        author="李明 <li.ming@example.org>",
        when="2024-03-01T08:30:00+08:00",
    )
    (commit,) = commits(repo, f"{first}..")
    assert commit == Commit(
        sha=second,
        parents=(first,),
        author="李明",
        author_mail="li.ming@example.org",
        when="2024-03-01T08:30:00+08:00",
        subject="调整节律判读阈值",
        body="阈值由 0.5 改为 0.6。\n\nImplements: SRS-12\nRefs: CR-2024-017,\n  CR-2024-018",
        trailers=(Trailer("Implements", "SRS-12"), Trailer("Refs", "CR-2024-017, CR-2024-018")),
        files=commit.files,
    )
    assert paths(commit) == ["M a.txt", "A b.txt"]
    assert [(file.old_mode, file.new_mode) for file in commit.files] == [("100644", "100644"), ("", "100644")]
    assert commit.files[0].new_blob == repo.blob("a.txt")
    assert commit.files[1].old_blob == ""


def test_dates_at_utc_are_written_with_numbers(repo: RepoBuilder) -> None:
    first = repo.commit("Start")
    repo.commit("UTC", when="2024-03-01T00:30:00+00:00")
    assert [commit.when for commit in commits(repo, f"{first}..")] == ["2024-03-01T00:30:00+00:00"]


def test_order_is_that_of_git_log(repo: RepoBuilder) -> None:
    first = repo.commit("Start", {"a": "0"})
    for number in range(3):
        repo.commit(f"Main {number}", {"a": str(number + 1)})
        repo.commit(f"Side {number}", {"b": str(number)}, branch="side", parents=None if number else [first])
    repo.merge("Merge side", "side")
    expected = repo.git("log", "--format=%H", f"{first}..main").split()
    assert [commit.sha for commit in commits(repo, f"{first}..main")] == expected
    assert len(expected) == 7


def test_a_merge_carries_what_it_brought_in(repo: RepoBuilder) -> None:
    repo.commit("Start", {"a": "1", "gone": "x"})
    repo.tag("v1")
    repo.commit("Side", {"b": "2", "gone": None}, branch="side", parents=["v1"])
    repo.commit("Main", {"a": "2"})
    merge = repo.merge("CR-7 Merge side", "side", files={"c": "settled"})
    newest = commits(repo, "v1..")[0]
    assert newest.sha == merge
    assert newest.is_merge
    assert paths(newest) == ["A b", "A c", "D gone"]


def test_an_octopus_has_all_parents(repo: RepoBuilder) -> None:
    start = repo.commit("Start", {"a": "1"})
    sides = [repo.commit(name, {name: "x"}, branch=name, parents=[start]) for name in ("left", "right")]
    main = repo.commit("Main", {"a": "2"})
    repo.merge("Merge both", "left", "right")
    newest = commits(repo, f"{start}..")[0]
    assert newest.parents == (main, *sides)
    assert paths(newest) == ["A left", "A right"]


def test_a_squash_merge_has_one_parent_and_all_paths(repo: RepoBuilder) -> None:
    start = repo.commit("Start", {"a": "1"})
    repo.commit("One", {"b": "1"}, branch="side", parents=[start])
    repo.commit("Two", {"c": "1"}, branch="side")
    repo.merge("Feature (#12)", "side", squash=True)
    (commit,) = commits(repo, f"{start}..main")
    assert (commit.parents, paths(commit)) == ((start,), ["A b", "A c"])


def test_histories_without_common_ancestor(repo: RepoBuilder) -> None:
    repo.commit("Old product", {"old": "1"}, branch="old")
    root = repo.commit("New product", {"new": "1"}, parents=[])
    repo.commit("More", {"new": "2"})
    with open_repository(repo.folder) as repository:
        span = repository.resolve_range("old..main")
        found = repository.commits(span)
        assert span.merge_base == ""
        assert [commit.subject for commit in found] == ["More", "New product"]
        assert (found[1].sha, paths(found[1])) == (root, ["A new"])
        changes = repository.changes(span.old.sha, span.new.sha).changes
        assert [(change.status, change.path) for change in changes] == [
            (FileStatus.ADDED, "new"),
            (FileStatus.DELETED, "old"),
        ]


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        ("GBK", "修复心率显示\n\n变更单号 CR-1".encode("gbk")),
        ("GB18030", "修复心率显示\n\n变更单号 CR-1".encode("gb18030")),
        ("", "修复心率显示\n\n变更单号 CR-1".encode("gb18030")),
        ("GBK", "修复心率显示\n\n变更单号 CR-1".encode()),
        ("UTF-8", "修复心率显示\n\n变更单号 CR-1".encode()),
    ],
    ids=["GBK declared", "GB18030 declared", "GB18030 undeclared", "GBK declared but UTF-8", "UTF-8 declared"],
)
def test_messages_in_other_encodings(repo: RepoBuilder, encoding: str, message: bytes) -> None:
    first = repo.commit("Start")
    repo.commit(message, encoding=encoding)
    (commit,) = commits(repo, f"{first}..")
    assert (commit.subject, commit.body) == ("修复心率显示", "变更单号 CR-1")


def test_a_commit_made_with_commit_encoding(repo: RepoBuilder) -> None:
    first = repo.commit("Start")
    repo.git(
        "-c", "i18n.commitEncoding=GBK", "commit", "--quiet", "--allow-empty", "-F", "-", feed="患者信息".encode("gbk")
    )
    (commit,) = commits(repo, f"{first}..")
    assert commit.subject == "患者信息"


@pytest.mark.parametrize(
    "message",
    [
        "",
        "one line",
        "two\nlines of title\n\nbody\n\n\nmore\n\n",
        "\n\nblank lines first\n\nbody",
        "commit 0123456789abcdef0123456789abcdef01234567\n\n:100644 100644 a b M\nfile",
        "含有 “引号”、<标记> 与 \\反斜线\n\n\t制表符\x1b[31m",
    ],
    ids=["empty", "title", "long title", "blank start", "like git's own output", "odd characters"],
)
def test_no_message_breaks_the_records(repo: RepoBuilder, message: str) -> None:
    first = repo.commit("Start")
    middle = repo.commit(message, {"f": "1"})
    last = repo.commit("End", {"g": "1"})
    found = commits(repo, f"{first}..")
    assert [commit.sha for commit in found] == [last, middle]
    assert found[1].subject == repo.git("log", "-1", "--format=%s", middle)
    assert found[1].body == repo.git("log", "-1", "--format=%b", middle).strip("\n")
    assert paths(found[1]) == ["A f"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("log.diffMerges", "separate"),
        ("diff.renames", "copies"),
        ("diff.relative", "true"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.orderFile", "/no/such/file"),
        ("diff.renameLimit", "1"),
        ("diff.noprefix", "true"),
        ("format.pretty", "oneline"),
        ("i18n.logOutputEncoding", "GBK"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
    ],
)
def test_settings_change_nothing(repo: RepoBuilder, name: str, value: str) -> None:
    start = repo.commit("开始", {"sub/a": "1\n" * 50, "b": "2"})
    repo.commit("Side", {"sub/c": "3"}, branch="side", parents=[start])
    repo.commit("移动", {"sub/a": None, "sub/b": "1\n" * 49})
    repo.merge("Merge", "side")

    def everything() -> tuple[object, ...]:
        with open_repository(repo.folder) as repository:
            head = repository.resolve("main")
            whole = repository.resolve_range(f"{start}..main")
            root = repository.commits(repository.resolve_range("empty..main"))
            return (root, repository.commits(whole), repository.changes(start, head.sha), repository.tree(head))

    repo.commit("Unrelated", branch="empty", parents=[])
    repo.checkout()
    before = everything()
    repo.git("config", name, value)
    assert everything() == before
    assert "R" in {change.status.value for change in before[2].changes}  # type: ignore[attr-defined]


def test_a_long_history_is_streamed_whole(repo: RepoBuilder) -> None:
    count = 3000
    pieces = [
        f"commit refs/heads/main\ncommitter W <w@e.org> {1700000000 + number} +0000\ndata <<END\nCommit {number}\n\n"
        f"{'正文 ' * 40}\nEND\nM 100644 inline f{number % 7}\ndata <<END\n{number}\nEND\n\n"
        for number in range(count)
    ]
    repo.git("fast-import", "--quiet", feed="".join(pieces).encode())
    repo.commit("Unrelated", branch="other", parents=[])
    found = commits(repo, "other..main")
    assert [commit.subject for commit in found] == [f"Commit {number}" for number in reversed(range(count))]
    assert all(len(commit.files) == 1 for commit in found)
