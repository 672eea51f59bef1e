"""Pages: A4 upright and across, with the margins that the eRPS format advice (notice 2019 No. 29, chapter 3) asks for.

Upright: left at least 2.5 cm, top 2; across: top at least 2.5 cm, right 2; all others at least 1. Every page but the
cover has company, title and number with full version in its head; every page its number in its foot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from medtrace.model.document import Document
from medtrace.renderers._docx_xml import Element, field, paragraph, related, run, w
from medtrace.renderers._spoken import inline, plain, spoken
from medtrace.renderers._width import Need, ems, shares
from medtrace.words import Language

_CM = 567
# Rounded up: the least that is asked for is 2.5 cm and not a little less.
_TWO_AND_A_HALF_CM = 1418
# 10.5 points.
_SIZE = 210
_SHORT, _LONG = 11906, 16838


@dataclass(frozen=True, slots=True)
class Page:
    """One way a page lies; lengths in twentieths of a point."""

    name: str
    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @property
    def text_width(self) -> int:
        """Room between the margins."""
        return self.width - self.left - self.right


UPRIGHT = Page("Portrait", _SHORT, _LONG, _TWO_AND_A_HALF_CM, 2 * _CM, 2 * _CM, _TWO_AND_A_HALF_CM)
ACROSS = Page("Landscape", _LONG, _SHORT, _TWO_AND_A_HALF_CM, 2 * _CM, 9 * _CM // 5, 3 * _CM // 2)


def section_end(page: Page, *, cover: bool = False) -> Element:
    """What Word needs to know of the pages that end here."""
    turned = {"orient": "landscape"} if page is ACROSS else {}
    return w(
        "sectPr",
        related("headerReference", "rIdHeaderCover" if cover else f"rIdHeader{page.name}", type="default"),
        related("footerReference", f"rIdFooter{page.name}", type="default"),
        w("type", val="nextPage"),
        w("pgSz", w=page.width, h=page.height, **turned),
        w(
            "pgMar",
            top=page.top,
            right=page.right,
            bottom=page.bottom,
            left=page.left,
            header=_CM,
            footer=_CM,
            gutter=0,
        ),
        w("cols", space=425),
    )


def section_turn(page: Page, *, cover: bool = False) -> Element:
    """The paragraph that ends a section: a twentieth of a line high, so that it never makes a page of its own."""
    return paragraph("Turn", marks=(section_end(page, cover=cover),))


def furnish(shell: Any, document: Document, language: Language) -> None:  # noqa: ANN401 - python-docx's document
    """Fill the blank headers and footers of the base document."""
    parts = shell.part.related_parts
    parts["rIdHeaderCover"].element.append(paragraph("Header"))
    for page in (UPRIGHT, ACROSS):
        parts[f"rIdHeader{page.name}"].element.extend(_head(page, document, language))
        parts[f"rIdFooter{page.name}"].element.append(_foot(page, document, language))


def _head(page: Page, document: Document, language: Language) -> list[Element]:
    """Company, title and number over one rule: in one row where they fit, else the title in a row of its own.

    Cells and not tab stops: a long name wraps in its cell and never runs into another.
    """
    version = next((line.text for line in spoken(document.version, language)), "")
    number = " ".join(part for part in (plain(document.number), version) if part)
    company, title = inline(document.company, language), inline(document.title, language)
    needs = [round(ems(text) * _SIZE) + _CM // 2 for text in (company, title, number)]
    if sum(needs) <= page.text_width:
        widths = shares([Need(need, 1) for need in needs], page.text_width)
        rows = [_head_row((company, title, number), widths, ("left", "center", "right"))]
        return [_head_table(page, widths, rows), paragraph("Gap")]
    right = min(needs[2], page.text_width // 2)
    widths = (page.text_width - right, right)
    rows = [
        _head_row((company, number), widths, ("left", "right")),
        _head_row((title,), (page.text_width,), ("left",), span=2),
    ]
    return [_head_table(page, widths, rows), paragraph("Gap")]


def _head_row(texts: Sequence[str], widths: Sequence[int], sides: Sequence[str], *, span: int = 1) -> Element:
    spans = (w("gridSpan", val=span),) if span > 1 else ()
    return w(
        "tr",
        *(
            w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *spans, w("vAlign", val="bottom")), _aligned(text, side))
            for text, width, side in zip(texts, widths, sides, strict=True)
        ),
    )


def _head_table(page: Page, widths: Sequence[int], rows: Sequence[Element]) -> Element:
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=page.text_width, type="dxa"),
            w("tblBorders", w("bottom", val="single", sz=6, space=0, color="000000")),
            w("tblLayout", type="fixed"),
            w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def _aligned(text: str, side: str) -> Element:
    return paragraph("Header", run(text), marks=(w("jc", val=side),))


def _foot(page: Page, document: Document, language: Language) -> Element:
    """The controlled state at the left, the page number in the middle, or at the right where both are long."""
    state = inline(document.status, language)
    stops = [w("tab", val="center", pos=page.text_width // 2), w("tab", val="right", pos=page.text_width)]
    if language is Language.BOTH:
        stops = stops[1:]
    tab = w("r", w("tab"))
    return paragraph("Footer", run(state), tab, *_numbered(language), marks=(w("tabs", *stops),))


def _numbered(language: Language) -> list[Element]:
    zh, en = ("第 ", " 页 / 共 ", " 页"), ("Page ", " of ", "")
    match language:
        case Language.ZH:
            return _counted(zh)
        case Language.EN:
            return _counted(en)
        case Language.BOTH:
            return [*_counted(zh), run("  "), *_counted(en)]


def _counted(words: tuple[str, str, str]) -> list[Element]:
    return [run(words[0]), *field("PAGE", "1"), run(words[1]), *field("NUMPAGES", "1"), run(words[2])]
