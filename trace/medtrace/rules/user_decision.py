"""What may touch the decision of the user, collected in one question: ability to decide, result, process, action.

What it reads: changed files, in meaning, of components with one of the tags, and requirements that are tied to such a
component. The rows of each tag say what differs; this one asks the four questions of the general test once for all.

Options:
  tags: tags of units whose change may touch a decision
  aids: whether the row stays a question for a person even where nothing was found

Where no component carries one of the tags, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, ItemChange
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Unit, commits_of, units
from medtrace.rules._items import MOST_EVIDENCE, REQUIREMENTS, changed_items, evidence
from medtrace.rules._marks import item_ends, tags_of
from medtrace.rules._rule import rule
from medtrace.rules._stated import unassessed
from medtrace.words import Localized

_ASKED = Localized(
    "是否影响用户的决策能力、决策结果、决策流程、用户行动？",
    "Does it touch the user's ability to decide, the result, the process of deciding or what the user does?",
)
_NOTHING = Localized(
    "软件单元映射中没有相应标记，对用户决策的影响未评估",
    "no component of the map carries such a tag: what touches the user's decision was not assessed",
)


@dataclass(frozen=True, slots=True)
class Options:
    """Which units may touch a decision."""

    tags: tuple[str, ...] = ("core-algorithm", "ai-model", "outputs", "user-interface", "alarm", "clinical-function")
    aids: bool = False


@rule("user-decision", options=Options)
def user_decision(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """At most one question."""
    if not changes.components.known_tags & set(options.tags):
        yield from unassessed("decision", _NOTHING)
        return
    found = {unit.component.id: unit for tag in options.tags for unit in units(changes, tag) if _differs(unit)}
    items = tuple(_items(changes, options))
    if found or items:
        yield _hit(changes, tuple(found[name] for name in sorted(found)), items)


def _differs(unit: Unit) -> bool:
    return any(not one.sameness.is_same for one in unit.deltas)


def _items(changes: ChangeSet, options: Options) -> Iterator[ItemChange]:
    changed = tuple(changed_items(changes, REQUIREMENTS))
    ends = item_ends(changes) if changed else None
    for change in changed:
        if ends and tags_of(change, ends) & set(options.tags):
            yield change


def _hit(changes: ChangeSet, found: tuple[Unit, ...], items: tuple[ItemChange, ...]) -> Hit:
    names = Localized(
        "、".join([*(one.component.name.zh for one in found), *(one.item.id for one in items)]),
        ", ".join([*(one.component.name.en for one in found), *(one.item.id for one in items)]),
    )
    files = tuple(
        Evidence(one.path, 0, commits_of(changes, one), one.file.change.old_blob, one.file.change.new_blob)
        for unit in found
        for one in unit.deltas
        if not one.sameness.is_same
    )
    pieces = (*files, *(piece for one in items for piece in evidence(changes, one)))
    return Hit(
        subject="decision",
        summary=Localized(f"已变更：{names.zh}。{_ASKED.zh}", f"Changed: {names.en}. {_ASKED.en}"),
        evidence=tuple(dict.fromkeys(pieces))[:MOST_EVIDENCE],
        confidence=Confidence.QUESTION,
        items=tuple(one.item.id for one in items),
        unknown="depends",
    )
