"""Functions of two texts side by side: which differ, which only stand elsewhere, which names are others."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from medtrace.syntax.binding import Bound, Key
from medtrace.syntax.steps import OPEN, SWITCH, Rows, Unit

Pair: TypeAlias = tuple[str, str]
Keys: TypeAlias = tuple[Key, ...]
MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class Side:
    """One text: its steps and its names."""

    rows: Rows
    bound: Bound


@dataclass(frozen=True, slots=True)
class ChangedFunction:
    """A named function that differs: how (`added`, `removed`, `changed`) and its lines on the side where it stands."""

    name: str
    fate: str
    first: int
    last: int


def changed_functions(one: Side, other: Side) -> tuple[ChangedFunction, ...]:
    """Functions that are new, gone or different, whatever their place and the names of their own."""
    old, new = _keyed(one), _keyed(other)
    left = Counter((unit.name, keys) for unit, keys in old)
    names = [{unit.name for unit, _ in side} for side in (old, new)]
    found = []
    for unit, keys in new:
        if left[unit.name, keys] > 0:
            left[unit.name, keys] -= 1
        else:
            fate = "changed" if unit.name in names[0] else "added"
            found.append(ChangedFunction(unit.name, fate, unit.first, unit.last))
    gone = (unit for unit, _ in old if unit.name not in names[1])
    return (*found, *(ChangedFunction(unit.name, "removed", unit.first, unit.last) for unit in gone))


def worded_functions(one: Side, other: Side) -> tuple[ChangedFunction, ...]:
    """Functions of equal name whose words differ, whatever the names of their own are."""
    old = {unit.name: one.rows.texts[unit.start : unit.end] for unit in one.rows.units}
    units = sorted(other.rows.units, key=lambda unit: unit.start)
    return tuple(
        ChangedFunction(unit.name, "changed", unit.first, unit.last)
        for unit in units
        if unit.name in old and old[unit.name] != other.rows.texts[unit.start : unit.end]
    )


def moved_functions(one: Side, other: Side, *, order_counts: bool) -> tuple[tuple[str, ...], tuple[Pair, ...]]:
    """Functions that stand in another order while all else is the same, and names that are others in them.

    `order_counts`: of two functions of one name the later counts, so that neither may move.
    """
    old, new = ([pair for pair in _keyed(side) if pair[0].movable] for side in (one, other))
    if _told(one, old) != _told(other, new) or _rest(one) != _rest(other):
        return (), ()
    names = Counter(unit.name for unit, _ in old)
    if order_counts and max(names.values(), default=0) > 1:
        return (), ()
    places = {(unit.name, keys): place for place, (unit, keys) in enumerate(old)}
    row = [places[unit.name, keys] for unit, keys in new]
    kept = _longest_rise(row)
    moved = tuple(dict.fromkeys(unit.name for (unit, _), place in zip(new, row, strict=True) if place not in kept))
    pairs = [
        pair
        for unit, keys in new
        for pair in _pairs(one, other, old[places[unit.name, keys]][0].start, unit.start, len(keys))
    ]
    return moved, tuple(dict.fromkeys(pairs))


def renames(one: Side, other: Side) -> tuple[Pair, ...]:
    """Names of the files' own that are others, in the order of appearance; both sides have the same keys."""
    return tuple(dict.fromkeys(_pairs(one, other, 0, 0, len(one.bound.keys))))


def open_renames(one: Side, other: Side) -> tuple[Pair, ...]:
    """Names from outside that all differ alike, each for one other, while all else is the same; else none."""
    olds, news = one.rows.texts, other.rows.texts
    if len(olds) != len(news) or one.rows.words != other.rows.words:
        return ()
    words = frozenset(one.rows.words)
    there: dict[str, str] = {}
    back: dict[str, str] = {}
    keys = zip(one.bound.keys, other.bound.keys, strict=True)
    for place, (before, after) in enumerate(keys):
        if place not in words or isinstance(before, int):
            if before != after:
                return ()
            continue
        if there.setdefault(olds[place], news[place]) != news[place]:
            return ()
        if back.setdefault(news[place], olds[place]) != olds[place]:
            return ()
    found = tuple(pair for pair in there.items() if pair[0] != pair[1])
    crossing = any(new in there or old in back for old, new in found)
    return found if len(found) <= MOST_OPEN and not crossing else ()


def _keyed(side: Side) -> list[tuple[Unit, Keys]]:
    return [(unit, _local(side, unit)) for unit in sorted(side.rows.units, key=lambda one: one.start)]


def _local(side: Side, unit: Unit) -> Keys:
    """The steps of a function with its own names counted from its beginning; names from around it keep their text."""
    numbers: dict[int, int] = {}
    found: list[Key] = []
    for place in range(unit.start, unit.end):
        key = side.bound.keys[place]
        if isinstance(key, int):
            inside = unit.start <= side.bound.declared[key] < unit.end
            found.append(numbers.setdefault(key, len(numbers)) if inside else side.rows.texts[place])
        else:
            found.append(key)
    return tuple(found)


def _told(side: Side, found: list[tuple[Unit, Keys]]) -> Counter[tuple[str, int, Keys]]:
    """Functions with the number of directives of a preprocessor before them: those may change what they say."""
    before = list(accumulate(text.startswith(f"{OPEN}preproc") for text in side.rows.texts))
    return Counter((unit.name, before[unit.start], keys) for unit, keys in found)


def _rest(side: Side) -> Keys:
    """What is left where functions that may move are taken out."""
    found: list[Key] = []
    place = 0
    for unit in sorted((one for one in side.rows.units if one.movable), key=lambda one: one.start):
        found += side.rows.texts[place : unit.start]
        place = unit.end
    return (*found, *side.rows.texts[place:])


def _pairs(one: Side, other: Side, start: int, begin: int, length: int) -> list[Pair]:
    olds, news = one.rows.texts[start : start + length], other.rows.texts[begin : begin + length]
    keys = one.bound.keys[start : start + length]
    told = zip(keys, olds, news, strict=True)
    return [(old, new) for key, old, new in told if (isinstance(key, int) or key == SWITCH) and old != new]


def _longest_rise(row: list[int]) -> frozenset[int]:
    """The longest run of places that rises: what is not in it has moved."""
    ends: list[int] = []
    before: dict[int, int] = {}
    for place in row:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else -1
        ends[at : at + 1] = [place]
    kept, last = set(), ends[-1] if ends else -1
    while last >= 0:
        kept.add(last)
        last = before[last]
    return frozenset(kept)
