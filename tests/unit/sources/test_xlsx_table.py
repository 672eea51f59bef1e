"""Items in sheets of a workbook: values, merged cells, several sheets, and workbooks that are meant to do harm."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from time import process_time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.sources import _archive, _workbook, _workbook_parts
from medtrace.sources import xlsx_table as module
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.xlsx_table
PLAIN = module.Options(columns=(("id", ("编号",)), ("title", ("名称",)), ("text", ("内容",))))
RISKS = module.Options(
    columns=(("id", ("风险编号",)), ("title", ("危险源",)), ("harm", ("伤害",)), ("severity_after", ("S'",))),
    controls=(("id", ("控制编号",)), ("title", ("控制措施",)), ("kind", ("控制类型",))),
)
HEAD = ("编号", "名称", "内容", "追溯", "值")
Rows = list[tuple[object, ...]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*sheets: tuple[str, Rows], merged: tuple[str, ...] = ()) -> bytes:
    """A workbook with these sheets; `merged` are ranges of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for one in merged:
        book.worksheets[0].merge_cells(one)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(data: bytes, options: module.Options = PLAIN) -> Reading:
    return read(SOURCE, data, path="docs/srs.xlsx", options=options)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its archive changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
    return out.getvalue()


def with_sheet(inner: str, *, head: str = "") -> bytes:
    """A workbook whose first sheet is written by hand."""
    text = f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="{MAIN}">{inner}</worksheet>'
    return with_part(workbook(("S", [HEAD])), "xl/worksheets/sheet1.xml", lambda _: text.encode())


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER = f'<row r="1">{cell("A1", "编号")}{cell("B1", "名称")}{cell("C1", "内容")}</row>'


def test_rows_below_the_header_are_items() -> None:
    reading = table(
        workbook(
            (
                "需求",
                [
                    ("软件需求规范", None, "V1.0"),
                    (),
                    HEAD,
                    ("SRS-001", "报警", "10 s 内\n报警", "URS-001、URS-002", 1),
                    (None, None, None),
                    ("SRS-002", "记录", None, None, None),
                ],
            )
        )
    )
    first, second = reading.items
    assert (first.id, first.title, first.text, first.location.line) == ("SRS-001", "报警", "10 s 内\n报警", 4)
    assert (second.id, second.title, second.text, second.location.line) == ("SRS-002", "记录", "", 6)
    assert first.attributes == (("sheet", "需求"), ("值", "1"))
    assert reading.cited == [("SRS-001", "derives", "URS-001"), ("SRS-001", "derives", "URS-002")]
    assert reading.told == [("placeholder", 6)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (3, "3"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1.5, "1.5"),
        ("1.10", "1.10"),
        ("007", "007"),
        (1e20, "1e+20"),
        (True, "TRUE"),
        (dt.date(2024, 3, 1), "2024-03-01"),
        (dt.datetime(2024, 3, 1, 9, 30), "2024-03-01 09:30:00"),  # noqa: DTZ001 - a workbook knows no zone
        (dt.time(9, 30), "09:30:00"),
        ("=1+1", ""),
        ("a_x000D_\nb", "a\nb"),
    ],
)
def test_values_are_written_as_a_reader_sees_them(value: object, said: str) -> None:
    (item,) = table(workbook(("S", [HEAD, ("SRS-001", "a", "b", None, value)]))).items
    assert item.attribute("值") == said


def test_a_formula_says_what_was_saved_with_it() -> None:
    inner = f'<row r="2">{cell("A2", "SRS-001")}<c r="B2" t="str"><f>CONCATENATE("x","y")</f><v>xy</v></c></row>'
    assert table(with_sheet(f"<sheetData>{HEADER}{inner}</sheetData>")).items[0].title == "xy"


def test_a_formula_without_a_value_is_told_with_sheet_and_cell() -> None:
    inner = f'<row r="2">{cell("A2", "SRS-001")}<c r="B2"><f>1+1</f></c><c r="AB2"><f>1+1</f></c></row>'
    inner += f'<row r="4">{cell("A4", "SRS-002")}<c r="C4"><f>SUM(A1)</f><v></v></c></row>'
    reading = table(with_sheet(f"<sheetData>{HEADER}{inner}</sheetData>"))
    assert reading.told == [("formula-without-value", 2), ("placeholder", 2), ("placeholder", 4)]
    problem = reading.problems[0]
    assert "2 formulas of the sheet “S”" in problem.message.en
    assert problem.message.en.endswith(": B2, C4")
    assert [item.id for item in reading.items] == ["SRS-001", "SRS-002"]


