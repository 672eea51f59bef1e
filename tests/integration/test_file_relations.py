"""A requirement that names files, in a real repository: what is there leads somewhere, what is not dangles."""

from pathlib import Path

import pytest

from tests.support.git_builder import RepoBuilder, isolate
from tests.support.running import Trace

CONFIGURATION = r"""
sources:
  - {format: strictdoc, files: ['*.sdoc'], id: 'SRS-\d+', kind: requirement}
  - {format: code-tags, files: ['src/*'], options: {}}
"""
DOCUMENT = """[DOCUMENT]
TITLE: a

[REQUIREMENT]
UID: SRS-1
STATEMENT: x
RELATIONS:
- TYPE: File
  VALUE: src/a.c
- TYPE: File
  VALUE: src/gone.c
"""


@pytest.mark.requirement("REQ-031")
def test_only_a_file_that_is_not_there_dangles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`resolved` speaks of items alone (contracts: JSON); that a file is there keeps its link from dangling."""
    isolate(monkeypatch, tmp_path)
    repo = RepoBuilder(tmp_path / "product")
    code = "// @relation(SRS-1, scope=file)\n"
    repo.commit("Start", {"trace.yaml": CONFIGURATION, "srs.sdoc": DOCUMENT, "src/a.c": code})
    snapshot = Trace()("snapshot", "HEAD", "--format", "json", cwd=repo.folder).json
    found = {(link["source"], link["kind"], link["target"]): link["resolved"] for link in snapshot["links"]}
    assert found == {
        ("SRS-1", "mentions", "src/a.c"): False,
        ("SRS-1", "mentions", "src/gone.c"): False,
        ("src/a.c", "implements", "SRS-1"): True,
    }
    problems = Trace()("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    assert [one["code"] for one in problems if one["severity"] == "error"] == ["dangling-link"]
    shown = Trace()("show", "SRS-1", "--format", "json", cwd=repo.folder).json
    assert {link["target"]: link["resolved"] for link in shown["cites"]} == {"src/a.c": False, "src/gone.c": False}
    page = Trace()("show", "SRS-1", "--lang", "en", cwd=repo.folder).out
    assert page.count("(no item)") == 1
