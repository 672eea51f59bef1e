"""Tables as bulk XML: fixed widths, the head repeated on every page, no row torn apart, ids never wrapped."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from medtrace.expressions import expression
from medtrace.model.document import Cell, Column, KeyValues, Role, Signature, Table, Tone
from medtrace.renderers._docx_xml import Element, broken, paragraph, run, w
from medtrace.renderers._spoken import CHINESE, Line, all_spoken, spoken
from medtrace.renderers._terms import SIGN_OFF
from medtrace.renderers._unbroken import ID, TECHNICAL, unbroken
from medtrace.renderers._width import Need, ems, longest_word, shares
from medtrace.renderers._width import columns as columns_of
from medtrace.words import Language

# 10.5 points, the least that the eRPS advice allows in a table, in twentieths of a point.
_SIZE = 210
_MARGINS = 2 * 85 + 16
_HEAD_FILL = "EDEFF2"
FILLS = {Tone.GOOD: "E2F0E5", Tone.OPEN: "FFF2CC", Tone.BAD: "FBE0DD"}
_UNWRAPPED = frozenset({Role.ID, Role.DATE, Role.NUMBER})
# In ems: the least room of any column, the longest word of a text that is kept whole, a Chinese head on
# one line, the room in which text reads well; how much wider bold is.
_LEAST_TEXT = 3.0
_LONGEST_WORD = 8.5
_SHORT_HEAD = 4.0
_WISHED_TEXT = 8.0
_BOLD = 1.1
_WORD = expression(r"[A-Za-z]{5,}")
# The room of a sign in a fixed face; how far `ems` is on the safe side for a single word.
_FIXED = 0.6
_SAFE = 0.9
_SIGN_HEIGHT, _SIGN_HEAD = 680, 300
# Lines of names and values that are kept on one page with what follows: about half of one that lies across.
_SHORT_PAIRS = 20
_SHORT_GRID = 4


def grid(table: Table, language: Language, width: int, *, held: bool = False) -> Element:
    """The table on that width; without rows one cell says why there is none.

    With `held` a short one stays on the page of what follows.
    """
    heads = [all_spoken((column.title,), language) for column in table.columns]
    rows = [[all_spoken(cell.lines, language) for cell in row] for row in table.rows]
    widths = _widths(table.columns, heads, rows, width)
    made = frame(widths)
    made.append(_head_row(heads, widths))
    held = held and len(rows) <= _SHORT_GRID
    for number, (lines, cells) in enumerate(zip(rows, table.rows, strict=True), 1):
        # The last two rows stay together: a page never holds a last row alone.
        made.append(_row(lines, cells, table.columns, widths, kept=held or number == len(rows) - 1))
    if not rows:
        made.append(_row_of([cell_of(_texts(spoken(table.empty, language)), width, span=len(widths))]))
    return made


def _widths(
    columns: Sequence[Column], heads: Sequence[Sequence[Line]], rows: Sequence[Sequence[Sequence[Line]]], width: int
) -> tuple[int, ...]:
    """Ids and paths whole where the page has room for all of them, else ids alone, else what text needs."""
    cells = [[row[index] for row in rows] for index in range(len(columns))]
    for kept in (TECHNICAL, ID, None):
        needs = [
            _need(column, head, inside, kept, width // 2)
            for column, head, inside in zip(columns, heads, cells, strict=True)
        ]
        # Room for a path may not squeeze what text wishes for, room for an id may.
        if sum(need.least if kept is ID else max(need.least, need.wish) for need in needs) <= width:
            break
    return shares(needs, width)


def _need(
    column: Column, head: Sequence[Line], cells: Sequence[Sequence[Line]], kept: re.Pattern[str] | None, most: int
) -> Need:
    """Room for the longest word of the head and of what is kept whole, for the longest line where nothing may wrap."""
    whole = column.role in _UNWRAPPED
    texts = {line.text for lines in cells for line in lines}
    if whole:
        least = max(map(ems, texts), default=0.0)
    else:
        words = {word for text in texts for word in _WORD.findall(text)}
        least = min(max(map(ems, words), default=_LEAST_TEXT), _LONGEST_WORD)
        held = {word for text in texts for word in kept.findall(text)} if kept else set()
        # A word wider than half of the page is broken in any case and takes no room from others.
        least = max(least, *(room for word in held if _room(room := _kept(column.role, word)) <= most), 0.0)
    least = max(least, _LEAST_TEXT, *(_head_room(line) for line in head))
    wish = 0 if column.role is Role.STATUS else _WISHED_TEXT
    return Need(_room(least), column.weight, whole, _room(wish))


def _kept(role: Role, word: str) -> float:
    """Ems of a word in the face of its column."""
    return columns_of(word) * _FIXED if role is Role.CODE else ems(word) * _SAFE


def _head_room(line: Line) -> float:
    """Ems of a head: its longest word, and a short Chinese head on one line."""
    words = min(ems(line.text), _SHORT_HEAD) if line.tongue == CHINESE else longest_word(line.text)
    return words * _BOLD


def _room(width: float) -> int:
    """Ems in a table as twentieths of a point, with the margins of a cell."""
    return round(width * _SIZE) + _MARGINS


def frame(widths: Sequence[int], style: str = "TableGrid") -> Element:
    """An empty table of fixed widths."""
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )


def _row_of(cells: Iterable[Element], *, head: bool = False, height: int = 0) -> Element:
    marks = [w("cantSplit")]
    if height:
        marks.append(w("trHeight", val=height, hRule="atLeast"))
    if head:
        marks.append(w("tblHeader"))
    return w("tr", w("trPr", *marks), *cells)


def cell_of(
    paragraphs: Sequence[Element], width: int, *, fill: str = "", span: int = 1, middle: bool = False
) -> Element:
    """A cell; it holds at least one paragraph."""
    marks = [w("tcW", w=width, type="dxa")]
    if span > 1:
        marks.append(w("gridSpan", val=span))
    if fill:
        marks.append(w("shd", val="clear", color="auto", fill=fill))
    if middle:
        marks.append(w("vAlign", val="center"))
    return w("tc", w("tcPr", *marks), *(paragraphs or [paragraph("TableText")]))


def _texts(lines: Iterable[Line], style: str = "TableText", *, width: int = 0, kept: bool = False) -> list[Element]:
    """Paragraphs of a cell, of a known width where ids are not to be torn; `kept` holds their row with the next."""
    made = []
    for line in lines:
        parts = unbroken(line.text, (width - _MARGINS) / _SIZE) if width else (line.text,)
        made.append(paragraph(style, *broken(tuple(Line(part, line.tongue) for part in parts)), kept=kept))
    return made


def _head_row(heads: Sequence[Sequence[Line]], widths: Sequence[int]) -> Element:
    cells = (
        cell_of(_texts(lines, "TableHead"), width, fill=_HEAD_FILL, middle=True)
        for lines, width in zip(heads, widths, strict=True)
    )
    return _row_of(cells, head=True)


def _row(
    lines: Sequence[Sequence[Line]],
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[int],
    *,
    kept: bool,
) -> Element:
    return _row_of(
        cell_of(
            _texts(line, "TableCode" if column.role is Role.CODE else "TableText", width=width, kept=kept),
            width,
            fill=FILLS.get(cell.tone, ""),
        )
        for line, cell, column, width in zip(lines, cells, columns, widths, strict=True)
    )


def pairs(block: KeyValues, language: Language, width: int, *, held: bool = False) -> Element:
    """Names and values in two columns; names take what they need up to two fifths.

    A short table is kept on one page, and with `held` on that of what follows.
    """
    names = [all_spoken((name,), language) for name, _ in block.pairs]
    longest = max((ems(line.text) for lines in names for line in lines), default=0.0)
    left = min(max(_room(longest), width // 5), width * 2 // 5)
    made = frame((left, width - left))
    values = [all_spoken(value.lines, language) for _, value in block.pairs]
    short = sum(_lines_in(lines, width - left) for lines in values) <= _SHORT_PAIRS
    for number, (lines, texts, (_, value)) in enumerate(zip(names, values, block.pairs, strict=True), 1):
        kept = short and (held or number < len(names))
        name = cell_of(_texts(lines, width=left, kept=kept), left, fill=_HEAD_FILL)
        fill = FILLS.get(value.tone, "")
        value_cell = cell_of(_texts(texts, width=width - left, kept=kept), width - left, fill=fill)
        made.append(_row_of((name, value_cell)))
    return made


def _lines_in(lines: Sequence[Line], width: int) -> int:
    """About how many lines the texts take in a cell of that width."""
    return sum(1 + _room(ems(line.text) * _SAFE) // width for line in lines)


def sign_off(block: Signature, language: Language, width: int) -> Element:
    """Role, name, signature and date, with rows high enough to sign; kept on one page."""
    heads = [spoken(head, language) for head in SIGN_OFF]
    roles = [spoken(role, language) for role in block.roles]
    widths = _sign_widths(heads, roles, width)
    made = frame(widths)
    made.append(_head_row(heads, widths))
    kept = partial(paragraph, "TableText", kept=True)
    for role in roles:
        names = [kept(run(line.text)) for line in role]
        blank = [cell_of([kept()], one) for one in widths[1:]]
        made.append(_row_of((cell_of(names, widths[0], middle=True), *blank), height=_SIGN_HEIGHT))
    return made


def _sign_widths(heads: Sequence[Sequence[Line]], roles: Sequence[Sequence[Line]], width: int) -> tuple[int, ...]:
    """A role on one line where the page has room for it, else broken between words."""
    rest = [_room(max(longest_word(line.text) * _BOLD for line in head)) for head in heads[1:]]
    for length in (ems, longest_word):
        longest = max((length(line.text) for role in roles for line in role), default=0.0)
        role = _room(max(longest, _LEAST_TEXT))
        if role + sum(rest) <= width:
            break
    return shares([Need(room, 1) for room in (role, *rest)], width)


def sign_height(block: Signature, language: Language) -> int:
    """Room that the table to sign takes, in twentieths of a point."""
    return len(block.roles) * _SIGN_HEIGHT + max(len(spoken(head, language)) for head in SIGN_OFF) * _SIGN_HEAD
