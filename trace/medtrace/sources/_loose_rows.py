"""Rows of a Markdown page that stand under no header: whose columns they take, and what is told of it.

Rows of the width of a table above that gave items go on in that table. Other rows are read where the configuration
gives columns by number, else by what stands in them. Rows that only repeat ids of the page are no items.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from medtrace.model.items import Artifact, Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._column_guess import MOST_ROWS, by_content, columns_taken, id_column
from medtrace.sources._columns import TableOptions, has_id_column, id_position, missing_columns, plan
from medtrace.sources._pipes import Line, Table, cells_of, is_alignment
from medtrace.sources._source import OptionsT, Parsed, Setup
from medtrace.sources._table import Cells, rows_to_items
from medtrace.sources._tokens import ids_of_cell
from medtrace.words import Localized

_FEW = 2


@dataclass(slots=True)
class Above:
    """What a page gave so far: tables with items, the last of each width, and the line of each id."""

    path: str
    cells: Cells
    tables: dict[int, tuple[Table, TableOptions]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def read(self, setup: Setup[OptionsT], table: Table, options: TableOptions) -> Iterator[Parsed]:
        """What the rows of a table say, its items noted."""
        for one in rows_to_items(setup, options, self.cells.within(table.rows()), self.path):
            if isinstance(one, Artifact):
                self.lines.setdefault(one.id, one.location.line)
                self.tables[len(table.headers)] = table, options
            yield one


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows under the columns that they take, and what is told of that."""

    table: Table
    options: TableOptions
    told: tuple[Diagnostic, ...] = ()

    @property
    def line(self) -> int:
        """Where they begin."""
        return self.table.lines[0][0]


def without_header(setup: Setup[OptionsT], options: TableOptions, table: Table) -> Table | None:
    """The table as rows alone, where its header says nothing or is the first item; None where it has a header."""
    if not table.headers:
        return replace(table, lines=[line for line in table.lines if not is_alignment(line[1])])
    cells, at = cells_of(table.head), id_position(options)
    if not any(cells):
        return Table((), table.line, table.lines)
    if dict(options.columns).get("id") and not at and has_id_column(setup, options, table.headers):
        return None
    if not any(ids_of_cell(setup.id, cell) for cell in cells):
        return None
    at = at or id_column(setup, [cells, *table.cells(MOST_ROWS)])
    is_item = 0 < at <= len(cells) and len(ids_of_cell(setup.id, cells[at - 1])) == 1
    return Table((), table.line, [(table.line, table.head), *table.lines]) if is_item else None


def loose_rows(setup: Setup[OptionsT], options: TableOptions, table: Table, above: Above) -> Iterator[Parsed]:
    """Items of rows without a header, and what is told of them."""
    found = list(_continued(setup, table, above))
    taken = {number for one in found for number, _ in one.table.lines}
    left = [line for line in table.lines if line[0] not in taken]
    if rows := _laid_out(setup, options, left, above.path):
        found.append(rows)
    else:
        yield from _told_rows(setup, left, above.path)
    for one in sorted(found, key=lambda one: one.line):
        ids = set(_ids(setup, one.table, one.options))
        if ids <= above.lines.keys():
            yield _told_repeated(min(ids), above.lines[min(ids)], Location(above.path, one.line))
        else:
            yield from one.told
            yield from above.read(setup, one.table, one.options)


def _continued(setup: Setup[OptionsT], table: Table, above: Above) -> Iterator[_Rows]:
    """Rows that take the columns of a table above, by their width."""
    by_width: dict[int, list[Line]] = {}
    for line in table.lines:
        by_width.setdefault(len(cells_of(line[1])), []).append(line)
    for width, lines in by_width.items():
        if width in above.tables:
            own, options = above.tables[width]
            more = Table(own.headers, own.line, lines)
            if next(_ids(setup, more, options), ""):
                told = (_told_continued(own, Location(above.path, lines[0][0])),) if table.apart else ()
                yield _Rows(more, options, told)


def _laid_out(setup: Setup[OptionsT], options: TableOptions, lines: list[Line], path: str) -> _Rows | None:
    """Rows under the numbers of their columns, by role; None where no column holds the ids."""
    grid = [cells_of(text) for _, text in lines[:MOST_ROWS]]
    width = max(map(len, grid), default=0)
    numbers = tuple(str(at) for at in range(1, width + 1))
    if not lines:
        return None
    table, place = Table(numbers, lines[0][0], lines), Location(path, lines[0][0])
    if id_position(options):
        held = has_id_column(setup, options, numbers) and next(_ids(setup, table, options), "")
        return _Rows(table, options, tuple(missing_columns(options, numbers, place))) if held else None
    # One line with a bar in running text is no table.
    drawn = len(lines) >= _FEW or lines[0][1].lstrip().startswith("|")
    guess = by_content(setup, grid) if drawn else None
    return _Rows(table, guess, (columns_taken(guess, place),)) if guess else None


def _ids(setup: Setup[OptionsT], table: Table, options: TableOptions) -> Iterator[str]:
    """The ids that rows define in the id column."""
    header = plan(setup, options, table.headers).id
    for row in table.rows():
        found = ids_of_cell(setup.id, row.cells[header])
        if len(found) == 1:
            yield found[0]


def _told_rows(setup: Setup[OptionsT], lines: list[Line], path: str) -> Iterator[Diagnostic]:
    """A problem for each row with an id that was not read."""
    for number, text in lines:
        ids = next(filter(None, (ids_of_cell(setup.id, cell) for cell in cells_of(text))), ())
        if ids:
            words = Localized(
                f"{ids[0]} 所在行没有表头，也没有一列全是编号，未读取",
                f"the row of {ids[0]} has no header, no column holds ids alone, and it was not read",
            )
            yield Diagnostic("row-without-header", DiagnosticSeverity.WARNING, words, Location(path, number))


def _told_repeated(one: str, line: int, place: Location) -> Diagnostic:
    words = Localized(
        f"此处没有表头的行只重复本页已定义的编号（{one} 定义于第 {line} 行），未作为条目读取",
        f"these rows without a header only repeat ids of this page ({one} is defined at line {line}): no items",
    )
    return Diagnostic("row-without-header", DiagnosticSeverity.NOTE, words, place)


def _told_continued(table: Table, place: Location) -> Diagnostic:
    words = Localized(
        f"此处的行没有表头，列数与第 {table.line} 行的表相同，按该表的各列读取",
        f"these rows have no header and as many cells as the table at line {table.line}: read under its columns",
    )
    return Diagnostic("columns-taken", DiagnosticSeverity.NOTE, words, place)
