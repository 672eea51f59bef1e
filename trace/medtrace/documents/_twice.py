"""Ids that a revision defines more than once: counted once, and said to stand twice."""

from collections import Counter
from collections.abc import Collection

from medtrace.documents._words import Words, joined, phrase
from medtrace.model.ids import natural_key
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized


def twice(snapshot: Snapshot, kinds: Collection[str]) -> tuple[str, ...]:
    """The ids of these kinds that are defined at more than one place, once for each definition too many."""
    places = {(item.id, item.location) for item in snapshot.items if item.kind in kinds}
    found = Counter(name for name, _ in places)
    return tuple(name for name in sorted(found, key=natural_key) for _ in range(found[name] - 1))


def twice_text(again: tuple[str, ...], words: Words) -> Localized:
    """How many definitions were not counted, and which ids they give."""
    return phrase(words, "twice", count=len(again), ids=joined(dict.fromkeys(again)))
