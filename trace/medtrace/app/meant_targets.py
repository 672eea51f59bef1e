"""Adds to a target that was not read the existing id that it was probably meant to be."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from medtrace.app.near_ids import nearest_id
from medtrace.expressions import expression
from medtrace.model.items import Diagnostic
from medtrace.words import Localized

UNREAD_TARGET = "target-not-read"
# Each word is held against every id of the revision: a column of another project's ids would hold against it thousands.
_ASKED = 200
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


def _named(problem: Diagnostic, near: str) -> Diagnostic:
    if not near or near == problem.about:
        return problem
    words = Localized(f"{problem.message.zh}；是否为 {near}？", f"{problem.message.en}; is {near} meant?")
    return replace(problem, message=words)
