"""A file that one end cannot give is compared with nothing: no row shows its values as absent."""

import subprocess
from pathlib import Path

import pytest

from medtrace.app.assess import assess
from medtrace.app.span import Asked
from medtrace.gitio.repository import open_repository
from medtrace.model.project import ComponentMap
from medtrace.rules._lacking import lacking_files, without_half
from tests.support.changes import change_set, component

pytestmark = pytest.mark.requirement("REQ-040")
CONFIG = """product: {name: {zh: 甲, en: A}}
sources: [{format: markdown-headings, files: [srs.md], id: 'SRS-\\d+', kind: requirement}]
components: [{id: core, files: ['src/**'], tags: [core-algorithm, ai-model]}]
"""
REQUIREMENTS = "# SRS-1 报警\n\n超过限值时报警。\n"


@pytest.mark.parametrize(
    ("before", "after", "renames", "lost"),
    [
        ({"a": None, "b": "1"}, {"a": "2", "b": "2"}, {}, {"a"}),
        ({"a": "1", "b": "1"}, {"a": None, "b": "2"}, {}, {"a"}),
        ({"a": "1", "b": "1"}, {"a": "2", "b": "2"}, {}, set()),
        ({"old": None}, {"new": "2"}, {"old": "new"}, {"new"}),
        # Two files that change places: each is read as the former of the other, so neither is half known.
        ({"a": None, "b": "1"}, {"a": "2", "b": "3"}, {"a": "b", "b": "a"}, {"a", "b"}),
    ],
)
def test_both_ends_of_a_lacking_file_are_withheld(
    before: dict[str, str | None], after: dict[str, str | None], renames: dict[str, str], lost: set[str]
) -> None:
    whole = without_half(change_set(before, after, renames=renames, components=ComponentMap((component("all", "*"),))))
    assert {file.path for file in lacking_files(whole)} == lost
    for file in whole.files:
        assert {side is None or side.data is None for side in whole.blobs(file)} == {file.path in lost}


def partial(tmp_path: Path) -> Path:
    """A clone without the blobs that are not checked out: the older value of a threshold is one of them."""
    source, target = tmp_path / "source", tmp_path / "partial"
    person = ("-c", "user.name=王敏", "-c", "user.email=wang.min@example.org")
    subprocess.run(["git", "init", "-q", source], check=True)
    (source / "src").mkdir()
    (source / "trace.yaml").write_text(CONFIG, "utf-8")
    (source / "srs.md").write_text(REQUIREMENTS, "utf-8")
    for number, value in enumerate((0.62, 0.55)):
        (source / "src" / "detect.py").write_text(f"DECISION_THRESHOLD = {value}\n", "utf-8")
        (source / "requirements.txt").write_text(f"numpy==1.2{number}.0\n", "utf-8")
        subprocess.run(["git", "add", "."], cwd=source, check=True)
        subprocess.run(["git", *person, "commit", "-q", "-m", f"Value {number} for SRS-1"], cwd=source, check=True)
        subprocess.run(["git", "tag", f"v1.{number}"], cwd=source, check=True)
    subprocess.run(["git", "config", "uploadpack.allowFilter", "true"], cwd=source, check=True)
    clone = ["git", "clone", "-q", "--filter=blob:none", f"file://{source}", target]
    subprocess.run(clone, check=True, capture_output=True)
    return target


def test_a_partial_clone_shows_no_value_as_absent_and_says_what_it_lacks(tmp_path: Path) -> None:
    folder = partial(tmp_path)
    with open_repository(folder) as repository:
        found = assess(repository, Asked("v1.0..v1.1"))
        findings = found.views[0].findings
        shown = [(one.trigger.id, piece.before, piece.after) for one in findings for piece in one.hit.evidence]
        assert [row for row in shown if "0.55" in row[2] or "1.21" in row[2]] == []
        seen = {one.hit.subject for one in findings if one.hit.unknown == "not-readable"}
        assert "contents-not-at-hand" in seen
        told = [one.message.en for one in found.problems if one.code == "missing-blob"]
        assert len(told) == 1
        assert "src/detect.py" in told[0]
        assert "--refetch --no-filter" in told[0]
    subprocess.run(["git", "fetch", "-q", "--refetch", "--no-filter"], cwd=folder, check=True, capture_output=True)
    with open_repository(folder) as repository:
        found = assess(repository, Asked("v1.0..v1.1"))
        shown = [
            (one.trigger.id, piece.before, piece.after) for one in found.views[0].findings for piece in one.hit.evidence
        ]
        assert [row for row in shown if row[1:] == ("0.62", "0.55")]
        assert [one for one in found.problems if one.code == "missing-blob"] == []
