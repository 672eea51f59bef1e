"""Items of one family in headings and in tables: `trace init` proposes both sources, and no item twice."""

import pytest

from medtrace.model.items import Artifact
from medtrace.model.snapshot import Blob
from medtrace.sources import markdown_headings, markdown_table
from medtrace.sources._source import Files, Setup
from tests.unit.config.test_starter import proposed, survey
from tests.unit.config.test_starter_finds import only

pytestmark = pytest.mark.requirement("REQ-010")
HEADINGS = "# 需求\n\n## SRS-001 报警\n\n10 s 内报警\n\n## SRS-002 显示\n\n显示波形\n\n# 性能\n\n"
TABLE = "| 编号 | 内容 |\n|---|---|\n| SRS-003 | 响应时间不超过 1 s |\n| SRS-004 | 启动不超过 10 s |\n"
BARE = "| SRS-003 | 响应时间不超过 1 s |\n| SRS-004 | 启动不超过 10 s |\n"
LIST = "- **SRS-003**：响应时间不超过 1 s\n- **SRS-004**：启动不超过 10 s\n"


def formats(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    samples = tuple((f"docs/{number}.md", text) for number, text in enumerate(texts, 1))
    one = survey(paths=tuple(path for path, _ in samples), samples=samples, subjects=())
    return [(use.format, use.files) for use in proposed(one).sources]


def test_a_page_with_headings_and_a_table_is_read_by_both() -> None:
    assert formats(HEADINGS + TABLE) == [("markdown-headings", ("docs/1.md",)), ("markdown-table", ("docs/1.md",))]


@pytest.mark.parametrize(
    ("more", "form"), [(TABLE, "markdown-table"), (BARE, "markdown-table"), (LIST, "markdown-headings")]
)
def test_headings_on_one_page_and_others_on_another(more: str, form: str) -> None:
    assert formats(HEADINGS, more) == [("markdown-headings", ("docs/1.md",)), (form, ("docs/2.md",))]


@pytest.mark.parametrize("row", ["| SRS-001 | 见上 |\n", "| **SRS-002** | 见上 |\n"])
def test_a_table_that_names_ids_of_headings_too_cites_them(row: str) -> None:
    assert [form for form, _ in formats(HEADINGS + TABLE + row)] == ["markdown-headings"]


def test_what_both_sources_read_is_each_item_once() -> None:
    text = HEADINGS + TABLE
    found: list[str] = []
    for use in proposed(only("docs/srs.md", text)).sources:
        reader, options = {
            "markdown-headings": (markdown_headings.markdown_headings, markdown_headings.Options()),
            "markdown-table": (markdown_table.markdown_table, markdown_table.Options()),
        }[use.format]
        assert use.id is not None
        setup = Setup("requirement", use.id, use.id, options)
        blob = Blob("docs/srs.md", "0" * 40, text.encode())
        found += [one.id for one in reader.read(Files((blob,)), setup) if isinstance(one, Artifact)]  # type: ignore[arg-type]
    assert sorted(found) == ["SRS-001", "SRS-002", "SRS-003", "SRS-004"]
