"""The risk analysis differs: hazards, severities, probabilities, acceptability, controls and what they control.

What it reads: items of the risk kinds at both ends, their attributes and the links between them. A control that is
gone or no longer tied to its risk, a control of a weaker kind (by design, protective, information), a severity or
probability that is raised, a risk no longer acceptable, and a new risk without any control fire, each with old and new
value. Every other difference is a question: a person weighs another wording, a new risk with its controls, a control
that is added.

Options:
  kinds: kinds of item that make up a risk analysis

Where neither end holds an item of these kinds, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.graph.neighbours import Neighbours, neighbours
from medtrace.model.change import ChangeKind, ChangeSet, ItemChange, LinkFate
from medtrace.model.items import ItemKind, LinkKind
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._items import attribute_changes, changed_items, evidence, said
from medtrace.rules._rule import rule
from medtrace.rules._scales import JUDGED, is_worse
from medtrace.rules._stated import unassessed
from medtrace.words import Localized

_RISKS = (ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION)
_CONTROLLING = (ItemKind.RISK_CONTROL, ItemKind.REQUIREMENT, ItemKind.SPECIFICATION, ItemKind.DESIGN)
_TIES = frozenset({LinkKind.CONTROLS.value, LinkKind.MITIGATES.value})
_GONE = Localized("风险控制措施已删除", "a risk control is gone")
_WORSE = Localized("风险的评价变差或控制措施变弱", "a value of the risk is worse or a control weaker")
_OPEN = Localized("新增风险没有控制措施", "a new risk has no control")
_UNTIED = Localized("控制措施与风险的关联已断开", "a control is no longer tied to its risk")
_OTHER = Localized("对人员安全的影响待判定", "a person judges what it means for safety")


@dataclass(frozen=True, slots=True)
class Options:
    """The kinds of item that make up a risk analysis."""

    kinds: tuple[str, ...] = (*_RISKS, ItemKind.HARM, ItemKind.RISK_CONTROL)


@rule("risk-items", options=Options)
def risk_items(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per item of the risk analysis that differs, and one per control that lost its risk."""
    if not any(item.kind in options.kinds for end in (changes.before, changes.after) for item in end.items):
        yield from unassessed("risks", _NOTHING)
        return
    now = neighbours(changes.after)
    ends = (changes.before, changes.after)
    with_controls = all(any(link.kind in _TIES for link in end.links) for end in ends)
    renamed = {name for one in changes.renames for name in (one.old, one.new)}
    for change in changed_items(changes, options.kinds, attributes=True):
        reason = None if change.item.id in renamed else _reason(change, now, with_controls=with_controls)
        yield _hit(changes, change, reason)
    yield from _untied(changes, options)


_NOTHING = Localized(
    "两端均未读到风险管理条目，风险的变化未评估", "neither end holds items of a risk analysis: risks were not assessed"
)


def _reason(change: ItemChange, now: Neighbours, *, with_controls: bool) -> Localized | None:
    """Why a difference fires; None for one that a person weighs, as a new risk is where no risk has controls."""
    kind = change.item.kind
    if change.kind is ChangeKind.REMOVED and kind == ItemKind.RISK_CONTROL:
        return _GONE
    if change.kind is ChangeKind.ADDED and kind in _RISKS and with_controls and _is_open(change, now):
        return _OPEN
    if change.before is None or change.after is None:
        return None
    found = attribute_changes(change.before, change.after)
    return _WORSE if any(name in JUDGED and is_worse(name, was, is_) for name, was, is_ in found) else None


def _is_open(change: ItemChange, now: Neighbours) -> bool:
    """Whether nothing controls a risk and nothing says that it is acceptable without."""
    if now.of(change.item.id, *_CONTROLLING):
        return False
    return is_worse("acceptable", "acceptable", change.item.attribute("acceptable")) is not False


def _hit(changes: ChangeSet, change: ItemChange, reason: Localized | None) -> Hit:
    item, words, why = change.item, said(change.kind), reason or _OTHER
    return Hit(
        subject=f"item:{item.id}",
        summary=Localized(
            f"{words.zh}风险管理条目 {item.id}“{item.title}”：{why.zh}",
            f"{item.id} of the risk analysis {words.en} ({item.title}): {why.en}",
        ),
        evidence=evidence(changes, change),
        confidence=Confidence.LIKELY if reason else Confidence.QUESTION,
        items=(item.id,),
        unknown="" if reason else "depends",
    )


def _untied(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """Links between items that both still stand, gone; one that runs the other way round now is none."""
    after = neighbours(changes.after)
    for change in changes.links:
        link = change.link
        ends = tuple(changes.after.item_by_id.get(name) for name in (link.source, link.target))
        if change.fate is LinkFate.ADDED or link.kind not in _TIES or None in ends:
            continue
        if link.target in after.ties.get(link.source, ()) or not any(one and one.kind in options.kinds for one in ends):
            continue
        yield Hit(
            subject=f"tie:{link.source}:{link.target}",
            summary=Localized(
                f"{_UNTIED.zh}：{link.source} → {link.target}", f"{_UNTIED.en}: {link.source} → {link.target}"
            ),
            evidence=(
                Evidence(
                    link.location.path,
                    link.location.line,
                    changes.commits_touching(link.location.path),
                    f"{link.source} {link.kind} {link.target}",
                ),
            ),
            confidence=Confidence.LIKELY,
            items=(link.source, link.target),
        )
