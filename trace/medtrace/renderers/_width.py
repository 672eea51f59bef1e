"""Width is not length: a Chinese sign takes two columns, and an id column is as wide as its longest id.

Column widths are shared on the real text width: what must not wrap (ids, dates, numbers) gets its room first, the rest
is shared by `Column.weight`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from medtrace.expressions import expression

# Never at the start of a line in Chinese print.
_CLOSING = "，。、；：？！）》」』】”’％…,.;:?!)]}"
_TOKEN = expression(f"\\s+|(?:[\u2e80-\u9fff\uf900-\uffef]|[^\\s\u2e80-\u9fff\uf900-\uffef]+)[{re.escape(_CLOSING)}]*")
_NARROW = frozenset("-.,:;'|!()[]/\\ijlt1 ")
_BROAD = frozenset("MW@%mw")
# How far the room of what must not wrap, which is on the safe side, may give way to text.
_TIGHT = 0.86


def columns(text: str) -> int:
    """Columns on a line: two for a Chinese sign, none for a mark that joins the sign before."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def ems(text: str) -> float:
    """Width in units of the font size, on the safe side for any serif face that may stand in for Times New Roman."""
    return sum(_ems(sign) for sign in text)


def _ems(sign: str) -> float:
    if _columns(sign) == 2:  # noqa: PLR2004 - a Chinese sign fills its square
        return 1.0
    if sign in _NARROW:
        return 0.64 if sign == "1" else 0.41
    if sign in _BROAD:
        return 1.04
    return 0.79 if sign.isupper() else 0.64


def longest_word(text: str) -> float:
    """Ems of the longest piece that cannot be broken: a Latin word, or one Chinese sign with what clings to it."""
    return max((ems(token) for token in _TOKEN.findall(text)), default=0.0)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` columns: Chinese breaks anywhere, Latin at blanks, a longer word where it must."""
    lines = [""]
    for token in _TOKEN.findall(text):
        for piece in _pieces(token, width):
            if columns(lines[-1] + piece.rstrip()) > width and lines[-1]:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
    return tuple(line.rstrip() for line in lines if line.strip())


def _pieces(token: str, width: int) -> list[str]:
    if columns(token) <= width:
        return [token]
    pieces = [""]
    for sign in token:
        if columns(pieces[-1] + sign) > width and pieces[-1]:
            pieces.append("")
        pieces[-1] += sign
    return pieces


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for in any unit.

    `least` is the room it must have, `weight` its share of what is left, `whole` that it must not wrap and gets no more
    than it needs, `wish` the room in which its text still reads well.
    """

    least: int
    weight: int
    whole: bool = False
    wish: int = 0


def shares(needs: Sequence[Need], total: int) -> tuple[int, ...]:
    """Widths that add up to `total`: no column below its need as long as there is room for all needs."""
    wished = sum(max(need.least, need.wish) for need in needs if not need.whole)
    whole = sum(need.least for need in needs if need.whole)
    if whole and whole + wished > total:
        share = max(_TIGHT, (total - wished) / whole)
        needs = [replace(need, least=ceil(need.least * share)) if need.whole else need for need in needs]
    if sum(need.least for need in needs) >= total:
        return _cut(needs, total)
    return _filled(needs, total)


def _filled(needs: Sequence[Need], total: int) -> tuple[int, ...]:
    """Unwrapped columns keep what they need; the others share by weight, none below its need."""
    kept = {index for index, need in enumerate(needs) if need.whole} if not all(n.whole for n in needs) else set()
    while True:
        left = total - sum(needs[index].least for index in kept)
        weight = sum(max(need.weight, 1) for index, need in enumerate(needs) if index not in kept)
        given = [
            need.least if index in kept else left * max(need.weight, 1) // weight for index, need in enumerate(needs)
        ]
        short = {index for index, need in enumerate(needs) if index not in kept and given[index] < need.least}
        if not short:
            return _exact(given, total)
        kept |= short


def _cut(needs: Sequence[Need], total: int) -> tuple[int, ...]:
    """Too much is asked: unwrapped columns keep their room while it leaves some for text, else all give in equally."""
    whole = sum(need.least for need in needs if need.whole)
    others = sum(need.least for need in needs if not need.whole)
    if others and whole <= total * 3 // 4:
        spare = total - whole
        return _exact([need.least if need.whole else need.least * spare // others for need in needs], total)
    asked = max(whole + others, 1)
    return _exact([need.least * total // asked for need in needs], total)


def _exact(given: Sequence[int], total: int) -> tuple[int, ...]:
    """Rounding goes to the widest column."""
    widest = max(range(len(given)), key=lambda index: (given[index], -index))
    return tuple(width + (total - sum(given) if index == widest else 0) for index, width in enumerate(given))
