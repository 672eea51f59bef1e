"""Whatever text a repository holds, a table keeps its shape in every format and the text stays text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from medtrace.model.document import Bullets, Cell, Column, Diff, Figure, KeyValues, Note, Paragraph, Role, Table
from medtrace.renderers._spoken import clean
from medtrace.renderers.markdown import markdown
from medtrace.renderers.web_page import web_page
from medtrace.renderers.word import word
from medtrace.words import Language, Localized, same
from tests.support.documents import holding
from tests.support.reading_back import markdown_rows, read_docx, read_html, unescaped

pytestmark = pytest.mark.requirement("REQ-060", "REQ-065")

AWKWARD = (
    "a|b\\|c\\",
    "one\ntwo\r\nthree\u2028four",
    "<script>alert(1)</script>",
    "</td></tr></table><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% for %}{# #}",
    "]]><w:p/>&amp;&#60;<!--",
    "\x00\x07\x1b[31m\ufffe",
    "\ud800\udfff",
    "שלום \u202eevil\u202c",
    "`code` ```` *b* _i_ [l](javascript:x) # h",
    "  - 1. > \t|",
    "\u00a0\u3000",
    "",
)
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=()), max_size=30),
    st.text("|\\`<>\n &;#{}*", max_size=12),
)
CELLS = st.tuples(TEXTS, TEXTS).map(lambda pair: Cell((Localized(*pair),)))
LANGUAGES = st.sampled_from(list(Language))
COLUMNS = (Column(same("Id"), Role.ID), Column(same("Text"), Role.TEXT), Column(same("Code"), Role.CODE))


def _table(cells: list[Cell]) -> Table:
    return Table(COLUMNS, tuple(tuple(cells[start : start + 3]) for start in (0, 3)), same("none"))


ROWS = st.lists(CELLS, min_size=6, max_size=6).map(_table)


def _shown(cell: Cell, language: Language) -> list[str]:
    """What a reader must find in the cell, blanks aside."""
    (text,) = cell.lines
    zh, en = clean(text.zh), clean(text.en)
    chosen = {Language.ZH: [zh if zh.strip() else en], Language.EN: [en if en.strip() else zh]}
    found = chosen.get(language, [zh] if zh == en else [zh, en])
    if zh == en:
        found = [zh]
    return " ".join(found).split() or ["—"]


@settings(max_examples=80, deadline=None)
@given(ROWS, LANGUAGES)
@example(_table([Cell((same(text),)) for text in AWKWARD[:6]]), Language.ZH)
@example(_table([Cell((same(text),)) for text in AWKWARD[6:12]]), Language.BOTH)
def test_markdown_tables_keep_their_columns_and_words(table: Table, language: Language) -> None:
    rows = markdown_rows(markdown.render(holding(table), language))[-3:]
    assert [len(row) for row in rows] == [3, 3, 3]
    for cells, row in zip(table.rows, rows[1:], strict=True):
        for cell, written in zip(cells[:2], row[:2], strict=True):
            assert unescaped(written).split() == _shown(cell, language)


@settings(max_examples=80, deadline=None)
@given(ROWS, LANGUAGES)
@example(_table([Cell((same(text),)) for text in AWKWARD[:6]]), Language.ZH)
@example(_table([Cell((same(text),)) for text in AWKWARD[6:12]]), Language.BOTH)
def test_html_tables_keep_their_cells_and_words(table: Table, language: Language) -> None:
    read = read_html(web_page.render(holding(table), language))
    rows = read.rows[-3:]
    assert [len(row) for row in rows] == [3, 3, 3]
    assert not set(read.tags) & {"script", "img"}
    for cells, row in zip(table.rows, rows[1:], strict=True):
        assert [text.split() for text in row] == [_shown(cell, language) for cell in cells]


@settings(max_examples=60, deadline=None)
@given(ROWS, LANGUAGES)
@example(_table([Cell((same(text),)) for text in AWKWARD[:6]]), Language.ZH)
@example(_table([Cell((same(text),)) for text in AWKWARD[6:12]]), Language.BOTH)
def test_docx_tables_keep_their_shape_and_words(table: Table, language: Language) -> None:
    read = read_docx(word.render(holding(table), language)).tables[-1]
    assert (len(read.rows), len(read.columns)) == (3, 3)
    for cells, row in zip(table.rows, read.rows[1:], strict=True):
        assert [cell.text.split() for cell in row.cells] == [_shown(cell, language) for cell in cells]


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, LANGUAGES)
@example(AWKWARD[2], AWKWARD[5], Language.BOTH)
def test_every_other_block_takes_any_text(one: str, other: str, language: Language) -> None:
    text = Localized(one, other)
    document = holding(
        Paragraph(text),
        Note(text),
        Bullets((text, text)),
        KeyValues(((text, Cell((text,))),)),
        Figure(text, (text, text, text), ((0, 1, text), (2, 0, text))),
        Diff(one, (one, other), (other,)),
    )
    read = read_html(web_page.render(document, language))
    assert not set(read.tags) & {"script", "img"}
    assert read.tags.count("rect") == 3
    assert read_docx(word.render(document, language)).paragraphs
    assert markdown.render(document, language).decode().count("\n## ") == 1
