"""Controls named in the rows of several risks: one item, a link for each row; an item's own definition wins."""

import pytest

from medtrace.graph.coverage import coverage
from medtrace.graph.named_controls import settled
from medtrace.model.items import Artifact, Link, item_order
from medtrace.model.project import ComponentMap
from medtrace.sources import csv_table, markdown_table, yaml_items
from tests.support.graphs import a_snapshot, an_item
from tests.support.source_readings import read

pytestmark = pytest.mark.requirement("REQ-031")
COLUMNS = (("id", ("编号",)), ("hazard", ("危险",)))
CONTROLS = (("id", ("控制编号",)), ("title", ("措施",)))
OPTIONS = markdown_table.Options(columns=COLUMNS, controls=CONTROLS)
HEAD = "| 编号 | 危险 | 控制编号 | 措施 |\n|--|--|--|--|\n"


def rows(text: str, path: str = "a.md") -> tuple[tuple[Artifact, ...], tuple[Link, ...]]:
    found = read(
        markdown_table.markdown_table, HEAD + text, path=path, kind="risk", pattern=r"RISK-\d+", options=OPTIONS
    )
    return found.items, found.links


@pytest.mark.parametrize("again", ["", "报警"])
def test_a_control_of_two_risks_is_one_item_with_two_links(again: str) -> None:
    items, links = rows(f"| RISK-001 | h | RC-001 | 报警 |\n| RISK-002 | h | RC-001 | {again} |\n")
    kept = settled(sorted(items, key=item_order), links)
    assert [(item.id, item.title) for item in kept if item.kind == "risk-control"] == [("RC-001", "报警")]
    assert [(link.source, link.target) for link in links] == [("RC-001", "RISK-001"), ("RC-001", "RISK-002")]


def test_the_row_that_says_what_the_control_is_is_kept() -> None:
    items, links = rows("| RISK-001 | h | RC-001 | |\n| RISK-002 | h | RC-001 | 报警 |\n")
    kept = settled(sorted(items, key=item_order), links)
    assert [item.title for item in kept if item.kind == "risk-control"] == ["报警"]


def test_a_control_that_says_something_else_is_still_a_duplicate() -> None:
    items, links = rows("| RISK-001 | h | RC-001 | 报警 |\n| RISK-002 | h | RC-001 | 停机 |\n")
    assert sum(item.id == "RC-001" for item in settled(items, links)) == 2


def test_an_items_own_definition_wins_whatever_file_sorts_first() -> None:
    items, links = rows("| RISK-001 | h | SRS-001 | 报警 |\n")
    own = an_item("SRS-001", path="z.md")
    kept = settled(sorted((*items, own), key=item_order), links)
    assert [item.kind for item in kept if item.id == "SRS-001"] == ["requirement"]
    covered = coverage(a_snapshot(*kept, *links, an_item("RC-9", "risk-control")), ComponentMap())
    assert next(one.missing for one in covered.ratios if one.name == "risk-control") == ()


def test_two_definitions_of_their_own_stay() -> None:
    twice = (an_item("SRS-001"), an_item("SRS-001", line=9))
    assert settled(twice, ()) == twice


@pytest.mark.parametrize("word", ["无", "N/A", "-", "/", "—", "none", "待定", "TBD", "不适用"])
def test_a_word_for_nothing_is_no_control(word: str) -> None:
    told = ["placeholder"] if word in {"待定", "TBD"} else []
    page = read(
        markdown_table.markdown_table,
        f"{HEAD}| RISK-001 | h | {word} | |\n",
        kind="risk",
        pattern=r"RISK-\d+",
        options=OPTIONS,
    )
    table = csv_table.Options(columns=COLUMNS, controls=CONTROLS)
    text = f"编号,危险,控制编号,措施\nRISK-001,h,{word},\n"
    sheet = read(csv_table.csv_table, text, kind="risk", pattern=r"RISK-\d+", options=table)
    text = f"- id: RISK-001\n  controls: ['{word}']\n"
    listed = read(yaml_items.yaml_items, text, kind="risk", pattern=r"RISK-\d+", options=yaml_items.Options())
    for found in (page, sheet, listed):
        assert (found.ids, found.links, [one.code for one in found.problems]) == (["RISK-001"], (), told)