def test_columns_beyond_z_are_named_as_a_workbook_does() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([*HEAD, *(f"h{number}" for number in range(30))])
    sheet.append(["SRS-001", "a", "b"])
    sheet["AA2"] = sheet["Z2"] = "=1+1"
    (problem,) = table(saved(book)).problems
    assert problem.message.en.endswith("Z2, AA2")


def test_merged_cells_say_what_the_first_says() -> None:
    rows: Rows = [HEAD, ("SRS-001", "a", "b", None, "高"), ("SRS-002", "c", "d"), ("SRS-003", "e", "f")]
    reading = table(workbook(("S", rows), merged=("E2:E3", "B4:C4")))
    assert [item.attribute("值") for item in reading.items] == ["高", "高", ""]
    assert (reading.item("SRS-003").title, reading.item("SRS-003").text) == ("e", "e")


@pytest.mark.requirement("REQ-024")
def test_a_risk_merged_over_its_controls_is_one_item() -> None:
    rows: Rows = [
        ("风险编号", "危险源", "伤害", "控制编号", "控制措施", "控制类型", "实施位置", "S'"),
        ("RISK-1", "漏检", "脑卒中", "RC-1", "阈值自适应", "设计", "SRS-011", "轻微"),
        (None, None, None, "RC-2", "说明书提示", "信息", "SRS-019", None),
        ("RISK-2", "误报", "焦虑", None, None, None, None, "轻微"),
    ]
    data = workbook(("风险", rows), merged=("A2:A3", "B2:B3", "C2:C3", "H2:H3"))
    reading = read(SOURCE, data, kind="risk", pattern=r"RISK-\d+", path="docs/risk.xlsx", options=RISKS)
    assert sorted(reading.ids) == ["RC-1", "RC-2", "RISK-1", "RISK-2"]
    assert sorted(reading.cited) == [
        ("RC-1", "controls", "RISK-1"),
        ("RC-2", "controls", "RISK-1"),
        ("SRS-011", "implements", "RC-1"),
        ("SRS-019", "implements", "RC-2"),
    ]
    risk = reading.item("RISK-1")
    assert (risk.title, risk.attribute("harm"), risk.attribute("severity_after")) == ("漏检", "脑卒中", "轻微")
    assert not reading.problems


TWO: tuple[tuple[str, Rows], ...] = (
    ("封面", [("文件", "软件需求规范")]),
    ("需求", [HEAD, ("SRS-001", "a", "b")]),
    ("更多", [HEAD, ("SRS-002", "a", "b")]),
)


@pytest.mark.parametrize(
    ("sheet", "ids", "told"),
    [
        ("", ["SRS-001", "SRS-002"], []),
        ("更多", ["SRS-002"], []),
        ("封面", [], [("column-missing", 1)] * 3 + [("header-missing", 1)]),
        ("没有", [], [("sheet-missing", 1)]),
    ],
)
def test_every_sheet_with_a_header_counts_or_the_one_that_is_named(
    sheet: str, ids: list[str], told: list[tuple[str, int]]
) -> None:
    reading = table(workbook(*TWO), module.Options(columns=PLAIN.columns, sheet=sheet))
    assert reading.ids == ids
    assert reading.told == told


def test_an_item_names_its_sheet_unless_a_column_is_called_so() -> None:
    head, row = ("编号", "名称", "内容", "sheet"), ("SRS-001", "a", "b", "mine")
    assert table(workbook(*TWO)).item("SRS-002").attribute("sheet") == "更多"
    assert table(workbook(("S", [head, row]))).items[0].attributes == (("sheet", "mine"),)


def test_a_bad_row_never_hides_a_good_one() -> None:
    rows: Rows = [
        HEAD,
        ("SRS-?", "a"),
        HEAD,
        ("SRS-001", "a", "b", None, None, "surplus"),
        ("SRS-002", "a", "b"),
        (None, "x"),
    ]
    reading = table(workbook(("S", rows)))
    assert reading.ids == ["SRS-001", "SRS-002"]
    assert reading.told == [("row-without-id", 2), ("row-without-id", 6)]


