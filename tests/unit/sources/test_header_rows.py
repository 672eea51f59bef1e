"""The header of a sheet and of a CSV file: below a title, by numbers, missing, or not understood; both read alike."""

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest

from medtrace.sources import csv_table, xlsx_table
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
Rows = list[tuple[str, ...]]
Columns = tuple[tuple[str, tuple[str, ...]], ...]
Reader = Callable[[Rows, Columns], Reading]
TITLE = ("监护仪软件需求规格说明",)
HEAD = ("编号", "名称", "内容", "方法")
ONE, TWO = ("SRS-001", "报警", "检出后 10 s 内报警", "测试"), ("SRS-002", "波形", "显示波形与心率数值", "检查")
NUMBERS: Columns = (("id", ("1",)), ("title", ("2",)), ("text", ("3",)))


def as_csv(rows: Rows, columns: Columns = ()) -> Reading:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return read(csv_table.csv_table, out.getvalue(), path="a.csv", options=csv_table.Options(columns))


def as_sheet(rows: Rows, columns: Columns = ()) -> Reading:
    return as_sheets([rows], columns)


def as_sheets(sheets: list[Rows], columns: Columns = ()) -> Reading:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return read(xlsx_table.xlsx_table, out.getvalue(), path="a.xlsx", options=xlsx_table.Options(columns))


both = pytest.mark.parametrize("reader", [as_csv, as_sheet], ids=["csv", "xlsx"])


def said(found: Reading) -> list[tuple[str, str, str, str]]:
    return [(item.id, item.title, item.text, item.attribute("方法") or item.attribute("4")) for item in found.items]


@both
@pytest.mark.parametrize("above", [[], [TITLE], [TITLE, ("版本", "V1.0"), ("说明：编号不得重复使用", "")]])
def test_a_header_below_a_title_is_found_by_its_words(reader: Reader, above: Rows) -> None:
    found = reader([*above, HEAD, ONE, TWO], ())
    assert said(found) == [ONE, TWO]
    assert (found.items[0].attribute("方法"), [code for code, _ in found.told if code != "row-shape"]) == ("测试", [])


@both
def test_a_header_below_a_title_is_found_above_the_first_id(reader: Reader) -> None:
    found = reader([TITLE, ("Req", "名称", "内容", "方法"), ONE], ())
    assert (said(found), found.items[0].attribute("方法")) == ([ONE], "测试")


@both
@pytest.mark.parametrize("above", [[], [TITLE], [TITLE, HEAD]], ids=["nothing", "title", "title and header"])
def test_columns_by_number_need_no_header(reader: Reader, above: Rows) -> None:
    found = reader([*above, ONE, TWO], NUMBERS)
    assert said(found) == [ONE, TWO]
    assert found.items[0].location.line == len(above) + 1
    assert found.items[0].attribute("方法" if HEAD in above else "4") == "测试"
    assert not found.problems


@both
@pytest.mark.parametrize("above", [[], [TITLE]], ids=["nothing", "title"])
def test_without_header_and_columns_the_cells_say_it_and_it_is_told(reader: Reader, above: Rows) -> None:
    found = reader([*above, ONE, TWO], ())
    assert said(found) == [ONE, TWO]
    assert found.told == [("columns-taken", len(above) + 1)]
    assert "编号取第 1 列，名称取第 2 列，正文取第 3 列" in found.problems[0].message.zh


@both
def test_the_id_need_not_stand_first(reader: Reader) -> None:
    rows: Rows = [("序号", "需求编号", "描述"), ("1", "SRS-001", "应报警"), ("2", "SRS-002", "应显示")]
    found = reader(rows, ())
    assert [(item.id, item.text) for item in found.items] == [("SRS-001", "应报警"), ("SRS-002", "应显示")]
    assert found.told == [("columns-taken", 1)]
    assert "“需求编号”" in found.problems[0].message.en


@both
def test_a_number_whose_column_holds_no_id_is_told(reader: Reader) -> None:
    found = reader([HEAD, ONE], (("id", ("2",)),))
    assert (found.ids, [code for code, _ in found.told]) == ([], ["header-missing"])


@both
def test_a_header_that_is_not_understood_is_told_with_the_names_that_are(reader: Reader) -> None:
    found = reader([("日期", "变更", "说明"), ("2024-01-01", "SRS-001", "修订"), ("2024-02-01", "全部", "修订")], ())
    (problem,) = [one for one in found.problems if one.code == "header-missing"]
    assert (found.ids, problem.location and problem.location.line) == ([], 1)
    assert all(word in problem.message.zh for word in ("SRS-001", "变更", "编号", "标识"))


def test_a_sheet_that_is_not_understood_is_told_beside_one_that_is() -> None:
    columns: Columns = (("id", ("编号",)), ("text", ("内容",)))
    cover: Rows = [("文件编号说明",), ("本文件",)]
    found = as_sheets([cover, [HEAD, ONE], [("需求号", "名称", "内容"), ("SRS-009", "a", "b")]], columns)
    assert found.ids == ["SRS-001"]
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("header-missing", "warning")
    assert all(word in problem.message.en for word in ("SRS-009", "需求号", "编号"))
