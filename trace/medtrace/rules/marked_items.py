"""Items that carry a mark, or are tied to a component of a tag, are new, gone or other in meaning.

What it reads: items of the given kinds at both ends, their attributes and links, and the component map. A requirement
with the attribute `function: core`, or one that a design item of a unit tagged `clinical-function` satisfies, fires
once with its old and new text. Another white space, place or line is no change; a removed and an added item of equal
text are one under a new id, and a question.

Options:
  marks: words of an attribute that mark an item, in any language
  tags: tags of the component map; an item tied to a component with one counts as marked
  asked: tags whose tie is a question only
  kinds: kinds of item, by default requirements, specifications and user needs
  changes: added | removed | changed, one or several
  ask: all is a question, whatever was observed
  aids: whether the row stays a question for a person even where nothing was found

Where no item of the kinds carries a mark and no component a tag, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, ItemChange
from medtrace.model.verdict import Confidence, Hit
from medtrace.rules._items import REQUIREMENTS, carries, changed_items, evidence, said
from medtrace.rules._marks import Marks, is_mapped, item_ends, sureness
from medtrace.rules._rule import rule
from medtrace.rules._stated import unassessed
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """What marks an item, and which of its changes a row asks for."""

    marks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    kinds: tuple[str, ...] = REQUIREMENTS
    changes: tuple[str, ...] = ("added", "removed", "changed")
    ask: bool = False
    aids: bool = False


@rule("marked-items", options=Options)
def marked_items(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per item that differs, and one where nothing could be looked at."""
    marks = Marks(options.marks, options.tags, options.asked)
    found = tuple(one for one in _changed(changes, options) if one.kind.value in options.changes)
    ends = item_ends(changes) if found else None
    renamed = {name for one in changes.renames for name in (one.old, one.new)}
    for change in found:
        sure = sureness(change, ends, marks) if ends else None
        if sure is not None:
            asked = options.ask or sure is Confidence.QUESTION
            yield _hit(changes, change, asked=asked, renamed=change.item.id in renamed)
    if not is_mapped(changes, marks, options.kinds):
        yield from unassessed("items", _NOTHING)


_NOTHING = Localized(
    "没有带相应标记的条目，软件单元映射中也没有相应标记，未评估",
    "no item carries such a mark and no component of the map such a tag: nothing was assessed",
)


def _changed(changes: ChangeSet, options: Options) -> Iterator[ItemChange]:
    """Items of another meaning, and those that gained or lost a mark."""
    for one in changed_items(changes, options.kinds, attributes=True):
        both = (one.before, one.after)
        same = one.before and one.after and one.before.digest == one.after.digest
        if not same or len({carries(item, options.marks) for item in both}) > 1:
            yield one


def _hit(changes: ChangeSet, change: ItemChange, *, asked: bool, renamed: bool) -> Hit:
    item, words = change.item, said(change.kind)
    return Hit(
        subject=f"item:{item.id}",
        summary=Localized(
            f"{words.zh}条目 {item.id}“{item.title}”" + ("（疑为改编号）" if renamed else ""),
            f"{item.id} {words.en}: {item.title}" + (" (perhaps under a new id)" if renamed else ""),
        ),
        evidence=evidence(changes, change),
        confidence=Confidence.QUESTION if asked or renamed else Confidence.LIKELY,
        items=(item.id,),
        unknown="depends" if asked or renamed else "",
    )
