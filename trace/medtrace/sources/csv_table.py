"""Items as rows of a CSV file with a header, in any usual encoding (UTF-8, UTF-16 or GB18030, LF or CRLF).

    编号,名称,内容,追溯
    SRS-014,心律失常报警,检出室颤后 10 s 内报警。,URS-003

`columns` maps roles to headers (`id`, `title`, `text`, any attribute); `controls` does the same for the risk controls
of a risk table, one control per row, where a row whose risk id is empty or repeats the one above adds a control to
it. `delimiter` is `,`, `;` or a tab (`tab`). The header is the first row that holds the id column; what stands above
it is left alone. A row of another length than the header is told (`row-shape`) and read as far as it goes; quotes
that are never closed cost no more than their own row (`row-quotes`). Of a row 16,384 cells are read, of a file ten
million (`file-too-long`).

With `parent: dotted` the item `SRS-4.2` cites `SRS-4`, whether or not that exists: a link `derives`, or of the kind
that `links` names for the field `parent`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._columns import Columns, has_id_column, missing_columns
from medtrace.sources._dotted import ParentRule, with_parents
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._table import MAX_COLUMNS, Cells, Row, header_row, row_of, rows_to_items
from medtrace.sources._text import text_of
from medtrace.words import Localized

# A quoted cell that runs on for longer than this was never closed.
MAX_ROW_LINES = 500
# Lines read again because a quote was never closed: a file full of such quotes would be read hundreds of times.
MAX_LOST_LINES = 2_000_000
_SEPARATOR = expression(r"sep=(.)\Z")


@dataclass(frozen=True, slots=True)
class Options:
    """Roles of an item and of a control with their headers, what stands between two cells, and the parents."""

    columns: Columns = ()
    controls: Columns = ()
    delimiter: str = ","
    parent: ParentRule = ""

    def __post_init__(self) -> None:
        if len(self.sign) != 1 or self.sign in '"\r\n ':
            raise ValueError(f"delimiter: one character such as , ; or tab, got “{self.delimiter}”")

    @property
    def sign(self) -> str:
        """The delimiter as one character."""
        return "\t" if self.delimiter in {"tab", "\\t"} else self.delimiter


@source("csv-table", options=Options, version=2)
def csv_table(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        yield from problems
        rows = Cells(blob.path).within(_rows(setup, text, blob.path))
        yield from with_parents(setup, setup.options.parent, rows_to_items(setup, setup.options, rows, blob.path))


def _rows(setup: Setup[Options], text: str, path: str) -> Iterator[Row | Diagnostic]:
    """Rows below the header, blank ones and repetitions of the header left out."""
    headers: tuple[str, ...] = ()
    above: tuple[int, tuple[str, ...]] = (0, ())
    for record in _records(text, setup.options.sign, path):
        if isinstance(record, Diagnostic):
            yield record
            continue
        line, cells = record
        if len(cells) > MAX_COLUMNS:
            yield _wide(len(cells), Location(path, line))
            del cells[MAX_COLUMNS:]
        if not any(cell.strip() for cell in cells):
            continue
        if headers:
            yield from _row(headers, cells, Location(path, line))
            continue
        found = header_row(cells)
        above = above if above[1] else (line, found)
        if has_id_column(setup, setup.options, found):
            headers = found
            yield from missing_columns(setup.options, headers, Location(path, line))
    if above[1] and not headers:
        yield from missing_columns(setup.options, above[1], Location(path, above[0]))
        words = "没有找到含编号列的表头，该表未读取", "no header row with the id column; the table was not read"
        yield _problem("header-missing", DiagnosticSeverity.ERROR, Location(path, above[0]), *words)


def _wide(count: int, place: Location) -> Diagnostic:
    words = (
        f"该行有 {count} 个单元格，只读取前 {MAX_COLUMNS} 个",
        f"the row has {count} cells; the first {MAX_COLUMNS} are read",
    )
    return _problem("row-shape", DiagnosticSeverity.WARNING, place, *words)


def _row(headers: tuple[str, ...], cells: list[str], place: Location) -> Iterator[Row | Diagnostic]:
    if header_row(cells) == headers:
        return
    row = row_of(headers, cells, place.line)
    if row.extra or len(cells) < len(headers):
        zh = f"该行有 {len(cells)} 个单元格，表头有 {len(headers)} 列；" + (
            "多出的未读取" if row.extra else "缺少的按空读取"
        )
        en = f"the row has {len(cells)} cells, the header {len(headers)}; " + (
            "the surplus was not read" if row.extra else "those missing are read as empty"
        )
        yield _problem("row-shape", DiagnosticSeverity.WARNING, place, zh, en)
    yield Row(row.cells, row.line)


@dataclass(slots=True)
class _Lines:
    """Lines handed to the reader one by one; `row` is where the present row began."""

    lines: list[str]
    at: int = 0
    row: int = 0
    lost: int = 0

    @property
    def reach(self) -> int:
        """How far a row may go on: not far any more once many lines were read for nothing."""
        return MAX_ROW_LINES if self.lost < MAX_LOST_LINES else 2

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines) or self.at - self.row >= self.reach:
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1] + "\n"


def _records(text: str, delimiter: str, path: str) -> Iterator[tuple[int, list[str]] | Diagnostic]:
    """Cells of each row with the line that the row begins on."""
    supply = _Lines(text.split("\n"))
    said = _SEPARATOR.match(supply.lines[0])
    if said and said.group(1) not in '"\r\n ':
        delimiter, supply.at = said.group(1), 1
    reader = csv.reader(supply, delimiter=delimiter, strict=True, skipinitialspace=True)
    while supply.at < len(supply.lines):
        supply.row = supply.at
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            # Open quotes or a cell beyond the reader's bound: one line is given up, not the rest of the file.
            supply.lost += supply.at - supply.row - 1
            cells, supply.at = _loose(supply.lines[supply.row], delimiter, fault), supply.row + 1
            reader = csv.reader(supply, delimiter=delimiter, strict=True, skipinitialspace=True)
            words = "引号不成对或单元格过长，请核对该行", "quotes do not match or a cell is too long; check this row"
            yield _problem("row-quotes", DiagnosticSeverity.WARNING, Location(path, supply.row + 1), *words)
        yield supply.row + 1, cells


def _loose(line: str, delimiter: str, fault: csv.Error) -> list[str]:
    """The cells of one line as well as they can be told: stray quotes inside a cell stay, open ones are dropped."""
    if "expected after" in str(fault):
        try:
            return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
        except (csv.Error, StopIteration):
            pass
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _problem(code: str, severity: DiagnosticSeverity, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), place)
