"""Lists of quoted ids behind a word of the trade, over as many lines as they take.

    partially_verifies=["SRS-001",  # why              "FullyVerifies": ("SRS-003",)
                        "SRS-002"],                    fully_verifies = vec!["SRS-004"]

The list ends at its own bracket, so what stands behind it is not cited, and an id that nobody knows hides no other.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.ids import Placed, ids_from

# A list that is longer than this was never closed.
_LONGEST = 10_000
_LIST = expression(
    r"[\"'`]?+[ \t]*+(?::|=>|\+?=)\s*+(?:&|vec!)?+[\[({](?=\s*+[\"'`])"
    rf"(?P<inner>[^\[\](){{}}]{{0,{_LONGEST}}}+)[\])}}]"
)
_PART = expression(r"(?:#|//)[^\n]*+|\"(?P<double>[^\"\n]*+)\"|'(?P<single>[^'\n]*+)'|`(?P<back>[^`\n]*+)`")

_SIGNS = " ,;、，；"
_BETWEEN = expression(rf"[{_SIGNS}]*+")


def quoted_list(text: str, at: int) -> re.Match[str] | None:
    """The list that a sign ties to the word which ends at a position."""
    return _LIST.match(text, at)


def quoted_ids(listed: re.Match[str], known: re.Pattern[str], *, ranges: bool) -> Iterator[Placed]:
    """The known ids of a list in their order, each with its position: those of the quotes that hold nothing else."""
    for part in _PART.finditer(listed.string, *listed.span("inner")):
        if part.lastgroup:
            yield from _of_quote(listed.string, part.span(part.lastgroup), known, ranges)


def _of_quote(text: str, span: tuple[int, int], known: re.Pattern[str], ranges: bool) -> list[Placed]:
    found: list[Placed] = []
    at, end = span
    while (blank := _BETWEEN.match(text, at, end)) and (one := known.match(text, blank.end(), end)) and one.group():
        placed, at = ids_from(known, text, one, ranges=ranges)
        found += placed
    return found if not text[at:end].strip(_SIGNS) else []
