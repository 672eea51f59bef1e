"""Items as rows of pipe tables: which rows are items, what their cells say, and risks with their controls."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.sources import markdown_table as module
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-020", "REQ-025")
HEAD = "| 编号 | 内容 | 追溯 | 方法 |\n| --- | :-: | --- | --- |\n"
NAMED = module.Options(columns=(("id", ("编号",)), ("text", ("内容",))))
RISKS = module.Options(
    columns=(
        ("id", ("风险编号",)),
        ("title", ("危险源",)),
        ("hazard", ("危险源",)),
        ("harm", ("伤害",)),
        ("severity_before", ("S",)),
        ("severity_after", ("S'",)),
        ("acceptable", ("剩余风险",)),
    ),
    controls=(("id", ("控制编号",)), ("title", ("控制措施",)), ("kind", ("类型",))),
)
RISK_HEAD = (
    "| 风险编号 | 危险源 | 伤害 | S | 控制编号 | 控制措施 | 类型 | 实施位置 | 验证 | S' | 剩余风险 |\n"
    + "|--" * 11
    + "|\n"
)


def page(text: str, options: module.Options = NAMED) -> Reading:
    return read(module.markdown_table, text, path="docs/srs.md", options=options)


def risks(rows: str) -> Reading:
    text = RISK_HEAD + rows
    return read(module.markdown_table, text, path="docs/risk.md", kind="risk", pattern=r"RISK-\d+", options=RISKS)


@pytest.mark.parametrize(
    "cell",
    [
        "SRS-001",
        "**SRS-001**",
        "`SRS-001`",
        "[SRS-001]",
        "[SRS-001](#srs-001)",
        "**[SRS-001](a.md)**",
        "<a id='SRS-001'></a> SRS-001",
        "SRS-001（草案）",
        "【SRS-001】",
    ],
)
def test_the_id_cell_may_be_decorated(cell: str) -> None:
    found = page(f"{HEAD}| {cell} | 正文 | URS-001 | 测试 |\n")
    assert [(item.id, item.title, item.text, item.location.line) for item in found.items] == [
        ("SRS-001", "正文", "正文", 3)
    ]
    assert found.cited == [("SRS-001", "derives", "URS-001")]
    assert found.items[0].attributes == (("方法", "测试"),)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| SRS-001 | a \\| b | c | d |", ("a | b", "d")),
        ("SRS-001 | a | c | d", ("a", "d")),
        ("| SRS-001 | `a|b` | c | d |", ("`a|b`", "d")),
        ("| SRS-001 | `a\\|b` | c | d |", ("`a|b`", "d")),
        ("| SRS-001 | `a | b` |", ("`a", "")),
        ("| SRS-001 | a |", ("a", "")),
        ("|SRS-001|a|c|d|", ("a", "d")),
        ("  | SRS-001 | a | c | d |", ("a", "d")),
        ("> | SRS-001 | a | c | d |", ("a", "d")),
    ],
)
def test_cells_are_parted_by_bare_pipes(row: str, cells: tuple[str, str]) -> None:
    head = HEAD.replace("| 编号", "> | 编号").replace("\n| -", "\n> | -") if row.startswith(">") else HEAD
    item = page(f"{head}{row}\n").item("SRS-001")
    assert (item.text, item.attribute("方法")) == cells


def test_rows_go_on_after_a_blank_line_and_those_of_another_width_are_read_by_content() -> None:
    found = page(
        f"{HEAD}| SRS-001 | a | | |\n\n| SRS-002 | b | | |\n\n| SRS-003 | c |\n\ntext\n\n| SRS-004 | d | | |\n"
        "\n| a |\n|---|\n"
    )
    assert [(item.id, item.text) for item in found.items] == [
        ("SRS-001", "a"),
        ("SRS-002", "b"),
        ("SRS-003", "c"),
        ("SRS-004", "d"),
    ]
    assert found.told == [("columns-taken", 7), ("columns-taken", 11)]


def test_tables_without_the_id_column_are_left_alone() -> None:
    found = page(f"| 术语 | 含义 |\n|---|---|\n| 见 SRS-009 | x |\n\ntext\n\n{HEAD}| SRS-001 | a | | |\n")
    assert found.ids == ["SRS-001"]
    assert not found.problems


@pytest.mark.parametrize("hidden", ["```\n{}\n```", "<!--\n{}\n-->"])
def test_tables_in_code_and_comments_are_none(hidden: str) -> None:
    assert not page(hidden.format(f"{HEAD}| SRS-001 | a | | |")).items


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| | 无编号 | | |", [("row-without-id", 3)]),
        ("| 待定 | 正文 | | |", [("row-without-id", 3)]),
        ("| 见 SRS-009 | 正文 | | |", [("row-without-id", 3)]),
        ("| SRS-008、SRS-009 | 正文 | | |", [("row-with-several-ids", 3)]),
        ("| | | | |", []),
        ("| SRS-007 | a | b | c | d |", [("row-too-long", 3)]),
    ],
)
def test_a_bad_row_is_told_and_hides_no_good_one(row: str, told: list[tuple[str, int]]) -> None:
    found = page(f"{HEAD}{row}\n| SRS-001 | a | | |\n")
    assert found.told == told
    assert found.ids[-1] == "SRS-001"


def test_a_missing_column_is_told_with_the_nearest() -> None:
    options = module.Options(columns=(("id", ("编号",)), ("text", ("需求内容",))))
    (problem,) = page(f"{HEAD}| SRS-001 | a | | |\n", options).problems
    assert (problem.code, problem.severity) == ("column-missing", "warning")
    assert "需求内容" in problem.message.zh
    assert "内容" in problem.message.en


def test_headers_are_compared_apart_from_case_width_and_emphasis() -> None:
    options = module.Options(columns=(("id", ("ID",)), ("text", ("Text (en)",)), ("severity_after", ("S'",))))
    found = page("| **Id** | `text （EN）` | S’ |\n|-|-|-|\n| SRS-001 | a | 2 |\n", options)
    assert found.item("SRS-001").text == "a"
    assert found.item("SRS-001").attributes == (("severity_after", "2"),)


@pytest.mark.parametrize(
    ("head", "title", "text"),
    [
        ("| ID | Requirement | 追溯 |", "a", "a"),
        ("| 编号 | 名称 | 内容 |", "a", "URS-001"),
        ("| Req | Title | Note |", "a", ""),
    ],
)
def test_without_columns_the_usual_headers_are_taken(head: str, title: str, text: str) -> None:
    item = page(f"{head}\n|-|-|-|\n| SRS-001 | a | URS-001 |\n", module.Options()).item("SRS-001")
    assert (item.title, item.text) == (title, text)


def test_several_columns_of_a_role_are_one_text_and_twin_headers_are_two_columns() -> None:
    options = module.Options(columns=(("id", ("编号",)), ("text", ("内容", "说明"))))
    found = page("| 编号 | 内容 | 说明 | P | P |\n|-|-|-|-|-|\n| SRS-001 | a | b | 1 | 2 |\n", options)
    assert found.item("SRS-001").text == "a\nb"
    assert found.item("SRS-001").attributes == (("P", "1"), ("P (2)", "2"))


@pytest.mark.requirement("REQ-024")
def test_a_risk_has_its_attributes_and_every_cell_after_the_hazard_as_text() -> None:
    found = risks("| RISK-1 | 漏检 | 脑卒中 | 危重 | RC-1 | 自适应 | 设计 | SRS-011 | TC-1、TC-2 | 危重 | 可接受 |\n")
    risk = found.item("RISK-1")
    assert (risk.title, risk.text) == ("漏检", "脑卒中 | 危重 | 危重 | 可接受")
    assert dict(risk.attributes) == {
        "hazard": "漏检",
        "harm": "脑卒中",
        "severity_before": "危重",
        "severity_after": "危重",
        "acceptable": "可接受",
    }
    control = found.item("RC-1")
    assert (control.kind, control.title, control.attributes) == (
        "risk-control",
        "自适应",
        (("control_kind", "设计"),),
    )
    assert found.cited == [
        ("RC-1", "controls", "RISK-1"),
        ("SRS-011", "implements", "RC-1"),
        ("TC-1", "verifies", "RC-1"),
        ("TC-2", "verifies", "RC-1"),
    ]


@pytest.mark.requirement("REQ-024")
@pytest.mark.parametrize("second", ["", "RISK-1"])
def test_a_row_without_an_own_risk_adds_a_control_and_the_last_residual_counts(second: str) -> None:
    found = risks(
        "| RISK-1 | 漏检 | 脑卒中 | 危重 | RC-1 | a | 设计 | | | 危重 | 合并评价 |\n"
        f"| {second} | | 出血 | | RC-2 | b | 信息 | | | 严重 | 可接受 |\n"
        "| RISK-2 | 误检 | 出血 | 严重 | | | | | | | |\n"
    )
    risk = found.item("RISK-1")
    assert sorted(found.ids) == ["RC-1", "RC-2", "RISK-1", "RISK-2"]
    assert [risk.attribute(name) for name in ("harm", "severity_after", "acceptable")] == [
        "脑卒中\n出血",
        "严重",
        "可接受",
    ]
    assert found.cited == [("RC-1", "controls", "RISK-1"), ("RC-2", "controls", "RISK-1")]
    assert not found.problems


@pytest.mark.requirement("REQ-024")
def test_a_row_below_a_row_that_is_no_risk_adds_no_control_to_the_risk_above() -> None:
    found = risks("| RISK-1 | a | | | | | | | | | |\n| 小计 | | | | | | | | | | |\n| | | | | RC-1 | b | | | | | |\n")
    assert found.ids == ["RISK-1"]
    assert [code for code, _ in found.told] == ["row-without-id", "row-without-id"]


@pytest.mark.requirement("REQ-024")
def test_controls_without_ids() -> None:
    found = risks("| RISK-1 | a | | | | 无编号的措施 | 设计 | | | | |\n")
    assert found.told == [("control-without-id", 3)]
    assert risks("| RISK-1 | a | | | see the manual | b | | | | | |\n").told == [("control-without-id", 3)]
    several = risks("| RISK-1 | a | | | RC-1、RC-2 | b | | | | | |\n")
    assert several.cited == [("RC-1", "controls", "RISK-1"), ("RC-2", "controls", "RISK-1")]
    numbered = module.Options(columns=RISKS.columns[:2], controls=(("title", ("控制措施",)),))
    text = "| 风险编号 | 危险源 | 控制措施 |\n|-|-|-|\n| RISK-1 | a | b |\n| | | c |\n"
    found = read(module.markdown_table, text, kind="risk", pattern=r"RISK-\d+", options=numbered)
    assert [(item.id, item.title) for item in found.items] == [("RISK-1/C1", "b"), ("RISK-1/C2", "c"), ("RISK-1", "a")]


CELL = st.text(st.sampled_from("ab|\\` \tSRS-0123、[]*"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=5))
def test_a_good_row_below_any_rows_is_read(rows: list[list[str]]) -> None:
    above = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert page(f"{HEAD}{above}| SRS-999 | last | URS-1 | d |\n").item("SRS-999").text == "last"
