"""The HTML renderer: one self-contained page, its policy, its landmarks and its tables."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from medtrace.model.document import Cell, Column, Paragraph, Section, Table
from medtrace.renderers._environment import environment
from medtrace.renderers.web_page import web_page
from medtrace.words import Language, Localized, same
from tests.support.documents import DIFF, EMPTY_TABLE, FLOW, MATRIX_COLUMNS, holding, matrix, rich
from tests.support.reading_back import read_html

pytestmark = pytest.mark.requirement("REQ-065")


def test_the_policy_allows_the_pages_own_style_and_nothing_else() -> None:
    text = web_page.render(rich(2), Language.ZH).decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in text


@pytest.mark.parametrize("language", list(Language))
def test_nothing_comes_from_elsewhere_and_nothing_runs(language: Language) -> None:
    read = read_html(web_page.render(rich(5), language))
    assert not set(read.tags) & {"script", "link", "img", "iframe", "object", "form"}
    assert not [name for _, name, _ in read.attributes if name.startswith("on") or name in {"style", "src"}]
    assert all(value.startswith("#") for _, name, value in read.attributes if name == "href")


@pytest.mark.parametrize(
    ("language", "root", "other"), [("zh", "zh-CN", ""), ("en", "en", ""), ("zh-en", "zh-CN", "en")]
)
def test_each_text_names_its_language(language: str, root: str, other: str) -> None:
    read = read_html(web_page.render(rich(2), Language(language)))
    tongues = [value for _, name, value in read.attributes if name == "lang"]
    assert tongues[0] == root
    # The rich document cites a Chinese file name in an English sentence and no Chinese id.
    assert set(tongues[1:]) <= {other}
    assert bool(other) == bool(tongues[1:])


def test_the_page_has_landmarks_and_a_contents_list_that_leads_somewhere() -> None:
    read = read_html(web_page.render(rich(2), Language.BOTH))
    assert [tag for tag in read.tags if tag in {"header", "nav", "main", "h1"}] == ["header", "h1", "nav", "main"]
    targets = [value[1:] for _, name, value in read.attributes if name == "href"]
    assert targets == ["text", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"]
    assert set(targets) <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_a_table_has_caption_scopes_and_every_cell() -> None:
    read = read_html(web_page.render(holding(matrix(60)), Language.ZH))
    rows = [row for row in read.rows if len(row) == len(MATRIX_COLUMNS)]
    assert len(rows) == 61
    assert "caption" in read.tags
    assert ("th", "scope", "col") in read.attributes
    assert rows[1][0] == "REQ-DCM-01"
    assert rows[4][3] == "—"
    assert rows[4][1] == "患者编号“A|B”含竖线、<b>尖括号</b>与 *星号*"


def test_a_state_is_a_word_on_a_ground() -> None:
    text = web_page.render(rich(3), Language.ZH).decode()
    assert '<td class="status bad">缺失</td>' in text
    assert '<td class="status good">通过</td>' in text


def test_a_table_without_rows_says_why() -> None:
    read = read_html(web_page.render(holding(EMPTY_TABLE), Language.EN))
    assert read.rows[-1] == ["No problem within what was read."]
    assert ("td", "colspan", "2") in read.attributes


def test_a_figure_is_drawn_with_every_word() -> None:
    read = read_html(web_page.render(holding(FLOW), Language.BOTH))
    assert read.tags.count("rect") == 8
    assert read.tags.count("path") == 14
    for word in ("用户需求（8）", "User needs (8)", "导出", "derives", "风险控制措施"):
        assert word in read.text


def test_a_difference_keeps_its_signs() -> None:
    text = web_page.render(holding(DIFF), Language.EN).decode()
    assert (
        "<del>-  volume: 60  # 分贝</del>\n<ins>+  volume: 55  # 分贝</ins>\n<span>   limit: ```fence```</span>" in text
    )


def test_sections_lie_as_the_document_says() -> None:
    text = web_page.render(rich(1), Language.ZH).decode()
    ways = re.findall(r'<section id="s\d+" class="(\w+)"', text)
    # 3 has nothing but a landscape section below it: its heading lies with that.
    assert ways == ["portrait"] * 4 + ["landscape"] * 2 + ["portrait"] * 2


def test_a_section_without_heading_has_none() -> None:
    document = holding(Paragraph(same("x")))
    bare = Section("", Localized("", ""), (Paragraph(same("bare")),))
    read = read_html(web_page.render(replace(document, sections=(bare,)), Language.ZH))
    assert not [tag for tag in read.tags if tag == "h2"]
    assert "bare" in read.text


def test_templates_are_strict_and_sandboxed() -> None:
    from jinja2 import UndefinedError
    from jinja2.exceptions import SecurityError

    made = environment(Language.ZH)
    with pytest.raises(UndefinedError):
        made.from_string("{{ verison }}").render()
    with pytest.raises(SecurityError):
        made.from_string("{{ cycler.__init__.__globals__ }}").render()
    assert made.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"


def test_template_code_in_a_cell_is_text() -> None:
    table = Table(MATRIX_COLUMNS[1:2], ((Cell((same("{{ 7 * 7 }} {% if %}"),)),),), same("-"))
    assert read_html(web_page.render(holding(table), Language.ZH)).rows[-1] == ["{{ 7 * 7 }} {% if %}"]


def test_ids_and_short_chinese_heads_stay_on_one_line() -> None:
    columns = (Column(same("字段")), Column(same("软件完整版本")))
    row = (Cell((same("X"),)), Cell((same("见 SDD-015 <b>"),)))
    text = web_page.render(holding(Table(columns, (row,), same("-"))), Language.ZH).decode()
    assert '<span class="one">字段</span></th>' in text
    assert ">软件完整版本</th>" in text
    assert '见 <span class="one">SDD-015</span> &lt;b&gt;</td>' in text
    assert ".one { white-space: nowrap; }" in text
