"""Files read beside companions: one that changed makes its neighbours be read anew, one that did not costs nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from medtrace.app.commit_sides import touched
from medtrace.app.house import open_house
from medtrace.app.reading import Library
from medtrace.gitio import open_repository
from tests.support.git_builder import RepoBuilder, isolate

pytestmark = pytest.mark.requirement("REQ-021", "REQ-073")
TRACE = """product: {name: {zh: 监护仪, en: monitor}}
sources:
  - format: doorstop
    files: ['reqs/*.yml']
    id: 'REQ\\d+'
    kind: requirement
    options: {kinds: {REQ: requirement, TST: test}}
"""
DOCUMENT = "reqs/.doorstop.yml"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Library]:
    isolate(monkeypatch, tmp_path)
    repo = RepoBuilder(tmp_path / "product")
    repo.commit(
        "One",
        {"trace.yaml": TRACE, DOCUMENT: "settings: {prefix: REQ}", "reqs/REQ1.yml": "text: a", "reqs/REQ2.yml": ""},
    )
    repo.tag("v1")
    repo.commit("The document alone", {DOCUMENT: "settings: {prefix: TST}"})
    repo.tag("v2")
    repo.commit("One item alone", {"reqs/REQ1.yml": "text: b"})
    repo.tag("v3")
    repo.commit("The document goes", {DOCUMENT: None})
    repo.tag("v4")
    with open_repository(repo.folder) as repository:
        yield Library(repository, open_house(repository, repository.resolve("v4")))


def kinds(library: Library, name: str) -> list[tuple[str, str, str]]:
    found = library.snapshot(library.repository.resolve(name)).items
    return [(one.id, one.kind, one.text) for one in found]


@pytest.mark.parametrize("order", [("v1", "v2", "v3", "v4"), ("v4", "v3", "v2", "v1")], ids=["forward", "back"])
def test_a_changed_companion_changes_what_stands_beside_it(library: Library, order: tuple[str, ...]) -> None:
    assert {name: kinds(library, name) for name in order} == {
        "v1": [("REQ1", "requirement", "a"), ("REQ2", "requirement", "")],
        "v2": [("REQ1", "test", "a"), ("REQ2", "test", "")],
        "v3": [("REQ1", "test", "b"), ("REQ2", "test", "")],
        "v4": [("REQ1", "requirement", "b"), ("REQ2", "requirement", "")],
    }


def test_the_items_that_commits_touch_do_not_stand_in_for_a_revision(library: Library) -> None:
    commits = library.repository.commits(library.repository.resolve_range("v1..v4"))
    near = library.snapshot(library.repository.resolve("v4"))
    assert set(touched(library, commits, near).values()) == {("REQ1",)}
    assert [kind for _, kind, _ in kinds(library, "v2")] == ["test", "test"]


def test_what_did_not_change_is_not_read_again(library: Library) -> None:
    before, after = (library.snapshot(library.repository.resolve(name)).items for name in ("v2", "v3"))
    assert [old is new for old, new in zip(before, after, strict=True)] == [False, True]
