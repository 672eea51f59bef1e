"""Clones that lack something: what they cannot answer is said, and nothing is fetched."""

import shutil
from pathlib import Path

import pytest

from medtrace.errors import MissingObject, ShallowHistory, TraceError
from medtrace.gitio import Comparison, Repository, open_repository
from medtrace.model.history import FileStatus
from tests.support.git_builder import RepoBuilder, isolate

pytestmark = pytest.mark.requirement("REQ-004")

LINES = "".join(f"line {number}\n" for number in range(200))


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    """Four releases; between v1.2 and v1.3 one file is moved and another moved and edited."""
    repo = RepoBuilder(tmp_path / "origin")
    for number in range(3):
        repo.commit(f"Release {number}", {"a.txt": f"{number}\n", "moved.txt": "same\n", "edited.txt": LINES})
        repo.tag(f"v1.{number}", message="release")
    repo.commit(
        "Release 3",
        {"moved.txt": None, "new/moved.txt": "same\n", "edited.txt": None, "new/edited.txt": LINES + "more\n"},
    )
    repo.tag("v1.3")
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true")
    return repo


def clone(repo: RepoBuilder, *options: str) -> Path:
    target = repo.folder.parent / "clone"
    repo.git("clone", "--quiet", "--no-checkout", *options, f"file://{repo.folder}", str(target))
    return target


def statuses(comparison: Comparison) -> list[tuple[FileStatus, str, str, int]]:
    return [(change.status, change.old_path, change.path, change.similarity) for change in comparison.changes]


def assert_mendable(error: TraceError) -> None:
    assert isinstance(error, ShallowHistory)
    assert error.exit_code == 3
    for words in (str(error.hint.zh if error.hint else ""), str(error.hint.en if error.hint else "")):
        assert "git fetch --unshallow" in words
        assert "fetch-depth: 0" in words


def test_a_shallow_clone_names_what_it_lacks(repo: RepoBuilder) -> None:
    with open_repository(clone(repo, "--depth=1")) as repository:
        assert repository.is_shallow
        head = repository.resolve("HEAD")
        assert head.sha == repo.sha("v1.3")
        assert len(repository.tree(head).entries) == 3
        for name in ("v1.2", "HEAD~1", repo.sha("v1.0")):
            with pytest.raises(ShallowHistory) as caught:
                repository.resolve(name)
            assert_mendable(caught.value)


def test_a_clone_of_enough_depth_is_enough(repo: RepoBuilder) -> None:
    with open_repository(clone(repo, "--depth=3")) as repository:
        span = repository.resolve_range("v1.1..v1.3")
        assert [commit.subject for commit in repository.commits(span)] == ["Release 3", "Release 2"]
        assert repository.is_ancestor(span.old.sha, span.new.sha)
        releases = repository.releases_between(span.old.sha, span.new.sha, lambda _: True)
        assert [tag.name for tag in releases] == ["v1.2", "v1.3"]
        assert repository.releases_between(span.new.sha, span.new.sha, lambda _: True) == ()


def test_a_full_clone_is_not_shallow(repo: RepoBuilder) -> None:
    with open_repository(clone(repo)) as repository:
        assert not repository.is_shallow
        assert len(repository.commits(repository.resolve_range("v1.0..v1.3"))) == 3


def test_a_range_across_the_boundary_is_refused(repo: RepoBuilder) -> None:
    other = repo.commit("Another history", branch="other", parents=[], when="2023-01-01T00:00:00+08:00")
    target = clone(repo, "--depth=2", "--no-single-branch", "--no-tags")
    with open_repository(target) as repository:
        with pytest.raises(ShallowHistory) as caught:
            repository.resolve_range(f"{other}..HEAD")
        assert_mendable(caught.value)
        with pytest.raises(ShallowHistory):
            repository.is_ancestor(other, repo.sha("v1.3"))
        # What is newer than every cut cannot lie behind one, and `other` has no cut.
        assert not repository.is_ancestor(repo.sha("v1.3"), repo.sha("v1.2"))
        assert not repository.is_ancestor(repo.sha("v1.3"), other)
        assert repository.is_ancestor(repo.sha("v1.2"), repo.sha("v1.3"))
        with pytest.raises(ShallowHistory):
            repository.releases_between(None, repo.sha("v1.3"), lambda _: True)


