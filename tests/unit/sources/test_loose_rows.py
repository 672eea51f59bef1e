"""Rows of a Markdown page without a header: read under a table above, by numbers, or by what stands in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import Artifact
from medtrace.model.snapshot import Blob
from medtrace.sources import markdown_table as module
from medtrace.sources._source import FieldLink, Files, Setup
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-020", "REQ-025")
HEAD = "| 编号 | 内容 | 追溯 | 方法 |\n| --- | :-: | --- | --- |\n| SRS-001 | a | URS-001 | 测试 |\n"
NAMED = module.Options(columns=(("id", ("编号",)), ("text", ("内容",))))
TWO = ("| SRS-001 | 报警 | 检出后 10 s 内报警 | 测试 |\n", "| SRS-002 | 波形 | 显示波形与心率数值 | 检查 |\n")
RULE = "|---|---|---|---|\n"
NUMBERED = module.Options(columns=(("id", ("2",)), ("title", ("3",)), ("text", ("4",))))


def page(text: str, options: module.Options = NAMED, kind: str = "requirement") -> Reading:
    return read(module.markdown_table, text, path="docs/srs.md", options=options, kind=kind)


def said(found: Reading) -> list[tuple[str, str, str, int]]:
    return [(item.id, item.title, item.text, item.location.line) for item in found.items]


@pytest.mark.parametrize("between", ["\n一段说明。\n\n", "\n## 报警\n\n", "\n报警\n----\n"])
def test_rows_of_the_width_of_a_table_above_take_its_columns_and_it_is_said(between: str) -> None:
    found = page(f"{HEAD}{between}| SRS-002 | b | URS-002 | 检查 |\n")
    item = found.item("SRS-002")
    assert (item.text, item.attributes) == ("b", (("方法", "检查"),))
    assert found.cited[-1] == ("SRS-002", "derives", "URS-002")
    ((code, line),) = found.told
    assert (code, line, found.problems[0].severity) == ("columns-taken", item.location.line, "note")
    assert "第 1 行" in found.problems[0].message.zh


def test_the_table_above_is_the_one_that_gave_items() -> None:
    terms = "\n| 术语 | 含义 | 英文 | 缩写 |\n|---|---|---|---|\n| a | b | c | d |\n\ntext\n\n"
    assert said(page(f"{HEAD}{terms}| SRS-002 | b | | |\n"))[1] == ("SRS-002", "b", "b", 11)


def test_rows_behind_a_table_of_terms_are_no_part_of_it() -> None:
    found = page("| 术语 | 含义 |\n|---|---|\n| a | b |\n\n| SRS-002 | 文字 |\n", module.Options(columns=NAMED.columns))
    assert said(found) == [("SRS-002", "文字", "文字", 5)]


@pytest.mark.parametrize(
    "rows",
    [
        "".join(TWO),
        "".join(row.strip("| \n") + "\n" for row in TWO),
        RULE + "".join(TWO),
        "| | | | |\n" + RULE + "".join(TWO),
        TWO[0] + RULE + TWO[1],
    ],
    ids=["pipes", "no outer pipes", "alignment first", "blank header", "first item as header"],
)
@pytest.mark.parametrize("options", [NAMED, module.Options()], ids=["named", "no columns"])
def test_rows_without_any_header_are_read_by_content_and_it_is_said(rows: str, options: module.Options) -> None:
    found = page(f"# 需求\n\n{rows}", options)
    assert [(item.id, item.title, item.text) for item in found.items] == [
        ("SRS-001", "报警", "检出后 10 s 内报警"),
        ("SRS-002", "波形", "显示波形与心率数值"),
    ]
    assert found.items[0].attributes == (("4", "测试"),)
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("columns-taken", "note")
    assert "编号取第 1 列，名称取第 2 列，正文取第 3 列" in problem.message.zh
    assert "id from column 1, title from column 2, text from column 3" in problem.message.en


def test_rows_that_only_blank_lines_part_are_told_once() -> None:
    found = page("\n\n".join(TWO), module.Options())
    assert (found.ids, found.told) == (["SRS-001", "SRS-002"], [("columns-taken", 1)])


def test_the_id_need_not_stand_in_the_first_column() -> None:
    found = page("| 1 | URS-001 | SRS-001 | 软件应报警 |\n| 2 | URS-001 | SRS-002 | 软件应显示 |\n", module.Options())
    assert [(item.id, item.text) for item in found.items] == [("SRS-001", "软件应报警"), ("SRS-002", "软件应显示")]


def test_a_matrix_whose_header_names_items_defines_none() -> None:
    matrix = "| | SRS-001 | SRS-002 |\n|---|---|---|\n| TC-1 | x | |\n| TC-2 | | x |\n"
    assert not page(matrix).items


@pytest.mark.parametrize(
    ("rows", "attributes"),
    [
        ("| 1 | SRS-001 | 报警 | 应报警 | 测试 |\n", (("1", "1"), ("5", "测试"))),
        (
            "| 序号 | 号 | 名 | 文 | 方法 |\n|-|-|-|-|-|\n| 1 | SRS-001 | 报警 | 应报警 | 测试 |\n",
            (("序号", "1"), ("方法", "测试")),
        ),
        ("| | 号 | 名 | 文 | |\n|-|-|-|-|-|\n| 1 | SRS-001 | 报警 | 应报警 | 测试 |\n", (("1", "1"), ("5", "测试"))),
    ],
    ids=["no header", "header", "blank headers"],
)
def test_columns_by_number_are_read_with_and_without_a_header(
    rows: str, attributes: tuple[tuple[str, str], ...]
) -> None:
    found = page(rows, NUMBERED)
    assert [(item.id, item.title, item.text) for item in found.items] == [("SRS-001", "报警", "应报警")]
    assert found.items[0].attributes == attributes
    assert not found.problems


def test_with_numbers_a_table_of_other_things_is_left_alone() -> None:
    found = page("| 术语 | 含义 |\n|-|-|\n| a | b |\n\ntext\n\n| 1 | SRS-001 | 报警 | 应报警 |\n", NUMBERED)
    assert (found.ids, found.told) == (["SRS-001"], [])


@pytest.mark.parametrize("head", ["", "| 号 | 文 | 来源 |\n|-|-|-|\n"])
def test_links_name_a_column_by_its_number(head: str) -> None:
    options = module.Options(columns=(("id", ("1",)), ("text", ("2",))))
    links = {("requirement", "3"): FieldLink("derives")}
    setup = Setup("requirement", whole_token(r"SRS-\d+"), whole_token(r"[SU]RS-\d+"), options, links)
    blob = Blob("docs/srs.md", "0" * 40, f"{head}| SRS-001 | a | URS-001 |\n".encode())
    found = list(module.markdown_table.read(Files((blob,)), setup))
    assert [(one.source, one.target) for one in found if not isinstance(one, Artifact)] == [("SRS-001", "URS-001")]


def test_a_number_beyond_the_table_is_told() -> None:
    options = module.Options(columns=(("id", ("1",)), ("text", ("9",))))
    (problem,) = page("| SRS-001 | a |\n", options).problems
    assert (problem.code, problem.severity) == ("column-missing", "warning")
    assert "第 9 列" in problem.message.zh


@pytest.mark.parametrize("number", ["0", "-1"])
def test_columns_are_numbered_from_1(number: str) -> None:
    with pytest.raises(ValueError, match="from 1"):
        module.Options(columns=(("id", (number,)),))


def test_rows_that_repeat_ids_of_the_page_are_no_items() -> None:
    found = page(f"{HEAD}\n追溯：\n\n| SRS-001 | TC-1 |\n")
    assert (found.ids, found.told) == (["SRS-001"], [("row-without-header", 7)])


@pytest.mark.parametrize("line", ["SRS-001 | SRS-002 都要报警", "见 | SRS-001 的表", "a | b"])
def test_a_line_of_running_text_with_a_bar_is_no_table(line: str) -> None:
    assert not page(f"text\n\n{line}\n").items


def test_rows_no_column_of_which_holds_ids_alone_are_told() -> None:
    found = page("| SRS-001 | a |\n| b | SRS-002 |\n")
    assert (found.ids, found.told) == ([], [("row-without-header", 1), ("row-without-header", 2)])


def test_a_column_that_is_called_like_an_id_is_taken_and_said() -> None:
    text = "| 序号 | 需求编号 | 描述 |\n|-|-|-|\n| 1 | SRS-001 | 应报警 |\n"
    found = page(text, module.Options())
    assert said(found) == [("SRS-001", "应报警", "应报警", 3)]
    assert found.told == [("columns-taken", 1)]


def test_a_table_of_another_source_that_cites_ids_defines_none() -> None:
    text = "| 用例 | 需求编号 | 结果 |\n|-|-|-|\n| TC-1 | SRS-001 | 通过 |\n"
    assert (page(text, module.Options()).items, page(text, module.Options()).told) == ((), [])


def test_a_header_that_is_not_understood_is_told_with_the_names_that_are() -> None:
    found = page("| 日期 | 变更 | 说明 |\n|-|-|-|\n| 2024-01-01 | SRS-001 | 修订 |\n", module.Options())
    (problem,) = [one for one in found.problems if one.code == "header-missing"]
    assert (found.ids, problem.location and problem.location.line, problem.severity) == ([], 1, "warning")
    assert all(word in problem.message.zh for word in ("SRS-001", "变更", "编号", "标识"))


@pytest.mark.parametrize(("name", "told"), [("SRS-009", [("header-missing", 5)]), ("SRS-001", [])])
def test_a_table_beside_that_is_not_understood_is_told_where_its_ids_are_new(name: str, told: list[object]) -> None:
    found = page(f"{HEAD}\n| 需求号 | 内容 |\n|-|-|\n| {name} | b |\n")
    assert (found.ids, found.told) == (["SRS-001"], told)


def test_a_risk_without_a_header_has_every_cell_after_its_title_as_text() -> None:
    options = module.Options()
    found = read(
        module.markdown_table, "| RISK-1 | 漏检 | 脑卒中 | 严重 |\n", kind="risk", pattern=r"RISK-\d+", options=options
    )
    assert [(item.title, item.text) for item in found.items] == [("漏检", "脑卒中 | 严重")]


WORDS = st.text(st.sampled_from("报警显示ab "), min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6), st.booleans(), st.integers(0, 2))
def test_every_row_of_a_page_without_a_header_is_an_item(rows: list[tuple[str, str]], outer: bool, at: int) -> None:
    lines = []
    for number, cells in enumerate(rows, 1):
        line = " | ".join([*cells[:at], f"SRS-{number:03}", *cells[at:]])
        lines.append(f"| {line} |" if outer or len(rows) == 1 else line)
    found = page("\n".join(lines) + "\n", module.Options())
    assert found.ids == [f"SRS-{number:03}" for number in range(1, len(rows) + 1)]
    assert [code for code, _ in found.told] == ["columns-taken"]
