"""`trace.yaml` as nouns, and every mistake of it told at once, at its place, with the nearest valid name."""

import dataclasses
import hashlib

import pytest

from medtrace.config.config import load_config
from medtrace.config.nouns import Config, GlobUse
from medtrace.errors import ConfigError, ExitCode
from medtrace.model.project import Component
from medtrace.words import Localized
from tests.unit.config.examples import BEYOND, FULL, INVALID, VALID
from tests.unit.config.shapes_of_tests import SOURCES

pytestmark = pytest.mark.requirement("REQ-010", "REQ-011")


def load(text: str | bytes) -> Config:
    """A configuration with the formats of the tests."""
    return load_config(text, path="trace.yaml", shapes=SOURCES)


def told(text: str | bytes) -> list[tuple[str, str]]:
    """Every problem as place and English words."""
    with pytest.raises(ConfigError) as caught:
        load(text)
    return [(place, words.en) for place, words in caught.value.problems]


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_a_valid_configuration_is_read_the_same_each_time(text: str) -> None:
    first, second = load(text), load(text.encode())
    assert first == second
    assert first.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("text, place, words", [*INVALID.values(), *BEYOND.values()], ids=[*INVALID, *BEYOND])
def test_a_mistake_is_told_once_and_at_its_place(text: str, place: str, words: str) -> None:
    assert told(text) == [(f"trace.yaml:{place}", words)]


def test_the_least_configuration_has_defaults() -> None:
    config = load("sources:\n  - {format: markdown-headings, files: [a.md], id: 'R-\\d+', kind: requirement}\n")
    assert config.profiles == ("nmpa-2022",)
    assert config.project.documents.languages == ("zh-en",)
    assert config.project.documents.formats == ("md", "docx", "html")
    assert config.project.product.name == Localized("", "")
    assert config.project.product.safety_class == ""
    assert config.project.naming is None
    assert config.records_folder == ".trace"
    assert (config.links, config.results, config.components.components, config.citations.ids) == ({}, (), (), ())


def test_everything_becomes_a_noun() -> None:
    config = load(FULL)
    product, naming = config.project.product, config.project.naming
    assert product.applicant == Localized("示例公司", "示例公司")
    assert (product.safety_class, product.ai, product.agent) == ("严重", True, "")
    assert naming is not None
    assert naming.field_names == ("X", "Y", "Z", "B")
    assert naming.parse("v1.2") is not None
    assert [(field.low, field.high) for field in naming.fields] == [(1, 99), (0, 99), (None, None), (1, 9999)]
    assert [one.release_version for one in config.project.registrations] == ["1", "1.10"]
    assert config.links == {
        ("requirement", "追溯"): ("derives", False),
        ("risk-control", "实施"): ("implements", True),
    }
    assert config.components.components[0] == Component(
        "rhythm",
        Localized("节律判读", "Rhythm"),
        ("src/rhythm.py", "model/**"),
        safety_class="严重",
        tags=("core-algorithm",),
        design=("SDD-007",),
    )
    assert config.components.components[1].name == Localized("own", "own")
    assert config.project.environment[0].compatible == ("20.04",)
    assert config.project.controlled_documents[0].path == "docs/ifu.docx"
    assert config.project.documents.number("update-history") == "UH-01"
    assert (config.repositories[0].path, config.approvers[0].role) == ("../firmware", "法规")


def test_a_source_has_its_pattern_options_and_place() -> None:
    requirement, risk, code = load(FULL).sources
    assert [use.place for use in (requirement, risk, code)] == ["trace.yaml:22:5", "trace.yaml:23:5", "trace.yaml:29:5"]
    assert requirement.id.findall("SRS-001, XSRS-002, SRS-0031") == ["SRS-001"]
    assert (requirement.id_text, requirement.kind) == (r"SRS-\d{3}", "requirement")
    assert dataclasses.asdict(requirement.options)["levels"] == (2,)  # type: ignore[call-overload]
    assert dataclasses.asdict(risk.options)["columns"] == (("id", "编号"),)  # type: ignore[call-overload]
    assert (code.kind, code.id_text, code.id.search("anything")) == ("test", "", None)


def test_results_know_the_ids_that_tests_bear() -> None:
    (result,) = load(FULL).results
    assert (result.format, result.kind) == ("junit", "test-result")
    assert result.id.findall("TC-001 SRS-001") == ["TC-001"]


def test_each_glob_has_its_place() -> None:
    text = "sources:\n  - format: mentions\n    files: [a, b/**]\n    exclude:\n      - c\nnot_product: ['d']\n"
    assert load(text).globs == (
        GlobUse("a", "trace.yaml:3:13", "sources.files", "mentions"),
        GlobUse("b/**", "trace.yaml:3:16", "sources.files", "mentions"),
        GlobUse("c", "trace.yaml:5:9", "sources.exclude", "mentions"),
        GlobUse("d", "trace.yaml:6:15", "not_product"),
    )


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        "product: {ai: maybe}\n"
        "product: {}\n"
        "sources:\n"
        "  - {format: nothing, files: [a/], id: '(', kind: risk}\n"
        "  - {format: csv-table, files: [a], id: A, kind: risk, options: {levels: x}}\n"
        "version: {tags: '{X}', fields: [{id: X}, {id: X}]}\n"
        "compnents: []\n"
    )
    assert [place.removeprefix("trace.yaml:") for place, _ in told(text)] == [
        "1:15", "2:1", "4:14", "4:31", "4:40", "5:74", "6:47", "7:1",
    ]  # fmt: skip


def test_a_single_mistake_is_the_message_itself() -> None:
    with pytest.raises(ConfigError) as caught:
        load("sources: []\nproduct: {safety_class: 严重的}\n")
    assert caught.value.place == "trace.yaml:2:25"
    assert caught.value.message.zh == "safety_class：应为 轻微、中等 或 严重，得到“严重的”；是否想写“严重”？"
    assert caught.value.exit_code is ExitCode.USAGE


def test_many_mistakes_are_counted_and_bounded() -> None:
    with pytest.raises(ConfigError) as caught:
        load("sources: []\n" + "".join(f"key{n}: x\n" for n in range(500)))
    assert len(caught.value.problems) == 101
    assert caught.value.problems[-1][1].en == "400 more mistakes are not listed"
    assert caught.value.message.en == "101 mistakes in trace.yaml"


def test_meaning_and_ranges_are_as_declared() -> None:
    config = load(FULL)
    assert config.meaning == {"requirement": frozenset({"title", "text", "优先级"})}
    assert config.citations.ranges
    assert not load("sources: [{format: mentions, files: [a]}]\n").citations.ranges
