"""Scenarios of Gherkin files as tests, and what their features, rules, tags and steps cite."""

import pytest

from medtrace.model.items import LinkKind
from medtrace.sources import gherkin as module
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-022", "REQ-025")
PATH = "tests/windows.feature"


def feature(text: str | bytes, options: module.Options | None = None) -> Reading:
    return read(module.gherkin, text, path=PATH, kind="test", pattern=r"TC-\d{3}", options=options)


ENGLISH = """\
# @SRS-900 is a comment
@SRS-001 @slow
Feature: Windows of SRS-002

  Requirements covered:
  - [SRS-003] the windows
  # SRS-901

  Background:
    Given a recording as SRS-004 says

  @TC-031 @tests:SRS-005 # SRS-902
  Scenario: Last window
    Needs SRS-006.
    Given 45 s
      \"\"\"
      Scenario: SRS-007 in a doc string
      @SRS-903
      \"\"\"
    Then one window is judged

  Scenario Outline: Others (SRS-008)
    Given <n> s
    @SRS-009
    Examples: SRS-010
      | n | note    |
      | 1 | SRS-011 |
"""


def test_a_scenario_is_an_item_with_its_steps() -> None:
    found = feature(ENGLISH)
    assert [(item.id, item.title, item.location.line) for item in found.items] == [
        ("TC-031", "Last window", 12),
        (f"{PATH}::Others (SRS-008)", "Others (SRS-008)", 22),
    ]
    assert found.items[0].attributes == (("feature", "Windows of SRS-002"), ("node", f"{PATH}::Last window"))
    assert found.items[0].text.startswith("Needs SRS-006.\nGiven 45 s")
    assert found.items[0].text.endswith("Then one window is judged")
    assert found.items[1].text.endswith("| 1 | SRS-011 |")


def test_tags_and_words_are_verified_and_steps_only_mention() -> None:
    shared = ["SRS-001", "SRS-002", "SRS-003"]
    found = feature(ENGLISH)
    assert found.cited == [
        *(("TC-031", "verifies", name) for name in (*shared, "SRS-005", "SRS-006")),
        ("TC-031", "mentions", "SRS-007"),
        ("TC-031", "mentions", "SRS-903"),
        *((f"{PATH}::Others (SRS-008)", "verifies", name) for name in (*shared, "SRS-008", "SRS-009", "SRS-010")),
        (f"{PATH}::Others (SRS-008)", "mentions", "SRS-011"),
        (PATH, "mentions", "SRS-004"),
    ]
    assert {link.target: link.location.line for link in found.links}["SRS-003"] == 6


def test_chinese_keywords_and_rules() -> None:
    found = feature(
        "# language: zh-CN\n功能：判读窗\n\n  @SRS-001\n  规则: 甲\n    背景:\n      假如 登录\n"
        "    场景大纲: TC-001 末段\n      当 45 s\n      例子:\n        | n |\n"
        "  @SRS-002\n  规则: 乙\n    剧本: 其他\n      那么 好\n"
    )
    assert [(item.id, item.title) for item in found.items] == [("TC-001", "末段"), (f"{PATH}::其他", "其他")]
    assert found.cited == [("TC-001", "verifies", "SRS-001"), (f"{PATH}::其他", "verifies", "SRS-002")]


def test_a_feature_without_a_scenario_is_cited_by_the_path() -> None:
    found = feature("Feature: A\n  - SRS-001\n\n  Rule: B\n    SRS-002\n")
    assert not found.items
    assert found.cited == [(PATH, "verifies", "SRS-001"), (PATH, "verifies", "SRS-002")]


def test_two_scenarios_of_one_name_are_two_tests() -> None:
    found = feature("Feature: A\n  Scenario: s\n    Given x\n  Scenario: s\n    Given y\n  Scenario:\n")
    assert found.ids == [f"{PATH}::s", f"{PATH}::s (2)", f"{PATH}::Scenario"]
    assert [item.attribute("node") for item in found.items[:2]] == [f"{PATH}::s", f"{PATH}::s"]


def test_a_doc_string_that_is_never_closed_hides_no_scenario() -> None:
    found = feature('Feature: A\n  Scenario: a\n    Given x\n    """\n\n  @SRS-001\n  Scenario: b\n    Given y\n')
    assert found.ids == [f"{PATH}::a", f"{PATH}::b"]
    assert found.told == [("markup-unclosed", 4)]
    assert found.cited == [(f"{PATH}::b", "verifies", "SRS-001")]


@pytest.mark.parametrize("text", ["", "SRS-001 and no keyword", "@SRS-001\n", b"\x00Feature: SRS-001"])
def test_what_is_no_feature_gives_nothing(text: str | bytes) -> None:
    assert feature(text) == Reading((), (), ())


def test_the_kind_of_link_is_an_option() -> None:
    found = feature("Feature: A\n  @SRS-001\n  Scenario: s\n", module.Options(link=LinkKind.USES))
    assert found.cited == [(f"{PATH}::s", "uses", "SRS-001")]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("# language: de\n", [("language-not-read", 1)]),
        ("\n# x\n  #language:fr\n", [("language-not-read", 3)]),
        ("# language: zh-TW\n", []),
        ("# language: en\n", []),
        ("Feature: x\n# language: de\n", []),
    ],
)
def test_a_language_without_known_keywords_is_told(head: str, told: list[tuple[str, int]]) -> None:
    assert feature(f"{head}@SRS-001\nFunktionalität: Alarm\n").told == told
