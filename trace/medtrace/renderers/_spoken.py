"""What of a text is shown in a language: clean lines, each knowing the language it is in.

Text comes from a repository and may hold anything. Signs that XML cannot carry, and signs that silently turn the
direction of what follows (a known way to make text read otherwise than it is), are shown as U+FFFD.
"""

from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.words import Language, Localized

CHINESE = "zh-CN"
ENGLISH = "en"
EMPTY = "—"

_NEWLINE = expression("\r\n|[\r\x85\u2028\u2029]")
_TAB = "    "
_UNSHOWABLE = expression(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_HAN = expression("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `tongue` is its language, empty for an id, a name or a path."""

    text: str
    tongue: str = ""


def root_tongue(language: Language) -> str:
    """The language of a document as a whole, as HTML and Word name it."""
    return ENGLISH if language is Language.EN else CHINESE


def clean(text: str) -> str:
    """The text with line feeds only, blanks for tabs, and U+FFFD for what cannot be shown."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _NEWLINE.sub("\n", text).replace("\t", _TAB))


def plain(text: str) -> str:
    """The clean text on one line."""
    return " ".join(clean(text).split())


def has_han(text: str) -> bool:
    """Whether any sign is Chinese, punctuation included."""
    return _HAN.search(text) is not None


def spoken(text: Localized, language: Language) -> tuple[Line, ...]:
    """The lines to show; a missing translation shows the other language rather than nothing.

    For `zh-en` the Chinese lines come first and the English ones below where they differ.
    """
    zh, en = clean(text.zh), clean(text.en)
    if zh == en:
        return _lines(zh, CHINESE if has_han(zh) else "")
    chinese, english = _lines(zh, CHINESE), _lines(en, ENGLISH)
    match language:
        case Language.ZH:
            return chinese or english
        case Language.EN:
            return english or chinese
        case Language.BOTH:
            return chinese + english


def _lines(text: str, tongue: str) -> tuple[Line, ...]:
    return tuple(Line(line.rstrip(), tongue) for line in text.split("\n") if line.strip())


def all_spoken(texts: tuple[Localized, ...], language: Language) -> tuple[Line, ...]:
    """Lines of several texts, one after the other; a dash where there is nothing."""
    found = tuple(line for text in texts for line in spoken(text, language))
    return found or (Line(EMPTY),)


def inline(text: Localized, language: Language, joint: str = " / ") -> str:
    """All lines of a text on one line."""
    return joint.join(line.text.strip() for line in spoken(text, language))
