"""What was made and undone stands on the page and in the judgement record; change items name what was assessed."""

from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder, isolate
from tests.support.running import Trace

CONFIGURATION = """
sources:
  - {format: mentions, files: [keep.txt]}
commits:
  issues: ['#\\d+']
components:
  - {id: web, name: {zh: 网关, en: Gateway}, files: ['deploy/**'], tags: [deployment]}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RepoBuilder:
    isolate(monkeypatch, tmp_path)
    made = RepoBuilder(tmp_path / "product")
    made.commit("Start", {"trace.yaml": CONFIGURATION, "keep.txt": "", "a.py": "A = 1\n", "deploy/x.conf": "a 1\n"})
    made.tag("v1")
    made.commit("Try #7", {"a.py": "A = 2\n"})
    made.commit("Take it back #7", {"a.py": "A = 1\n", "deploy/x.conf": "a 2\n"})
    made.tag("v2")
    return made


@pytest.mark.parametrize(
    ("language", "head", "line"),
    [
        ("zh", "改动后又撤回（1 个文件）", "a.py　范围内有 2 次提交改动过该文件，首尾比较无变化（改动后又撤回）"),
        ("en", "Made and undone, files: 1", "a.py  2 commits of the range changed it, its two ends are the same"),
    ],
)
def test_the_page_lists_what_was_made_and_undone(repository: RepoBuilder, language: str, head: str, line: str) -> None:
    page = Trace()("assess", "v1..v2", "--lang", language, "-C", str(repository.folder)).out
    assert line in page.split(head)[1].split("\n")[1]


def test_a_change_item_names_no_row_that_was_not_assessed(repository: RepoBuilder) -> None:
    assessed = Trace()("assess", "v1..v2", "--format", "json", "-C", str(repository.folder)).json
    told = {one["id"]: one for one in assessed["findings"]}
    unread = [one for one in told.values() if one["trigger"] == "V-04" and one["evidence"]]
    assert [one["change_item"] for one in unread] == ["#7"]
    named = [told[id_]["confidence"] for item in assessed["change_items"] for id_ in item["findings"]]
    assert "unassessable" not in named


def test_the_judgement_record_lists_it_too(repository: RepoBuilder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = Trace()("report", "v1..v2", "--output", str(out), "-C", str(repository.folder))
    assert ran.code == 0, ran.err
    texts = [one.read_text("utf-8") for one in out.rglob("04-*.md")]
    assert texts
    assert all("改动后又撤回" in text and "a.py" in text for text in texts)
