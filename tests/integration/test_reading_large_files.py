"""A file beyond the limit: named with its size, the limit and what to do, and what the others say is kept."""

from pathlib import Path

import pytest

from medtrace.app.house import open_house
from medtrace.app.reading import MEGABYTE, Library
from medtrace.diff.unread import unread_paths
from medtrace.gitio import LIMIT, open_repository
from tests.support.git_builder import RepoBuilder, isolate

pytestmark = pytest.mark.requirement("REQ-004", "REQ-025")
TRACE = """product: {name: {zh: 监护仪, en: monitor}}
sources:
  - {format: markdown-headings, files: ['*.md'], id: 'REQ-\\d+', kind: requirement}
"""


def test_a_file_beyond_the_limit_is_told_with_size_limit_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    isolate(monkeypatch, tmp_path)
    repo = RepoBuilder(tmp_path / "product")
    large = "# REQ-2 b\n" + "x" * (LIMIT + MEGABYTE)
    repo.commit("One", {"trace.yaml": TRACE, "a.md": "# REQ-1 a\n", "large.md": large})
    with open_repository(repo.folder) as repository:
        revision = repository.resolve("main")
        snapshot = Library(repository, open_house(repository, revision)).snapshot(revision)
    assert [item.id for item in snapshot.items] == ["REQ-1"]
    told = [one for one in snapshot.problems if one.code == "file-too-large"]
    assert [(one.location and one.location.path) for one in told] == ["large.md"]
    for words, parts in (
        (told[0].message.zh, ("65.0 MB", "64 MB", "拆分", "exclude")),
        (told[0].message.en, ("65.0 MB", "limit of 64 MB", "split", "`exclude`")),
    ):
        assert all(part in words for part in parts), words
    assert unread_paths(snapshot) == {"large.md"}
