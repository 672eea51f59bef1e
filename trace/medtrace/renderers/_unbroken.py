"""Lines broken before an id and never inside it.

Word and LibreOffice break after any hyphen, and a hyphen that does not break is another sign: `SRS-012` would no longer
be found by a search, nor be the same when copied. So a line that would break inside an id gets its break before it.
Where a line ends is estimated with the widths of Times New Roman; the further from a known start, the wider the margin.
"""

import re

from medtrace.expressions import expression
from medtrace.renderers._width import columns

# Words that a reader takes as one: `SRS-012`, `v1.0..v1.1`, `2026-03-05`; and paths with them.
ID = expression(r"(?<![A-Za-z0-9])(?=[A-Za-z_.:-]*\d)[A-Za-z0-9]+(?:[-_.:]{1,2}[A-Za-z0-9]+)+")
TECHNICAL = expression(r"[A-Za-z0-9_]+(?:(?:::|\.\.|[-./:_@])[A-Za-z0-9_]+)+")
_OPENING, _CLOSING = "(（[“‘《「『", ")）]”’》」』，。、；：？！,.;:"
_TOKEN = expression(
    rf"(?P<id>[{re.escape(_OPENING)}]*(?:{ID.pattern})[{re.escape(_CLOSING)}]*)"
    r"|(?P<blank>\s+)|[A-Za-z0-9_]+[^\sA-Za-z0-9_\u2e80-\uffef]*|."
)
_EXACT = {
    **dict.fromkeys(" ,.", 0.25),
    **dict.fromkeys("-()[]Ifr`", 0.333),
    **dict.fromkeys("/\\:;ijlt", 0.278),
    **dict.fromkeys("acez?", 0.444),
    **dict.fromkeys("FPS", 0.556),
    **dict.fromkeys("ELTZ", 0.611),
    **dict.fromkeys("BCR", 0.667),
    **dict.fromkeys("ADGHKNOQUVXYw", 0.722),
    **dict.fromkeys("mM%&", 0.85),
    "J": 0.389,
    "s": 0.389,
    "W": 0.944,
    "@": 0.921,
}
# In ems: the space that print adds between Chinese and Latin; how unsure the end of a line is, and each one after it.
_BETWEEN = 0.25
_UNSURE, _MORE_UNSURE = 0.5, 0.5


def advance(text: str) -> float:
    """Ems of a text in Times New Roman, a Chinese sign one."""
    return sum(float(columns(sign)) / 2 if columns(sign) != 1 else _EXACT.get(sign, 0.5) for sign in text)


def unbroken(text: str, room: float) -> tuple[str, ...]:
    """The text in parts, each to start on a line of its own, so that no id is torn on lines of `room` ems."""
    if not ID.search(text) or advance(text) <= room - 2 * _UNSURE:
        return (text,)
    breaks = _Breaks(room)
    for token in _TOKEN.finditer(text):
        breaks.take(token)
    ends = (*breaks.places, len(text))
    return tuple(part for start, end in zip((0, *breaks.places), ends, strict=True) if (part := text[start:end]))


class _Breaks:
    """Walks over the words of one text and notes where a line must end."""

    def __init__(self, room: float) -> None:
        self.room, self.places = room, list[int]()
        self.used, self.begun, self.since = 0.0, 0, 0

    def take(self, token: re.Match[str]) -> None:
        """One word, blank or sign more."""
        width = advance(token.group())
        if token["blank"]:
            self.used += width
            return
        unsure = _UNSURE + _MORE_UNSURE * self.since
        if token["id"] and width <= self.room:
            width += _BETWEEN
            if self.since and self.used <= unsure:
                # It may still stand at the end of the line before: that line ends where this one is thought to begin.
                self._end(self.begun, self.used)
            elif self.used and self.used + width > self.room - unsure:
                self._end(token.start(), 0.0)
        elif self.used + width > self.room:
            self.used, self.begun, self.since = 0.0, token.start(), self.since + 1
        self.used += width

    def _end(self, place: int, used: float) -> None:
        if place and place not in self.places:
            self.places.append(place)
        self.used, self.since = used, 0
