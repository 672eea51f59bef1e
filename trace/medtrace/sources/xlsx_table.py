"""Items as rows of the sheets of an Excel workbook (`.xlsx`, `.xlsm`) with a header row.

    | 编号    | 名称         | 内容                     | 追溯    |
    | SRS-014 | 心律失常报警 | 检出室颤后 10 s 内报警。 | URS-003 |

`columns` maps roles to headers (`id`, `title`, `text`, any attribute); `controls` does the same for the risk controls
of a risk table, as in `csv-table`: a row whose risk id is empty or repeats the one above adds a control to it. `sheet`
names the one sheet to read; without it every sheet counts that has a header row, the first row that holds the id
column. What stands above it is left alone. Columns may be given by number, and the header may be missing, as in
`csv-table`; a sheet that holds ids of the source below no header that is known is told (`header-missing`). The place
of an item is the number of its row, and its attribute `sheet` the name of its sheet; problems name it in their words.
Hidden sheets are not read unless `sheet` names one or `hidden` is true; ids in them are told (`sheet-hidden`), and so
are ids of a second table beside the first (`table-beside`).

A formula says what the program that saved the workbook last computed; nothing is computed here, and a formula that was
saved without a value is told with its sheet and cell. Dates are written as
2024-03-01, numbers without the blanks and zeros of their format; what was typed as text stays as it is. The cells of a
merged range say what its first cell says; only in the id column they stay empty.

With `parent: dotted` the item `SRS-4.2` cites `SRS-4`, whether or not that exists: a link `derives`, or of the kind
that `links` names for the field `parent`.

Told as problems: `zip-unreadable`, `zip-refused` (an archive that unpacks to too much, or is encrypted),
`xlsx-unreadable`, `sheet-missing`, `sheet-too-large`, `file-too-long`, `header-missing`, `formula-without-value`,
`sheet-hidden`, `table-beside`, and those of a table's rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from medtrace.model.items import Artifact, Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._archive import opened
from medtrace.sources._column_guess import not_understood
from medtrace.sources._columns import (
    Columns,
    check_positions,
    has_id_column,
    header_key,
    id_position,
    missing_columns,
    plan,
)
from medtrace.sources._dotted import ParentRule, with_parents
from medtrace.sources._header_rows import UPPER_ROWS, Head, head_of
from medtrace.sources._sheets_beside import hidden_sheet, letters, of_sheet, table_beside
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._table import Cells, Row, header_row, row_of, rows_to_items
from medtrace.sources._workbook import Sheet, WorkbookUnreadableError, sheets
from medtrace.sources._workbook_parts import crowded
from medtrace.words import Localized

MAX_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Options:
    """Roles of an item and of a control with their headers, the one sheet that holds them, and the parents."""

    columns: Columns = ()
    controls: Columns = ()
    sheet: str = ""
    parent: ParentRule = ""
    hidden: bool = False

    def __post_init__(self) -> None:
        check_positions(self.columns, self.controls)


@source("xlsx-table", options=Options, version=4)
def xlsx_table(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each workbook."""
    for blob in files.own:
        archive = opened(blob.data or b"", blob.path)
        if isinstance(archive, Diagnostic):
            yield archive
            continue
        if crowd := crowded(archive, blob.path):
            yield crowd
            continue
        try:
            found = sheets(archive.data, setup.options.sheet)
        except WorkbookUnreadableError as fault:
            words = f"不是可读取的工作簿，未读取：{fault}", f"not a workbook that can be read: {fault}"
            yield _problem("xlsx-unreadable", DiagnosticSeverity.ERROR, Location(blob.path, 1), *words)
            continue
        yield from _workbook(setup, found, blob.path)


def _workbook(setup: Setup[Options], found: list[Sheet], path: str) -> Iterator[Parsed]:
    name = setup.options.sheet
    if name and not found:
        words = f"工作簿中没有名为“{name}”的工作表", f"the workbook has no sheet “{name}”"
        yield _problem("sheet-missing", DiagnosticSeverity.ERROR, Location(path, 1), *words)
        return
    if not (name or setup.options.hidden):
        for sheet in found:
            yield from hidden_sheet(sheet, setup.id, path) if sheet.hidden else ()
        found = [sheet for sheet in found if not sheet.hidden]
    heads = [(sheet, _head(setup, sheet, path)) for sheet in found]
    cells = Cells(path)
    for sheet, head in heads:
        if sheet.cut:
            words = (
                f"工作表“{sheet.name}”过大，其余未读取",
                f"the sheet “{sheet.name}” is too large; the rest was not read",
            )
            last = max(sheet.rows, default=1)
            yield _problem("sheet-too-large", DiagnosticSeverity.ERROR, Location(path, last), *words)
        if head:
            yield from _sheet(setup, sheet, head, cells)
        elif any(one for _, one in heads):
            yield from not_understood(setup, setup.options, _unread(sheet, path))
    if not any(head for _, head in heads):
        yield from _no_header(setup, found, path)


