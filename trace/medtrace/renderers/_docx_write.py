"""The parts of a DOCX in order: cover, contents, then sections on upright and landscape pages."""

from medtrace.model.document import Document
from medtrace.renderers._docx_base import base, finished
from medtrace.renderers._docx_blocks import Setter
from medtrace.renderers._docx_contents import contents, heading
from medtrace.renderers._docx_cover import cover
from medtrace.renderers._docx_page import ACROSS, UPRIGHT, Page, furnish, section_end, section_turn
from medtrace.renderers._docx_xml import Element
from medtrace.renderers._outline import Place, places
from medtrace.words import Language


def written(document: Document, language: Language) -> bytes:
    """The document as the bytes of a DOCX."""
    shell = base()
    furnish(shell, document, language)
    body = shell.element.body
    body.clear()
    body.extend(_body(document, language))
    return finished(shell, document, language)


def _body(document: Document, language: Language) -> list[Element]:
    found = places(document.sections)
    made, facts = cover(document, language)
    listed = [*facts, *contents(found, language)]
    if not found and not listed:
        return [*made, section_end(UPRIGHT, cover=True)]
    made.append(section_turn(UPRIGHT, cover=True))
    made += listed
    page = UPRIGHT if listed or not found else _page(found[0])
    fresh = not listed
    for place in found:
        if _page(place) is not page:
            made.append(section_turn(page))
            page, fresh = _page(place), True
        made += _section(place, language, page, new_page=not fresh and place is found[0])
        fresh = False
    return [*made, section_end(page)]


def _page(place: Place) -> Page:
    return ACROSS if place.landscape else UPRIGHT


def _section(place: Place, language: Language, page: Page, *, new_page: bool) -> list[Element]:
    setter = Setter(language, page.text_width)
    made = [heading(place, language, new_page=new_page)] if place.headed else []
    for block in place.section.blocks:
        made += setter.set(block)
    return made
