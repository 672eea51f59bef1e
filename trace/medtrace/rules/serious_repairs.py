"""A correction touches a unit of the highest safety class, an alarm, a risk control or a core algorithm: always asked.

What it reads: defects that were closed on the way, the requirements that they name, the commits that name them or say
that they fix something, and the component map with its safety classes and tags. Whether such a correction is a minor
update cannot be read from a repository, so each is a question with three of its own: does it restore the approved
specification, does it change what the software puts out, do complaints, adverse events or a recall stand behind it?

Options:
  tags: tags of units that count, whatever their class
  classes: safety classes that count

Where something was corrected and no component has a class or one of the tags, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, ItemChange, TracedCommit
from medtrace.model.items import ItemKind
from medtrace.model.project import Component
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._items import MOST_EVIDENCE, evidence, units_of
from medtrace.rules._marks import End, item_ends
from medtrace.rules._repairs import fixing, naming, repaired, touched
from medtrace.rules._rule import rule
from medtrace.rules._stated import unassessed
from medtrace.words import Localized

_ASKED = Localized(
    "是否恢复至已批准规格？是否改变输出结果？是否涉及投诉、不良事件、召回？",
    "Does it restore the approved specification? Does it change the output? "
    "Do complaints, adverse events or a recall stand behind it?",
)
_CONTROL = Localized("风险控制措施", "a risk control")
_NOTHING = Localized(
    "范围内有纠正类改动，而软件单元映射中没有安全性级别和相应标记，未评估",
    "something was corrected, and no component of the map has a safety class or such a tag: it was not assessed",
)


@dataclass(frozen=True, slots=True)
class Options:
    """Which units make a correction a question."""

    tags: tuple[str, ...] = ("alarm", "core-algorithm", "risk-control")
    classes: tuple[str, ...] = ("严重",)


@rule("serious-repairs", options=Options)
def serious_repairs(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question per defect and one per unit that a fixing commit touched without a defect."""
    found = repaired(changes)
    commits = tuple(fixing(changes, without=frozenset(one.item.id for one in found)))
    if (found or commits) and not any(_counts(one, options) for one in changes.components.components):
        yield from unassessed("units", _NOTHING)
    ends = item_ends(changes) if found else None
    for change in found:
        reasons = _reasons(changes, change, ends[1], options) if ends else ()
        if reasons:
            yield _defect(changes, change, reasons)
    yield from _units(changes, commits, options)


def _counts(unit: Component, options: Options) -> bool:
    return unit.safety_class in options.classes or bool(set(unit.tags) & set(options.tags))


def _reasons(changes: ChangeSet, change: ItemChange, end: End, options: Options) -> tuple[Localized, ...]:
    """What of the product a defect touches that counts: units, and whether a risk control is among it."""
    named = {link.target for link in end.snapshot.links if link.source == change.item.id}
    named |= {link.source for link in end.snapshot.links if link.target == change.item.id}
    items = [item for name in (change.item.id, *sorted(named)) if (item := end.snapshot.item_by_id.get(name))]
    units = {one.id: one for item in items for one in units_of(item, end.snapshot, end.ties, end.components)}
    for traced in naming(changes, change.item.id):
        units |= {one.id: one for file in touched(changes, traced) for one in end.components.owners(file.path)}
    controls = any(item.kind == ItemKind.RISK_CONTROL or end.ties.of(item.id, ItemKind.RISK_CONTROL) for item in items)
    words = tuple(_unit(units[name]) for name in sorted(units) if _counts(units[name], options))
    return (*words, _CONTROL) if controls else words


def _unit(unit: Component) -> Localized:
    return Localized(f"软件单元“{unit.name.zh}”（{unit.id}）", f"{unit.name.en} ({unit.id})")


def _defect(changes: ChangeSet, change: ItemChange, reasons: tuple[Localized, ...]) -> Hit:
    item = change.item
    zh, en = "、".join(one.zh for one in reasons), ", ".join(one.en for one in reasons)
    return Hit(
        subject=f"defect:{item.id}",
        summary=Localized(
            f"已修复的缺陷 {item.id} 涉及{zh}。{_ASKED.zh}", f"Repaired defect {item.id} touches {en}. {_ASKED.en}"
        ),
        evidence=evidence(changes, change),
        confidence=Confidence.QUESTION,
        items=(item.id,),
        unknown="depends",
    )


def _units(changes: ChangeSet, commits: tuple[TracedCommit, ...], options: Options) -> Iterator[Hit]:
    found: dict[str, tuple[Component, list[Evidence]]] = {}
    for traced in commits:
        for file in touched(changes, traced):
            piece = Evidence(file.path, commits=(traced.commit.sha,))
            for unit in changes.components.owners(file.path):
                if _counts(unit, options):
                    found.setdefault(unit.id, (unit, []))[1].append(piece)
    for name in sorted(found):
        unit, pieces = found[name]
        words = _unit(unit)
        yield Hit(
            subject=f"unit:{name}",
            summary=Localized(
                f"自称修复缺陷的提交改动了{words.zh}。{_ASKED.zh}",
                f"Commits that say that they fix something changed {words.en}. {_ASKED.en}",
            ),
            evidence=tuple(dict.fromkeys(pieces))[:MOST_EVIDENCE],
            confidence=Confidence.QUESTION,
            unknown="depends",
        )
