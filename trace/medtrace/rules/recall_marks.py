"""An item of the range, or a commit, says that it belongs to a recall.

What it reads: defects and change requests that are new, changed or closed in the range, and trailers of its commits. An
attribute such as 是否召回 that says yes, a label `recall`, or a trailer `Recall: …` fires once. Where it is said only
that a recall was weighed, or the value is no yes and no no, a person reads it.

Options:
  attributes: names of attributes that say whether it is one
  labels: words of other attributes that say so by standing there
  security: only what also speaks of cybersecurity, by one of these words; empty for all

Where neither end holds defects or change requests, the answer is not assessable, but for what commits say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeKind, ChangeSet, ItemChange, TracedCommit
from medtrace.model.items import Artifact, ItemKind, normalised
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._items import carries, changed_items, evidence
from medtrace.rules._repairs import touched
from medtrace.rules._rule import rule
from medtrace.rules._stated import short, unassessed
from medtrace.words import Localized

_KINDS = (ItemKind.DEFECT.value, ItemKind.CHANGE_REQUEST.value)
_YES = ("yes", "true", "是")
_NO = ("no", "false", "否", "无", "不", "none", "n/a", "未")
_TOLD = ("recall", "召回")
_NOTHING = Localized(
    "两端均未读到缺陷和变更单，是否涉及召回未评估",
    "neither end holds defects or change requests: whether a recall is concerned was not assessed",
)


@dataclass(frozen=True, slots=True)
class Options:
    """Where a recall is marked, and which of them a row asks for."""

    attributes: tuple[str, ...] = ("recall", "是否召回", "涉及召回", "召回", "召回相关")
    labels: tuple[str, ...] = ("recall", "召回")
    security: tuple[str, ...] = ()


@rule("recall-marks", options=Options)
def recall_marks(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per item and commit that carries the mark."""
    for change in changed_items(changes, _KINDS, attributes=True):
        sure = _marked(change.after, options)
        if sure and change.kind is not ChangeKind.REMOVED and _is_meant(_text(change.item), options):
            yield _hit(changes, change, sure)
    for traced in changes.commits:
        told = next((one.value for one in traced.commit.trailers if one.key.casefold() in {"recall", "召回"}), "")
        meant = _is_meant(f"{traced.commit.subject}\n{traced.commit.body}", options)
        if told and not normalised(told).casefold().startswith(_NO) and meant:
            yield _commit(changes, traced, told)
    if not any(item.kind in _KINDS for end in (changes.before, changes.after) for item in end.items):
        yield from unassessed("recalls", _NOTHING)


def _marked(item: Artifact | None, options: Options) -> Confidence | None:
    """How sure an item says that it belongs to a recall; None where it does not, or says no."""
    if item is None:
        return None
    names = {name.casefold() for name in options.attributes}
    asked = False
    for name, value in item.attributes:
        told = normalised(value).casefold()
        if name.casefold() in names and told in _YES:
            return Confidence.CERTAIN
        is_told = any(word in name.casefold() for word in _TOLD) and bool(told) and not told.startswith(_NO)
        asked = asked or (is_told and not any(no in told for no in ("不召回", "no recall", "not a recall")))
    if carries(item, options.labels):
        return Confidence.CERTAIN
    return Confidence.QUESTION if asked else None


def _text(item: Artifact) -> str:
    return "\n".join((item.title, item.text, *(value for _, value in item.attributes)))


def _is_meant(text: str, options: Options) -> bool:
    told = text.casefold()
    return not options.security or any(word.casefold() in told for word in options.security)


def _hit(changes: ChangeSet, change: ItemChange, sure: Confidence) -> Hit:
    item = change.item
    asked = sure is Confidence.QUESTION
    return Hit(
        subject=f"item:{item.id}",
        summary=Localized(
            f"{item.id}“{item.title}”{'提及召回，是否属于召回待判定' if asked else '标明属于召回'}",
            f"{item.id} ({item.title}) "
            + ("speaks of a recall; a person judges whether it is one" if asked else "is marked as part of a recall"),
        ),
        evidence=evidence(changes, change),
        confidence=sure,
        items=(item.id,),
        unknown="depends" if asked else "",
    )


def _commit(changes: ChangeSet, traced: TracedCommit, told: str) -> Hit:
    files = touched(changes, traced)
    path = files[0].path if files else ""
    return Hit(
        subject=f"recall:{normalised(told)}",
        summary=Localized(f"提交标明属于召回：{told}", f"A commit is marked as part of a recall: {told}"),
        evidence=(Evidence(path, 0, (traced.commit.sha,), "", short(told)),),
        confidence=Confidence.LIKELY,
    )
