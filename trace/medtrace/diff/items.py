"""Items between two snapshots: added, removed, changed (white space apart), moved, and proposed as renamed."""

from collections.abc import Iterator

from medtrace.model.change import ChangeKind, ItemChange, Rename
from medtrace.model.ids import natural_key
from medtrace.model.items import OF_CODE, Artifact, ItemKind, normalised
from medtrace.model.snapshot import Snapshot


def item_changes(before: Snapshot, after: Snapshot) -> tuple[ItemChange, ...]:
    """Changes by exact id in natural order; an item that moved and changed has two. Results are no items to compare."""
    old, new = _comparable(before), _comparable(after)
    found: list[ItemChange] = []
    for name in sorted({*old, *new}, key=natural_key):
        found.extend(_change(old.get(name), new.get(name)))
    return tuple(found)


def _comparable(snapshot: Snapshot) -> dict[str, Artifact]:
    return {name: item for name, item in snapshot.item_by_id.items() if item.kind != ItemKind.TEST_RESULT}


def _change(old: Artifact | None, new: Artifact | None) -> Iterator[ItemChange]:
    if old is None or new is None:
        yield ItemChange(ChangeKind.ADDED if old is None else ChangeKind.REMOVED, old, new)
        return
    fields = changed_fields(old, new)
    if fields:
        yield ItemChange(ChangeKind.CHANGED, old, new, fields)
    if old.location.path != new.location.path:
        yield ItemChange(ChangeKind.MOVED, old, new)


def changed_fields(old: Artifact, new: Artifact) -> tuple[str, ...]:
    """Which of title, text and attributes differ in meaning."""
    differs = {
        "title": normalised(old.title) != normalised(new.title),
        "text": normalised(old.text) != normalised(new.text),
        "attributes": _attributes(old) != _attributes(new),
    }
    return tuple(name for name, differs_here in differs.items() if differs_here)


def _attributes(item: Artifact) -> tuple[tuple[str, str], ...]:
    return tuple((name, normalised(value)) for name, value in item.attributes if name not in OF_CODE)


def renames(changes: tuple[ItemChange, ...]) -> tuple[Rename, ...]:
    """Removed and added items of one kind and equal text: one proposal each, only where the pairing is unambiguous."""
    removed = _by_text(change.before for change in changes if change.kind == ChangeKind.REMOVED)
    added = _by_text(change.after for change in changes if change.kind == ChangeKind.ADDED)
    pairs = [
        Rename(olds[0], added[key][0])
        for key, olds in removed.items()
        if len(olds) == 1 and len(added.get(key, ())) == 1
    ]
    return tuple(sorted(pairs, key=lambda pair: natural_key(pair.old)))


def _by_text(items: Iterator[Artifact | None]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for item in items:
        text = normalised(item.text) or normalised(item.title) if item else ""
        if item and text:
            found.setdefault((item.kind, text), []).append(item.id)
    return found
