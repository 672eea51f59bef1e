"""Tags and the releases that lie on the road between two commits."""

from pathlib import Path

import pytest

from medtrace.gitio import open_repository
from medtrace.model.history import Tag
from tests.support.git_builder import RepoBuilder, isolate

pytestmark = pytest.mark.requirement("REQ-056")


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    """Main with v1.9, v1.10, v2.0; a hospital branch from v1.9 with h1 that is merged after v2.0 and h2 that is not."""
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit("One", {"a": "1"})
    repo.tag("v1.9", message="annotated")
    repo.commit("Hospital", {"h": "1"}, branch="hospital", parents=["v1.9"])
    repo.tag("h1", "hospital")
    repo.commit("Two", {"a": "2"})
    repo.tag("v1.10")
    repo.commit("Hospital again", {"h": "2"}, branch="hospital")
    repo.tag("h2", "hospital", message="stays at the hospital")
    repo.commit("Three", {"a": "3"})
    repo.tag("v2.0", message="two")
    repo.tag("same")
    repo.merge("Merge h1", "h1")
    repo.tag("v2.1")
    return repo


def test_tags_in_natural_order(repo: RepoBuilder) -> None:
    with open_repository(repo.folder) as repository:
        found = repository.tags()
    assert [tag.name for tag in found] == ["h1", "h2", "same", "v1.9", "v1.10", "v2.0", "v2.1"]
    assert [tag.annotated for tag in found] == [False, True, False, True, False, True, False]
    assert [tag.sha for tag in found] == [repo.sha(tag.name) for tag in found]
    # One has its tagger's date, the other that of its commit.
    assert found[3] == Tag("v1.9", repo.sha("v1.9"), "2024-01-01T10:00:00+08:00", annotated=True)
    assert found[4].when == repo.git("log", "-1", "--format=%cI", "v1.10")


def test_odd_tags(repo: RepoBuilder) -> None:
    repo.git("tag", "blob", repo.blob("a"))
    repo.git("tag", "-a", "-m", "x", "annotated-tree", repo.git("rev-parse", "main^{tree}"))
    repo.git("tag", "-a", "-m", "x", "nested", "v1.9")
    repo.git("tag", "发布/一", "v1.10")
    no_tagger = f"object {repo.sha('v1.10')}\ntype commit\ntag old\n\nfrom the year 2005\n"
    old = repo.git("hash-object", "-t", "tag", "-w", "--stdin", "--literally", feed=no_tagger.encode())
    repo.git("update-ref", "refs/tags/old", old)
    with open_repository(repo.folder) as repository:
        found = {tag.name: tag for tag in repository.tags()}
    assert not {"blob", "annotated-tree"} & found.keys()
    assert (found["nested"].sha, found["nested"].annotated) == (repo.sha("v1.9"), True)
    assert found["发布/一"].sha == repo.sha("v1.10")
    assert found["old"] == Tag("old", repo.sha("v1.10"), found["v1.10"].when, annotated=True)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("v1.9", "v2.0", ["v1.10", "same", "v2.0"]),
        ("v1.10", "v2.0", ["same", "v2.0"]),
        ("v1.10", "v2.1", ["same", "v2.0", "v2.1"]),
        ("v1.9", "hospital", ["h1", "h2"]),
        ("v2.0", "v2.0", []),
        ("v2.0", "v1.9", []),
        ("h1", "v2.0", []),
        (None, "v2.0", ["v1.9", "v1.10", "same", "v2.0"]),
    ],
)
def test_releases_between(repo: RepoBuilder, old: str | None, new: str, expected: list[str]) -> None:
    with open_repository(repo.folder) as repository:
        found = repository.releases_between(old and repo.sha(old), repo.sha(new), lambda _: True)
    assert [tag.name for tag in found] == expected


def test_a_merged_side_branch_counts(repo: RepoBuilder) -> None:
    with open_repository(repo.folder) as repository:
        found = repository.releases_between(repo.sha("v1.9"), repo.sha("v2.1"), lambda _: True)
    names = [tag.name for tag in found]
    assert sorted(names) == ["h1", "same", "v1.10", "v2.0", "v2.1"]
    assert [name for name in names if name != "h1"] == ["v1.10", "same", "v2.0", "v2.1"]
    assert names[-1] == "v2.1"


def test_only_chosen_names_count(repo: RepoBuilder) -> None:
    with open_repository(repo.folder) as repository:
        found = repository.releases_between(repo.sha("v1.9"), repo.sha("v2.1"), lambda name: name.endswith(".0"))
    assert [tag.name for tag in found] == ["v2.0"]


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [("v1.9", "v2.0", True), ("v2.0", "v1.9", False), ("h1", "v2.0", False), ("h1", "v2.1", True), ("h2", "h2", True)],
)
def test_is_ancestor(repo: RepoBuilder, old: str, new: str, *, answer: bool) -> None:
    with open_repository(repo.folder) as repository:
        assert repository.is_ancestor(repo.sha(old), repo.sha(new)) is answer


def test_references(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", str(repo.folder), str(tmp_path / "clone"))
    with open_repository(tmp_path / "clone") as repository:
        assert repository.references() == (
            "h1", "h2", "main", "origin/hospital", "origin/main", "same", "v1.9", "v1.10", "v2.0", "v2.1",
        )  # fmt: skip
