"""Names of things: item ids in natural order, revisions and ranges."""

import re
from dataclasses import dataclass
from typing import TypeAlias

ItemId: TypeAlias = str
Sha: TypeAlias = str

_DIGITS = re.compile(r"(\d+)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts REQ-9 before REQ-10 and never compares a number with a word.

    The text itself closes the key, so that `REQ-01` and `REQ-1` keep a fixed order.
    """
    parts = tuple(
        (0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part)
        for part in _DIGITS.split(text)
        if part
    )
    return (*parts, (2, 0, text))


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit and the name that the user gave it."""

    name: str
    sha: Sha


@dataclass(frozen=True, slots=True)
class Range:
    """Two revisions that are compared; `merge_base` is empty where the histories share no commit."""

    old: Revision
    new: Revision
    merge_base: Sha = ""

    @property
    def name(self) -> str:
        """The range as git writes it."""
        return f"{self.old.name}..{self.new.name}"


def whole_token(pattern: str) -> re.Pattern[str]:
    """The pattern as a whole token: SRS-1 is not found in SRS-10, SRS-1-2, XSRS-1 or SRS-1.2.

    Only ASCII counts as part of a token, for Chinese text stands next to an id without a blank.

    Raises:
        re.error: where the pattern is no valid expression.
    """
    return re.compile(rf"(?<![A-Za-z0-9_-])(?:{pattern})(?![A-Za-z0-9_-]|\.[0-9])")
