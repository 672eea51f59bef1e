"""Signs that a model goes on learning in use: code that trains came into a component of a model or core algorithm.

What it reads: both sides of every changed file of components with the tag `ai-model` or `core-algorithm`, for calls and
names of learning in use (`partial_fit`, online or incremental learning, updates of weights from the user's data). Names
that came are a question; where training is done by the maker and not by the product, a person says so.

Options:
  aids: whether the row stays a question for a person even where nothing was found
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import AI, CORE, Changed, changed, is_prose
from medtrace.rules._deltas import not_mapped
from medtrace.rules._rule import Aids, rule
from medtrace.words import Localized

_SIGNS = expression(
    r"\b(?:partial_fit"
    r"|(?:online|continual|continuous|incremental|lifelong|adaptive|federated)[-_ ]?(?:learn\w*|train\w*)"
    r"|auto[-_]?retrain\w*|retrain[-_]?(?:on|with)[-_]?(?:user|new|feedback)\w*|update[-_]?weights[-_]?online)\b",
    re.IGNORECASE,
)


@rule("continual-learning", options=Aids)
def continual_learning(changes: ChangeSet, options: Aids) -> Iterator[Hit]:
    """One question per file into which such a name came."""
    del options
    yield from not_mapped(changes, AI)
    if AI not in changes.components.known_tags:
        return
    for one in changed(changes):
        come = _names(one.after) - _names(one.before)
        if come and not is_prose(one.path) and (one.has(AI) or one.has(CORE)):
            yield _hit(one, tuple(sorted(come)))


def _names(text: str) -> frozenset[str]:
    return frozenset(found.group().lower() for found in _SIGNS.finditer(text))


def _hit(one: Changed, come: tuple[str, ...]) -> Hit:
    place = next(found.start() for found in _SIGNS.finditer(one.after) if found.group().lower() == come[0])
    line = one.after.count("\n", 0, place) + 1
    told = ", ".join(come)
    return Hit(
        subject=f"learning:{one.path}",
        summary=Localized(
            f"{one.path} 新出现持续学习或自适应学习的迹象（{told}），模型是否锁定待判定",
            f"Signs of learning in use came into {one.path} ({told}): whether the model is locked is open",
        ),
        evidence=(Evidence(one.path, line, one.commits, "", told),),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
