"""`trace init` on real repositories: what the product is called, and which tags decide over its naming."""

from pathlib import Path

import pytest

from medtrace.app.init import proposal
from tests.support.git_builder import RepoBuilder, isolate

pytestmark = pytest.mark.requirement("REQ-010")


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.mark.parametrize(
    "folder, name",
    [
        ("monitor", "monitor"),
        ("monitor.git", "monitor"),
        ("monitor/repo", "monitor"),
        ("monitor/Repo", "monitor"),
        ("monitor.git/repo.git", "monitor"),
        ("repository/repo", "'请填写产品名称 product name'"),
    ],
)
def test_the_product_is_called_as_the_folder_that_says_something(tmp_path: Path, folder: str, name: str) -> None:
    place = tmp_path / folder
    place.parent.mkdir(parents=True, exist_ok=True)
    RepoBuilder(place).commit("One", {"src/a.py": "1"})
    assert f"\n  name: {name}\n" in proposal(place).text


def test_the_newest_tags_by_date_decide(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "monitor")
    for tag in ("zeta-1.0", "zeta-1.1", *(f"v1.{n}" for n in range(8, 28)), "v2.0-rc1", "unity-3"):
        repo.commit(tag, {"a.txt": tag})
        repo.tag(tag, message=tag)
    text = proposal(repo.folder).text
    assert "\n  tags: 'v{X}.{Y}'\n" in text
    assert "rev: v1.27}" in text
