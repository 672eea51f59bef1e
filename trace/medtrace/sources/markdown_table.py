r"""Items written as rows of a Markdown pipe table.

    | 编号        | 需求                     | 追溯             | 验证方法 |
    | ----------- | ------------------------ | ---------------- | -------- |
    | **SRS-014** | 软件应按 30 s 划分判读窗 | URS-003、URS-004 | 测试     |

A row is an item where the id column holds an id, bare or in bold, code marks, brackets or a link. Tables without the
id column are left alone. A pipe in a cell is written `\|`; the outer pipes may be left out. Columns that `links` names
become links, all others attributes under their header.

Rows without a header, or below one that is blank or holds the first item, are read too:

- Where they have as many cells as the last table above that gave items, they take its columns; where more than
  blank lines stand between, a note says so.
- Else by the numbers that `columns` gives, as `{id: 1, title: 2}`.
- Else by what stands in them, and a note says how (`columns-taken`): the first column whose cells are all ids holds the
  ids, the next one of words the text; where a longer one follows, the first is the title and the longest the text.

Such a column is called by its number, in attributes and in `links` (`field: 3`). Rows that only repeat ids which the
page defines above are no items, and are told (`row-without-header`). A table whose header is not understood but that
has a column of ids is told with the headers that would be (`header-missing`).

Options:
    columns: role → header or number from 1, such as `{id: 编号, title: 名称, text: [内容, 说明]}`; the roles of a risk
        are hazard, sequence, situation, harm, severity_before, probability_before, severity_after, probability_after
        and acceptable. Without columns the id stands in the column `ID`, `编号` or `标识`; else in the first, or in
        one that is called like an id and holds ids alone; the text stands beside it.
    controls: role → header of the risk control in each row (`id`, `title`, `text`, `kind`, …); a row whose own id is
        empty or repeats the id above adds a control to the item above.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Blob
from medtrace.sources._column_guess import MOST_ROWS, columns_taken, id_column, not_understood, under_headers
from medtrace.sources._columns import (
    Columns,
    check_positions,
    has_id_column,
    headers_of,
    id_position,
    missing_columns,
)
from medtrace.sources._loose_rows import Above, loose_rows, without_header
from medtrace.sources._markdown import read_page, unclosed_problems
from medtrace.sources._pipes import Table, tables
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._table import Cells
from medtrace.sources._text import text_of
from medtrace.sources._tokens import ids_of_cell


@dataclass(frozen=True, slots=True)
class Options:
    """Which header or number of column holds which role."""

    columns: Columns = ()
    controls: Columns = ()

    def __post_init__(self) -> None:
        check_positions(self.columns, self.controls)


@source("markdown-table", options=Options, version=3)
def markdown_table(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items of each page's tables in order."""
    for blob in files.own:
        yield from _page(blob, setup)


def _page(blob: Blob, setup: Setup[Options]) -> Iterator[Parsed]:
    text, problems = text_of(blob)
    yield from problems
    page = read_page(text)
    yield from unclosed_problems(page, blob.path)
    found = [(table, without_header(setup, setup.options, table)) for table in tables(page)]
    headed = [
        replace(table, headers=headers_of(setup, setup.options, table.headers)) for table, loose in found if not loose
    ]
    yield from _missing(headed, setup, blob.path)
    above, later = Above(blob.path, Cells(blob.path)), iter(headed)
    for _, loose in found:
        yield from loose_rows(setup, setup.options, loose, above) if loose else _headed(setup, next(later), above)
    yield from _not_read(setup, headed, above)


def _not_read(setup: Setup[Options], headed: list[Table], above: Above) -> Iterator[Diagnostic]:
    """Tables whose header is not understood: of a page without items, else those with a column of ids that are new."""
    named = bool(setup.options.columns)
    seen = [(one.headers, one.cells(MOST_ROWS), Location(above.path, one.line)) for one in headed]
    if not above.lines:
        # Where the configuration names columns each of them was told to be missing.
        yield from not_understood(setup, setup.options, () if named else seen)
    elif named:
        lost = (one for one in seen if _has_new_ids(setup, one[0], one[1], above))
        yield from not_understood(setup, setup.options, lost, DiagnosticSeverity.NOTE)


def _has_new_ids(setup: Setup[Options], headers: tuple[str, ...], rows: list[list[str]], above: Above) -> bool:
    """Whether a table without the id column has a column of ids that the page does not define."""
    at = 0 if has_id_column(setup, setup.options, headers) else id_column(setup, rows)
    cells = (row[at - 1] for row in rows if at and len(row) >= at)
    return any(one not in above.lines for cell in cells for one in ids_of_cell(setup.id, cell))


def _headed(setup: Setup[Options], table: Table, above: Above) -> Iterator[Parsed]:
    """Items of a table with a header; rows behind a blank line may be no part of a table without ids."""
    if not _holds(setup, table):
        more = table.lines[table.below :]
        if more:
            yield from loose_rows(setup, setup.options, Table((), more[0][0], more), above)
        return
    options = under_headers(setup, setup.options, table.headers, table.cells(MOST_ROWS))
    if options is not setup.options:
        yield columns_taken(options, Location(above.path, table.line), headed=True)
    yield from above.read(setup, table, options)


def _holds(setup: Setup[Options], table: Table) -> bool:
    """Whether a table has the id column; one that is known by its number alone must hold an id."""
    at = id_position(setup.options)
    return has_id_column(setup, setup.options, table.headers) and (
        not at or any(ids_of_cell(setup.id, row.cells[table.headers[at - 1]]) for row in table.rows())
    )


def _missing(found: list[Table], setup: Setup[Options], path: str) -> Iterator[Diagnostic]:
    """Columns that no table of the page has: of those that hold items, else of all, where the id has a name."""
    holding = [one for one in found if _holds(setup, one)] or ([] if id_position(setup.options) else found)
    if holding:
        headers = tuple(dict.fromkeys(header for one in holding for header in one.headers))
        yield from missing_columns(setup.options, headers, Location(path, holding[0].line))