def test_cells_without_a_reference_follow_each_other() -> None:
    inner = '<row><c t="str"><v>SRS-001</v></c><c t="str"><v>a</v></c></row>'
    (item,) = table(with_sheet(f"<sheetData>{HEADER}{inner}</sheetData>")).items
    assert (item.id, item.title, item.location.line) == ("SRS-001", "a", 2)


def test_a_declared_encoding_counts() -> None:
    text = (
        f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{HEADER}</sheetData></worksheet>'
    )
    row = f'<row r="2">{cell("A2", "SRS-001")}{cell("B2", "报警")}</row></sheetData>'
    data = text.replace("</sheetData>", row).encode("utf-16")
    (item,) = table(with_part(workbook(("S", [HEAD])), "xl/worksheets/sheet1.xml", lambda _: data)).items
    assert item.title == "报警"


STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def with_strings(strings: str, *, head: str = "") -> bytes:
    """A workbook as Excel writes it: its texts stand in a part of their own and cells cite them by number."""
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{one}{row}" t="s"><v>{first + n}</v></c>' for n, one in enumerate("ABC"))
        + "</row>"
        for row, first in ((1, 0), (2, 3))
    )
    part = f'<Override PartName="/xl/strings.xml" ContentType="{STRINGS}"/></Types>'.encode()
    data = with_part(
        with_sheet(f"<sheetData>{rows}</sheetData>"),
        "[Content_Types].xml",
        lambda types: types.replace(b"</Types>", part),
    )
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/strings.xml", f'{head}<sst xmlns="{MAIN}">{strings}</sst>')
    return out.getvalue()


SHARED = "".join(f"<si><t>{one}</t></si>" for one in ("编号", "名称", "内容", "SRS-001"))
RICH = "<si><r><t>报</t></r><r><rPr><b/></rPr><t>警</t></r></si><si><t>a_x000D_&#10;b</t></si>"


def test_texts_that_are_shared_and_formatted_are_read() -> None:
    (item,) = table(with_strings(SHARED + RICH)).items
    assert (item.id, item.title, item.text, item.location.line) == ("SRS-001", "报警", "a\nb", 2)


