"""The cover: company, title, state, facts and sign-off; its bottom-right quarter stays empty for the seal.

A seal is set at the bottom right of the first page, and a sealed file may not change. So the facts take the whole width
only while they end in the upper half; else they and the sign-off keep to the left half.
"""

from medtrace.model.document import Document, KeyValues
from medtrace.renderers._docx_page import UPRIGHT
from medtrace.renderers._docx_table import pairs, sign_off
from medtrace.renderers._docx_xml import Element, paragraph, run, w
from medtrace.renderers._spoken import CHINESE, Line, all_spoken, spoken
from medtrace.renderers._width import ems
from medtrace.words import Language

_HALF_PAGE = UPRIGHT.height // 2 - UPRIGHT.top
_LEFT_HALF = UPRIGHT.width // 2 - UPRIGHT.left
# Twentieths of a point: a line of 16 points with its spacing, a line of 10.5 points, the rules of a row.
_TITLE_LINE = 420
_SPACING = 1100
_FACT_LINE = 290
_ROW = 40
_VALUE_SHARE = 0.62
_SIZE = 210


def cover(document: Document, language: Language) -> list[Element]:
    """Everything on the first page."""
    titles = _titles(document, language)
    made = [*titles]
    if document.facts:
        facts = KeyValues(document.facts)
        made += [pairs(facts, language, _facts_width(facts, language, len(titles))), paragraph("Gap")]
    if document.signatures:
        made += [paragraph("Gap"), sign_off(document.signatures, language, _LEFT_HALF), paragraph("Gap")]
    return made


def _titles(document: Document, language: Language) -> list[Element]:
    made = [paragraph("CoverCompany", run(line.text)) for line in spoken(document.company, language)]
    lines = spoken(document.title, language)
    made += [paragraph("Title" if line is lines[0] else "Subtitle", run(line.text)) for line in lines]
    made += [paragraph("Subtitle", run(line.text)) for line in spoken(document.product, language)]
    return made + _state(spoken(document.status, language))


def _state(lines: tuple[Line, ...]) -> list[Element]:
    """The controlled state in a frame of its own; both languages on one line."""
    if not lines:
        return []
    border = [w(side, val="single", sz=8, space=4, color="000000") for side in ("top", "left", "bottom", "right")]
    words = " / ".join(line.text for line in lines)
    inset = 2800 if any(line.tongue == CHINESE for line in lines) or len(words) < _ROW else 1400
    return [paragraph("CoverState", run(words), marks=(w("pBdr", *border), w("ind", left=inset, right=inset)))]


def _facts_width(facts: KeyValues, language: Language, titles: int) -> int:
    """The whole width while the rows end above the middle of the page."""
    room = UPRIGHT.text_width * _VALUE_SHARE / _SIZE
    height = titles * _TITLE_LINE + _SPACING
    for name, value in facts.pairs:
        values = all_spoken(value.lines, language)
        lines = sum(1 + int(ems(line.text) // room) for line in values)
        height += max(lines, len(spoken(name, language))) * _FACT_LINE + _ROW
    return UPRIGHT.text_width if height <= _HALF_PAGE else _LEFT_HALF
