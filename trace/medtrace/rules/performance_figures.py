"""A figure of performance in a requirement is another: time, capacity, number of users, share of right answers.

What it reads: numbers with a unit of performance in title and text of requirements, specifications and user needs at
both ends. Figures are what the product technical requirements declare; whether a change is a pure gain in efficiency is
for a person.

Options:
  units: units after a number that make it a figure of performance
  kinds: kinds of item
  aids: whether the row stays a question for a person even where nothing was found

Where no such item states a figure, the answer is not assessable.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, ItemChange
from medtrace.model.items import Artifact
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._items import REQUIREMENTS, changed_items, evidence
from medtrace.rules._rule import rule
from medtrace.rules._stated import unassessed
from medtrace.words import Localized

_FIGURE = r"(?<![\w.])(?P<number>\d{1,12}(?:[.,]\d{1,6})?)\s{0,2}(?P<unit>{units})(?![A-Za-z])"
_NOTHING = Localized(
    "需求条目中没有写明性能数值，性能的变化未评估",
    "no requirement states a figure of performance: its change was not assessed",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What makes a number a figure of performance."""

    units: tuple[str, ...]
    kinds: tuple[str, ...] = REQUIREMENTS
    aids: bool = False


@rule("performance-figures", options=Options)
def performance_figures(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question per item whose figures differ."""
    units = "|".join(re.escape(one) for one in sorted(options.units, key=lambda one: (-len(one), one)))
    figure = re.compile(_FIGURE.replace("{units}", units or "(?!)"))
    for change in changed_items(changes, options.kinds):
        before, after = _figures(change.before, figure), _figures(change.after, figure)
        if before != after:
            yield _hit(changes, change, (before - after, after - before))
    items = (one for end in (changes.before, changes.after) for one in end.items if one.kind in options.kinds)
    if not any(_figures(one, figure) for one in items):
        yield from unassessed("figures", _NOTHING)


def _figures(item: Artifact | None, figure: re.Pattern[str]) -> Counter[str]:
    found = figure.finditer(f"{item.title}\n{item.text}") if item else ()
    return Counter(f"{one['number']} {one['unit']}" for one in found)


def _hit(changes: ChangeSet, change: ItemChange, figures: tuple[Counter[str], Counter[str]]) -> Hit:
    item, place = change.item, evidence(changes, change)[0]
    gone, come = (sorted(side) for side in figures)
    none = Localized("无", "none")
    return Hit(
        subject=f"figures:{item.id}",
        summary=Localized(
            f"{item.id}“{item.title}”的性能数值：{'、'.join(gone) or none.zh} → {'、'.join(come) or none.zh}",
            f"Figures of {item.id} ({item.title}): {', '.join(gone) or none.en} → {', '.join(come) or none.en}",
        ),
        evidence=(Evidence(place.path, place.line, place.commits, "\n".join(gone), "\n".join(come)),),
        confidence=Confidence.QUESTION,
        items=(item.id,),
        unknown="depends",
    )
