"""Tables without a header, or below a title, as `trace init` proposes them."""

import pytest

from tests.unit.config.test_starter import proposed
from tests.unit.config.test_starter_finds import only

pytestmark = pytest.mark.requirement("REQ-010")
HEAD = "| 编号 | 内容 |\n|---|---|\n| SRS-001 | 检出室颤后 10 s 内应发出声光报警 |\n"
ROWS = "| SRS-002 | 报警 | 检出后报警 |\n| SRS-003 | 波形 | 显示波形与数值 |\n"
CSV = "SRS-002,报警,检出后报警\nSRS-003,波形,显示波形与数值\n"


@pytest.mark.parametrize(
    ("path", "text", "columns"),
    [
        ("docs/srs.md", f"# 需求\n{ROWS}", {"id": "1", "title": "2", "text": "3"}),
        ("docs/srs.md", f"| | | |\n|-|-|-|\n{ROWS}", {"id": "1", "title": "2", "text": "3"}),
        ("docs/srs.md", ROWS.replace("\n", "\n|-|-|-|\n", 1), {"id": "1", "title": "2", "text": "3"}),
        ("docs/srs.md", "1 | SRS-001 | 应报警\n2 | SRS-002 | 应显示\n", {"id": "2", "text": "3"}),
        ("docs/srs.csv", CSV, {"id": "1", "title": "2", "text": "3"}),
        ("docs/srs.csv", f"需求规格,,\n{CSV}", {"id": "1", "title": "2", "text": "3"}),
        ("docs/srs.csv", f"需求规格\n{CSV}".replace(",", ";"), {"id": "1", "title": "2", "text": "3"}),
        ("docs/srs.csv", f"需求规格,,\n编号,名称,内容\n{CSV}", {"id": "编号", "title": "名称", "text": "内容"}),
    ],
)
def test_columns_are_numbered_where_no_header_names_them(path: str, text: str, columns: dict[str, str]) -> None:
    (use,) = proposed(only(path, text)).sources
    assert dict(use.options.columns) == columns  # type: ignore[attr-defined]


def test_rows_without_a_header_belong_to_the_entry_of_the_tables_with_one() -> None:
    (use,) = proposed(only("docs/srs.md", f"{HEAD}\n## 其他\n\n{ROWS}")).sources
    assert (use.format, dict(use.options.columns)["id"]) == ("markdown-table", "编号")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "| | SRS-001 | SRS-002 |\n|-|-|-|\n| TC-1 | x | |\n| TC-2 | | x |\n",
        "见 SRS-001 | 和\n见 SRS-002 | 或\n",
        "SRS-001 | a\nSRS-001 | b\n",
    ],
    ids=["matrix", "prose", "cited twice"],
)
def test_what_only_cites_is_no_table_of_items(text: str) -> None:
    assert not proposed(only("docs/a.md", text)).sources
