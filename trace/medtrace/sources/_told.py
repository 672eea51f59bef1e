"""How many problems of one sort a file may tell: a file of the wrong format would have one for each of its lines."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from medtrace.model.items import Artifact, Diagnostic, Link
from medtrace.words import Localized

MAX_TOLD = 1_000


def few_problems(found: Iterable[Artifact | Link | Diagnostic]) -> Iterator[Artifact | Link | Diagnostic]:
    """Everything, but of each code only so many problems in a file; the first one left out says how many there are."""
    told: Counter[tuple[str, str]] = Counter()
    more: dict[tuple[str, str], Diagnostic] = {}
    for one in found:
        if isinstance(one, Diagnostic):
            sort = (one.location.path if one.location else "", one.code)
            told[sort] += 1
            if told[sort] > MAX_TOLD:
                more.setdefault(sort, one)
                continue
        yield one
    for sort, one in more.items():
        count = told[sort] - MAX_TOLD
        words = f"另有 {count} 处同类问题，自此行起不再列出", f"{count} more problems of this sort from here on"
        yield replace(one, message=Localized(*words))