def _head(setup: Setup[Options], sheet: Sheet, path: str) -> Head | None:
    """The header: the first row that holds the id column by its name, else as words, numbers and cells say."""
    options = setup.options
    if not options.columns or id_position(options):
        return head_of(setup, options, _upper(sheet), path)
    names = {header_key(name) for name in dict(options.columns).get("id", ())}
    for number in sorted(sheet.rows):
        # A sheet without a header may have a million rows: the roles are looked at only where the id column may be.
        if names and names.isdisjoint(map(header_key, sheet.rows[number].values())):
            continue
        cells = header_row(_cells(sheet.rows[number]))
        if any(cells) and has_id_column(setup, options, cells):
            return Head(cells, number, options)
    return None


def _upper(sheet: Sheet) -> list[tuple[int, list[str]]]:
    """The first rows that say anything."""
    filled = (number for number in sorted(sheet.rows) if any(cell.strip() for cell in sheet.rows[number].values()))
    return [(number, _cells(sheet.rows[number])) for number in islice(filled, UPPER_ROWS)]


def _unread(sheet: Sheet, path: str) -> Iterator[tuple[list[str], list[list[str]], Location]]:
    """A sheet without a header as its first row, its rows and their place."""
    upper = _upper(sheet)
    if upper:
        yield upper[0][1], [cells for _, cells in upper], Location(path, upper[0][0])


def _cells(row: dict[int, str]) -> list[str]:
    return [row.get(column, "") for column in range(1, max(row, default=0) + 1)]


def _sheet(setup: Setup[Options], sheet: Sheet, head: Head, left: Cells) -> Iterator[Parsed]:
    """Items of the rows below the header; blank rows and repetitions of the header are left out."""
    headers, path = head.headers, left.path
    place = Location(path, head.line or min(sheet.rows))
    for told in (*head.told, *missing_columns(head.options, headers, place)):
        yield of_sheet(told, sheet.name)
    identity = headers.index(plan(setup, head.options, headers).id) + 1
    rows = (
        Row(row_of(headers, cells, number).cells, number)
        for number, cells in sheet.filled(apart=frozenset({identity}))
        if number > head.line and any(cell.strip() for cell in cells) and header_row(cells) != headers
    )
    yield from table_beside(sheet, headers, setup.known, place, identity)
    yield from _uncomputed(sheet, head.line, len(headers), path)
    found = rows_to_items(setup, head.options, left.within(rows), path)
    for one in with_parents(setup, setup.options.parent, found):
        if isinstance(one, Artifact):
            yield _of_sheet(one, sheet.name)
        else:
            yield of_sheet(one, sheet.name) if isinstance(one, Diagnostic) else one


def _uncomputed(sheet: Sheet, line: int, width: int, path: str) -> Iterator[Diagnostic]:
    """Formulas below the header that the program which saved the workbook did not compute."""
    found = [(row, column) for row, column in sheet.uncomputed if row > line and column <= width]
    if found:
        shown = [f"{letters(column)}{row}" for row, column in found[:MAX_SHOWN]] + ["…"] * (len(found) > MAX_SHOWN)
        zh = f"工作表“{sheet.name}”中 {len(found)} 个公式没有保存计算结果，未读取：{'、'.join(shown)}"
        en = f"{len(found)} formulas of the sheet “{sheet.name}” were saved without a value, which was not read: "
        words = zh, en + ", ".join(shown)
        yield _problem("formula-without-value", DiagnosticSeverity.WARNING, Location(path, found[0][0]), *words)


def _of_sheet(item: Artifact, name: str) -> Artifact:
    """The item with the name of its sheet, for a row number alone does not say where to look."""
    if item.attribute("sheet"):
        return item
    return replace(item, attributes=tuple(sorted((*item.attributes, ("sheet", name)))))


def _no_header(setup: Setup[Options], found: list[Sheet], path: str) -> Iterator[Diagnostic]:
    """Nothing was read: told at the first row that says anything."""
    sheet = next((sheet for sheet in found if any(sheet.rows.values())), None)
    if sheet is None:
        return
    line = min(number for number, row in sheet.rows.items() if row)
    yield from missing_columns(setup.options, header_row(_cells(sheet.rows[line])), Location(path, line))
    words = (
        "没有工作表含有带编号列的表头，该文件未读取；没有表头的表请以 columns: {id: 列号} 写明",
        "no sheet has a header row with the id column: nothing was read; without a header say `columns: {id: NUMBER}`",
    )
    yield _problem("header-missing", DiagnosticSeverity.ERROR, Location(path, line), *words)


def _problem(code: str, severity: DiagnosticSeverity, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), place)
