"""`trace check` on real git: a dangling link says where its target stands if a file that no source reads holds it."""

from pathlib import Path

import pytest

from tests.support.git_builder import Content, RepoBuilder, symlink
from tests.support.running import Trace

pytestmark = pytest.mark.requirement("REQ-031")
CONFIG = r"""sources:
  - {format: markdown-headings, files: ['docs/*.md'], exclude: ['docs/draft*'], id: 'SRS-\d+', kind: requirement}
  - {format: mentions, files: ['**/*']}
links: [{from: requirement, field: Derives, kind: derives}]
"""
A = "## SRS-1 One\nDerives: SRS-2\n"
HERE = "the source markdown-headings at trace.yaml:2:5"


@pytest.mark.parametrize(
    ("path", "content", "line", "advice"),
    [
        ("docs/old/a.md", "See SRS-2.\n\n## 3.1 [SRS-2] Two\n", ":3", f"add it to `files` of {HERE}"),
        ("docs/draft.md", "| ID | Text |\n|---|---|\n| **SRS-2** | two |\n", ":3", f"{HERE} leaves it out"),
        ("docs/old/a.md", "- SRS-2: The pump stops.\n", ":1", f"add it to `files` of {HERE}"),
        ("req/a.csv", "id,title\nSRS-2,two\n", ":2", "add a source for it"),
        ("req/a.yaml", "items:\n  - id: 'SRS-2'\n", ":2", "add a source for it"),
        ("req/a.json", '{\n"uid": "SRS-2"}', ":2", "add a source for it"),
        ("a.sdoc", "[REQUIREMENT]\nUID: SRS-2\n", ":2", "add a source for it"),
        ("a.rst", ".. req:: SRS-2 Two\n", ":1", "add a source for it"),
        ("a.reqif", '<X>\n<ATTRIBUTE-VALUE-STRING THE-VALUE="SRS-2">\n', ":2", "add a source for it"),
        ("reqs/SRS-2.yml", "text: two\n", "", "add a source for it"),
        ("需求/说明.txt", "编号：SRS-2\n", ":1", "add a source for it"),
    ],
)
def test_the_place_of_a_definition_that_no_source_reads(
    trace: Trace, tmp_path: Path, path: str, content: str, line: str, advice: str
) -> None:
    said = message(trace, tmp_path, {path: content})
    assert said.startswith("SRS-1 cites SRS-2, which no item of this revision defines; ")
    assert f"; {path}{line} seems to define it, but no source reads that file: {advice}" in said


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("src/a.c", "// SRS-2: checked here\n"),
        ("docs/b.md", "The table of SRS-2 below.\n| SRS-2 | two |\n"),
        ("req/SRS-9.yml", "links:\n- SRS-2: abc\n- SRS-2\n"),
        ("notes.txt", "SRS-20: other\nSRS-2-1: other\nSRS-2, SRS-3\nas SRS-2: said\n"),
        ("data.bin", "\0## SRS-2 Two\n"),
        ("link.md", symlink("## SRS-2 Two")),
    ],
)
def test_no_place_is_named_where_nothing_defines_the_target(
    trace: Trace, tmp_path: Path, path: str, content: Content
) -> None:
    assert message(trace, tmp_path, {path: content}) == "SRS-1 cites SRS-2, which no item of this revision defines"


def message(trace: Trace, folder: Path, files: dict[str, Content]) -> str:
    """What is said of the one link to nothing, whatever a person's git would show of a search."""
    repo = RepoBuilder(folder / "product")
    repo.git("config", "grep.column", "true")
    repo.commit("Start", {"trace.yaml": CONFIG, "docs/a.md": A, "docs/draft2.md": "", **files})
    problems = trace("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    return next(
        str(one["message"]) for one in problems if one["code"] == "dangling-link" and one["path"] == "docs/a.md"
    )


@pytest.mark.parametrize(
    ("cited", "other", "said"),
    [
        (
            "URS-1",
            "## URS-1 The need",
            "; needs.md:1 seems to define it, but no source reads that file: add a source for",
        ),
        ("URS-1", "", ""),
        ("SR-1", "", ""),
        ("SR-2", "", "; is SRS-2 meant?"),
        (
            "SR-2",
            "## SR-2 The system",
            "; needs.md:1 seems to define it, but no source reads that file: add a source for",
        ),
    ],
)
def test_an_unread_id_is_no_other_item_and_not_the_one_that_cites_it(
    trace: Trace, tmp_path: Path, cited: str, other: str, said: str
) -> None:
    repo = RepoBuilder(tmp_path / "product")
    page = f"## SRS-1 One\nDerives: {cited}\n## SRS-2 Two\nSaid\n"
    repo.commit("Start", {"trace.yaml": CONFIG, "docs/a.md": page, "docs/draft.md": "x\n", "needs.md": f"{other}\n"})
    problems = trace("check", "HEAD", "--format", "json", cwd=repo.folder).json["problems"]
    (told,) = [one["message"] for one in problems if one["code"] == "target-not-read"]
    rest = told.partition("made no link")[2]
    assert rest.startswith(said)
    assert bool(rest) == bool(said)
