"""The Markdown renderer: structure, escaping, fences, languages."""

import pytest

from medtrace.model.document import Cell, Column, Diff, KeyValues, Note, Paragraph, Role, Table
from medtrace.renderers._escape import code, fence, inline_text, mermaid_label
from medtrace.renderers.markdown import markdown
from medtrace.words import Language, Localized, same
from tests.support.documents import DIFF, EMPTY_TABLE, FLOW, MATRIX_COLUMNS, holding, matrix, rich
from tests.support.reading_back import markdown_rows

pytestmark = pytest.mark.requirement("REQ-065")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("a & &lt;", "a &amp; &amp;lt;"),
        ("*x* _y_ `z` [t](u) ~s~ $m$ {{ v }}", r"\*x\* \_y\_ \`z\` \[t\](u) \~s\~ \$m\$ \{\{ v \}\}"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("12. item", r"12\. item"),
        ("3) item", r"3\) item"),
        ("> quote", r"\> quote"),
        ("=== rule", r"\=== rule"),
        ("    indented", "indented"),
        ("2.1 head", "2.1 head"),
        ("a\nb", "a b"),
        ("需求 1.2", "需求 1.2"),
    ],
)
def test_any_text_says_just_itself(text: str, written: str) -> None:
    assert inline_text(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("tests/a_b.py::t", "`tests/a_b.py::t`"),
        ("a|b", r"a\|b"),
        ("a`b", r"a\`b"),
        ("a\\b", r"a\\b"),
        ("—", "`—`"),
    ],
)
def test_code_is_a_span_only_where_it_is_safe(text: str, written: str) -> None:
    assert code(text) == written


def test_a_fence_is_longer_than_what_it_holds() -> None:
    assert fence((" ````", "```")) == "`````"
    assert fence(("text",)) == "```"


def test_a_mermaid_label_holds_no_quote_and_no_markup() -> None:
    assert mermaid_label('a "b" <c> #35; 需求') == "a #34;b#34; #60;c#62; #35;35#59; 需求"


def test_the_document_has_its_parts_in_order() -> None:
    lines = markdown.render(rich(2), Language.ZH).decode().split("\n")
    marks = [line for line in lines if line.startswith("#")]
    assert marks == [
        "# 软件可追溯性分析报告",
        "## 1 目的与范围",
        "## 2 分析过程",
        "### 2.1 方法",
        "#### 2.1.1 链路的方向",
        "## 3 追溯矩阵",
        "### 3.1 需求矩阵",
        "## 4 问题与差异",
        "## 5 签批",
    ]
    assert "**草稿·未受控**" in lines
    assert "| 基线 | 缺失：未配置注册证 |" in lines
    assert "| 编制 |  |  |  |" in lines


def test_both_languages_stand_below_each_other() -> None:
    text = markdown.render(rich(1), Language.BOTH).decode()
    assert "## 1 目的与范围 / Purpose and scope" in text
    assert "| 需求<br>Requirement | 需求标题<br>Title |" in text
    assert "> **注 / Note** 本结果为辅助信息，不构成更新类型判定。<br>This result is auxiliary" in text
    assert "“正确性”由评审确认。\n\nThis document" in text


def test_every_row_has_the_columns_of_the_table() -> None:
    rows = markdown_rows(markdown.render(holding(matrix(60)), Language.BOTH))
    wide = [row for row in rows if len(row) == len(MATRIX_COLUMNS)]
    assert len(wide) == 61
    assert wide[4][0] == "REQ-DCM-04"
    assert wide[4][3] == "—"
    assert wide[1][5] == "`tests/unit/test_qrs.py::test_high_rate`"


def test_a_table_without_rows_says_why() -> None:
    text = markdown.render(holding(EMPTY_TABLE), Language.EN).decode()
    assert text.endswith("**Problems found while reading**\n\nNo problem within what was read.\n")


def test_a_figure_is_a_flow_chart() -> None:
    text = markdown.render(holding(FLOW), Language.EN).decode()
    assert '```mermaid\nflowchart LR\n  s1["User needs (8)"]' in text
    assert '  s8 -- "implements" --> s2\n```' in text


def test_a_difference_keeps_its_fence() -> None:
    text = markdown.render(holding(DIFF), Language.ZH).decode()
    assert "`config/alarm.yaml:12`\n\n````diff\n alarm:\n-  volume: 60  # 分贝\n+  volume: 55  # 分贝\n" in text
    assert text.endswith("+  repeat: true\n````\n")


def test_a_line_inside_a_difference_cannot_lose_its_sign() -> None:
    text = markdown.render(holding(Diff("a", (), ("one\ntwo\r\nthree",))), Language.ZH).decode()
    assert "+one\n+two\n+three" in text


@pytest.mark.parametrize("language", list(Language))
def test_one_line_feed_at_the_end(language: Language) -> None:
    data = markdown.render(rich(3), language)
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
    assert b"\r" not in data


def test_a_missing_translation_is_seen_and_not_blank() -> None:
    table = Table((Column(Localized("名称", ""), Role.TEXT),), ((Cell((Localized("心律", ""),)),),), same("-"))
    text = markdown.render(
        holding(Paragraph(Localized("只有中文", "")), Note(Localized("注意", "")), table), Language.EN
    ).decode()
    assert "只有中文" in text
    assert "| 名称 |\n| --- |\n| 心律 |" in text


def test_names_and_values_are_two_columns() -> None:
    block = KeyValues(((same("a|b"), Cell((same("1"), same("2")))), (same("c"), Cell())))
    assert markdown_rows(markdown.render(holding(block), Language.EN))[-2:] == [[r"a\|b", "1<br>2"], ["c", "—"]]
