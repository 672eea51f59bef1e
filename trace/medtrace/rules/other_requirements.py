"""Requirements that nothing ties to a core function are new, gone or other in meaning: a person judges what they touch.

What it reads: requirements, specifications and user needs at both ends, their attributes and links, and the component
map. Those that carry one of the marks or are tied to a component with one of the tags are left to the rows that ask
for these; all others are one question for each of added, removed and changed.

Options:
  marks: words of an attribute that mark an item of a core function
  tags: tags of the component map that stand for core functions
  kinds: kinds of item

Where neither end holds such an item, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeKind, ChangeSet, ItemChange
from medtrace.model.verdict import Confidence, Hit
from medtrace.rules._items import MOST_EVIDENCE, REQUIREMENTS, changed_items, evidence, said
from medtrace.rules._marks import Marks, item_ends, sureness
from medtrace.rules._rule import rule
from medtrace.rules._stated import unassessed
from medtrace.words import Localized

_SHOWN = 6
_NOTHING = Localized(
    "两端均未读到需求条目，功能的变化未评估", "neither end holds requirements: changes of functions were not assessed"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What marks the items of core functions, which are not asked for here."""

    marks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = REQUIREMENTS


@rule("other-requirements", options=Options)
def other_requirements(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question for each way in which such requirements changed."""
    if not any(item.kind in options.kinds for end in (changes.before, changes.after) for item in end.items):
        yield from unassessed("requirements", _NOTHING)
        return
    ends, marks = item_ends(changes), Marks(options.marks, options.tags)
    others = tuple(one for one in changed_items(changes, options.kinds) if sureness(one, ends, marks) is None)
    for kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED):
        found = tuple(one for one in others if one.kind is kind)
        if found:
            yield _hit(changes, kind, found)


def _hit(changes: ChangeSet, kind: ChangeKind, found: tuple[ItemChange, ...]) -> Hit:
    words, names = said(kind), tuple(one.item.id for one in found)
    shown = names[:_SHOWN]
    more = Localized(f"等 {len(names)} 条", f" and {len(names) - _SHOWN} more") if len(names) > _SHOWN else _NONE
    pieces = tuple(piece for one in found[:MOST_EVIDENCE] for piece in evidence(changes, one))
    return Hit(
        subject=f"requirements:{kind.value}",
        summary=Localized(
            f"{words.zh}未与核心功能关联的需求 {'、'.join(shown)}{more.zh}，是否影响用户决策或人员安全待判定",
            f"Requirements that nothing ties to a core function {words.en}: {', '.join(shown)}{more.en}; "
            "a person judges whether they touch decisions or safety",
        ),
        evidence=pieces[:MOST_EVIDENCE],
        confidence=Confidence.QUESTION,
        items=names,
        unknown="depends",
    )


_NONE = Localized("", "")
