"""The parts of a DOCX in order: cover, contents, then sections on upright and landscape pages."""

from medtrace.model.document import (
    Block,
    Diff,
    Document,
    Figure,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
)
from medtrace.renderers._docx_base import base, finished
from medtrace.renderers._docx_blocks import Setter
from medtrace.renderers._docx_contents import contents, heading
from medtrace.renderers._docx_cover import cover
from medtrace.renderers._docx_page import ACROSS, UPRIGHT, Page, furnish, section_end, section_turn
from medtrace.renderers._docx_xml import Element, paragraph, style_of
from medtrace.renderers._outline import Place, places
from medtrace.words import Language

# How many blocks before a signature stay on its page.
_BEFORE_SIGNATURE = 3


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
            made = [*_open(made), section_turn(page)]
            page, fresh = _page(place), True
        made += _section(place, language, page, new_page=not fresh and place is found[0])
        fresh = False
    return [*_closed(made), section_end(page)]


def _page(place: Place) -> Page:
    return ACROSS if place.landscape else UPRIGHT


def _section(place: Place, language: Language, page: Page, *, new_page: bool) -> list[Element]:
    setter = Setter(language, page.text_width)
    made = [heading(place, language, new_page=new_page)] if place.headed else []
    blocks = place.section.blocks
    for index, block in enumerate(blocks, 1):
        fresh = setter.set(block, held=_holds(block, blocks[index : index + _BEFORE_SIGNATURE]))
        # One gap between two tables, and that goes with the second: alone it could fill a page.
        made = [*(_open(made) if fresh and style_of(fresh[0]) == "Gap" else made), *fresh]
    return made


def _holds(block: Block, after: tuple[Block, ...]) -> bool:
    """Whether a block stays with the one after it.

    Names and values stay with what shows them, that with what is decided, and the last words with the signature below.
    Two tables of names and values in a row are two matters, and so are two tables.
    """
    if isinstance(block, Note | Paragraph) and any(isinstance(one, Signature) for one in after):
        return True
    match block, after[0] if after else None:
        case (_, Signature()) | (KeyValues(), Table() | Diff() | Figure()) | (Table() | Diff(), KeyValues() | Diff()):
            return True
        case _:
            return False


def _closed(made: list[Element]) -> list[Element]:
    """With a thread of a paragraph for the gap where a page ends anyway: a gap can make an empty page of its own."""
    return [*made[:-1], paragraph("Turn")] if made and style_of(made[-1]) == "Gap" else made


def _open(made: list[Element]) -> list[Element]:
    """Without the gap: the paragraph that turns the page stands below the table."""
    return made[:-1] if made and style_of(made[-1]) == "Gap" else made
