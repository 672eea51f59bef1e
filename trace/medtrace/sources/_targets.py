"""What a field of links holds beside its targets: words that look like ids and that no pattern of the project knows.

`USR-001` where `URS-001` was meant, `URS-02` and `URS–002` where ids have three digits and a plain hyphen. A word
without a number (`derived`, `N/A`, `无`) is none, nor is a path, a version, a standard, or a name in a long sentence.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from medtrace.expressions import expression

_DASH = r"_~:‐‑‒–—−\-"
_WORD = expression(
    rf"(?<![A-Za-z0-9_./\\#@=&?%+~:{_DASH}])[A-Za-z][A-Za-z0-9]*+(?:[.{_DASH}][A-Za-z0-9]+)*+(?![/\\@=#_\-])"
)
_ID = expression(rf"([A-Za-z]{{2,}})[A-Za-z0-9]*?(?:[{_DASH}][A-Za-z0-9]+)*[{_DASH}]\d+[A-Za-z]?(?:\.\d+)*")
_ALIKE = expression(rf"([A-Za-z]{{2,}})(?:[{_DASH}][A-Za-z]+)*[.{_DASH}]?\d+[A-Za-z]?(?:[.{_DASH}]\d+)*")
_ADDRESS = expression(r"https?://[^\s<>|]+|\]\([^()\s]*\)|<[^<>\n]{1,200}>")
_ESCAPES = expression(r"\\[A-Za-z]|\[[^\[\]]*\]")
_LETTERS = expression(r"[A-Za-z]{2,}")
# Names that bear a number and are no id of a project: standards, encodings, and parts of a document.
_OTHERS = frozenset(
    [
        "AAMI",
        "ANSI",
        "ASTM",
        "CVE",
        "CWE",
        "DICOM",
        "DIN",
        "EN",
        "FDA",
        "GB",
        "HL",
        "ICH",
        "IEC",
        "IEEE",
        "ISO",
        "RFC",
        "SHA",
        "UTF",
        "YY",
        "CHAPTER",
        "FIG",
        "FIGURE",
        "ISSUE",
        "NOTE",
        "PAGE",
        "PR",
        "REV",
        "REVISION",
        "SECTION",
        "STEP",
        "TABLE",
        "VER",
        "VERSION",
    ]
)
# Among more words than these a name with a number is part of a sentence.
_SENTENCE = 12
_LONGEST = 80


def unread_targets(known: re.Pattern[str], value: str) -> tuple[str, ...]:
    """The words of a field's value that look like ids and match no known pattern, each once, as they are written."""
    return tuple(dict.fromkeys(one for line in value.split("\n") for one in _of_line(known, line)))


def _of_line(known: re.Pattern[str], line: str) -> Iterator[str]:
    rest = _ADDRESS.sub(_hidden, known.sub(_hidden, line)).replace("\0/", "\0 ").replace("/\0", " \0")
    plain = rest if rest.isascii() else "".join(map(_narrow, rest))
    told = len(plain.split()) <= _SENTENCE
    for found in _WORD.finditer(plain):
        word = found.group()
        if len(word) <= _LONGEST and (_is_alike(word, known) or (told and _is_id(word))):
            yield line[found.start() : found.end()]


def _hidden(found: re.Match[str]) -> str:
    return "\0" * len(found.group())


def _narrow(sign: str) -> str:
    """A sign in its usual width; one that would become several stays."""
    usual = unicodedata.normalize("NFKC", sign)
    return usual if len(usual) == 1 else sign


def _is_id(word: str) -> bool:
    found = _ID.fullmatch(word)
    return found is not None and found[1].upper() not in _OTHERS


def _is_alike(word: str, known: re.Pattern[str]) -> bool:
    """Whether it begins with the letters of a known pattern and goes on with a number."""
    found = _ALIKE.fullmatch(word)
    return found is not None and found[1].casefold() in _beginnings(known)


@lru_cache(maxsize=64)
def _beginnings(known: re.Pattern[str]) -> frozenset[str]:
    return frozenset(one.casefold() for one in _LETTERS.findall(_ESCAPES.sub(" ", known.pattern)))
