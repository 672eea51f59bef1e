"""Names of revisions and ranges as git means them, and what is said of those it does not know."""

from pathlib import Path

import pytest

from medtrace.errors import EvidenceError, MissingObject, NotARepository, TraceError, UnknownRevision, UsageError
from medtrace.gitio import is_range, open_repository
from tests.support.git_builder import RepoBuilder, isolate

pytestmark = pytest.mark.requirement("REQ-002")


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    """v1 - v2 - main, with a side branch from v1 and a tag of a blob."""
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit("One", {"a": "1"})
    repo.tag("v1.0", message="first")
    repo.commit("Side", {"s": "1"}, branch="hospital/上海", parents=["v1.0"])
    repo.commit("Two", {"a": "2"})
    repo.tag("v1.1")
    repo.commit("Three", {"a": "3"})
    repo.git("tag", "a-blob", repo.blob("a"))
    return repo


@pytest.mark.parametrize(
    ("name", "same_as"),
    [
        ("v1.0", "v1.0"),
        ("refs/tags/v1.0", "v1.0"),
        ("HEAD", "main"),
        ("@", "main"),
        ("HEAD~1", "v1.1"),
        ("v1.1^", "v1.0"),
        ("hospital/上海", "hospital/上海"),
        ("HEAD^{/Two}", "v1.1"),
        ("v1.0^{commit}", "v1.0"),
    ],
)
def test_names_are_those_of_git(repo: RepoBuilder, name: str, same_as: str) -> None:
    with open_repository(repo.folder) as repository:
        found = repository.resolve(name)
        assert (found.name, found.sha) == (name, repo.sha(same_as))
        assert repository.resolve(found.sha[:10]).sha == found.sha


@pytest.mark.parametrize(
    "name",
    [
        "",
        "--all",
        "-h",
        "--output=pwned",
        "--git-dir=/",
        "^v1.0",
        "v1.0..v1.1",
        "v1.0 v1.1",
        "HEAD^!",
        "v9.9",
        "a\nb",
        "a\0b",
        "v1.0^{tree}",
        "HEAD:a",
        "0123456789012345678901234567890123456789",
        "不存在",
    ],
)
def test_no_revision(repo: RepoBuilder, name: str) -> None:
    before = sorted(repo.folder.rglob("*"))
    with open_repository(repo.folder) as repository, pytest.raises(UnknownRevision) as caught:
        repository.resolve(name)
    assert name in caught.value.message.zh
    assert name in caught.value.message.en
    assert caught.value.hint is not None
    assert caught.value.exit_code == 3
    assert sorted(repo.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("v1.2", ["v1.0", "v1.1"]), ("v1,1", ["v1.1"]), ("hospital/上誨", ["hospital/上海"]), ("mian", ["main"])],
)
def test_the_hint_names_the_nearest(repo: RepoBuilder, name: str, nearest: list[str]) -> None:
    with open_repository(repo.folder) as repository, pytest.raises(UnknownRevision) as caught:
        repository.resolve(name)
    assert caught.value.hint is not None
    assert all(near in caught.value.hint.zh and near in caught.value.hint.en for near in nearest)


def test_a_tag_of_a_blob_is_named_as_such(repo: RepoBuilder) -> None:
    with open_repository(repo.folder) as repository, pytest.raises(UnknownRevision, match="no commit but a blob"):
        repository.resolve("a-blob")


def test_a_tag_whose_commit_is_gone_is_no_unknown_name(repo: RepoBuilder) -> None:
    repo.loose_object(repo.sha("v1.1")).unlink()
    with open_repository(repo.folder) as repository:
        with pytest.raises(MissingObject, match="lacks the object"):
            repository.resolve("v1.1")
        with pytest.raises(MissingObject):
            repository.tags()


@pytest.mark.parametrize(
    ("words", "old", "new", "base"),
    [
        ("v1.0..v1.1", "v1.0", "v1.1", "v1.0"),
        ("v1.0..", "v1.0", "main", "v1.0"),
        ("..v1.1", "main", "v1.1", "v1.1"),
        ("v1.1..hospital/上海", "v1.1", "hospital/上海", "v1.0"),
        ("v1.1...hospital/上海", "v1.0", "hospital/上海", "v1.0"),
        ("v1.1...", "v1.1", "main", "v1.1"),
        ("HEAD~2..HEAD~1", "v1.0", "v1.1", "v1.0"),
    ],
)
def test_ranges_are_those_of_git(repo: RepoBuilder, words: str, old: str, new: str, base: str) -> None:
    with open_repository(repo.folder) as repository:
        span = repository.resolve_range(words)
    assert (span.old.sha, span.new.sha, span.merge_base) == (repo.sha(old), repo.sha(new), repo.sha(base))


def test_three_dots_compare_as_git_diff_does(repo: RepoBuilder) -> None:
    with open_repository(repo.folder) as repository:
        span = repository.resolve_range("main...hospital/上海")
        changes = repository.changes(span.old.sha, span.new.sha).changes
        assert repository.resolve_range(span.name).old.sha == span.old.sha
    assert [change.path for change in changes] == repo.git("diff", "--name-only", "main...hospital/上海").split()


@pytest.mark.parametrize("words", ["..", "...", "v1.0", "v1.0 v1.1", "v1.0.. v1.1 x", "a..b..c", "a....b", ""])
def test_no_range(repo: RepoBuilder, words: str) -> None:
    with open_repository(repo.folder) as repository, pytest.raises(UsageError) as caught:
        repository.resolve_range(words)
    assert "A..B" in str(caught.value.hint)


@pytest.mark.parametrize("words", ["--all..v1.0", "v1.0..--output=x", "^v1.0..v1.1"])
def test_a_side_of_a_range_is_never_an_option(repo: RepoBuilder, words: str) -> None:
    with open_repository(repo.folder) as repository, pytest.raises(UnknownRevision):
        repository.resolve_range(words)


def test_three_dots_need_a_common_ancestor(repo: RepoBuilder) -> None:
    repo.commit("Other", branch="other", parents=[])
    with open_repository(repo.folder) as repository, pytest.raises(EvidenceError, match="share no commit"):
        repository.resolve_range("main...other")


@pytest.mark.parametrize(("words", "answer"), [("a..b", True), ("a..", True), ("a...b", True), ("v1.2", False)])
def test_is_range(words: str, *, answer: bool) -> None:
    assert is_range(words) is answer


@pytest.mark.parametrize("name", ["HEAD", "v1.0", "main"])
def test_an_empty_repository_says_so(tmp_path: Path, name: str) -> None:
    empty = RepoBuilder(tmp_path / "empty")
    with open_repository(empty.folder) as repository:
        assert repository.head() is None
        assert repository.tags() == ()
        with pytest.raises(EvidenceError, match="no commit yet") as caught:
            repository.resolve(name)
    assert caught.value.exit_code == 3


def test_head(repo: RepoBuilder) -> None:
    with open_repository(repo.folder) as repository:
        head = repository.head()
    assert head is not None
    assert (head.name, head.sha) == ("HEAD", repo.sha("main"))


@pytest.mark.parametrize("place", ["absent", "file.txt", "plain"])
def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repo: RepoBuilder, place: str) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "file.txt").write_text("x")
    # Standing in another repository must not help.
    monkeypatch.chdir(repo.folder)
    with pytest.raises(NotARepository) as caught, open_repository(tmp_path / place):
        pass
    assert isinstance(caught.value, TraceError)
    assert caught.value.hint is not None
