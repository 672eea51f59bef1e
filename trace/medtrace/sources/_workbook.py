"""Sheets of an XLSX workbook as rows of text, read with openpyxl within bounds.

openpyxl pads every row to the size that a sheet claims to have, up to 17 thousand million cells: its parser of rows is
used without that, and only cells that say something are kept.
"""

import bisect
import datetime as dt
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MAX_ROWS = 1_048_576
MAX_COLUMNS = 500
# A cell of 30 bytes may cite a text of 30 kilobytes: what all cells say together is bounded too.
MAX_TEXT = 100_000_000
MAX_MERGED = 1_000_000
# Beyond this a number of a sheet has lost digits.
MAX_WHOLE = 1e15


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows by number, each with its texts by column from 1; `merged` as (left, top, right, bottom).

    `hidden` is `hidden` or `veryHidden` where the workbook does not show it;
    `cut` says that the sheet was longer than is read; `uncomputed` are cells (row, column) with a formula and no value.
    """

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    cut: bool = False
    hidden: str = ""
    uncomputed: list[tuple[int, int]] = field(default_factory=list)

    def filled(self, *, apart: frozenset[int]) -> Iterator[tuple[int, list[str]]]:
        """Rows in order; each cell of a merged range says what its first cell says, but for the columns `apart`."""
        width = max((max(row) for row in self.rows.values() if row), default=0)
        numbers, left = sorted(self.rows), MAX_MERGED
        for first, top, last, bottom in self.merged:
            said = self.rows.get(top, {}).get(first, "")
            inside = numbers[bisect.bisect_left(numbers, top) : bisect.bisect_right(numbers, bottom)]
            columns = [column for column in range(first, min(last, width) + 1) if column not in apart]
            left -= len(inside) * len(columns)
            if left < 0:
                break
            for number in inside if said else ():
                for column in columns:
                    self.rows[number].setdefault(column, said)
        for number in numbers:
            row = self.rows[number]
            yield number, [row.get(column, "") for column in range(1, max(row, default=0) + 1)]


class WorkbookUnreadableError(ValueError):
    """The bytes are no workbook that openpyxl reads."""


def sheets(data: bytes, wanted: str = "") -> list[Sheet]:
    """The sheets in the order of the workbook, or the one of that name.

    Raises:
        WorkbookUnreadableError: damaged, refused (entities) or no workbook at all.
    """
    with warnings.catch_warnings():
        # What openpyxl does not support (pictures, validations, formats) is not read here.
        warnings.simplefilter("ignore")
        try:
            return _sheets(data, wanted)
        except Exception as fault:
            raise WorkbookUnreadableError(_words(fault)) from fault


def _words(fault: Exception) -> str:
    return (str(fault).strip().partition("\n")[0] or type(fault).__name__)[:200]


def _sheets(data: bytes, wanted: str) -> list[Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found, left = [], MAX_TEXT
    for one in book.worksheets:
        if not wanted or one.title == wanted:
            sheet = _sheet(book, one, left)
            left -= sum(len(text) for row in sheet.rows.values() for text in row.values())
            found.append(sheet)
    return found


def _sheet(book: Any, one: Any, left: int) -> Sheet:  # noqa: ANN401 - openpyxl has no types
    from medtrace.sources._workbook_cells import Cells

    sheet = Sheet(str(one.title), hidden=str(one.sheet_state or "").removeprefix("visible"))
    with one._get_source() as source:  # noqa: SLF001 - see above: the public way pads rows without bound
        parser = Cells(
            source,
            one._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for number, cells in parser.parse():
            near = [cell for cell in cells if cell["column"] <= MAX_COLUMNS]
            row = {cell["column"]: said for cell in near if (said := _text(cell))}
            sheet.uncomputed += [(number, cell["column"]) for cell in near if cell["uncomputed"]]
            left -= sum(map(len, row.values()))
            if left < 0:
                sheet.cut = True
                break
            if 1 <= number <= MAX_ROWS:
                sheet.rows.setdefault(number, {}).update(row)
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
    sheet.merged = tuple(found.bounds for found in ranges)
    return sheet


def _text(cell: dict[str, Any]) -> str:
    """What a cell says: dates in ISO form, whole numbers without a fraction, others to the 15 digits that count."""
    match cell["value"]:
        case None:
            return ""
        case bool() as value:
            return "TRUE" if value else "FALSE"
        case float() as value:
            return str(int(value)) if value.is_integer() and abs(value) < MAX_WHOLE else f"{value:.15g}"
        case dt.datetime() as value:
            whole = value.time() == dt.time()
            return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
        case value:
            return _plain(str(value))


def _plain(text: str) -> str:
    """Line ends as LF, without what no document shows; `_x000D_` is a line end that a program wrote out."""
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")
