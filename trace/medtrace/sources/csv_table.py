"""Items as rows of a CSV file with a header, in any usual encoding (UTF-8, UTF-16 or GB18030, LF or CRLF).

    编号,名称,内容,追溯
    SRS-014,心律失常报警,检出室颤后 10 s 内报警。,URS-003

`columns` maps roles to headers (`id`, `title`, `text`, any attribute); `controls` does the same for the risk controls
of a risk table, one control per row, where a row whose risk id is empty or repeats the one above adds a control to
it. `delimiter` is `,`, `;` or a tab (`tab`). The header is the first row that holds the id column; what stands above
it is left alone. Without `columns` it is the first of twenty rows with a cell that is called like an id, else the row
above the first id.

Columns may be given by their number from 1, as `{id: 1, title: 2}`: then items begin at the first row with an id in
that column, and the row above it gives the other columns their names, where it reads as a header. Without names these
are called by their numbers, in attributes and in `links` (`field: 3`). Without `columns` and without a header the
columns are taken by what stands in them, and a note says how (`columns-taken`). A header whose id column is not known
is told with the names that are (`header-missing`).

Where no column is the text, the other columns are what an item says: a change of one makes links suspect (beside a
title only sentences count, so that neither state nor owner does), and a placeholder in one is told.

A row of another length than the header is told (`row-shape`) and read as far as it goes; quotes that are never closed
cost no more than their own row (`row-quotes`). Of a row 16,384 cells are read, of a file ten million (`file-too-long`).

With `parent: dotted` the item `SRS-4.2` cites `SRS-4`, whether or not that exists: a link `derives`, or of the kind
that `links` names for the field `parent`.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._columns import Columns, check_positions, has_id_column, id_position, missing_columns
from medtrace.sources._dotted import ParentRule, with_parents
from medtrace.sources._header_rows import UPPER_ROWS, Head, head_of
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._table import MAX_COLUMNS, Cells, Row, header_row, row_of, rows_to_items
from medtrace.sources._text import text_of
from medtrace.words import Localized

# A quoted cell that runs on for longer than this was never closed.
MAX_ROW_LINES = 500
# Lines read again because a quote was never closed: a file full of such quotes would be read hundreds of times.
MAX_LOST_LINES = 2_000_000
Record: TypeAlias = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""
_SEPARATOR = expression(r"sep=(.)\Z")


@dataclass(frozen=True, slots=True)
class Options:
    """Roles of an item and of a control with their headers, what stands between two cells, and the parents."""

    columns: Columns = ()
    controls: Columns = ()
    delimiter: str = ","
    parent: ParentRule = ""

    def __post_init__(self) -> None:
        check_positions(self.columns, self.controls)
        if len(self.sign) != 1 or self.sign in '"\r\n ':
            raise ValueError(f"delimiter: one character such as , ; or tab, got “{self.delimiter}”")

    @property
    def sign(self) -> str:
        """The delimiter as one character."""
        return "\t" if self.delimiter in {"tab", "\\t"} else self.delimiter


@source("csv-table", options=Options, version=4)
def csv_table(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        yield from problems
        found = _table(setup, _filled(_records(text, setup.options.sign, blob.path), blob.path), blob.path)
        yield from with_parents(setup, setup.options.parent, found)


def _table(setup: Setup[Options], records: Iterator[Record | Diagnostic], path: str) -> Iterator[Parsed]:
    """What the file says below its header."""
    upper: list[Record] = []
    by_name = bool(setup.options.columns) and not id_position(setup.options)
    for record in records:
        if isinstance(record, Diagnostic):
            yield record
            continue
        upper.append(record)
        if _named(setup, record) if by_name else len(upper) == UPPER_ROWS:
            break
        if by_name:
            del upper[1:]
    if not upper:
        return
    head = _named(setup, upper[-1]) if by_name else head_of(setup, setup.options, upper, path)
    if head is None:
        yield from _no_header(setup, upper[0], path)
        return
    yield from (*head.told, *missing_columns(head.options, head.headers, Location(path, head.line or upper[0][0])))
    below = (record for record in upper if record[0] > head.line)
    rows = Cells(path).within(_rows(head.headers, chain(below, records), path))
    yield from rows_to_items(setup, head.options, rows, path)


def _named(setup: Setup[Options], record: Record) -> Head | None:
    """The header by the name of its id column."""
    headers = header_row(record[1])
    return Head(headers, record[0], setup.options) if has_id_column(setup, setup.options, headers) else None


def _no_header(setup: Setup[Options], first: Record, path: str) -> Iterator[Diagnostic]:
    place = Location(path, first[0])
    yield from missing_columns(setup.options, header_row(first[1]), place)
    words = (
        "没有找到含编号列的表头，该表未读取；没有表头的表请以 columns: {id: 列号} 写明",
        "no header row with the id column; the table was not read; without a header say `columns: {id: NUMBER}`",
    )
    yield _problem("header-missing", DiagnosticSeverity.ERROR, place, *words)


def _filled(records: Iterator[Record | Diagnostic], path: str) -> Iterator[Record | Diagnostic]:
    """Rows that say anything, no wider than is read."""
    for record in records:
        if isinstance(record, Diagnostic):
            yield record
            continue
        line, cells = record
        if len(cells) > MAX_COLUMNS:
            yield _wide(len(cells), Location(path, line))
            del cells[MAX_COLUMNS:]
        if any(cell.strip() for cell in cells):
            yield record


def _rows(headers: tuple[str, ...], records: Iterable[Record | Diagnostic], path: str) -> Iterator[Row | Diagnostic]:
    """Rows below the header, repetitions of the header left out."""
    for record in records:
        if isinstance(record, Diagnostic):
            yield record
        else:
            yield from _row(headers, record[1], Location(path, record[0]))


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


def _records(text: str, delimiter: str, path: str) -> Iterator[Record | Diagnostic]:
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
