"""Changed items as the rules look at them: old and new value of each part, and what the item is tied to."""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.graph.neighbours import Neighbours
from medtrace.model.change import ChangeKind, ChangeSet, ItemChange
from medtrace.model.ids import Sha
from medtrace.model.items import Artifact, ItemKind, normalised
from medtrace.model.project import Component, ComponentMap
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Evidence
from medtrace.rules._stated import short
from medtrace.syntax.lines import hunks
from medtrace.words import Localized

REQUIREMENTS = (ItemKind.USER_NEED.value, ItemKind.REQUIREMENT.value, ItemKind.SPECIFICATION.value)
MOST_EVIDENCE = 40
_MOST_HUNKS = 4
_BETWEEN = expression(r"[,;/|\s、，；|]+")
_LISTED = expression(r"[,;、，；|]")
_YES = frozenset({"yes", "true", "1", "y", "是", "有"})
_WORDS = {
    ChangeKind.ADDED: Localized("新增", "added"),
    ChangeKind.REMOVED: Localized("删除", "removed"),
    ChangeKind.CHANGED: Localized("变更", "changed"),
}


def said(kind: ChangeKind) -> Localized:
    """What happened to an item, in both languages."""
    return _WORDS.get(kind, Localized("移动", "moved"))


def changed_items(changes: ChangeSet, kinds: tuple[str, ...], *, attributes: bool = False) -> Iterator[ItemChange]:
    """Items of some kinds that are new, gone or other in meaning; a mere move or another white space is no change.

    The meaning is what the item's digest covers: title, body and the fields that count for its kind. With `attributes`
    another value of any attribute is a change as well.
    """
    for change in changes.items:
        if change.item.kind not in kinds or change.kind is ChangeKind.MOVED:
            continue
        if change.before is None or change.after is None or attributes or change.before.digest != change.after.digest:
            yield change


def evidence(changes: ChangeSet, change: ItemChange) -> tuple[Evidence, ...]:
    """Old and new value of an item, part by part; its line is that of the newer end, else of the older."""
    old, new, place = change.before, change.after, change.item.location
    commits, own = _commits(changes, change)
    if old is None or new is None:
        sides = (_whole(old), _whole(new))
        return (Evidence(place.path, place.line, commits, *sides, is_blamed=own),)
    pairs = [(old.title, new.title)] if normalised(old.title) != normalised(new.title) else []
    found = hunks(old.text, new.text)
    pairs += [(one.before, one.after) for one in found[:_MOST_HUNKS]]
    pairs += [(f"{name}: {was}", f"{name}: {is_}") for name, was, is_ in attribute_changes(old, new)]
    return tuple(Evidence(place.path, place.line, commits, short(was), short(is_), is_blamed=own) for was, is_ in pairs)


def _commits(changes: ChangeSet, change: ItemChange) -> tuple[tuple[Sha, ...], bool]:
    """Commits that touched the item's file and name the item or changed it; where none does, all that touched it.

    The second value says that they are those of the item.
    """
    paths = {item.location.path for item in (change.before, change.after) if item}
    touching = changes.commits_touching(*sorted(paths))
    own = changes.commits_by_id.get(change.item.id, frozenset())
    found = tuple(sha for sha in touching if sha in own)
    return found or touching, bool(found)


def _whole(item: Artifact | None) -> str:
    if item is None:
        return ""
    return short(" · ".join(filter(None, (item.id, normalised(item.title), normalised(item.text)))))


def attribute_changes(old: Artifact, new: Artifact) -> Iterator[tuple[str, str, str]]:
    """Attributes that differ: name, old and new value."""
    before, after = dict(old.attributes), dict(new.attributes)
    for name in sorted({*before, *after}):
        was, is_ = normalised(before.get(name, "")), normalised(after.get(name, ""))
        if was != is_:
            yield name, was, is_


def carries(item: Artifact | None, marks: tuple[str, ...]) -> bool:
    """Whether an attribute of the item has a mark as one of its words, or bears its name and says yes."""
    if item is None:
        return False
    wanted = {mark.casefold() for mark in marks}
    for name, value in item.attributes:
        words = {word.casefold() for word in _BETWEEN.split(value)} | {normalised(value).casefold()}
        if words & wanted or (name.casefold() in wanted and words & _YES):
            return True
    return False


def units_of(item: Artifact, snapshot: Snapshot, ties: Neighbours, components: ComponentMap) -> tuple[Component, ...]:
    """The components that an item is tied to, by id.

    An attribute called after units may name one; a design item of a component may be tied to the item; a file of a
    component may cite it or define it. Tests cite everything and count for nothing.
    """
    named = {word for _, value in item.attributes for word in (*_BETWEEN.split(value), normalised(value))}
    near = {
        item.id,
        *(other for other in ties.ties.get(item.id, ()) if not ties.kinds.get(other, "").startswith("test")),
    }
    paths = {path for name in near for path in _places(name, snapshot, item.id)}
    found = {
        one.id: one
        for one in components.components
        if named & {one.id, one.name.zh, one.name.en} or near & set(one.design) or near & {one.id}
    }
    found |= {one.id: one for path in paths if components.is_product(path) for one in components.owners(path)}
    return tuple(found[name] for name in sorted(found))


def _places(name: str, snapshot: Snapshot, own: str) -> Iterator[str]:
    """The files at which a neighbour stands: a citing path itself, or where an item is defined."""
    item = snapshot.item_by_id.get(name)
    if item is None:
        yield name
    elif name == own or item.kind in {ItemKind.UNIT, ItemKind.COMPONENT, ItemKind.MODEL}:
        yield item.location.path
