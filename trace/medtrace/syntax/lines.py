"""Where two texts differ, line by line, after white space is made equal."""

import difflib
from dataclasses import dataclass

MOST_LINES = 4000


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of lines that differs: the first line on either side (from 1; the line before it where a side is empty)."""

    old_line: int
    new_line: int
    before: str
    after: str


def hunks(before: str, after: str, *, exact: bool = False) -> tuple[Hunk, ...]:
    """The differing runs, in order; white space within lines and blank lines count for nothing, unless `exact`.

    Beyond `MOST_LINES` on either side of what differs the whole middle is one hunk: a file that was written anew is
    not compared line by line.
    """
    old, new = _kept(before, exact=exact), _kept(after, exact=exact)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    one, other = old[start : len(old) - end], new[start : len(new) - end]
    if not one and not other:
        return ()
    if len(one) > MOST_LINES or len(other) > MOST_LINES:
        spans = [(0, len(one), 0, len(other))]
    else:
        matcher = difflib.SequenceMatcher(
            None, [line.key for line in one], [line.key for line in other], autojunk=False
        )
        spans = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    return tuple(_hunk(old, new, (start + a, start + b, start + c, start + d)) for a, b, c, d in spans)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    key: str
    text: str


def _kept(text: str, *, exact: bool) -> list[_Line]:
    numbered = enumerate(text.split("\n"), start=1)
    if exact:
        return [_Line(number, line, line) for number, line in numbered]
    lines = (_Line(number, " ".join(line.split()), line) for number, line in numbered)
    return [line for line in lines if line.key]


def _common(one: list[_Line], other: list[_Line]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left.key != right.key:
            break
        length += 1
    return length


def _hunk(old: list[_Line], new: list[_Line], span: tuple[int, int, int, int]) -> Hunk:
    first_old, last_old, first_new, last_new = span
    return Hunk(
        _number(old, first_old, last_old),
        _number(new, first_new, last_new),
        "\n".join(line.text.rstrip() for line in old[first_old:last_old]),
        "\n".join(line.text.rstrip() for line in new[first_new:last_new]),
    )


def _number(lines: list[_Line], first: int, last: int) -> int:
    if first < last:
        return lines[first].number
    return lines[first - 1].number if first else 1
