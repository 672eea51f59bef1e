"""`trace init` names what holds ids and is read by no source of its proposal, on the terminal and in trace.yaml."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.git_builder import RepoBuilder
from tests.support.running import Trace

pytestmark = pytest.mark.requirement("REQ-070", "REQ-072")

READ = "# S\n\n## SRS-001 Rate\n\nText.\n\n## SRS-002 Alarm\n\nText.\n"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 9\n"


def workbook(sheet: str, *rows: tuple[str, ...]) -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def says(tmp_path: Path, files: dict[str, str | bytes], language: str = "en") -> tuple[str, ...]:
    """What `init` says after the count of files; every line stands in trace.yaml too, as a comment."""
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit("Write", files)
    ran = Trace()("--lang", language, "init", "--yes", cwd=repo.folder)
    assert ran.code == 0, ran.err
    lines = tuple(ran.err.splitlines()[1:-1])
    written = (repo.folder / "trace.yaml").read_text("utf-8").splitlines()
    assert all(f"# {line}" in written for line in lines)
    return lines


@pytest.mark.parametrize(
    "files, example, places",
    [
        pytest.param({"b.yaml": "reqs:\n- id: SRS-003\n  title: a: b\n"}, "SRS-003", "b.yaml:2", id="invalid-yaml"),
        pytest.param({"u.md": "# U\n\n1. URS-001 needs\n2. URS-002 needs\n"}, "URS-001", "u.md:3, u.md:4", id="points"),
        pytest.param({"r.md": "REQ-001: A.\n\n**REQ-003** C.\n"}, "REQ-001", "r.md:1, r.md:3", id="paragraphs"),
        pytest.param(
            {"r.rst": "REQ-020 Heading\n---------------\n\n   * - REQ-010\n     - x\n"},
            "REQ-020",
            "r.rst:1, r.rst:4",
            id="rst",
        ),
        pytest.param({"r.md": READ + "\n## SRS-002.1 Sub\n"}, "SRS-002.1", "r.md:11", id="a-number-below"),
        pytest.param({"r.md": READ + "\n## SRS-002a Sub\n"}, "SRS-002a", "r.md:11", id="a-letter-behind"),
        pytest.param(
            {"r.md": READ + "\n## 3.1 速度（RS-SW-010）\n\n## 3.2 报警 RS-SW-011\n"},
            "RS-SW-010",
            "r.md:11, r.md:13",
            id="behind-a-title",
        ),
        pytest.param({"h.md": "<td>SRS-010</td>\n<td>SRS-011</td>\n"}, "SRS-010", "h.md:1, h.md:2", id="html"),
    ],
)
def test_ids_that_no_source_reads_are_named(
    tmp_path: Path, files: dict[str, str | bytes], example: str, places: str
) -> None:
    (line,) = says(tmp_path, {"s.md": READ, **files})
    assert f"like {example} and no source reads it: {places}" in line
    assert "`sources` of trace.yaml" in line


def test_it_is_said_in_chinese_too(tmp_path: Path) -> None:
    (line,) = says(tmp_path, {"s.md": READ, "u.md": "URS-001 甲\n\nURS-002 乙\n"}, "zh")
    assert (
        line
        == "1 个文件含有 URS-001 等 2 个编号，没有来源读取：u.md:1, u.md:3；读取方式在 trace.yaml 的 sources 中写明"
    )


def test_tables_of_known_ids_are_named(tmp_path: Path) -> None:
    page = "| URS | SRS |\n|---|---|\n| SRS-001 | SRS-002 |\n| SRS-002 | SRS-001<br>SRS-002 |\n"
    book = workbook("追溯", ("需求", "测试"), ("SRS-001", "SRS-002"), ("SRS-002", "SRS-001"))
    (line,) = says(tmp_path, {"s.md": READ, "m.md": page, "m.xlsx": book})
    assert line.startswith("2 tables name known ids row by row")
    assert line.endswith(": m.md:3, m.xlsx [追溯]")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    files = {"SRS.docx": b"PK\3\4x", "old.xls": b"\xd0\xcf\x11\xe0", "需求.xlsx": POINTER, "b.reqifz": b"PK broken"}
    closed, pointer, broken = says(tmp_path, {"s.md": READ, **files})
    assert "2 office documents" in closed
    assert "SRS.docx, old.xls" in closed
    assert "Git LFS" in pointer
    assert "需求.xlsx" in pointer
    assert "could not be opened" in broken
    assert "b.reqifz" in broken


def test_of_many_groups_five_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    heads = ("URS", "SDD", "TC", "RISK", "BUG", "SPEC", "FR")
    files = {f"{head}.rst": f"{head}-001 a\n\n{head}-002 b\n" for head in heads}
    lines = says(tmp_path, {"s.md": READ, **files})
    assert len(lines) == 6
    assert lines[-1] == "2 more such groups are not listed"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="all-is-read"),
        pytest.param({"n.md": "See SRS-001.\n\nSRS-001 is fast.\n"}, id="only-cited"),
        pytest.param({"CHANGELOG.md": "- BUG-001 mended\n- BUG-002 mended\n"}, id="a-list-of-changes"),
        pytest.param({"tests/data/r.rst": "REQ-020 a\n\nREQ-021 b\n"}, id="a-sample"),
        pytest.param({"n.md": "```\nREQ-020 a\nREQ-021 b\n```\n\n## UTF-8\n\n## ISO-14971\n"}, id="code-and-standards"),
    ],
)
def test_nothing_is_said_of_what_is_read_or_only_cited(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert says(tmp_path, {"s.md": READ, **files}) == ()
