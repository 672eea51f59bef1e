"""Lists of training data differ: data were dropped, only added, or added while the algorithm changed too.

What it reads: both sides of changed lists (JSON, YAML, CSV, lines) whose name speaks of a data set, training list,
split or cohort, in the product, and items of kind `dataset`. Entries of training are compared by what names them; those
for tuning and tests are left out where the list says which they are.

Options:
  change: dropped | added | mixed
    dropped  entries of the older end are not among those of the newer: likely where a model changed in the same range,
             else a question, for whether a model was trained anew is not in the list
    added    all entries stay and others came: a question, for significance is shown by statistics, never by a list
    mixed    entries were added, and code or configuration of components with the tag `ai-model` changed too: a question
  aids: whether the row stays a question for a person even where nothing was found

A list that only one end has, that cannot be taken apart (a DVC pointer), or whose entries say something else under the
same names, is a question of the row that asks for `dropped`. Where no component carries the tag `ai-model` and no list
changed, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeKind, ChangeSet
from medtrace.model.items import ItemKind
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import AI, Changed, changed
from medtrace.rules._ai._data_sets import is_list, read_list
from medtrace.rules._ai._references import MODELS
from medtrace.rules._deltas import not_mapped
from medtrace.rules._rule import rule
from medtrace.syntax.meaning import Sameness, same_meaning
from medtrace.words import Localized

SHOWN = 3
_WORDS = {
    "dropped": Localized("原有训练数据有删减", "training data of before were dropped"),
    "added": Localized(
        "训练数据仅有增加，有无统计学显著差异待判定", "training data were only added, significance is open"
    ),
    "mixed": Localized(
        "训练数据增加，同时算法代码或配置变化，是否为混合更新待判定",
        "training data were added and the algorithm changed too, whether the update is a mixed one is open",
    ),
    "unknown": Localized(
        "训练数据清单变化，内容无法逐项比较", "a list of training data changed and cannot be compared entry by entry"
    ),
}


@dataclass(frozen=True, slots=True)
class Options:
    """Which change a row asks for."""

    change: str
    aids: bool = False


@dataclass(frozen=True, slots=True)
class _Difference:
    kind: str
    subject: str
    evidence: Evidence


@rule("training-data", options=Options)
def training_data(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per list that changed as asked."""
    files = tuple(changed(changes))
    found = (*(_difference(one) for one in files if is_list(one.path)), *_items(changes))
    if not found:
        yield from not_mapped(changes, AI)
    trained = any(MODELS.search(one.path) for one in files)
    algorithm = any(one.has(AI) and not is_list(one.path) and _differs(one) for one in files)
    for one in found:
        if one is None:
            continue
        wanted = {"dropped": one.kind in {"dropped", "unknown"}, "added": one.kind == "added"}
        if wanted.get(options.change, one.kind == "added" and algorithm):
            words = "mixed" if options.change == "mixed" else one.kind
            yield _hit(one, _WORDS[words], sure=one.kind == "dropped" and trained)


def _difference(one: Changed) -> _Difference | None:
    old = read_list(one.before, one.file.change.before_path).entries if one.before else None
    new = read_list(one.after, one.path).entries if one.after else None
    if old is None or new is None:
        return _Difference("unknown", one.path, Evidence(one.path, 0, one.commits))
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    if not gone and not come:
        other = sorted(name for name in old if old[name] != new[name])
        piece = Evidence(
            one.path, 0, one.commits, *("\n".join(side[name][:120] for name in other[:SHOWN]) for side in (old, new))
        )
        return _Difference("unknown", one.path, piece) if other else None
    piece = Evidence(one.path, 0, one.commits, _told(len(old), "-", gone), _told(len(new), "+", come))
    return _Difference("dropped" if gone else "added", one.path, piece)


def _told(count: int, sign: str, entries: list[str]) -> str:
    shown = "".join(f"\n{sign} {one[:120]}" for one in entries[:SHOWN])
    more = f"\n{sign} … {len(entries)}" if len(entries) > SHOWN else ""
    return f"n = {count}{shown}{more}"


def _items(changes: ChangeSet) -> Iterator[_Difference]:
    """Data sets that a bill of materials or a list of the maker names."""
    for change in changes.items:
        if change.item.kind == ItemKind.DATASET and change.kind is not ChangeKind.MOVED:
            place = change.item.location
            kind = {ChangeKind.ADDED: "added", ChangeKind.REMOVED: "dropped"}.get(change.kind, "unknown")
            sides = (change.before.title if change.before else "", change.after.title if change.after else "")
            yield _Difference(
                kind, change.item.id, Evidence(place.path, place.line, changes.commits_touching(place.path), *sides)
            )


def _differs(one: Changed) -> bool:
    return same_meaning(one.before, one.after, one.path) in {Sameness.DIFFERENT, Sameness.UNKNOWN}


def _hit(one: _Difference, words: Localized, *, sure: bool) -> Hit:
    return Hit(
        subject=f"data:{one.subject}",
        summary=Localized(f"{words.zh}：{one.subject}", f"{words.en}: {one.subject}"),
        evidence=(one.evidence,),
        confidence=Confidence.LIKELY if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )
