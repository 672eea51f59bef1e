"""Items whose text was left blank where their format has a place for it."""

import pytest

from medtrace.sources import front_matter, markdown_headings, markdown_table, yaml_items
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-031")
COLUMNS = (("id", ("编号",)), ("title", ("名称",)), ("text", ("内容",)))


def row(cells: str, kind: str = "requirement") -> Reading:
    text = f"| 编号 | 名称 | 内容 |\n|-|-|-|\n| SRS-001 | {cells} |\n"
    return read(markdown_table.markdown_table, text, kind=kind, options=markdown_table.Options(COLUMNS))


@pytest.mark.parametrize("cells", ["报警 | ", " | ", "报警 | —", "报警 | N/A"])
def test_a_row_with_a_blank_text_is_told(cells: str) -> None:
    found = row(cells)
    assert (found.ids, found.told) == (["SRS-001"], [("placeholder", 3)])
    assert "（内容）为空" in found.problems[0].message.zh


def test_a_row_with_a_text_is_not_told_nor_a_kind_that_says_it_elsewhere() -> None:
    assert not row("报警 | 10 s 内报警").problems
    assert not row("报警 | ", "test").problems
    assert not row("报警 | ", "risk").problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- id: SRS-001\n  title: a\n  text:\n", [("placeholder", 1)]),
        ("- id: SRS-001\n  title: a\n  text: ''\n", [("placeholder", 1)]),
        ("- id: SRS-001\n  title: a\n", []),
        ("- id: SRS-001\n  title: a\n  text: b\n", []),
    ],
)
def test_a_yaml_item_is_told_where_its_text_is_blank(text: str, told: list[tuple[str, int]]) -> None:
    assert read(yaml_items.yaml_items, text).told == told


@pytest.mark.parametrize(("body", "told"), [("", ["placeholder"]), ("text\n", [])])
def test_a_file_with_front_matter_is_told_where_nothing_follows(body: str, told: list[str]) -> None:
    found = read(front_matter.front_matter, f"---\nid: SRS-001\ntitle: a\n---\n{body}")
    assert [code for code, _ in found.told] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [("## SRS-001\n", [("placeholder", 1)]), ("## SRS-001 应报警\n", []), ("## SRS-001\n\ntext\n", [])],
)
def test_a_heading_is_told_where_neither_it_nor_what_follows_says_anything(
    text: str, told: list[tuple[str, int]]
) -> None:
    assert read(markdown_headings.markdown_headings, text).told == told
