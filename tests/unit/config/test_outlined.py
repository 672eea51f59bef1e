"""Ids of headings and of points of lists, as `trace init` proposes them."""

import pytest

from medtrace.config.outlined import heading_ids, listed_ids
from tests.unit.config.test_starter import proposed
from tests.unit.config.test_starter_finds import only

pytestmark = pytest.mark.requirement("REQ-010")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("## SRS-001 / SRS-002 Title\n## 1.2 [SRS-003] b\n", ["SRS-001", "SRS-002", "SRS-003"]),
        ("## (SRS-001)、(SRS-002)：a\n", ["SRS-001", "SRS-002"]),
        ("## SRS-001 and SRS-002\n```\n## SRS-003\n```\n", ["SRS-001"]),
    ],
)
def test_several_ids_may_begin_a_heading(text: str, ids: list[str]) -> None:
    assert list(heading_ids(text)) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("- **SRS-001**: a\n  - SRS-002：b\n1. [SRS-003] c\n", ("SRS-001", "SRS-002", "SRS-003")),
        ("- SRS-001 is cited\n", ()),
        ("- [SRS-001](#srs-001) a\n", ()),
        ("- **SRS-001**: a\n- **SRS-001**: b\n", ()),
        ("## SRS-009 a\n- **SRS-001**: b\n", ()),
        ("```\n- **SRS-001**: a\n```\n", ()),
    ],
)
def test_points_in_marks_or_before_a_colon_are_items(text: str, ids: tuple[str, ...]) -> None:
    assert listed_ids(text) == ids


def test_a_page_of_points_is_read_with_its_lists() -> None:
    (use,) = proposed(only("docs/srs.md", "# 需求\n\n- **SRS-001**：报警\n- **SRS-002**：显示\n")).sources
    assert use.format == "markdown-headings"
    text = "| 编号 | 内容 |\n|-|-|\n| SRS-001 | 报警 |\n| SRS-002 | 显示 |\n\n- **SRS-001**：见上\n"
    (use,) = proposed(only("docs/srs.md", text)).sources
    assert use.format == "markdown-table"