ENTITY = '<!DOCTYPE w [<!ENTITY a "SRS-001"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ROW = f'<sheetData>{HEADER}<row r="2">{cell("A2", "&a;")}</row></sheetData>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_sheet(ROW, head=ENTITY), id="entities"),
        pytest.param(with_sheet(ROW, head=OUTSIDE), id="an entity from outside"),
        pytest.param(with_strings(SHARED + "<si><t>&a;</t></si>" * 2, head=ENTITY), id="entities in shared texts"),
        pytest.param(with_sheet("<sheetData><row"), id="a sheet that ends early"),
        pytest.param(with_sheet(f'<sheetData><row r="2">{cell("A", "x")}</row></sheetData>'), id="no row number"),
        pytest.param(with_sheet('<sheetData><row r="1"><c t="s"><v>99</v></c></row></sheetData>'), id="no such text"),
        pytest.param(with_sheet(f'<sheetData><row r="{"9" * 5000}"/></sheetData>'), id="a number without end"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_told(data: bytes) -> None:
    reading = table(data)
    assert reading.told == [("xlsx-unreadable", 1)]
    assert not reading.items


def test_styles_beyond_measure_are_told_before_they_are_built() -> None:
    """Each font would be an object that takes forty microseconds, and the part packs to next to nothing."""
    fonts = f'<styleSheet xmlns="{MAIN}"><fonts>{"<font/>" * (_workbook_parts.MAX_OTHERS + 1)}</fonts></styleSheet>'
    data = with_part(workbook(("S", [HEAD])), "xl/styles.xml", lambda _: fonts.encode())
    begun = process_time()
    reading = table(data)
    assert process_time() - begun < 5
    assert reading.told == [("file-too-long", 1)]
    assert str(_workbook_parts.MAX_OTHERS) in reading.problems[0].message.en


def test_pictures_are_no_elements() -> None:
    out = io.BytesIO(workbook(("S", [HEAD, ("SRS-001", "a")])))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/media/a.png", b"\x89PNG" + b"<a" * (_workbook_parts.MAX_OTHERS + 1))
    assert table(out.getvalue()).ids == ["SRS-001"]


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as new:
        for name, data in members:
            new.writestr(name, data)
    return out.getvalue()


def encrypted() -> bytes:
    """An archive whose directory says that its member is encrypted."""
    data = bytearray(archive(("a", b"x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def claiming(size: int) -> bytes:
    """An archive whose directory claims that its member is as large as this."""
    data = bytearray(archive(("a", b"x")))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = size.to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "zip-unreadable", id="nothing"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, "zip-unreadable", id="no directory"),
        pytest.param("编号,名称\n".encode(), "zip-unreadable", id="text"),
        pytest.param(archive(("a", b"\0" * 6_000_000)), "zip-refused", id="packed too tightly"),
        pytest.param(claiming(_archive.MAX_BYTES + 1), "zip-refused", id="too large"),
        pytest.param(archive(*((str(n), b"") for n in range(_archive.MAX_MEMBERS + 1))), "zip-refused", id="many"),
        pytest.param(archive(("a", b"x"), method=zipfile.ZIP_BZIP2), "zip-refused", id="an unusual method"),
        pytest.param(encrypted(), "zip-refused", id="encrypted"),
        pytest.param(archive(("a", b"x")), "xlsx-unreadable", id="no workbook"),
    ],
)
def test_an_archive_is_looked_at_before_it_is_unpacked(data: bytes, code: str) -> None:
    reading = table(data)
    assert reading.told == [(code, 1)]
    assert not reading.items


def test_a_member_is_never_unpacked_beyond_its_claim() -> None:
    data = bytearray(archive(("a", b"\0" * 1_000_000)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    found = _archive.opened(bytes(data), "a.zip")
    assert isinstance(found, _archive.Archive)
    assert list(found.contents(("a", "b"))) == [("a", None), ("b", None)]


def test_claimed_and_far_cells_cost_nothing() -> None:
    far = "".join(f'<row r="{number}">{cell(f"XFD{number}", "x")}</row>' for number in range(3, 3000))
    inner = (
        f'<dimension ref="A1:XFD1048576"/><sheetData>{HEADER}<row r="2">{cell("A2", "SRS-001")}</row>{far}'
        f'<row r="1048576">{cell("A1048576", "SRS-002")}</row><row r="999999999999"><c r="A1"><v>1</v></c></row>'
        "</sheetData>"
    )
    reading = table(with_sheet(inner))
    assert [(item.id, item.location.line) for item in reading.items] == [("SRS-001", 2), ("SRS-002", 1_048_576)]


def test_merged_ranges_over_the_whole_sheet_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workbook, "MAX_MERGED", 10)
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", f"SRS-{n:03}")}</row>' for n in range(2, 20))
    merges = '<mergeCells><mergeCell ref="C1:C4"/>' + '<mergeCell ref="A1:XFD1048576"/>' * 1000 + "</mergeCells>"
    reading = table(with_sheet(f"<sheetData>{HEADER}{rows}</sheetData>{merges}"))
    assert [item.text for item in reading.items][:4] == ["内容", "内容", "内容", ""]
    assert len(reading.items) == 18


def test_a_text_that_is_cited_by_many_cells_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workbook, "MAX_TEXT", 500)
    rows: Rows = [HEAD, *((f"SRS-{n:03}", "x" * 100, "y") for n in range(1, 20))]
    reading = table(workbook(("S", rows)))
    assert reading.ids == ["SRS-001", "SRS-002", "SRS-003", "SRS-004"]
    assert reading.told == [("sheet-too-large", 5)]


CELLS = st.sampled_from(
    ["SRS-001", "SRS-002", "RISK-1", "RC-1", "URS-001", None, "a", "编号", 1, 1.5, True, "=A1", "\n"]
)
HEADS = st.sampled_from(
    [HEAD, ("风险编号", "危险源", "控制编号", "控制措施"), ("id", "id", "title"), (), (None, "编号")]
)
GRIDS = st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=6)
RANGES = st.lists(st.sampled_from(["A1:B2", "A3:C3", "B2:B9", "C4:D7"]), max_size=1).map(tuple)


@settings(max_examples=40, deadline=None)
@given(HEADS, GRIDS, RANGES, st.sampled_from([PLAIN, RISKS, module.Options(), module.Options(sheet="S")]))
def test_any_sheet(head: tuple[object, ...], rows: Rows, merged: tuple[str, ...], options: module.Options) -> None:
    data = workbook(("S", [head, *rows]), merged=merged)
    check_reading(SOURCE, data, last=10, options=options)
    check_reading(SOURCE, data, last=10, options=options, kind="risk", pattern=r"RISK-\d")


