"""The header row of a sheet or CSV file where the configuration does not name one: by words, by numbers, by content.

Titles and remarks may stand above the header, and there may be none at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.items import Diagnostic, Location
from medtrace.sources._column_guess import (
    by_content,
    columns_taken,
    id_column,
    is_id_header,
    not_understood,
    under_headers,
)
from medtrace.sources._columns import TableOptions, headers_of, id_position, plan
from medtrace.sources._source import OptionsT, Setup
from medtrace.sources._table import header_row
from medtrace.sources._tokens import ids_of_cell

# So many rows are looked at; a header stands among the first of them.
UPPER_ROWS = 60
_TITLE_ROWS = 20

Upper: TypeAlias = Sequence[tuple[int, Sequence[str]]]
"""The first rows that say anything: number and cells."""


@dataclass(frozen=True, slots=True)
class Head:
    """Headers, roles of the columns, and what is told of them.

    `line` is the row behind which the items stand: that of the header where there is one, 0 where nothing stands above.
    """

    headers: tuple[str, ...]
    line: int
    options: TableOptions
    told: tuple[Diagnostic, ...] = ()


def head_of(setup: Setup[OptionsT], options: TableOptions, upper: Upper, path: str) -> Head | None:
    """The header of a table whose id column has a number, or no name at all; None where no row holds an id there."""
    if not upper:
        return None
    rows = [cells for _, cells in upper]
    at = id_position(options)
    first = next((index for index, cells in enumerate(rows) if _holds_id(setup, cells, at)), None)
    if at:
        return None if first is None else _numbered(setup, options, upper, first)
    found = _by_words(setup, rows)
    if found is None and first is not None:
        at = id_column(setup, rows[first:])
        found = _above(rows, first, at) if at else None
        guess = by_content(setup, rows[first:]) if at and found is None else None
        if guess:
            return Head(
                _numbers(rows),
                _line_above(upper, first),
                guess,
                (columns_taken(guess, Location(path, upper[first][0])),),
            )
    return _headed(setup, options, upper, found or 0, path)


def _holds_id(setup: Setup[OptionsT], cells: Sequence[str], at: int) -> bool:
    """Whether a row has an id in the column of that number, or in any where it is 0."""
    return any(len(ids_of_cell(setup.id, cell)) == 1 for cell in (cells[at - 1 : at] if at else cells))


def _numbers(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(str(at) for at in range(1, max(map(len, rows)) + 1))


def _line_above(upper: Upper, first: int) -> int:
    return upper[first - 1][0] if first else 0


def _numbered(setup: Setup[OptionsT], options: TableOptions, upper: Upper, first: int) -> Head:
    """Columns by number: the row above the first item gives the others their names, where it reads as a header."""
    rows = [cells for _, cells in upper]
    above = _above(rows, first, id_position(options))
    if above is None:
        return Head(_numbers(rows), _line_above(upper, first), options)
    return Head(headers_of(setup, options, header_row(rows[above])), upper[above][0], options)


def _above(rows: Sequence[Sequence[str]], first: int, at: int) -> int | None:
    """The row above the first item, where it has a cell over the ids and says what half of the columns are."""
    if not first or not 0 < at <= len(rows[first - 1]) or not rows[first - 1][at - 1].strip():
        return None
    said = sum(bool(cell.strip()) for cell in rows[first - 1])
    return first - 1 if 2 * said >= len(rows[first]) else None


def _by_words(setup: Setup[OptionsT], rows: Sequence[Sequence[str]]) -> int | None:
    """The first of the upper rows with a cell that is called like an id; one with ids below it before any other."""
    called = [
        (index, at)
        for index, cells in enumerate(rows[:_TITLE_ROWS])
        for at, cell in enumerate(cells, 1)
        if is_id_header(cell.strip())
    ]
    holding = (index for index, at in called if any(_holds_id(setup, cells, at) for cells in rows[index + 1 :]))
    return next(holding, called[0][0] if called else None)


def _headed(setup: Setup[OptionsT], options: TableOptions, upper: Upper, index: int, path: str) -> Head:
    """The header at a row; told where its id column was found by content, or holds none of the ids below."""
    line, cells = upper[index]
    headers, below = header_row(cells), [cells for _, cells in upper[index + 1 :]]
    taken, place = under_headers(setup, options, headers, below), Location(path, line)
    if taken is not options:
        return Head(headers, line, taken, (columns_taken(taken, place, headed=True),))
    identity = plan(setup, options, headers).id
    at = headers.index(identity) + 1 if identity else 0
    held = at and any(_holds_id(setup, row, at) for row in below)
    return Head(
        headers, line, options, () if held else tuple(not_understood(setup, options, [(headers, below, place)]))
    )
