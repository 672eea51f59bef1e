"""Which items a row means: by a word of an attribute, or by the tag of a component that the item is tied to."""

from dataclasses import dataclass

from medtrace.graph.neighbours import Neighbours, neighbours
from medtrace.model.change import ChangeSet, ItemChange
from medtrace.model.project import ComponentMap
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Confidence
from medtrace.rules._items import carries, units_of


@dataclass(frozen=True, slots=True)
class Marks:
    """Words of attributes and tags of components; `asked` are tags of which it is a question whether they mean it."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class End:
    """One end as far as ties are looked up in it."""

    snapshot: Snapshot
    ties: Neighbours
    components: ComponentMap


def item_ends(changes: ChangeSet) -> tuple[End, End]:
    """Both ends; components are those of the newer configuration."""
    before, after = changes.before, changes.after
    return End(before, neighbours(before), changes.components), End(after, neighbours(after), changes.components)


def tags_of(change: ItemChange, ends: tuple[End, End]) -> frozenset[str]:
    """The tags of every component that the item is tied to, at either end."""
    sides = zip((change.before, change.after), ends, strict=True)
    return frozenset(
        tag
        for item, end in sides
        if item
        for unit in units_of(item, end.snapshot, end.ties, end.components)
        for tag in unit.tags
    )


def sureness(change: ItemChange, ends: tuple[End, End], marks: Marks) -> Confidence | None:
    """How sure it is that the item is one of those meant: likely, a question, or None where it is none."""
    tags = tags_of(change, ends)
    if carries(change.before, marks.words) or carries(change.after, marks.words) or tags & set(marks.tags):
        return Confidence.LIKELY
    return Confidence.QUESTION if tags & set(marks.asked) else None


def is_mapped(changes: ChangeSet, marks: Marks, kinds: tuple[str, ...]) -> bool:
    """Whether any item of the kinds could have been meant: one carries a word, or a component a tag."""
    items = [one for end in (changes.before, changes.after) for one in end.items if one.kind in kinds]
    tagged = bool(changes.components.known_tags & {*marks.tags, *marks.asked})
    return bool(items) and (tagged or any(carries(one, marks.words) for one in items))
