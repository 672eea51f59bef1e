"""Which sides of a screen differ between two texts of a path: its wording, its looks, or what it is made of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from medtrace.expressions import expression
from medtrace.syntax.code_facets import CodeView, code_view, is_prose
from medtrace.syntax.languages import Language, language_of
from medtrace.syntax.markup_facets import markup_facets
from medtrace.syntax.string_tables import is_string_table, string_table

_STYLED = expression(
    r"(?:.*/)?res/(?:values[^/]*/(?:colors?|dimens?|styles?|themes?)|drawable[^/]*/[^/]+|color/[^/]+|anim/[^/]+)\.xml\Z"
)
_PICTURES = (
    *(".css", ".scss", ".sass", ".less", ".styl", ".qss", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".ico"),
    # A Qt resource list names such files and shows nothing itself.
    *(".webp", ".icns", ".ttf", ".otf", ".woff", ".woff2", ".pdf", ".qrc"),
)

MOST_ALIGNED = 1_500


class Facet(StrEnum):
    """A side of a screen."""

    WORDING = "wording"
    LOOKS = "looks"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that a user reads, before and after; empty where it is not there. `key` is that of a string table."""

    before: str
    after: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ScreenChange:
    """The sides that differ and the texts that changed."""

    facets: frozenset[Facet]
    texts: tuple[TextChange, ...] = ()

    @property
    def is_structure(self) -> bool:
        """Whether more than words and looks differs, or that is not known."""
        return Facet.STRUCTURE in self.facets


def is_look_file(path: str) -> bool:
    """Whether a file only says how something looks: a style sheet, a picture, a font, a table of colours."""
    return path.lower().endswith(_PICTURES) or bool(_STYLED.match(path))


def screen_change(before: str, after: str, path: str) -> ScreenChange | None:
    """What differs between two texts; None where the language of the path is not taken apart here."""
    if is_look_file(path):
        return ScreenChange(frozenset({Facet.LOOKS}))
    if is_string_table(before or after, path):
        return _table_change(before, after, path)
    language = language_of(path)
    if language is None or not (before and after):
        return None
    if language.family == "markup":
        return _markup_change(before, after, html=language.name == "html")
    return _code_change(before, after, language)


def _table_change(before: str, after: str, path: str) -> ScreenChange | None:
    """Keys that come and go are structure; a text under the same key is wording."""
    old, new = (string_table(side, path) if side else {} for side in (before, after))
    if old is None or new is None:
        return None
    keys = (*old, *(key for key in new if key not in old))
    texts = tuple(TextChange(old.get(key, ""), new.get(key, ""), key) for key in keys if old.get(key) != new.get(key))
    facets = {Facet.STRUCTURE for one in texts if one.key not in old or one.key not in new}
    facets |= {Facet.WORDING for one in texts if one.key in old and one.key in new}
    return ScreenChange(frozenset(facets), texts)


def _markup_change(before: str, after: str, *, html: bool) -> ScreenChange:
    old, new = markup_facets(before, html=html), markup_facets(after, html=html)
    facets = {
        facet
        for facet, one, other in (
            (Facet.STRUCTURE, old.structure, new.structure),
            (Facet.WORDING, old.texts, new.texts),
            (Facet.LOOKS, old.looks, new.looks),
        )
        if one != other
    }
    return ScreenChange(frozenset(facets), _paired(old.texts, new.texts))


def _code_change(before: str, after: str, language: Language) -> ScreenChange | None:
    old, new = code_view(before, language), code_view(after, language)
    if old is None or new is None:
        return None
    texts = _paired(old.quotes, new.quotes)
    facets = set()
    if old.plain != new.plain or not _are_prose(old, new):
        facets.add(Facet.STRUCTURE)
    if any(is_prose(side) for one in texts for side in (one.before, one.after)):
        facets.add(Facet.WORDING)
    if old.looks != new.looks:
        facets.add(Facet.LOOKS)
    told = tuple(one for one in texts if is_prose(one.before) or is_prose(one.after))
    return ScreenChange(frozenset(facets), told)


def _are_prose(old: CodeView, new: CodeView) -> bool:
    """Whether the quotes that differ are words for people on both sides."""
    if len(old.quotes) != len(new.quotes):
        return False
    pairs = ((one, other) for one, other in zip(old.quotes, new.quotes, strict=True) if one != other)
    return all(is_prose(one) and is_prose(other) for one, other in pairs)


def _paired(old: Sequence[str], new: Sequence[str]) -> tuple[TextChange, ...]:
    """Texts that differ: side by side where there are as many, else as their order allows."""
    if len(old) == len(new):
        return tuple(TextChange(one, other) for one, other in zip(old, new, strict=True) if one != other)
    if len(old) > MOST_ALIGNED or len(new) > MOST_ALIGNED:
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        return (*(TextChange(one, "") for one in gone), *(TextChange("", one) for one in come))
    return tuple(_aligned(old, new))


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[TextChange]:
    """Texts in their order; those of a run that changed stand side by side as far as they go."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for word, first, last, start, end in matcher.get_opcodes():
        if word != "equal":
            for one, other in zip_longest(old[first:last], new[start:end], fillvalue=""):
                yield TextChange(one, other)
