"""Pipe tables of a Markdown page: header, alignment row, rows.

Rows that go on after blank lines belong to the table above when they have as many cells as its header.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.sources._markdown import Page
from medtrace.sources._table import MAX_COLUMNS, Row, header_row, row_of

_ALIGNMENT = expression(r"\s*+:?-++:?\s*+")
_CODE_SPAN = expression(r"(?<!`)(`{1,3})(?!`)[^`]*+\1(?!`)")
_BARE_PIPE = expression(r"(?<!\\)\|")
_QUOTE = expression(r"\s*+(?:>\s?)*+")

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its headers, the line of the header row and those of its rows.

    Without headers these belong to no table; `apart` says that more than blank lines part them from the rows above.
    `head` is the header row as it is written, `below` the number of rows that follow it without a blank line.
    """

    headers: tuple[str, ...]
    line: int
    lines: list[Line]
    head: str = ""
    below: int = 0
    apart: bool = False

    def rows(self) -> Iterator[Row]:
        """The rows in order, each laid out when it is asked for."""
        width = len(self.headers)
        for number, text in self.lines:
            yield row_of(self.headers, cells_of(text, width), number)

    def cells(self, most: int) -> list[list[str]]:
        """The cells of the first rows."""
        return [cells_of(text, len(self.headers)) for _, text in self.lines[:most]]


def tables(page: Page) -> Iterator[Table]:
    """Tables in order; rows that stand under no header come as a table without headers, behind the table above."""
    above: Table | None = None
    strays: list[Table] = []
    for block, goes_on in _blocks(page):
        if above and not goes_on:
            yield from (above, *strays)
            above, strays = None, []
        start = next((at for at in range(1, len(block)) if is_alignment(block[at][1])), 0)
        stray = _joined(above, block[: start - 1] if start else block)
        if stray:
            strays.append(Table((), stray[0][0], stray, apart=above is None and not goes_on))
        if start:
            yield from (above, *strays) if above else strays
            number, text = block[start - 1]
            below = block[start + 1 :]
            above, strays = Table(header_row(_split(text)), number, below, text, len(below)), []
        elif above is None:
            yield from strays
            strays = []
    if above:
        yield from (above, *strays)


def _blocks(page: Page) -> Iterator[tuple[list[Line], bool]]:
    """Runs of lines with a pipe, and whether only blank lines stand between a run and the one above."""
    block: list[Line] = []
    goes_on = False
    for number, line in page.visible():
        quoted = _QUOTE.match(line)
        text = line[quoted.end() :].rstrip() if quoted else line.rstrip()
        row = "|" in text and not text.startswith("#")
        if block and (not row or number != block[-1][0] + 1):
            yield block, goes_on
            block, goes_on = [], True
        if row:
            block.append((number, text))
        elif text:
            goes_on = False
    if block:
        yield block, goes_on


def _joined(above: Table | None, lines: list[Line]) -> list[Line]:
    """Adds the rows that fit to the table above; those that do not are left."""
    width = len(above.headers) if above else 0
    stray: list[Line] = []
    for line in lines:
        fits = above is not None and len(cells_of(line[1], width)) == width
        (above.lines if above and fits else stray).append(line)
    return stray


def is_alignment(text: str) -> bool:
    """Whether a line only says how cells are aligned."""
    return text.strip("|:- \t") == "" and "-" in text and all(_ALIGNMENT.fullmatch(cell) for cell in _split(text))


def cells_of(text: str, width: int = 0) -> list[str]:
    """Cells of a row; where there are more than `width`, a bare pipe in a code span is taken for text."""
    cells = _split(text)
    if not width or len(cells) <= width or "`" not in text:
        return cells
    kept = _split(_CODE_SPAN.sub(lambda span: _BARE_PIPE.sub(r"\|", span.group()), text))
    return kept if len(kept) == width else cells


def _split(text: str) -> list[str]:
    inner = text.strip().removeprefix("|")
    parts = _BARE_PIPE.split(inner, maxsplit=MAX_COLUMNS)[:MAX_COLUMNS]
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return [part.replace("\\|", "|").strip() for part in parts]
