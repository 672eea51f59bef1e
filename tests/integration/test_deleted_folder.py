"""A mapped folder or a source that a range deletes is judged; a glob that matches at neither end ends the run."""

from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder
from tests.support.running import Trace

CONFIG = """
sources:
  - {format: markdown-headings, files: [srs.md], id: 'SRS-[0-9]+', kind: requirement}
  - {format: markdown-headings, files: [old.md], id: 'SRS-[0-9]+', kind: requirement}
components:
  - {id: core, files: ['core/**'], tags: [core-algorithm]}
  - {id: core2, files: ['core2/**'], tags: [core-algorithm]}
not_product: ['lab/**']
"""
FILES = {
    "srs.md": "## SRS-1 Dose\n\nThe dose is computed.\n",
    "old.md": "## SRS-2 Scatter\n\nScatter is computed.\n",
    "core/dose.py": "def dose(a):\n    return a * 2\n",
    "core2/scatter.py": "def scatter(a):\n    return a * 3\n",
    "lab/try.py": "print(1)\n",
}
GONE = {"core2/scatter.py": None, "lab/try.py": None, "old.md": None}
LEFT = {"old.md", "core2/**", "lab/**"}


@pytest.fixture
def product(tmp_path: Path) -> RepoBuilder:
    """v1 with two algorithms, v2 where one is gone and the configuration still names it."""
    built = RepoBuilder(tmp_path / "product")
    built.commit("Start", {"trace.yaml": CONFIG, **FILES})
    built.tag("v1")
    built.commit("Delete", {**GONE})
    built.tag("v2")
    return built


@pytest.mark.requirement("REQ-040")
def test_a_deleted_algorithm_is_judged_and_its_glob_told(trace: Trace, product: RepoBuilder) -> None:
    ran = trace("assess", "v1..v2", "--format", "json", cwd=product.folder)
    assert ran.code == 0, ran.err
    fired = [one for one in ran.json["findings"] if one["topic"] == "core-algorithm" and one["severity"] == "major"]
    assert any(piece["path"] == "core2/scatter.py" for one in fired for piece in one["evidence"])
    assert {one for one in LEFT if any(f"“{one}”" in told["message"] for told in _left(ran.json["problems"]))} == LEFT
    assert {told["severity"] for told in _left(ran.json["problems"])} == {"error"}


@pytest.mark.requirement("REQ-040")
@pytest.mark.parametrize(
    ("command", "code"), [("diff", 0), ("check", 1)], ids=["diff tells it", "check tells it and turns red"]
)
def test_other_commands_of_a_range_go_on(trace: Trace, product: RepoBuilder, command: str, code: int) -> None:
    ran = trace(command, "v1..v2", "--format", "json", cwd=product.folder)
    assert ran.code == code, ran.err
    assert len(_left(ran.json["problems"])) == len(LEFT)


@pytest.mark.requirement("REQ-040")
def test_a_report_of_the_range_is_written(trace: Trace, product: RepoBuilder, tmp_path: Path) -> None:
    ran = trace("report", "v1..v2", "--output", str(tmp_path / "out"), cwd=product.folder)
    assert ran.code == 0, ran.err
    assert list((tmp_path / "out").rglob("*.docx"))


@pytest.mark.requirement("REQ-011")
@pytest.mark.parametrize("asked", [("check", "v2"), ("show", "SRS-1")], ids=["check", "show"])
def test_one_revision_still_demands_its_globs(trace: Trace, product: RepoBuilder, asked: tuple[str, ...]) -> None:
    ran = trace(*asked, "--lang", "en", cwd=product.folder)
    assert ran.code == 2
    assert "“core2/**” matches no file" in ran.err


@pytest.mark.requirement("REQ-011")
@pytest.mark.parametrize("command", ["assess", "diff", "check"])
def test_a_glob_that_matches_at_neither_end_ends_the_run(trace: Trace, product: RepoBuilder, command: str) -> None:
    product.commit("Mistype", {"trace.yaml": CONFIG.replace("core/**", "croe/**")})
    ran = trace(command, "v1..HEAD", "--lang", "en", cwd=product.folder)
    assert ran.code == 2
    assert "“croe/**” matches no file; nearest: core/**" in ran.err
    assert "core2" not in ran.err.replace("nearest: core/**, core2/**", "")


def _left(problems: list[dict[str, str]]) -> list[dict[str, str]]:
    return [one for one in problems if one["code"] == "glob-matches-nothing" and one["severity"] == "error"]
