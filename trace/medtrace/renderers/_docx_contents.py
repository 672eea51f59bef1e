"""Headings with their bookmarks, and a contents list that leads to them.

The list is a Word field filled in beforehand, without page numbers: no program but Word knows them, a wrong number is
worse than none, and asking Word to update at opening makes it ask the reader a frightening question. F9 gives numbers.
"""

from collections.abc import Sequence

from medtrace.renderers._docx_xml import Element, broken, paragraph, run, w
from medtrace.renderers._outline import Place
from medtrace.renderers._spoken import inline, plain, spoken
from medtrace.renderers._terms import CONTENTS
from medtrace.words import Language

_DEEPEST = 3
_LEVELS = 6


def heading(place: Place, language: Language, *, new_page: bool) -> Element:
    """A real heading with its number and a bookmark; with `new_page` it starts one."""
    number = plain(place.section.number)
    lines = broken(spoken(place.section.heading, language))
    words = [run(f"{number}  "), *lines] if number else lines
    mark = place.anchor.removeprefix("s")
    return paragraph(
        f"Heading{min(place.level, _LEVELS)}",
        w("bookmarkStart", id=mark, name=_bookmark(place)),
        *words,
        w("bookmarkEnd", id=mark),
        marks=(w("pageBreakBefore"),) if new_page else (),
    )


def contents(places: Sequence[Place], language: Language) -> list[Element]:
    """The list of headings down to the third level, each a link; nothing where there is no heading."""
    listed = [place for place in places if place.headed and place.level <= _DEEPEST]
    if not listed:
        return []
    entries = [_entry(place, language) for place in listed]
    entries[0][1:1] = _field_start()
    entries[-1].append(w("r", w("fldChar", fldCharType="end")))
    return [paragraph("TOCHeading", run(inline(CONTENTS, language))), *entries]


def _entry(place: Place, language: Language) -> Element:
    words = f"{plain(place.section.number)}  {inline(place.section.heading, language, '  ')}".strip()
    return paragraph(f"TOC{place.level}", w("hyperlink", run(words), anchor=_bookmark(place), history=1))


def _field_start() -> list[Element]:
    order = w("instrText")
    order.text = f' TOC \\o "1-{_DEEPEST}" \\h \\z \\u '
    order.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", order),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def _bookmark(place: Place) -> str:
    return f"_Toc{int(place.anchor.removeprefix('s')):08d}"
