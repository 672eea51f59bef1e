"""Names of things: item ids in natural order, revisions and ranges."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.words import Localized

ItemId: TypeAlias = str
Sha: TypeAlias = str

_DIGITS = expression(r"(\d+)")
_NUMBERED = expression(r"(?P<stem>.*?)(?P<number>[0-9]{1,9})", re.DOTALL)
# A dash that begins a line is a bullet and no range.
_UP_TO = expression(
    r"(?:[\s\]`*_]*(?:to|through|thru|until|\.{2,3}|…|至|到)|(?:[^\S\n]|[\]`*_])*[-‐-―~～]{1,2})[\s\[`*_]*",
    re.IGNORECASE,
)
_SHORT = expression(r"[0-9]{1,9}(?![A-Za-z0-9_.-])")
# Where a word goes on with a Chinese character, no id begins; behind these it does, for they end words that lead to an
# id (见、依据、按照、参考、对应、满足、符合、实现、验证、覆盖、关于 …) or stand between two.
_LEADING = "见据按照考应足合现证盖于及和与或由自在的为至到从据将对把该此增改"
_NO_TAIL = rf"(?!(?<=[^\W{_LEADING}])[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
_LONGEST_RANGE = 1000
_WHY = {
    "backwards": ("起止颠倒", "runs backwards"),
    "too-long": (f"超过 {_LONGEST_RANGE} 个编号", f"names more than {_LONGEST_RANGE} ids"),
}


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

    Only ASCII counts as part of a token, for Chinese text stands next to an id without a blank (按SRS-1修改). An id
    that begins with a Chinese character is no tail of a longer one: 需求-1 is not found in 用户需求-1, but in 见需求-1.

    Raises:
        re.error: where the pattern is no valid expression.
    """
    return re.compile(rf"(?<![A-Za-z0-9_-]){_NO_TAIL}(?:{pattern})(?![A-Za-z0-9_-]|\.[0-9])")


def found_ids(pattern: re.Pattern[str], text: str, *, ranges: bool = False) -> tuple[ItemId, ...]:
    """Every id of a text in its order; with `ranges`, "SRS-001 to SRS-003" and "SRS-001..003" name three."""
    found: list[ItemId] = []
    end = 0
    for match in pattern.finditer(text):
        if ranges and found and _UP_TO.fullmatch(text, end, match.start()):
            found += _between(found[-1], match.group())
        found.append(match.group())
        end = match.end()
        if ranges and (short := _short_end(match.group(), text, end)):
            found += [*_between(match.group(), short), short]
    return tuple(found)


Placed: TypeAlias = tuple[ItemId, int]
"""An id and the position at which it, or the range that names it, is written."""


def ids_from(pattern: re.Pattern[str], text: str, first: re.Match[str], *, ranges: bool) -> tuple[list[Placed], int]:
    """The id of a match with the end of the range that it begins, and where that ends.

    With `ranges` the ids between are named too, as in `found_ids`; else only those that are written in full.
    """
    named, words = [(first.group(), first.start())], _UP_TO.match(text, first.end())
    last = pattern.match(text, words.end()) if words else None
    if words is None:
        return named, first.end()
    if last and _stem(last.group()) and _stem(last.group()) == _stem(first.group()):
        inner = _between(first.group(), last.group()) if ranges else ()
        return [*named, *((one, first.start()) for one in inner), (last.group(), last.start())], last.end()
    short = _short_end(first.group(), text, first.end())
    if not short:
        return named, first.end()
    inner = (*_between(first.group(), short), short) if ranges else ()
    return [*named, *((one, first.start()) for one in inner)], words.end() + len(short) - len(_stem(short))


@dataclass(frozen=True, slots=True)
class UnreadRange:
    """A range of which only the ends count: it runs backwards, or names more than a thousand ids (`too-long`)."""

    first: ItemId
    last: ItemId
    reason: str
    start: int

    @property
    def why(self) -> Localized:
        """What a reader is told."""
        zh, en = _WHY[self.reason]
        name = f"{self.first} … {self.last}"
        return Localized(f"编号范围“{name}”{zh}，只读取了两端", f"the range “{name}” {en}; only its ends were read")


def unread_ranges(pattern: re.Pattern[str], text: str) -> tuple[UnreadRange, ...]:
    """The ranges of a text that `found_ids` does not take for one, with the position at which each begins."""
    found: list[UnreadRange] = []
    last: re.Match[str] | None = None
    for match in pattern.finditer(text):
        if last is not None and _UP_TO.fullmatch(text, last.end(), match.start()):
            found += _unread(last.group(), match.group(), last.start())
        words = _UP_TO.match(text, match.end())
        number = _SHORT.match(text, words.end()) if words else None
        head = _NUMBERED.fullmatch(match.group())
        if number and head and len(number.group()) == len(head["number"]):
            found += _unread(match.group(), head["stem"] + number.group(), match.start())
        last = match
    return tuple(found)


def _unread(first: ItemId, last: ItemId, start: int) -> tuple[UnreadRange, ...]:
    low, high = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if low is None or high is None or low["stem"] != high["stem"]:
        return ()
    steps = int(high["number"]) - int(low["number"])
    reason = "backwards" if steps < 0 else "too-long" if steps > _LONGEST_RANGE + 1 else ""
    return (UnreadRange(first, last, reason, start),) if reason else ()


def _stem(name: ItemId) -> str:
    numbered = _NUMBERED.fullmatch(name)
    return numbered["stem"] if numbered else ""


def _short_end(first: ItemId, text: str, start: int) -> ItemId:
    """The last id of `SRS-001..003`, where its number alone is written."""
    words = _UP_TO.match(text, start)
    number = _SHORT.match(text, words.end()) if words else None
    head = _NUMBERED.fullmatch(first)
    if number is None or head is None or len(number.group()) != len(head["number"]):
        return ""
    last = head["stem"] + number.group()
    return last if _between(first, last) or int(number.group()) == int(head["number"]) + 1 else ""


def _between(first: ItemId, last: ItemId) -> tuple[ItemId, ...]:
    """The ids between two of one stem; none where they are no range, or one of more than a thousand."""
    low, high = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if low is None or high is None or low["stem"] != high["stem"]:
        return ()
    numbers = range(int(low["number"]) + 1, int(high["number"]))
    if len(numbers) > _LONGEST_RANGE:
        return ()
    return tuple(f"{low['stem']}{number:0{len(low['number'])}d}" for number in numbers)
