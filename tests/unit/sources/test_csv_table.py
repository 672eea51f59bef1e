"""Items in CSV: encodings, quotes, rows of the wrong length, risk tables with their controls."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import Link
from medtrace.model.snapshot import Blob
from medtrace.sources import csv_table as module
from medtrace.sources._source import FieldLink, Files, Setup
from medtrace.sources._table import MAX_COLUMNS
from medtrace.sources._told import MAX_TOLD
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.csv_table
PLAIN = module.Options(columns=(("id", ("编号",)), ("title", ("名称",)), ("text", ("内容",))))
RISKS = module.Options(
    columns=(
        ("id", ("风险编号",)),
        ("title", ("危险源",)),
        ("hazard", ("危险源",)),
        ("situation", ("危险情况",)),
        ("harm", ("伤害",)),
        ("severity_before", ("S",)),
        ("severity_after", ("S'",)),
    ),
    controls=(("id", ("控制编号",)), ("title", ("控制措施",)), ("kind", ("控制类型",))),
)
H = "编号,名称,内容\n"
HEAD = "编号,名称,内容,追溯,优先级\n"
TEXT = HEAD + 'SRS-001,报警,"10 s 内\n报警",URS-001、URS-002,高\nSRS-002,"逗号, 引号""",文字,,低\n'
RISK_HEAD = "风险编号,危险源,危险情况,伤害,S,控制编号,控制措施,控制类型,实施位置,验证,S'\n"


def table(data: str | bytes, options: module.Options = PLAIN) -> Reading:
    return read(SOURCE, data, path="docs/srs.csv", options=options)


def risks(data: str) -> Reading:
    return read(SOURCE, data, kind="risk", pattern=r"RISK-\d+", path="docs/risk.csv", options=RISKS)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16, little end"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="UTF-16, big end"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TEXT.replace("\n", "\r\n").encode("gb18030"), id="GB18030 with CRLF"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="CR alone"),
    ],
)
def test_every_encoding_gives_the_same_items(data: bytes) -> None:
    reading = table(data)
    first, second = reading.items
    assert (first.id, first.title, first.text) == ("SRS-001", "报警", "10 s 内\n报警")
    assert (second.id, second.title, second.location.line) == ("SRS-002", '逗号, 引号"', 4)
    assert first.attributes == (("优先级", "高"),)
    assert reading.cited == [("SRS-001", "derives", "URS-001"), ("SRS-001", "derives", "URS-002")]
    assert not reading.problems


@pytest.mark.parametrize(
    ("delimiter", "sign"),
    [(";", ";"), ("\t", "\t"), ("tab", "\t"), ("|", "|")],
    ids=["semicolon", "tab", "word", "bar"],
)
def test_the_delimiter_is_an_option(delimiter: str, sign: str) -> None:
    options = module.Options(columns=PLAIN.columns, delimiter=delimiter)
    reading = table(sign.join(["编号", "名称", "内容"]) + "\n" + sign.join(["SRS-001", "a,b", "c"]) + "\n", options)
    assert [(item.id, item.title, item.text) for item in reading.items] == [("SRS-001", "a,b", "c")]