WHOLE = workbook(("S", [HEAD, ("SRS-001", "a", "b")]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4), st.booleans())
def test_any_damage(at: int, put: bytes, cut: bool) -> None:
    check_reading(SOURCE, WHOLE[:at] + put + (b"" if cut else WHOLE[at + len(put) :]), last=2, options=PLAIN)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]), st.data()
)
def test_any_damaged_part(name: str, data: st.DataObject) -> None:
    def change(part: bytes) -> bytes:
        at = data.draw(st.integers(0, len(part)))
        put = data.draw(st.sampled_from([b"", b"<", b"9999999", b'"', b"/>", b"&x;", b"\0", b"A", b"-1"]))
        return part[:at] + put + part[at + len(put) :]

    check_reading(SOURCE, with_part(WHOLE, name, change), last=10_000_000, options=PLAIN)


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)


def test_a_dotted_number_names_its_parent_also_across_sheets() -> None:
    options = module.Options(columns=PLAIN.columns, parent="dotted")
    data = workbook(
        ("A", [HEAD, ("SRS-001.2", "a", "b", "URS-003"), ("SRS-001", "c", "d")]),
        ("B", [HEAD, ("SRS-001.2.7", "e", "f")]),
    )
    reading = read(SOURCE, data, path="docs/srs.xlsx", pattern=r"SRS-\d{3}(?:\.\d+)*", options=options)
    dotted = [(link.source, link.kind, link.target, link.location.line) for link in reading.links if "." in link.source]
    assert dotted == [
        ("SRS-001.2", "derives", "SRS-001", 2),
        ("SRS-001.2", "derives", "URS-003", 2),
        ("SRS-001.2.7", "derives", "SRS-001.2", 2),
    ]
    assert reading.item("SRS-001.2.7").attribute("sheet") == "B"
    plain = read(SOURCE, data, path="docs/srs.xlsx", pattern=r"SRS-\d{3}(?:\.\d+)*", options=PLAIN)
    assert plain.cited == [("SRS-001.2", "derives", "URS-003")]


def hidden_workbook(state: str) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "S"
    for row in (HEAD, ("SRS-001", "a", "b")):
        first.append(row)
    other = book.create_sheet("旧版")
    for row in (HEAD, ("SRS-900", "a", "b")):
        other.append(row)
    other.sheet_state = state
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_and_read_only_where_an_option_says_so(state: str) -> None:
    data = hidden_workbook(state)
    found = table(data)
    assert (found.ids, found.told) == (["SRS-001"], [("sheet-hidden", 2)])
    assert "“旧版”" in found.problems[0].message.en
    assert "SRS-900" in found.problems[0].message.en
    named = table(data, module.Options(columns=PLAIN.columns, sheet="旧版"))
    assert (named.ids, named.told) == (["SRS-900"], [])
    every = table(data, module.Options(columns=PLAIN.columns, hidden=True))
    assert (every.ids, every.told) == (["SRS-001", "SRS-900"], [])


@pytest.mark.parametrize(
    ("head", "row", "cell"),
    [
        (HEAD, ("SRS-001", "a", "b", "", "", "", "SRS-006", "right"), "G2"),
        ((*HEAD, "", HEAD[0], HEAD[1]), ("SRS-001", "a", "b", "", "", "", "SRS-006", "right"), "G2"),
    ],
)
def test_a_second_table_to_the_right_is_told(head: tuple[str, ...], row: tuple[str, ...], cell: str) -> None:
    found = table(workbook(("S", [head, row])))
    assert (found.ids, found.told) == (["SRS-001"], [("table-beside", 2)])
    assert cell in found.problems[0].message.en
    assert "SRS-006" in found.problems[0].message.en


def test_a_column_that_cites_is_no_second_table() -> None:
    assert not table(workbook(("S", [HEAD, ("SRS-001", "a", "b", "SRS-002")]))).told


def test_a_problem_of_a_row_names_its_sheet() -> None:
    (problem,) = table(workbook(("需求", [HEAD, ("", "a", "more")]))).problems
    assert problem.message.en.startswith("sheet “需求”: ")
    assert problem.message.zh.startswith("工作表“需求”：")
