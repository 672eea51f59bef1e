"""Decision thresholds of a model: a named constant has another value.

What it reads: both sides of every changed file of components with the tag `ai-model` or `core-algorithm`: assignments,
defaults, arguments and keys whose name speaks of a threshold, cut-off, operating point or least score, in Python, JSON,
YAML, brace languages and line-wise configuration. `threshold = 0.5` that became `0.45` is certain, wherever in its file
it moved; one that only one end has, and one of memory, time or logs, is a question.

Where the map has no `ai-model`, whether an algorithm is one of artificial intelligence is not known: what differs in a
core algorithm is then a question too, and the rest is not assessable. Thresholds that stand as bare numbers in a
comparison have no name and are not seen here.
"""

from collections import Counter
from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import AI, CORE, Changed, changed
from medtrace.rules._ai._literals import Literal, literals
from medtrace.rules._ai._names import is_machinery, is_threshold
from medtrace.rules._deltas import not_mapped
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized


@rule("decision-thresholds", options=NoOptions)
def decision_thresholds(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit per file and name whose value differs."""
    del options
    yield from not_mapped(changes, AI)
    mapped = AI in changes.components.known_tags
    for one in changed(changes):
        if one.has(AI) or one.has(CORE):
            for name, old, new in _differences(one):
                sure = mapped and bool(old and new) and not is_machinery(name)
                yield _hit(one, name, (old, new), sure=sure)


def _differences(one: Changed) -> Iterator[tuple[str, tuple[Literal, ...], tuple[Literal, ...]]]:
    """Names whose values differ; what a name says elsewhere in the same file is compared as one."""
    if not one.stays:
        return
    before, after = (
        _thresholds(text, path) for text, path in ((one.before, one.file.change.before_path), (one.after, one.path))
    )
    for name in sorted({item.name for item in (*before, *after)}):
        was, is_ = (Counter(item.value for item in side if item.name == name) for side in (before, after))
        old = tuple(item for item in before if item.name == name and item.value in was - is_)
        new = tuple(item for item in after if item.name == name and item.value in is_ - was)
        # A value that stands one time more or less is a new or a removed use of the same value.
        if set(was) != set(is_) and (old or new):
            yield name, old, new


def _thresholds(text: str, path: str) -> tuple[Literal, ...]:
    return tuple(one for one in literals(text, path) if one.value and one.is_number and is_threshold(one.name))


def _hit(one: Changed, name: str, values: tuple[tuple[Literal, ...], tuple[Literal, ...]], *, sure: bool) -> Hit:
    old, new = (" | ".join(dict.fromkeys(item.value for item in side)) for side in values)
    line = next((item.line for side in values[::-1] for item in side), 0)
    return Hit(
        subject=f"threshold:{one.path}:{name}",
        summary=Localized(
            f"阈值常量 {name}（{one.path}）的取值变化：{old or '无'} → {new or '无'}",
            f"The threshold {name} ({one.path}) has another value: {old or 'none'} → {new or 'none'}",
        ),
        evidence=(Evidence(one.path, line, one.commits, old, new),),
        confidence=Confidence.CERTAIN if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )
