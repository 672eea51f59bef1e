"""Ids in small letters, `r-1` or `req_3-2`: told from other words only where a whole list or column is written so."""

from collections.abc import Sequence

from medtrace.expressions import expression

_SMALL = expression(r"([a-z]{1,12})[-_]\d{1,6}(?:[-_.]\d{1,6}){0,3}")
_FEW = 2


def small_ids(words: Sequence[str]) -> tuple[str, ...]:
    """The words, if each is another id of one beginning; else none."""
    found = [_SMALL.fullmatch(one) for one in words]
    heads = {one.group(1) if one else "" for one in found}
    alike = len(heads) == 1 and heads != {""}
    return tuple(words) if alike and len(set(words)) == len(words) >= _FEW else ()
