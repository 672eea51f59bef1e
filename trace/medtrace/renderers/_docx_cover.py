"""The cover: company, title, state, facts and sign-off; its bottom-right quarter stays empty for the seal.

A seal is set at the bottom right of the first page, and a sealed file may not change. So the facts end above the middle
of the page, further ones follow on the next page, and the sign-off keeps to the left half.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

from medtrace.model.document import Cell, Document, KeyValues
from medtrace.renderers._docx_page import UPRIGHT
from medtrace.renderers._docx_table import pairs, sign_off
from medtrace.renderers._docx_xml import Element, paragraph, run, w
from medtrace.renderers._spoken import all_spoken, inline, plain, spoken
from medtrace.renderers._width import ems
from medtrace.words import Language, Localized, same

Fact: TypeAlias = tuple[Localized, Cell]

_LEFT_HALF = UPRIGHT.width // 2 - UPRIGHT.left
# Twentieths of a point: where the facts must end, measured from the top margin; where they may begin.
_MIDDLE = UPRIGHT.height // 2 - UPRIGHT.top
_TITLE_SIZE, _TITLE_LINE, _SPACING = 320, 400, 1000
_FACT_LINE, _ROW = 290, 40
# Ems of 10.5 points in the two columns of the facts.
_NAME_ROOM, _VALUE_ROOM = 16.5, 25.0
_INSET = 2600


def cover(document: Document, language: Language) -> tuple[list[Element], list[Element]]:
    """Everything on the first page, and the facts that go on the next because the first has no room for them."""
    titles = _titles(document, language)
    made = [paragraph(style, run(text)) for style, text in titles] + _state(document.status, language)
    facts = [_compact(name, value, language) for name, value in document.facts]
    heights = [_row_height(name, value, language) for name, value in facts]
    count = _fitting(heights, _height([text for _, text in titles]) + (_TITLE_LINE if document.status.zh else 0))
    made += _table(facts[:count], language)
    if document.signatures:
        made += [sign_off(document.signatures, language, _LEFT_HALF), paragraph("Gap")]
    return made, _table(facts[count:], language)


def _table(facts: Sequence[Fact], language: Language) -> list[Element]:
    if not facts:
        return []
    return [paragraph("Gap"), pairs(KeyValues(tuple(facts)), language, UPRIGHT.text_width), paragraph("Gap")]


def _compact(name: Localized, value: Cell, language: Language) -> Fact:
    """The fact with both languages on one line where there is room, for the cover has little."""
    lines = tuple(_on_one_line(line, language, _VALUE_ROOM) for line in value.lines)
    return _on_one_line(name, language, _NAME_ROOM), Cell(lines, value.tone)


def _on_one_line(text: Localized, language: Language, room: float) -> Localized:
    words = inline(text, language, "  ")
    return same(words) if ems(words) <= room else text


def _row_height(name: Localized, value: Cell, language: Language) -> int:
    lines = sum(1 + int(ems(line.text) / _VALUE_ROOM) for line in all_spoken(value.lines, language))
    return max(lines, len(spoken(name, language))) * _FACT_LINE + _ROW


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
    lines = sum(1 + int(ems(text) * _TITLE_SIZE // UPRIGHT.text_width) for text in texts)
    return lines * _TITLE_LINE + _SPACING


def _fitting(heights: Sequence[int], used: int) -> int:
    """How many rows end above the middle of the page."""
    return sum(used + below <= _MIDDLE for below in accumulate(heights))
