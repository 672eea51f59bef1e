"""The cover: company, title, state, facts and sign-off; its bottom-right quarter stays empty for the seal.

A seal is set at the bottom right of the first page, and a sealed file may not change. So the facts that fill the width
end above the middle of the page; further ones and the sign-off keep to the left half, and what that has no room for
follows on the next page under a heading of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from medtrace.model.document import Cell, Document, KeyValues
from medtrace.renderers._docx_page import UPRIGHT
from medtrace.renderers._docx_table import pairs, sign_height, sign_off
from medtrace.renderers._docx_xml import Element, paragraph, run, w
from medtrace.renderers._spoken import all_spoken, inline, plain, spoken
from medtrace.renderers._terms import COVER_CONTINUED
from medtrace.renderers._unbroken import advance
from medtrace.renderers._width import ems
from medtrace.words import Language, Localized, same

Fact: TypeAlias = tuple[Localized, Cell]

_LEFT_HALF = UPRIGHT.width // 2 - UPRIGHT.left
# Twentieths of a point: where the facts over the full width must end and where the page ends, from the top margin.
_MIDDLE = UPRIGHT.height // 2 - UPRIGHT.top
_END = UPRIGHT.height - UPRIGHT.top - UPRIGHT.bottom
_TITLE_SIZE, _TITLE_LINE, _SPACING = 320, 400, 1000
_FACT_LINE, _ROW, _GAPS = 290, 40, 700
_INSET = 2600
_BOLD = 1.1


@dataclass(frozen=True, slots=True)
class _Room:
    """A table of facts on one width: twentieths of a point, and ems of 10.5 points in its two columns."""

    width: int
    name: float
    value: float


_WIDE = _Room(UPRIGHT.text_width, 16.5, 25.0)
_HALF = _Room(_LEFT_HALF, 7.0, 11.0)


def cover(document: Document, language: Language) -> tuple[list[Element], list[Element]]:
    """Everything on the first page, and the facts that go on the next because the first has no room for them."""
    titles = _titles(document, language)
    made = [paragraph(style, run(text)) for style, text in titles] + _state(document.status, language)
    used = _height([text for _, text in titles]) + (_TITLE_LINE if document.status.zh else 0)
    wide, rest, filled = _cut(document.facts, language, _WIDE, _MIDDLE - used)
    signed = sign_height(document.signatures, language) if document.signatures else 0
    half, rest, _ = _cut(rest, language, _HALF, _END - used - filled - signed - _GAPS)
    made += _table(wide, language, _WIDE) + _table(half, language, _HALF)
    if document.signatures:
        made += [sign_off(document.signatures, language, _LEFT_HALF), paragraph("Gap")]
    if not rest:
        return made, []
    head = paragraph("TOCHeading", run(inline(COVER_CONTINUED, language)))
    return made, [head, *_table([_compact(name, value, language, _WIDE) for name, value in rest], language, _WIDE)]


def _cut(facts: Sequence[Fact], language: Language, room: _Room, most: int) -> tuple[list[Fact], Sequence[Fact], int]:
    """The first facts as they are set where there is room of `most`, the others as they are, and the room used."""
    made = [_compact(name, value, language, room) for name, value in facts]
    heights = list(accumulate(_row_height(name, value, language, room) for name, value in made))
    count = sum(height <= most for height in heights)
    return made[:count], facts[count:], heights[count - 1] if count else 0


def _table(facts: Sequence[Fact], language: Language, room: _Room) -> list[Element]:
    if not facts:
        return []
    return [paragraph("Gap"), pairs(KeyValues(tuple(facts)), language, room.width), paragraph("Gap")]


def _compact(name: Localized, value: Cell, language: Language, room: _Room) -> Fact:
    """The fact with both languages on one line where there is room, for the cover has little."""
    lines = tuple(_on_one_line(line, language, room.value) for line in value.lines)
    return _on_one_line(name, language, room.name), Cell(lines, value.tone)


def _on_one_line(text: Localized, language: Language, room: float) -> Localized:
    words = inline(text, language, "  ")
    return same(words) if ems(words) <= room else text


def _row_height(name: Localized, value: Cell, language: Language, room: _Room) -> int:
    values = sum(1 + int(advance(line.text) / room.value) for line in all_spoken(value.lines, language))
    names = sum(1 + int(advance(line.text) / room.name) for line in spoken(name, language))
    return max(values, names) * _FACT_LINE + _ROW


def _titles(document: Document, language: Language) -> list[tuple[str, str]]:
    """Styles and texts of the lines above the facts."""
    lines = [("CoverCompany", line.text) for line in spoken(document.company, language)]
    for index, line in enumerate(spoken(document.title, language)):
        lines.append(("Subtitle" if index else "Title", line.text))
    lines += [("Subtitle", line.text) for line in spoken(document.product, language)]
    version = next((line.text for line in spoken(document.version, language)), "")
    number = "  ".join(part for part in (plain(document.number), version) if part)
    return [*lines, ("CoverNumber", number)]


def _state(status: Localized, language: Language) -> list[Element]:
    """The controlled state in a frame of its own; both languages on one line."""
    words = inline(status, language)
    if not words:
        return []
    border = [w(side, val="single", sz=8, space=4, color="000000") for side in ("top", "left", "bottom", "right")]
    # Both languages may need two lines: then the frame is wider.
    inset = _INSET if ems(words) * _TITLE_SIZE < UPRIGHT.text_width - 2 * _INSET else _INSET // 3
    return [paragraph("CoverState", run(words), marks=(w("pBdr", *border), w("ind", left=inset, right=inset)))]


def _height(texts: Sequence[str]) -> int:
    """Room that the lines above the facts take, long ones on two lines."""
    lines = sum(1 + int(advance(text) * _BOLD * _TITLE_SIZE // UPRIGHT.text_width) for text in texts)
    return lines * _TITLE_LINE + _SPACING