def test_a_side_branch_from_behind_the_boundary_is_refused(tmp_path: Path) -> None:
    # Through the side branch the clone reaches "Base", which the cut hides from the older end.
    repo = RepoBuilder(tmp_path / "origin")
    repo.commit("Base", {"a": "0"})
    repo.commit("Side", {"s": "1"}, branch="side", parents=["main"])
    for number in range(4):
        repo.commit(f"Main {number}", {"a": str(number + 1)})
    repo.tag("old")
    repo.merge("Merge side", "side")
    assert repo.git("log", "--format=%s", "old..main").split("\n") == ["Merge side", "Side"]
    target = clone(repo, "--depth=3")
    assert "Base" in repo.git("-C", str(target), "log", "--format=%s", "old..HEAD")
    with open_repository(target) as repository, pytest.raises(ShallowHistory) as caught:
        repository.commits(repository.resolve_range("old..HEAD"))
    assert_mendable(caught.value)


def whole(repository: Repository, name: str) -> dict[str, str]:
    entries = repository.tree(repository.resolve(name)).entries
    return {blob.path: blob.missing for blob in repository.blobs((entry.path, entry.id) for entry in entries)}


@pytest.mark.parametrize("remote", ["there", "gone"])
def test_a_clone_without_blobs(repo: RepoBuilder, remote: str) -> None:
    repo.git("tag", "key", repo.git("hash-object", "-w", "--stdin", feed=b"a key in a tag"))
    target = clone(repo, "--filter=blob:none")
    repo.git("-C", str(target), "cat-file", "blob", repo.blob("new/moved.txt"))
    if remote == "gone":
        shutil.rmtree(repo.git_dir)
    before = sorted(target.rglob("*"))
    with open_repository(target) as repository:
        assert whole(repository, "v1.3") == {"a.txt": "missing", "new/edited.txt": "missing", "new/moved.txt": ""}
        assert [tag.name for tag in repository.tags()] == ["v1.0", "v1.1", "v1.2", "v1.3"]
        span = repository.resolve_range("v1.2..v1.3")
        compared = repository.changes(span.old.sha, span.new.sha)
        assert statuses(compared) == [
            (FileStatus.DELETED, "", "edited.txt", 0),
            (FileStatus.ADDED, "", "new/edited.txt", 0),
            (FileStatus.RENAMED, "moved.txt", "new/moved.txt", 100),
        ]
        assert [problem.code for problem in compared.problems] == ["renames-not-compared"]
        assert [len(commit.files) for commit in repository.commits(span)] == [4]
    assert sorted(target.rglob("*")) == before


def test_a_thinned_clone(repo: RepoBuilder) -> None:
    repo.loose_object(repo.blob("edited.txt", "v1.2")).unlink()
    with open_repository(repo.folder) as repository:
        assert whole(repository, "v1.2") == {"a.txt": "", "edited.txt": "missing", "moved.txt": ""}
        compared = repository.changes(repo.sha("v1.2"), repo.sha("v1.3"))
        assert [change[0].value for change in statuses(compared)] == ["D", "A", "R"]
        assert compared.problems
        assert repository.changes(repo.sha("v1.0"), repo.sha("v1.1")).problems == ()


@pytest.mark.parametrize(("damage", "why"), [("garbage", "missing"), ("cut off", "unreadable")])
def test_a_damaged_blob_hides_no_other(repo: RepoBuilder, damage: str, why: str) -> None:
    place = repo.loose_object(repo.blob("edited.txt", "v1.2"))
    place.chmod(0o644)
    place.write_bytes(b"garbage" if damage == "garbage" else place.read_bytes()[:60])
    with open_repository(repo.folder) as repository:
        assert whole(repository, "v1.2") == {"a.txt": "", "edited.txt": why, "moved.txt": ""}


def test_a_full_clone_finds_the_edited_rename(repo: RepoBuilder) -> None:
    with open_repository(repo.folder) as repository:
        compared = repository.changes(repo.sha("v1.2"), repo.sha("v1.3"))
    assert compared.problems == ()
    assert [change[:3] for change in statuses(compared)] == [
        (FileStatus.RENAMED, "edited.txt", "new/edited.txt"),
        (FileStatus.RENAMED, "moved.txt", "new/moved.txt"),
    ]
    assert 90 < compared.changes[0].similarity < 100


@pytest.mark.parametrize("lost", ["v1.2^{tree}", "v1.3:new"])
def test_a_missing_tree_ends_the_run(repo: RepoBuilder, lost: str) -> None:
    end = "v1.3" if ":" in lost else "v1.2"
    shas = (repo.sha("v1.1"), repo.sha(end))
    repo.loose_object(repo.git("rev-parse", lost)).unlink()
    with open_repository(repo.folder) as repository:
        for question in (
            lambda: repository.tree(repository.resolve(end)),
            lambda: repository.changes(*shas),
            lambda: repository.commits(repository.resolve_range(f"v1.1..{end}")),
        ):
            with pytest.raises(MissingObject) as caught:
                question()
            assert caught.value.exit_code == 3
            assert caught.value.hint is not None
