"""The document set as a user gets it: whole, named, repeatable byte for byte, in three languages and formats."""

import hashlib
import json
import re
import zipfile
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.support.running import Trace

DOCUMENTS = ["软件更新历史", "可追溯性分析报告", "软件测试证据汇总表（不替代测试报告）", "软件更新判定记录"]


@pytest.fixture(scope="module")
def made(trace: Trace, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the example in every language and format."""
    folder = tmp_path_factory.mktemp("report") / "out"
    ran = trace("report", "v1.2..v1.3", "--output", str(folder), cwd=example, PYTHONHASHSEED="1", TZ="Asia/Shanghai")
    assert ran.code == 0, ran.err
    assert "manifest.json" in ran.out
    return folder


@pytest.mark.requirement("REQ-060", "REQ-065", "REQ-067")
def test_every_document_in_every_language_and_format(made: Path) -> None:
    names = sorted(path.name for path in made.iterdir())
    assert len(names) == 4 * 3 * 3 + 2
    for number, title in enumerate(DOCUMENTS, 1):
        for language in ("zh", "zh-en"):
            for form in ("md", "html", "docx"):
                assert f"{number:02d}-{title}-v1.3.{language}.{form}" in names
    assert max(len(name) for name in names) <= 64


@pytest.mark.requirement("REQ-066", "REQ-067")
def test_the_manifest_vouches_for_every_file(made: Path) -> None:
    manifest = json.loads((made / "manifest.json").read_bytes())
    schema = json.loads((files("medtrace.schemas") / "manifest.schema.json").read_text("utf-8"))
    jsonschema.validate(manifest, schema)
    listed = {one["path"]: one["sha256"] for one in manifest["files"]}
    on_disk = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in made.iterdir()
        if path.name != "manifest.json"
    }
    assert listed == on_disk
    assert manifest["command"][:3] == ["trace", "report", "v1.2..v1.3"]


@pytest.mark.requirement("REQ-066")
def test_another_day_zone_and_hash_seed_give_the_same_bytes(
    trace: Trace, example: Path, made: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    ran = trace(
        "report",
        "v1.2..v1.3",
        "--output",
        str(again),
        "-C",
        str(example),
        PYTHONHASHSEED="77",
        TZ="America/New_York",
        LC_ALL="C",
    )
    assert ran.code == 0, ran.err
    for path in sorted(made.iterdir()):
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.requirement("REQ-067")
def test_a_second_run_replaces_the_first(trace: Trace, example: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    one = ("report", "v1.2..v1.3", "--output", str(target), "--as", "md", "--documents-lang", "zh")
    assert trace(*one, cwd=example).code == 0
    assert trace(*one, "--document", "update-history", cwd=example).code == 0
    assert sorted(path.suffix for path in target.iterdir()) == [".json", ".json", ".md"]


@pytest.mark.requirement("REQ-060")
def test_a_chinese_document_speaks_chinese(made: Path) -> None:
    """Headings and column titles hold no English words; ids, names and quoted text of the repository may."""
    for title in DOCUMENTS:
        (path,) = made.glob(f"*-{title}-v1.3.zh.md")
        text = path.read_text("utf-8")
        headings = [line for line in text.splitlines() if line.startswith("#")]
        assert headings
        for heading in headings:
            assert not re.search(r"[a-z]{3,}", heading), heading
        assert "| None |" not in text
        assert "${" not in text


@pytest.mark.requirement("REQ-064")
def test_only_the_permitted_sentences_stand_about_the_outcome(made: Path) -> None:
    for path in made.glob("*.zh.md"):
        text = path.read_text("utf-8")
        assert "无需注册" not in text
        assert "本次无更新项" not in text
    (record,) = made.glob("04-*.zh.md")
    assert "不构成更新类型判定" in record.read_text("utf-8")
    assert "草稿·未受控" in record.read_text("utf-8")


@pytest.mark.requirement("REQ-061")
def test_a_submission_document_holds_no_commit_trigger_or_verdict(made: Path) -> None:
    (history,) = made.glob("01-*.zh.md")
    text = history.read_text("utf-8")
    body = text.split("## ", 2)[2]
    assert not re.search(r"\b[0-9a-f]{10,40}\b", body)
    assert not re.search(r"\b[APDCVS]-\d\d\b", body)


@pytest.mark.requirement("REQ-065")
def test_a_word_document_is_a_whole_package(made: Path) -> None:
    for path in made.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            assert package.namelist()[0] == "[Content_Types].xml"
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.requirement("REQ-066")
def test_results_of_one_name_are_each_kept_and_make_the_same_set_again(
    trace: Trace, example: Path, tmp_path: Path
) -> None:
    given = [tmp_path / part / "TEST.xml" for part in ("one", "two")]
    for number, file in enumerate(given):
        file.parent.mkdir()
        file.write_text(f'<testsuite><testcase name="TC-{number + 1:03d} runs" classname="a"/></testsuite>', "utf-8")
    out, again = tmp_path / "out", tmp_path / "again"
    words = ("report", "v1.2..v1.3", "--as", "md")
    ran = trace(*words, *(f"--results={file}" for file in given), "--output", str(out), cwd=example)
    assert ran.code == 0, ran.err
    assert [(out / "inputs" / name).read_bytes() for name in ("TEST.xml", "TEST-2.xml")] == [
        file.read_bytes() for file in given
    ]
    command = json.loads((out / "manifest.json").read_bytes())["command"][1:]
    replayed = [word.replace("--results=", f"--results={out}/") for word in command]
    assert trace(*replayed, "--output", str(again), cwd=example).code == 0
    assert {str(one.relative_to(out)): one.read_bytes() for one in out.rglob("*") if one.is_file()} == {
        str(one.relative_to(again)): one.read_bytes() for one in again.rglob("*") if one.is_file()
    }
