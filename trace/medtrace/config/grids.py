"""Tables in the texts of a survey: those of a Markdown page, and that of a CSV file, with and without a header."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.config.tabular import Grid, first_grid, numbered
from medtrace.expressions import expression

_FENCE = expression(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_RULE = expression(r"[\s|:-]+")
_FEW, _UPPER = 2, 20
Row: TypeAlias = tuple[str, ...]


def without_code(text: str) -> str:
    """A page without its code fences."""
    return _FENCE.sub("", text)


def blanked_code(text: str) -> str:
    """A page with empty lines for its code fences: every other line keeps its number."""
    return _FENCE.sub(lambda found: "\n" * found.group().count("\n"), text)


@dataclass(slots=True)
class _Growing:
    """A table while its page is read."""

    headers: Row
    rows: list[Row]


def page_grids(text: str) -> Iterator[Grid]:
    """Tables in order; rows without a header go on in the last table of their width, else have numbered columns."""
    grids: list[_Growing] = []
    by_width: dict[int, _Growing] = {}
    for block in re.split(r"\n\s*\n", without_code(text)):
        lines = [line for line in block.split("\n") if line.strip() and not line.lstrip().startswith("#")]
        rows = tuple(_cells(line) for line in lines if "|" in line)
        if len(rows) < len(lines) and not any(map(_is_rule, rows)):
            continue
        at = next((index for index, row in enumerate(rows) if _is_rule(row)), 0)
        loose = [row for row in rows if any(row) and not _is_rule(row)]
        width = max(map(len, loose), default=0)
        if at and any(rows[at - 1]) and not numbered((rows[at - 1], *rows[at + 1 :])).begins_with_item:
            grids.append(_Growing(rows[at - 1], list(rows[at + 1 :])))
            by_width[len(rows[at - 1])] = grids[-1]
        elif width in by_width:
            by_width[width].rows.extend(loose)
        elif len(loose) >= _FEW:
            grids.append(_Growing((), loose))
    return (Grid(one.headers, tuple(one.rows)) if one.headers else numbered(tuple(one.rows)) for one in grids)


def _cells(line: str) -> Row:
    return tuple(cell.strip() for cell in line.strip(" >").removeprefix("|").removesuffix("|").split("|"))


def _is_rule(row: Row) -> bool:
    return bool(_RULE.fullmatch("|".join(row))) and "-" in row[0]


def file_grid(text: str) -> tuple[str, tuple[Grid, ...]]:
    """The delimiter of a CSV file and its table: below the header, which titles may precede, or of numbered columns."""
    lines = text.split("\n", _UPPER)[:_UPPER]
    # A title has no cells to part: of the first lines that one counts which has the most.
    sign = max(",;\t", key=lambda sign: max(line.count(sign) for line in lines))
    try:
        rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=sign) if any(row)]
    except csv.Error:
        return sign, ()
    stripped = tuple(tuple(cell.strip() for cell in row) for row in rows)
    return sign, first_grid(stripped)
