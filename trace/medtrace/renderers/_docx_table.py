"""Tables as bulk XML: fixed widths, the head repeated on every page, no row torn apart, ids never wrapped."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from medtrace.model.document import Cell, Column, KeyValues, Role, Signature, Table, Tone
from medtrace.renderers._docx_xml import Element, paragraph, run, w
from medtrace.renderers._spoken import CHINESE, Line, all_spoken, spoken
from medtrace.renderers._terms import SIGN_OFF
from medtrace.renderers._width import Need, ems, longest_word, shares
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
_WORD = re.compile(r"[A-Za-z]{5,}")
_SIGN_HEIGHT = 680


def grid(table: Table, language: Language, width: int) -> Element:
    """The table on that width; without rows one cell says why there is none."""
    heads = [all_spoken((column.title,), language) for column in table.columns]
    rows = [[all_spoken(cell.lines, language) for cell in row] for row in table.rows]
    widths = shares(
        [
            _need(column, head, [row[index] for row in rows])
            for index, (column, head) in enumerate(zip(table.columns, heads, strict=True))
        ],
        width,
    )
    made = frame(widths)
    made.append(_head_row(heads, widths))
    for lines, cells in zip(rows, table.rows, strict=True):
        made.append(_row(lines, cells, table.columns, widths))
    if not rows:
        made.append(_row_of([cell_of(_texts(spoken(table.empty, language)), width, span=len(widths))]))
    return made


def _need(column: Column, head: Sequence[Line], cells: Sequence[Sequence[Line]]) -> Need:
    """Room for the longest word of the head, and for the longest line where nothing may wrap."""
    whole = column.role in _UNWRAPPED
    if whole:
        least = max((ems(text) for text in {line.text for lines in cells for line in lines}), default=0.0)
    else:
        words = {word for lines in cells for line in lines for word in _WORD.findall(line.text)}
        least = min(max((ems(word) for word in words), default=_LEAST_TEXT), _LONGEST_WORD)
    least = max(least, _LEAST_TEXT, *(_head_room(line) for line in head))
    wish = 0 if column.role is Role.STATUS else _WISHED_TEXT
    return Need(_room(least), column.weight, whole, _room(wish))


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


def _texts(lines: Iterable[Line], style: str = "TableText") -> list[Element]:
    return [paragraph(style, run(line.text)) for line in lines]


def _head_row(heads: Sequence[Sequence[Line]], widths: Sequence[int]) -> Element:
    cells = (
        cell_of(_texts(lines, "TableHead"), width, fill=_HEAD_FILL, middle=True)
        for lines, width in zip(heads, widths, strict=True)
    )
    return _row_of(cells, head=True)


def _row(
    lines: Sequence[Sequence[Line]], cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]
) -> Element:
    return _row_of(
        cell_of(
            _texts(line, "TableCode" if column.role is Role.CODE else "TableText"),
            width,
            fill=FILLS.get(cell.tone, ""),
        )
        for line, cell, column, width in zip(lines, cells, columns, widths, strict=True)
    )


def pairs(block: KeyValues, language: Language, width: int) -> Element:
    """Names and values in two columns; names take what they need up to a third."""
    names = [all_spoken((name,), language) for name, _ in block.pairs]
    longest = max((ems(line.text) for lines in names for line in lines), default=0.0)
    left = min(max(_room(longest), width // 5), width * 2 // 5)
    made = frame((left, width - left))
    for lines, (_, value) in zip(names, block.pairs, strict=True):
        name = cell_of(_texts(lines), left, fill=_HEAD_FILL)
        texts = _texts(all_spoken(value.lines, language))
        made.append(_row_of((name, cell_of(texts, width - left, fill=FILLS.get(value.tone, "")))))
    return made


def sign_off(block: Signature, language: Language, width: int) -> Element:
    """Role, name, signature and date, with rows high enough to sign; kept on one page."""
    heads = [spoken(head, language) for head in SIGN_OFF]
    roles = [spoken(role, language) for role in block.roles]
    longest = max((longest_word(line.text) for role in roles for line in role), default=0.0)
    rooms = [max(longest, _LEAST_TEXT), *(max(longest_word(line.text) * _BOLD for line in head) for head in heads[1:])]
    widths = shares([Need(_room(room), 1) for room in rooms], width)
    made = frame(widths)
    made.append(_head_row(heads, widths))
    kept = partial(paragraph, "TableText", marks=(w("keepNext"),))
    for role in roles:
        names = [kept(run(line.text)) for line in role]
        blank = [cell_of([kept()], one) for one in widths[1:]]
        made.append(_row_of((cell_of(names, widths[0], middle=True), *blank), height=_SIGN_HEIGHT))
    return made
