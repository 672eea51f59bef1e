"""The DOCX renderer, read back with python-docx: styles, sections, tables, fields, properties."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from medtrace.model.document import Cell, Column, KeyValues, Note, Paragraph, Role, Section, Table
from medtrace.renderers._archive import members
from medtrace.renderers._unbroken import advance
from medtrace.renderers._width import ems
from medtrace.renderers.word import word
from medtrace.words import Language, Localized, same
from tests.support.documents import DIFF, EMPTY_TABLE, FLOW, MATRIX_COLUMNS, SIGNATURES, holding, rich
from tests.support.reading_back import read_docx

pytestmark = pytest.mark.requirement("REQ-065")


def _matrix(language: Language = Language.ZH) -> Any:
    return next(table for table in read_docx(word.render(rich(60), language)).tables if len(table.rows) == 61)


def test_headings_are_real_and_numbered() -> None:
    read = read_docx(word.render(rich(1), Language.BOTH))
    headings = [(one.style.name, one.text) for one in read.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:4] == [
        ("Heading 1", "1  目的与范围\nPurpose and scope"),
        ("Heading 1", "2  分析过程\nProcess"),
        ("Heading 2", "2.1  方法\nMethod"),
        ("Heading 3", "2.1.1  链路的方向\nDirection of links"),
    ]


def test_the_contents_lead_to_the_headings_without_asking_to_be_updated() -> None:
    data = word.render(rich(1), Language.ZH)
    body = read_docx(data).element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert anchors == bookmarks
    assert len(set(bookmarks)) == len(bookmarks) == 8
    kinds = [char.get(qn("w:fldCharType")) for char in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert b"updateFields" not in members(data)["word/settings.xml"]


def test_pages_have_the_margins_that_the_advice_asks_for() -> None:
    sections = read_docx(word.render(rich(1), Language.ZH)).sections
    ways = [section.orientation for section in sections]
    assert ways == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for section in sections:
        across = section.orientation == WD_ORIENT.LANDSCAPE
        assert {round(section.page_width.cm, 1), round(section.page_height.cm, 1)} == {21.0, 29.7}
        assert (section.page_width > section.page_height) == across
        assert section.top_margin >= (Cm(2.5) if across else Cm(2))
        assert section.left_margin >= (Cm(1) if across else Cm(2.5))
        assert section.right_margin >= (Cm(2) if across else Cm(1))
        assert section.bottom_margin >= Cm(1)
        assert section.header_distance < section.top_margin
        assert section.footer_distance < section.bottom_margin


@pytest.mark.parametrize(
    ("language", "title", "foot"),
    [
        (Language.ZH, "软件可追溯性分析报告", "第 1 页 / 共 1 页"),
        (Language.EN, "Software traceability analysis report", "Page 1 of 1"),
        (
            Language.BOTH,
            "软件可追溯性分析报告 / Software traceability analysis report",
            "第 1 页 / 共 1 页  Page 1 of 1",
        ),
    ],
)
def test_every_page_but_the_cover_has_a_head_and_every_page_a_number(language: Language, title: str, foot: str) -> None:
    cover, *others = read_docx(word.render(rich(1), language)).sections
    assert not cover.header.tables
    for section in others:
        first, *more = section.header.tables[0].rows
        company, *middle, number = [cell.text for cell in first.cells]
        assert ("示例医疗科技" in company) == (language is not Language.EN)
        assert ("Example Medical" in company) == (language is not Language.ZH)
        assert number == "ECG-AF-SW-TR-01 V1.3.0.2"
        assert [*middle, *(row.cells[0].text for row in more)] == [title]
        room = section.page_width - section.left_margin - section.right_margin
        assert abs(sum(cell.width for cell in first.cells) - room) < Pt(1)
    for section in (cover, *others):
        assert foot in section.footer.paragraphs[0].text
        fields = [order.text.strip() for order in section.footer._element.iter(qn("w:instrText"))]  # noqa: SLF001
        assert fields == ["PAGE", "NUMPAGES"] * (2 if language is Language.BOTH else 1)


def test_the_tables_head_repeats_and_no_row_breaks() -> None:
    table = _matrix()
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]  # noqa: SLF001
    assert heads == [True] + [False] * 60
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)  # noqa: SLF001


@pytest.mark.parametrize("language", list(Language))
def test_ids_have_room_and_columns_fill_the_page(language: Language) -> None:
    table = _matrix(language)
    widths = [cell.width for cell in table.rows[1].cells]
    landscape = Cm(29.7) - Cm(2) - Cm(1.5)
    assert abs(sum(widths) - landscape) < Cm(0.1)
    for index, column in enumerate(MATRIX_COLUMNS):
        if column.role is Role.ID:
            texts = [line for row in table.rows[1:] for line in row.cells[index].text.split("\n")]
            assert all(ems(text) * Pt(10.5) * 0.86 < widths[index] for text in texts), column.title.en


def test_an_id_takes_its_room_from_text_however_little_it_weighs() -> None:
    name = "REQ-ALGORITHM-0123"
    columns = (Column(same("Id"), Role.ID, 1), Column(same("Date"), Role.DATE, 1), Column(same("Text"), weight=90))
    row = (Cell((same(name),)), Cell((same("2024-06-03"),)), Cell((same("text " * 40),)))
    table = read_docx(word.render(holding(Table(columns, (row,), same("-"))), Language.EN)).tables[-1]
    widths = [cell.width for cell in table.rows[1].cells]
    assert widths[0] > ems(name) * Pt(10.5) > widths[1] > ems("2024-06-03") * Pt(10.5)
    assert widths[2] > sum(widths[:2])


def test_cells_hold_their_lines_states_and_dashes() -> None:
    table = _matrix(Language.BOTH)
    row = table.rows[4]
    assert row.cells[1].text == (
        "患者编号“A|B”含竖线、<b>尖括号</b>与 *星号*\nPatient id “A|B” holds a pipe, <b>brackets</b> and *stars*"
    )
    assert row.cells[3].text == "—"
    assert row.cells[6].text == "待复核\nsuspect"
    assert row.cells[6]._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}").get(qn("w:fill")) == "FFF2CC"  # noqa: SLF001
    assert {one.style.name for one in row.cells[5].paragraphs} == {"Table Code"}


def test_fonts_are_named_for_chinese_and_no_theme_wins_over_them() -> None:
    styles = members(word.render(rich(1), Language.ZH))["word/styles.xml"].decode()
    assert 'w:eastAsia="SimSun"' in styles
    assert 'w:eastAsia="SimHei"' in styles
    assert 'w:ascii="Times New Roman"' in styles
    assert "Theme" not in styles
    assert '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>' in styles


def test_sizes_are_those_of_the_advice() -> None:
    styles = read_docx(word.render(rich(1), Language.ZH)).styles
    sizes = {name: styles[name].font.size for name in ("Normal", "Table Text", "Title", "toc 1")}
    assert sizes == {"Normal": Pt(14), "Table Text": Pt(10.5), "Title": Pt(16), "toc 1": Pt(14)}


def test_the_properties_come_from_the_document_and_not_from_the_clock() -> None:
    properties = read_docx(word.render(rich(1), Language.BOTH)).core_properties
    moment = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
    assert properties.created == properties.modified == moment
    assert properties.title == "软件可追溯性分析报告 / Software traceability analysis report"
    assert properties.author.startswith("示例医疗科技（苏州）有限公司")
    assert properties.language == "zh-CN"


@pytest.mark.parametrize("when", ["", "yesterday"])
def test_an_unknown_moment_is_the_first_of_a_zip(when: str) -> None:
    properties = read_docx(word.render(replace(rich(1), when=when), Language.ZH)).core_properties
    assert properties.created == datetime(1980, 1, 1, tzinfo=UTC)


def test_the_cover_keeps_facts_above_the_middle_and_signatures_in_the_left_half() -> None:
    facts = tuple((Localized(f"项目{number}", f"Fact {number}"), Cell((same("值 value"),))) for number in range(30))
    read = read_docx(word.render(replace(rich(1), facts=facts), Language.BOTH))
    first, half, sign, rest = read.tables[:4]
    assert [cell.text for cell in sign.columns[0].cells] == [
        "职责\nRole",
        "编制\nPrepared by",
        "审核\nReviewed by",
        "批准\nApproved by",
    ]
    assert sum(cell.width for cell in sign.rows[0].cells) <= Cm(21) / 2 - Cm(2.5)
    assert 5 < len(first.rows) < 15
    assert sum(cell.width for cell in half.rows[0].cells) <= Cm(21) / 2 - Cm(2.5)
    assert len(first.rows) + len(half.rows) + len(rest.rows) == 30
    assert "文件信息（续） / About this document (continued)" in [one.text for one in read.paragraphs]
    assert rest.rows[-1].cells[0].text == "项目29  Fact 29"


def test_a_table_without_rows_says_why_in_one_cell() -> None:
    table = read_docx(word.render(holding(EMPTY_TABLE), Language.ZH)).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["编号", "问题"]
    assert {cell.text for cell in table.rows[1].cells} == {"在已读取的范围内没有问题。"}


def test_a_figure_is_boxes_with_arrows_between() -> None:
    read = read_docx(word.render(holding(FLOW), Language.EN))
    texts = [[cell.text for cell in row.cells] for row in read.tables[-1].rows]
    assert texts[0] == [
        "1  User needs (8)",
        "derives\n→",
        "2  Software requirements (42)",
        "satisfies\n→",
        "3  Software design (17)",
    ]
    assert texts[4] == ["7  Risks (12)", "controls\n→", "8  Risk controls (20)", "", ""]
    shown = [one.text for one in read.paragraphs]
    assert "3 → 4  implements" in shown
    assert "8 → 2  implements" in shown


def test_a_difference_keeps_its_signs_and_blanks() -> None:
    cell = read_docx(word.render(holding(DIFF), Language.ZH)).tables[-1].rows[0].cells[0]
    assert cell.text.split("\n")[1:3] == ["-  volume: 60  # 分贝", "+  volume: 55  # 分贝"]
    assert {one.style.name for one in cell.paragraphs} == {"Difference"}


def test_signatures_have_room_to_sign() -> None:
    table = read_docx(word.render(holding(SIGNATURES), Language.ZH)).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["职责", "姓名", "签名", "日期"]
    assert all(row.height >= Cm(1) for row in table.rows[1:])


def test_two_tables_in_a_row_stay_two() -> None:
    body = read_docx(word.render(holding(EMPTY_TABLE, EMPTY_TABLE, SIGNATURES, FLOW), Language.ZH)).element.body
    tags = [child.tag for child in body]
    assert not [pair for pair in pairwise(tags) if pair == (qn("w:tbl"), qn("w:tbl"))]


def test_a_cell_always_ends_in_a_paragraph() -> None:
    table = Table((Column(same("a")),), ((Cell((same(" \n "),)),),), same("-"))
    body = read_docx(word.render(holding(table, SIGNATURES), Language.ZH)).element.body
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))


def test_a_document_that_starts_across_has_no_blank_page() -> None:
    wide = Section("1", same("Wide"), (Paragraph(same("text")),), landscape=True)
    read = read_docx(word.render(replace(rich(1), sections=(wide,)), Language.EN))
    assert [section.orientation for section in read.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]


@pytest.mark.parametrize("language", list(Language))
def test_a_document_of_nothing_opens(language: Language) -> None:
    bare = replace(
        rich(1), sections=(), facts=(), signatures=None, when="", company=same(""), product=same(""), status=same("")
    )
    assert read_docx(word.render(bare, language)).paragraphs[0].text


def test_a_note_is_set_apart() -> None:
    read = read_docx(word.render(holding(Note(Localized("待补充", "to be added"))), Language.BOTH))
    note = next(one for one in read.paragraphs if one.style.name == "Note")
    assert note.text == "注 / Note  待补充\nto be added"
    assert note.runs[0].bold


def test_shared_quotes_in_chinese_take_the_chinese_face() -> None:
    read = read_docx(word.render(holding(Paragraph(Localized("称为“正确性”。", "called “right”."))), Language.BOTH))
    zh, en = (one for one in read.paragraphs if one.style.name.startswith("Body Text"))
    hint = f"{qn('w:rPr')}/{qn('w:rFonts')}"
    assert zh.runs[0]._r.find(hint).get(qn("w:hint")) == "eastAsia"  # noqa: SLF001
    assert en.runs[0]._r.find(hint) is None  # noqa: SLF001


def _kept(row: Any) -> bool:
    """Whether every paragraph of a row stays on the page of the next."""
    return all(one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs)


def test_the_last_two_rows_stay_together() -> None:
    kept = [_kept(row) for row in _matrix().rows]
    assert kept == [False] * 59 + [True, False]


def test_a_finding_stays_with_its_evidence_and_what_is_decided() -> None:
    facts = KeyValues(((same("编号"), Cell((same("A-01"), same("A-02")))),))
    evidence = Table((Column(same("位置")),), ((Cell((same("a.py:1"),)),),), same("-"))
    read = read_docx(word.render(holding(facts, evidence, facts, facts), Language.ZH))
    first, shown, decided, second = read.tables[-4:]
    assert [_kept(table.rows[-1]) for table in (first, shown, decided, second)] == [True, True, False, False]


def test_words_stay_with_the_signature_below_them() -> None:
    read = read_docx(word.render(holding(Note(same("注")), Paragraph(same("声明")), SIGNATURES), Language.ZH))
    words = [one for one in read.paragraphs if one.text in {"注  注", "声明"}]
    assert [one.paragraph_format.keep_with_next for one in words] == [True, True]


def test_long_names_in_the_head_of_a_page_never_share_a_row() -> None:
    long = replace(rich(1), company=same("苏州示例心电科技有限公司（示例）"), title=same("软件测试证据汇总表" * 3))
    rows = read_docx(word.render(long, Language.ZH)).sections[1].header.tables[0].rows
    assert [cell.text for cell in rows[0].cells] == [long.company.zh, "ECG-AF-SW-TR-01 V1.3.0.2"]
    assert {cell.text for cell in rows[1].cells} == {long.title.zh}


def test_no_page_ends_in_a_gap_below_a_table() -> None:
    read = read_docx(word.render(holding(EMPTY_TABLE), Language.ZH))
    assert read.paragraphs[-1].style.name == "Turn"


def test_an_id_in_a_text_has_room_and_nothing_is_added_to_it() -> None:
    columns = (Column(same("a")), Column(same("b"), weight=90))
    row = (Cell((same("关联项变更：SDD-015、SDD-016、SDD-017、SDD-018"),)), Cell((same("字" * 200),)))
    cell = read_docx(word.render(holding(Table(columns, (row,), same("-"))), Language.ZH)).tables[-1].rows[1].cells[0]
    assert cell.text.replace("\n", "") == row[0].lines[0].zh
    assert cell.width > advance("SDD-015、") * Pt(10.5)
