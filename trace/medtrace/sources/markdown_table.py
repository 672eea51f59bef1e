r"""Items written as rows of a Markdown pipe table.

    | 编号        | 需求                     | 追溯             | 验证方法 |
    | ----------- | ------------------------ | ---------------- | -------- |
    | **SRS-014** | 软件应按 30 s 划分判读窗 | URS-003、URS-004 | 测试     |

A row is an item where the id column holds an id, bare or in bold, code marks, brackets or a link. Tables without the
id column are left alone. Rows that go on after a blank line belong to the table above when they have as many cells. A
pipe in a cell is written `\|`. Columns that `links` names become links, all others attributes under their header.

Options:
    columns: role → header, such as `{id: 编号, title: 名称, text: [内容, 说明]}`; the roles of a risk are hazard,
        sequence, situation, harm, severity_before, probability_before, severity_after, probability_after and
        acceptable. Without columns the id stands in the column `ID` or `编号` or else the first, the text beside it.
    controls: role → header of the risk control in each row (`id`, `title`, `text`, `kind`, …); a row whose own id is
        empty or repeats the id above adds a control to the item above.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Blob
from medtrace.sources._columns import Columns, has_id_column, missing_columns
from medtrace.sources._markdown import read_page, unclosed_problems
from medtrace.sources._pipes import Table, tables
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._table import Cells, rows_to_items
from medtrace.sources._text import text_of
from medtrace.sources._tokens import ids_of_cell
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """Which header holds which role."""

    columns: Columns = ()
    controls: Columns = ()


@source("markdown-table", options=Options)
def markdown_table(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items of each page's tables in order."""
    for blob in files.own:
        yield from _page(blob, setup)


def _page(blob: Blob, setup: Setup[Options]) -> Iterator[Parsed]:
    text, problems = text_of(blob)
    yield from problems
    page = read_page(text)
    yield from unclosed_problems(page, blob.path)
    found = tuple(tables(page))
    yield from _missing(tuple(table for table in found if table.headers), setup, blob.path)
    cells = Cells(blob.path)
    for table in found:
        if table.headers:
            yield from rows_to_items(setup, setup.options, cells.within(table.rows()), blob.path)
        else:
            yield from _headless(table, setup, blob.path)


def _missing(found: tuple[Table, ...], setup: Setup[Options], path: str) -> Iterator[Diagnostic]:
    """Columns that no table of the page has: of those that hold items, else of all."""
    holding = tuple(one for one in found if has_id_column(setup, setup.options, one.headers)) or found
    if holding:
        headers = tuple(dict.fromkeys(header for one in holding for header in one.headers))
        yield from missing_columns(setup.options, headers, Location(path, holding[0].line))


def _headless(table: Table, setup: Setup[Options], path: str) -> Iterator[Diagnostic]:
    for row in table.rows():
        ids = ids_of_cell(setup.id, next(iter(row.cells.values()), ""))
        if ids:
            words = Localized(
                f"{ids[0]} 所在行没有表头或与上方表格列数不同，未读取",
                f"the row of {ids[0]} has no header, or not as many cells as the table above, and was not read",
            )
            yield Diagnostic("row-without-header", DiagnosticSeverity.WARNING, words, Location(path, row.line))
