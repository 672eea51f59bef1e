"""Adds to a target that was not read the existing id that it was probably meant to be."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from medtrace.app.near_ids import nearest_id
from medtrace.expressions import expression
from medtrace.model.items import Diagnostic
from medtrace.words import Localized

UNREAD_TARGET = "target-not-read"
# Each word is held against every id of the revision: a column of another project's ids would hold against it thousands.
_ASKED = 200
_ASKS, _MEANT = ("；是否为 ", "; is "), " meant?"
_DASHES = expression("[‐-―−]")


def with_nearest(problems: Iterable[Diagnostic], ids: Iterable[str]) -> tuple[Diagnostic, ...]:
    """The problems, those about an unread target with the id nearest to it where there is one."""
    found = tuple(problems)
    words = dict.fromkeys(one.about for one in found if one.code == UNREAD_TARGET)
    known = tuple(ids) if words else ()
    near = {word: nearest_id(plain_word(word), known) for word in list(words)[:_ASKED]}
    return tuple(_named(one, near.get(one.about, "")) if one.code == UNREAD_TARGET else one for one in found)


def plain_word(word: str) -> str:
    """The word with plain hyphens and signs of usual width."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", word))


def without_nearest(problem: Diagnostic) -> Diagnostic:
    """The problem without what `with_nearest` added."""
    zh, en = (text.rpartition(sign) for text, sign in zip((problem.message.zh, problem.message.en), _ASKS, strict=True))
    said = Localized(zh[0], en[0]) if en[0] and en[2].endswith(_MEANT) else problem.message
    return replace(problem, message=said)


def _named(problem: Diagnostic, near: str) -> Diagnostic:
    """An id of another prefix (URS-001 beside SRS-001) is another item and no slip; nor does an item mean itself."""
    if not near or near in {problem.about, problem.owner} or not _is_slip(plain_word(problem.about), near):
        return problem
    said = problem.message
    return replace(problem, message=Localized(f"{said.zh}{_ASKS[0]}{near}？", f"{said.en}{_ASKS[1]}{near}{_MEANT}"))


def _is_slip(word: str, near: str) -> bool:
    """Whether the letters are the same in any order, or one is lost or gained."""
    ours, theirs = (Counter(sign for sign in one.upper() if sign.isalpha()) for one in (word, near))
    return (ours - theirs).total() + (theirs - ours).total() <= 1