def test_the_first_line_of_a_spreadsheet_may_name_the_delimiter() -> None:
    assert table("sep=;\n编号;名称;内容\nSRS-001;a;b\n").items[0].location.line == 3


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n"])
def test_no_other_delimiter_is_taken(delimiter: str) -> None:
    with pytest.raises(ValueError, match="delimiter"):
        module.Options(delimiter=delimiter)


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param("需求表,,\n版本,1,\n编号,名称,内容\nSRS-001,a,b\n", ["SRS-001"], [], id="words above the header"),
        pytest.param(H + "SRS-001,a,b\n编号,名称,内容\nSRS-002,a,b\n", ["SRS-001", "SRS-002"], [], id="header twice"),
        pytest.param(H + "\n,,\nSRS-001,a,b\n", ["SRS-001"], [], id="blank rows"),
        pytest.param(
            H + "SRS-001,a\nSRS-002,a,b\n",
            ["SRS-001", "SRS-002"],
            [("row-shape", 2), ("placeholder", 2)],
            id="a short row",
        ),
        pytest.param(H + "SRS-001,a,b,c\nSRS-002,a,b\n", ["SRS-001", "SRS-002"], [("row-shape", 2)], id="a long row"),
        pytest.param(H + "SRS-001,a,b,,\n", ["SRS-001"], [], id="empty cells behind"),
        pytest.param(H + 'SRS-001,"a,b\nSRS-002,a,b\n', ["SRS-001", "SRS-002"], [("row-quotes", 2)], id="open quotes"),
        pytest.param(
            H + 'SRS-001,"5" x 3",b\nSRS-002,a,b\n', ["SRS-001", "SRS-002"], [("row-quotes", 2)], id="stray quotes"
        ),
        pytest.param(H + "SRS-?,a,b\nSRS-002,a,b\n", ["SRS-002"], [("row-without-id", 2)], id="no id"),
        pytest.param(H + "SRS-1,a,b\nSRS-002,a,b\n", ["SRS-002"], [], id="an id that another source reads"),
        pytest.param(H + "SRS-001,a\0,b\n", ["SRS-001"], [], id="a NUL byte"),
        pytest.param("a,b\nc,d\n", [], [("column-missing", 1)] * 3 + [("header-missing", 1)], id="no header"),
        pytest.param("", [], [], id="nothing"),
    ],
)
def test_a_bad_row_never_hides_a_good_one(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = table(text)
    assert reading.ids == ids
    assert reading.told == told


def test_what_can_be_read_of_a_bad_row_is_kept() -> None:
    reading = table('编号,名称,内容\nSRS-001,"5" x 3",b\nSRS-002,"a,b\nSRS-003,a,b,c\nSRS-004,a\n')
    assert [(item.title, item.text) for item in reading.items] == [('5 x 3"', "b"), ("a", "b"), ("a", "b"), ("a", "")]


def test_a_cell_beyond_the_bound_of_the_reader_is_read() -> None:
    reading = table("编号,名称,内容\nSRS-001,a," + "x" * 200_000 + "\nSRS-002,a,b\n")
    assert reading.ids == ["SRS-001", "SRS-002"]
    assert len(reading.items[0].text) == 200_000


def test_quotes_that_open_on_every_line_are_given_up_line_by_line() -> None:
    rows = 2 * module.MAX_ROW_LINES
    reading = table("编号,名称,内容\n" + "".join(f'SRS-{number % 1000:03},"a "",b\n' for number in range(rows)))
    assert len(reading.items) == rows


@pytest.mark.parametrize(
    ("bad", "title", "told"),
    [
        pytest.param(10, "a\nb\nc", 10, id="few open quotes"),
        pytest.param(module.MAX_LOST_LINES // module.MAX_ROW_LINES + 600, "a", 4_600 + 2, id="many"),
    ],
)
def test_quotes_that_were_searched_in_vain_shorten_the_search(bad: int, title: str, told: int) -> None:
    """Each open quote costs hundreds of lines read for nothing: after two million of them a row has two lines."""
    # A quote inside a cell opens none, but closes the one that was open: each line leaves one open.
    text = "编号,名称,内容\n" + 'SRS-001,x",y,"z\n' * bad + "x\n" * module.MAX_ROW_LINES + 'SRS-002,"a\nb\nc",d\n'
    reading = table(text)
    assert reading.ids == ["SRS-001"] * bad + ["SRS-002"]
    assert reading.items[-1].title == title
    counts = [problem for problem in reading.problems if problem.code == "row-quotes"]
    assert len(counts) == min(told, MAX_TOLD + 1)


def test_of_a_very_wide_row_the_first_cells_are_read() -> None:
    wide = ",".join(f"h{number}" for number in range(MAX_COLUMNS))
    reading = table(f"编号,名称,内容,{wide}\nSRS-001,a,b,c\n")
    assert reading.ids == ["SRS-001"]
    assert reading.told == [("row-shape", 1), ("row-shape", 2)]
    assert str(MAX_COLUMNS) in reading.problems[0].message.en


@pytest.mark.requirement("REQ-024")
@pytest.mark.parametrize("again", ["", "RISK-1"], ids=["an empty risk id", "the same risk id"])
def test_a_risk_goes_on_with_its_next_control(again: str) -> None:
    reading = risks(
        RISK_HEAD
        + "RISK-1,漏检,房颤未提示,脑卒中,危重,RC-1,阈值自适应,设计,SRS-011,TC-013、TC-055,极少\n"
        + f"{again},,,,,RC-2,说明书提示,信息,SRS-019,TC-024,极少\n"
        + "RISK-2,早搏,误报,出血,严重,,,,,,\n"
    )
    assert [(item.id, item.kind, item.location.line) for item in sorted(reading.items, key=lambda one: one.id)] == [
        ("RC-1", "risk-control", 2),
        ("RC-2", "risk-control", 3),
        ("RISK-1", "risk", 2),
        ("RISK-2", "risk", 4),
    ]
    assert sorted(reading.cited) == [
        ("RC-1", "controls", "RISK-1"),
        ("RC-2", "controls", "RISK-1"),
        ("SRS-011", "implements", "RC-1"),
        ("SRS-019", "implements", "RC-2"),
        ("TC-013", "verifies", "RC-1"),
        ("TC-024", "verifies", "RC-2"),
        ("TC-055", "verifies", "RC-1"),
    ]
    risk = reading.item("RISK-1")
    assert (risk.title, risk.attribute("harm"), risk.attribute("severity_after")) == ("漏检", "脑卒中", "极少")
    assert reading.item("RC-1").attribute("control_kind") == "设计"
    assert not reading.problems


DOTTED = r"SRS-\d{3}(?:\.\d+)*|R\.\d|\d+(?:\.\d+)*"


@pytest.mark.parametrize(
    ("ids", "cited"),
    [
        pytest.param(["SRS-001", "SRS-001.2"], [("SRS-001.2", "derives", "SRS-001")], id="a parent that is there"),
        pytest.param(["SRS-001.2.13"], [("SRS-001.2.13", "derives", "SRS-001.2")], id="a parent that is not there"),
        pytest.param(["1", "1.1"], [("1.1", "derives", "1")], id="numbers alone"),
        pytest.param(["SRS-001", "R.1"], [], id="no dotted number"),
    ],
)
def test_a_dotted_number_names_its_parent(ids: list[str], cited: list[tuple[str, str, str]]) -> None:
    options = module.Options(columns=PLAIN.columns, parent="dotted")
    text = H + "".join(f"{one},a,b\n" for one in ids)
    reading = read(SOURCE, text, pattern=DOTTED, options=options)
    assert reading.ids == ids
    assert reading.cited == cited
    assert [link.location for link in reading.links] == [reading.item(source).location for source, _, _ in cited]
    assert not read(SOURCE, text, pattern=DOTTED, options=PLAIN).links


@pytest.mark.parametrize(
    ("how", "cited"),
    [
        (FieldLink("part-of"), ("SRS-001.2", "part-of", "SRS-001")),
        (FieldLink("causes", reverse=True), ("SRS-001", "causes", "SRS-001.2")),
    ],
    ids=["another kind", "from the parent"],
)
def test_the_configuration_says_what_a_parent_is(how: FieldLink, cited: tuple[str, str, str]) -> None:
    pattern = whole_token(DOTTED)
    setup = Setup("requirement", pattern, pattern, module.Options(parent="dotted"), {("requirement", "parent"): how})
    found = SOURCE.read(Files((Blob("a.csv", "", (H + "SRS-001.2,a,b\n").encode()),)), setup)
    (link,) = [one for one in found if isinstance(one, Link)]
    assert (link.source, link.kind, link.target) == cited


def test_a_control_has_no_parent() -> None:
    options = module.Options(RISKS.columns, RISKS.controls, parent="dotted")
    head = "风险编号,危险源,控制编号,控制措施\n"
    reading = read(SOURCE, head + "RISK-1.1,a,RC-1.1,b\n", kind="risk", pattern=r"RISK-[\d.]+", options=options)
    assert reading.cited == [("RC-1.1", "controls", "RISK-1.1"), ("RISK-1.1", "derives", "RISK-1")]


CELL = st.sampled_from(
    ["SRS-001", "SRS-002", "RISK-1", "RC-1", "SRS-001.2", "", "a", "报警", '"', '""', '"a', 'b"', "\n", "\0", " "]
)
HEADERS = st.sampled_from(["编号,名称,内容", "风险编号,危险源,控制编号,控制措施", "id,id,title", "a", ""])
ROWS = st.lists(st.lists(CELL, max_size=6).map(",".join), max_size=8).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(HEADERS, ROWS, st.sampled_from([PLAIN, RISKS, module.Options(parent="dotted"), module.Options(delimiter="tab")]))
def test_any_csv_like_text(head: str, rows: str, options: module.Options) -> None:
    check_reading(SOURCE, f"{head}\n{rows}", options=options, pattern=DOTTED)
    check_reading(SOURCE, f"{head}\n{rows}", options=options, kind="risk", pattern=r"RISK-\d")


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)


def test_a_row_without_id_says_what_does_not_fit() -> None:
    (found,) = [one for one in table(H + "待定,a,b\n").problems if one.code == "row-without-id"]
    assert "does not match the id pattern of this source" in found.message.en
    assert "不符合该来源的编号规则" in found.message.zh


def test_a_row_that_goes_on_below_an_item_is_told_with_what_is_lost() -> None:
    found = read(
        SOURCE, "编号,名称,内容\nSRS-001,泵,一\n,,继续说明\n", options=module.Options(columns=(("id", ("编号",)),))
    )
    (problem,) = found.problems
    assert (problem.code, problem.location and problem.location.line) == ("row-without-id", 3)
    assert problem.message.en.endswith("the row below SRS-001 was not read: “继续说明”")
    assert problem.message.zh.endswith("（位于 SRS-001 之下）：“继续说明”")
