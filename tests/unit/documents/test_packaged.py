"""The packaged words and outlines: nothing undefined, nothing unused, no English in Chinese, no half translation."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from medtrace import documents
from medtrace.model.assessment import Assessment
from medtrace.model.document import Column, Document, Role, Table
from medtrace.words import Localized
from tests.support.assessments import assessment, empty_assessment
from tests.support.composed import OUTLINES, composed, every_section, outlines, words

pytestmark = pytest.mark.requirement("REQ-060")

ROOM = Path(documents.__path__[0])
TEMPLATES = files("medtrace.templates")
DATA = ("words.yaml", *(f"profiles/nmpa-2022/{name}.yaml" for name in OUTLINES))
# Ids and names that stand in a Chinese text as they are.
ALLOWED = frozenset(
    {
        *("Git", "SHA", "UTF", "UDI", "DI", "JUnit", "ReqIF"),
        *("externals", "results", "version", "covers", "columns", "lists", "options", "words", "mentions"),
        *("hidden", "sheet"),
    }
)
RECORD_ONLY = frozenset(
    {
        *("findings", "verdict", "questions", "decision-form", "commit-links", "steps"),
        *("papers-due", "no-hit", "cited-sources", "controlled-documents"),
    }
)
FAMILIES = ("blank-", "user-decision-", "severity-since-", "missing-")
BOTH = pytest.mark.parametrize("whole", [assessment(), empty_assessment()], ids=["whole", "empty"])


def chinese(node: Any) -> Iterator[str]:
    """Every `zh` of a data file."""
    if isinstance(node, dict):
        if isinstance(node.get("zh"), str):
            yield node["zh"]
        for value in node.values():
            yield from chinese(value)
    elif isinstance(node, list):
        for value in node:
            yield from chinese(value)


def bare(text: str) -> str:
    """The text without names to be filled in."""
    return re.sub(r"\$\{\w+\}", "", text)


@pytest.mark.parametrize("name", DATA)
def test_chinese_texts_hold_no_english(name: str) -> None:
    for text in chinese(yaml.safe_load((TEMPLATES / name).read_text("utf-8"))):
        found = set(re.findall(r"[A-Za-z]{2,}", bare(text))) - ALLOWED
        assert not found, text


@pytest.mark.parametrize("name", DATA)
def test_chinese_texts_use_chinese_punctuation(name: str) -> None:
    for text in chinese(yaml.safe_load((TEMPLATES / name).read_text("utf-8"))):
        found = re.findall(r"(?<=[\u4e00-\u9fff])\s*[,;:?!.]|[,;:?!](?=[\u4e00-\u9fff])", bare(text))
        assert not found, text


@pytest.mark.parametrize("name", DATA)
def test_english_texts_hold_no_chinese_but_section_numbers(name: str) -> None:
    def english(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (value for key, value in node.items() if key == "en" and isinstance(value, str))
        for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from english(value)

    for text in english(yaml.safe_load((TEMPLATES / name).read_text("utf-8"))):
        assert not re.search(
            r"[\u3001-\u9fff\uff00-\uffef]", re.sub(r"[一二三四五六七八九](?=\()|\([一二三四五六七八九]\)", "", text)
        ), text


@pytest.mark.parametrize("name", DATA)
def test_every_text_stands_in_both_languages(name: str) -> None:
    def check(node: Any) -> None:
        if isinstance(node, dict):
            if "zh" in node or "en" in node:
                assert node.get("zh"), node
                assert node.get("en"), node
                names = [sorted(re.findall(r"\$\{\w+\}", node[language])) for language in ("zh", "en")]
                assert names[0] == names[1], node
            for value in node.values():
                check(value)
        elif isinstance(node, list):
            for value in node:
                check(value)

    check(yaml.safe_load((TEMPLATES / name).read_text("utf-8")))


def constants() -> frozenset[str]:
    """Every text constant of the documents room."""
    found: set[str] = set()
    for module in sorted(ROOM.glob("*.py")):
        tree = ast.parse(module.read_text("utf-8"))
        found |= {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return frozenset(found)


def used(group: str) -> frozenset[str]:
    """Names that calls in the documents room ask of a group, as literals."""
    found: set[str] = set()
    for module in sorted(ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                found |= set(_asked(node, group))
            if group == "column" and isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                found |= set(_texts(node.value.elts[:1]))
    return frozenset(found)


def _asked(node: ast.Call, group: str) -> Iterator[str]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    literals = list(_texts(node.args))
    match name, literals:
        case "word", [asked, named, *_] if asked == group:
            yield named
        case ("column", [named, *_]) if group == "column":
            yield named
        case (("phrase" | "open_cell"), [named, *_]) if group == "phrase":
            yield named
        case ("missing", [why, *_]) if group == "phrase":
            yield f"missing-{why}"
        case _:
            return


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.IfExp):
            yield from _texts([node.body])


@pytest.mark.parametrize("group", ["column", "phrase", "caption", "role", "digest"])
def test_every_word_that_a_builder_asks_for_exists(group: str) -> None:
    names = used(group)
    assert names or group == "role"
    assert [name for name in sorted(names) if f"{group}.{name}" not in words().words] == []


def test_no_word_is_left_over() -> None:
    known = constants()
    left = [
        key
        for key in words().words
        for group, _, name in [key.partition(".")]
        if group in {"column", "phrase", "caption"} and name not in known and not name.startswith(FAMILIES)
    ]
    assert left == []


@pytest.mark.parametrize("name", OUTLINES)
def test_a_submission_holds_no_block_of_a_record(name: str) -> None:
    outline = outlines()[name]

    def blocks(sections: Any) -> Iterator[str]:
        for one in sections:
            yield one.block
            yield from blocks(one.sections)

    assert outline.purpose == ("record" if name == "judgement-record" else "submission")
    if outline.purpose == "submission":
        assert not RECORD_ONLY & set(blocks(outline.sections))


def texts(value: Any) -> Iterator[Localized]:
    """Every text inside a document."""
    if isinstance(value, Localized):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


def body(document: Document) -> tuple[Localized, ...]:
    """Texts of the sections and the cover."""
    return tuple(texts((document.facts, document.sections)))


@BOTH
@pytest.mark.parametrize("name", OUTLINES)
def test_nothing_is_empty_without_a_reason(name: str, whole: Assessment) -> None:
    document = composed(name, whole)
    for section in every_section(document.sections):
        assert section.blocks or section.sections, section.heading.zh
        for block in section.blocks:
            if isinstance(block, Table):
                assert block.empty.zh
                assert block.empty.en
                assert all(len(row) == len(block.columns) for row in block.rows)


@BOTH
@pytest.mark.parametrize("name", OUTLINES)
def test_every_text_of_a_document_is_filled_in_both_languages(name: str, whole: Assessment) -> None:
    for text in body(composed(name, whole)):
        assert bool(text.zh) == bool(text.en), text
        assert "${" not in text.zh + text.en


@BOTH
@pytest.mark.parametrize("name", OUTLINES)
def test_no_word_falls_back_to_its_key(name: str, whole: Assessment) -> None:
    keys = {key.partition(".")[2] for key in words().words if "-" in key}
    assert [text.zh for text in body(composed(name, whole)) if text.zh in keys] == []


@BOTH
@pytest.mark.parametrize("name", OUTLINES)
def test_no_forbidden_conclusion_is_printed(name: str, whole: Assessment) -> None:
    said = "\n".join(text.zh for text in body(composed(name, whole)))
    for forbidden in ("无需注册", "不需要注册", "本次无更新项", "无更新项", "符合要求", "风险可以接受"):
        assert forbidden not in said


@pytest.mark.parametrize("name", OUTLINES)
def test_an_id_column_fits_its_longest_id(name: str) -> None:
    for section in every_section(composed(name, assessment()).sections):
        for block in section.blocks:
            for index, one in enumerate(block.columns if isinstance(block, Table) else ()):
                assert isinstance(block, Table)
                ids = [line.zh for row in block.rows for line in row[index].lines]
                assert not _is_id(one) or one.weight >= max(map(len, ids), default=0)


def _is_id(column: Column) -> bool:
    return column.role is Role.ID


@BOTH
@pytest.mark.parametrize("name", OUTLINES)
def test_the_same_assessment_gives_the_same_document(name: str, whole: Assessment) -> None:
    assert composed(name, whole) == composed(name, whole)


def test_every_problem_code_has_a_name_and_an_explanation() -> None:
    codes = {key.partition(".")[2] for key in words().words if key.startswith("problem.")}
    assert codes == {key.partition(".")[2] for key in words().words if key.startswith("explain.")}
    source = ROOM.parent
    call, row = r'(?:Diagnostic|_problem)\(\s*"([a-z-]+)"', r'"([a-z]+(?:-[a-z]+)+)", DiagnosticSeverity'
    read = [module.read_text("utf-8") for module in sorted(source.glob("*/*.py"))]
    raised = {code for text in read for pattern in (call, row) for code in re.findall(pattern, text)}
    assert len(raised) > 10
    assert raised <= codes
