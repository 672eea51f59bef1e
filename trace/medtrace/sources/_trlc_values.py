"""What the value of a TRLC field says, and which records it names.

A string stays its text, an array its values with `, ` between, all else stands as written without blanks. Names of
records are `Name` of the own package and `Package.Name`, with `@1` for the version that is meant; in a string they
stand between commas, or in `[[…]]` within other text. Three names in a row are a literal of an enumeration.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from medtrace.expressions import expression
from medtrace.sources._trlc_records import Value, qualified
from medtrace.sources._trlc_tokens import Token

_OPENING = frozenset("[(")
_CLOSING = frozenset("])")
_BETWEEN_ELEMENTS = frozenset("[,]")
_LITERALS = frozenset({"true", "false", "null"})
# The words of `Package.Name`.
_DOTTED = 3
_NAME = expression(r"\s*+([A-Za-z]\w*+(?:\.[A-Za-z]\w*+)?+)(?:\s*+@\s*+(\d++))?+\s*+", re.ASCII)
_BETWEEN = expression(r"[,;，；、\n]")
_MARKUP = expression(r"\[\[([^\[\]]*+)\]\]")


class Reference(NamedTuple):
    """A record that a value names, with its package, and the version that is meant, if any."""

    id: str
    version: str


def elements(value: Value) -> tuple[str, ...]:
    """The values of an array, or the one value."""
    if len(value) == 1:
        return (value[0].text,)
    found: list[list[Token]] = [[]]
    depth = 0
    listed = value[:1] and value[0].sort == "["
    for one in value:
        depth += one.sort in _OPENING
        if listed and depth <= 1 and one.sort in _BETWEEN_ELEMENTS:
            found.append([])
        else:
            found[-1].append(one)
        depth -= one.sort in _CLOSING
    return tuple(_written(words) for words in found if words)


def _written(words: list[Token]) -> str:
    text = words[0].text
    for before, one in pairwise(words):
        apart = before.sort == "," or not (before.is_sign or one.is_sign)
        text += f" {one.text}" if apart else one.text
    return text


def references(value: Value, package: str) -> Iterator[Reference]:
    """The records that a value names, in its order."""
    at, wanted = 0, True
    while at < len(value):
        one, start = value[at], at
        at += 1
        while one.sort == "word" and _sort(value, at) == "." and _sort(value, at + 1) == "word":
            at += 2
        if one.sort == "string":
            yield from _in_text(one.text, package)
        elif one.sort == "word" and wanted and one.text not in _LITERALS and at - start <= _DOTTED:
            name = "".join(part.text for part in value[start:at])
            meant = value[at + 1].text if _sort(value, at) == "@" and _sort(value, at + 1) == "number" else ""
            yield Reference(qualified(name, package), meant)
        # A word after a value stands between two parts of a tuple, as in `12 of 30`.
        wanted = one.is_sign or (one.sort == "word" and not wanted)


def _in_text(text: str, package: str) -> Iterator[Reference]:
    inside = _MARKUP.findall(text)
    for part in _BETWEEN.split(",".join(inside) if inside else text):
        found = _NAME.fullmatch(part)
        if found:
            yield Reference(qualified(found[1], package), found[2] or "")


def _sort(value: Value, at: int) -> str:
    return value[at].sort if at < len(value) else ""
