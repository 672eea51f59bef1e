"""How far two versions of one component lie apart.

The first number that differs says it: major, minor, patch (the third and every later one). Versions of equal numbers
that differ in a suffix (`rc1`, `-beta`, `.dev3`, a time stamp) are a pre-release apart. Below 1.0 the trade holds every
minor version for one that may break its users (Semantic Versioning 4): it is a minor one here, which is a question, for
nothing but the name set and the first number fires. A first number that is a year or a date (`2024.1`, `20241224`)
counts days and promises nothing (calver.org): how far two years lie apart is not known.
"""

import re
from enum import StrEnum
from itertools import zip_longest

from medtrace.expressions import expression
from medtrace.rules._parts._part import is_dated, number

# Words that say what a build is for, not which version it is.
_IDLE = expression(r"(?:[._-]?(?:final|release|ga|jre|android|stable)\b|\.\*|\.x\b)+", re.IGNORECASE)
_STEPS = ("major", "minor")


class Distance(StrEnum):
    """What of a version differs; `unknown` where a side is no number, or where the year differs."""

    SAME = "same"
    PRE_RELEASE = "pre-release"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """Position from the nearest to the farthest; what is not known comes last."""
        return list(Distance).index(self)


def distance(old: str, new: str) -> Distance:
    """The distance of two versions, each without its upper bounds."""
    one, other = number(old), number(new)
    if one is None or other is None:
        return Distance.SAME if old.strip() == new.strip() else Distance.UNKNOWN
    numbers = (tuple(map(int, found["numbers"].split("."))) for found in (one, other))
    pairs = zip_longest(*numbers, fillvalue=0)
    step = next((place for place, (left, right) in enumerate(pairs) if left != right), None)
    if step is None:
        rests = {_IDLE.sub("", found["rest"]).strip(".-_").casefold() for found in (one, other)}
        return Distance.SAME if len(rests) == 1 else Distance.PRE_RELEASE
    if step == 0 and is_dated(one) and is_dated(other):
        return Distance.UNKNOWN
    return Distance(_STEPS[step]) if step < len(_STEPS) else Distance.PATCH


def is_early(version: str) -> bool:
    """Whether a version is below 1.0."""
    found = number(version)
    return found is not None and int(found["numbers"].split(".")[0]) == 0
