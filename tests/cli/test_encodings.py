"""Texts in other encodings than UTF-8: what was guessed is told, what a source declares counts; links are no text."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.git_builder import Content, RepoBuilder, symlink
from tests.support.running import Trace

pytestmark = pytest.mark.requirement("REQ-025")
BIG5, KANA = "## SRS-1 報警\n\n系統應在十秒內發出報警。\n", "## SRS-1 アラーム\n\n十秒以内に警報を出すこと。\n"
SIMPLE = "## SRS-1 报警\n\n系统应在检出室颤后十秒内发出声光报警，并记录事件的时间与类型。\n"
PACKED = '<REQ-IF><X><SPEC-OBJECT IDENTIFIER="SRS-1" LONG-NAME="報警"/></X></REQ-IF>'


def asked(
    trace: Trace, folder: Path, files: dict[str, Content], *, more: str = "", form: str = "markdown-headings"
) -> Any:
    """Titles and problems of a repository with one source."""
    repo = RepoBuilder(folder / "product")
    config = f"sources: [{{format: {form}, files: ['a*', 'b*'], id: 'SRS-\\d+', kind: requirement{more}}}]\n"
    repo.commit("Start", {"trace.yaml": config, "b.md": "", **files})
    found = trace("snapshot", "HEAD", "--format", "json", cwd=repo.folder).json
    told = [(one["code"], one["path"], one["message"]) for one in found["problems"] if one["code"].startswith("enc")]
    return [one["title"] for one in found["items"]], told


@pytest.mark.parametrize(
    ("text", "encoding", "fits"),
    [
        (BIG5, "big5", "Big5"),
        (KANA, "shift_jis", "Shift-JIS"),
        ("## SRS-1 报警\n", "gb18030", "Big5 and Shift-JIS"),
        (SIMPLE, "gb18030", ""),
        (SIMPLE, "utf-8", ""),
        (SIMPLE, "utf-16", ""),
    ],
)
def test_an_encoding_that_was_guessed_is_told(
    trace: Trace, tmp_path: Path, text: str, encoding: str, fits: str
) -> None:
    _, told = asked(trace, tmp_path, {"a.md": text.encode(encoding)})
    said = f"read as GB18030, but the bytes fit {fits} as well; state `encoding` at the source"
    assert told == ([("encoding-guessed", "a.md", said)] if fits else [])


@pytest.mark.parametrize(
    ("text", "declared", "title"),
    [
        (BIG5, "big5", "報警"),
        (BIG5, "Big5", "報警"),
        (KANA, "Shift-JIS", "アラーム"),
        (SIMPLE, "gb18030", "报警"),
        (SIMPLE, "utf-16", "报警"),
        (SIMPLE, "utf-8-sig", "报警"),
    ],
)
def test_the_declared_encoding_counts(trace: Trace, tmp_path: Path, text: str, declared: str, title: str) -> None:
    data = text.encode(declared.casefold())
    assert asked(trace, tmp_path, {"a.md": data}, more=f", encoding: {declared}") == ([title], [])


def test_the_declared_encoding_counts_in_xml_too(trace: Trace, tmp_path: Path) -> None:
    for number, head in enumerate(("", '<?xml version="1.0" encoding="UTF-8"?>')):
        files: dict[str, Content] = {"a.reqif": (head + PACKED).encode("big5")}
        found = asked(trace, tmp_path / str(number), files, more=", encoding: big5", form="reqif")
        assert found == (["報警"], [])


def test_bytes_that_the_declared_encoding_does_not_have_are_told(trace: Trace, tmp_path: Path) -> None:
    _, told = asked(trace, tmp_path, {"a.md": BIG5.encode("big5")}, more=", encoding: utf-8")
    assert [(code, path) for code, path, _ in told] == [("encoding-lossy", "a.md")]
    assert "not in utf-8, the encoding that the source declares" in told[0][2]


def test_a_guess_is_told_once_for_a_source(trace: Trace, tmp_path: Path) -> None:
    files: dict[str, Content] = {f"a{n}.md": BIG5.replace("-1", f"-{n}").encode("big5") for n in range(3)}
    repo = RepoBuilder(tmp_path / "product")
    repo.commit(
        "Start",
        {
            "trace.yaml": "sources: [{format: markdown-headings, files: ['a*'], id: 'SRS-\\d+', kind: requirement}]\n",
            **files,
        },
    )
    said = trace("check", "HEAD", "--lang", "zh", cwd=repo.folder).out
    assert re.findall(r"^(a\d\.md).* encoding-guessed: .*；另有 2 处相同$", said, re.MULTILINE) == ["a0.md"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("bgi5", "did you mean big5?"), ("rot13", "usual are utf-8, "), ("base64", "usual are utf-8, ")],
)
def test_an_encoding_that_nobody_knows_is_a_mistake(trace: Trace, tmp_path: Path, name: str, told: str) -> None:
    repo = RepoBuilder(tmp_path / "product")
    use = f"{{format: markdown-headings, files: [a.md], encoding: {name}, id: 'SRS-\\d+', kind: requirement}}"
    repo.commit("Start", {"trace.yaml": f"sources: [{use}]\n", "a.md": ""})
    ran = trace("check", "HEAD", "--lang", "en", cwd=repo.folder)
    assert ran.code == 2
    assert f"unknown encoding “{name}”; {told}" in ran.out + ran.err


def test_a_symbolic_link_is_no_text(trace: Trace, tmp_path: Path) -> None:
    titles, told = asked(trace, tmp_path, {"a.md": symlink("## SRS-1 One"), "a2.md": "## SRS-2 Two\n"})
    assert (titles, told) == (["Two"], [])
