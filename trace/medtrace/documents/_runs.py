"""Many ids in few words: those that follow one another are named by the first and the last."""

from collections.abc import Iterable, Iterator

from medtrace.documents._words import Words, joined, phrase
from medtrace.expressions import expression
from medtrace.model.ids import natural_key
from medtrace.words import Localized, same

_NUMBERED = expression(r"(.*?)(\d+)")
# Two ids are no run: both are named.
_LEAST = 3


def in_runs(ids: Iterable[str], words: Words) -> Localized:
    """The ids in natural order, runs as 「SRS-001 至 SRS-048」."""
    return joined(_shown(run, words) for run in _runs(sorted(set(ids), key=natural_key)))


def _shown(run: list[str], words: Words) -> Localized:
    if len(run) < _LEAST:
        return joined(same(one) for one in run)
    return phrase(words, "from-through", first=run[0], last=run[-1])


def _runs(ids: list[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for one in ids:
        if run and _follows(run[-1], one):
            run.append(one)
        else:
            if run:
                yield run
            run = [one]
    if run:
        yield run


def _follows(before: str, after: str) -> bool:
    old, new = _NUMBERED.fullmatch(before), _NUMBERED.fullmatch(after)
    if old is None or new is None or old[1] != new[1]:
        return False
    return int(new[2]) == int(old[2]) + 1
