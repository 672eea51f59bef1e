"""`trace init` on real repositories: what the product is called, and which tags decide over its naming."""

from pathlib import Path

import pytest

from medtrace.app.init import proposal
from medtrace.config.survey import MOST
from tests.support.git_builder import RepoBuilder, isolate, symlink

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


def test_code_that_names_ids_is_found_behind_any_number_of_other_files(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "monitor")
    repo.commit(
        "One",
        {
            **{f"a{n % 40}/src/f{n}.cpp": f"int f{n}() {{ return 0; }}\n" for n in range(MOST[4] + 10)},
            "z/deep/zz.cpp": "// implements: SRS-1\n",
            "z/zz_probe.cpp": 'TEST(A, B) {\n  RecordProperty("requirement", "SRS-2");\n}\n',
            "z/zz_link.cpp": symlink("../SRS-1"),
            "docs/srs.md": "## SRS-1 One\n\n## SRS-2 Two\n",
        },
    )
    text = proposal(repo.folder).text
    assert "  - format: code-tags\n    files: [z/zz_probe.cpp]\n    kind: test\n" in text
    assert "  - format: code-tags\n    files: [z/deep/zz.cpp]\n" in text


def test_documents_are_found_behind_thousands_of_others(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "monitor")
    pages = {f"docs/d{n % 50}/p{n}.md": f"# Page {n}\n" for n in range(2500)}
    repo.commit("One", {**pages, "docs/d0/z/deep/zz.md": "## SRS-1 One\n\n## SRS-2 Two\n"})
    assert "files: [docs/d0/z/deep/zz.md]" in proposal(repo.folder).text
