"""What could not be read at an end is compared with nothing: its items are neither added nor removed."""

from collections import Counter
from collections.abc import Iterator

from medtrace.model.change import ChangeKind, ItemChange, LinkChange, LinkFate
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import UNREAD, Snapshot
from medtrace.words import Localized


def unread_paths(snapshot: Snapshot) -> frozenset[str]:
    """Paths of item sources whose content this clone lacks or that are too large."""
    return frozenset(one.location.path for one in snapshot.problems if one.code in UNREAD and one.location)


def comparable_items(changes: tuple[ItemChange, ...], before: Snapshot, after: Snapshot) -> tuple[ItemChange, ...]:
    """Item changes without those that only say that a file could not be read."""
    gone, come = unread_paths(after), unread_paths(before)
    return tuple(
        change
        for change in changes
        if not (change.kind is ChangeKind.REMOVED and change.item.location.path in gone)
        and not (change.kind is ChangeKind.ADDED and change.item.location.path in come)
    )


def comparable_links(changes: tuple[LinkChange, ...], before: Snapshot, after: Snapshot) -> tuple[LinkChange, ...]:
    """The same for links, by the place that makes them; one is broken only where the file of the lost end was read."""
    gone, come = unread_paths(after), unread_paths(before)
    return tuple(
        change for change in changes if _place(change, before, after) not in (come if _is_new(change) else gone)
    )


def _is_new(change: LinkChange) -> bool:
    return change.fate is LinkFate.ADDED


def _place(change: LinkChange, before: Snapshot, after: Snapshot) -> str:
    if change.fate is LinkFate.BROKEN:
        return before.item_by_id[after.lost_end(change.link)].location.path
    return change.link.location.path


def not_compared(before: Snapshot, after: Snapshot) -> Iterator[Diagnostic]:
    """What the difference does not tell: unread files, further definitions of an id, and no item at all."""
    for path in sorted(unread_paths(before) | unread_paths(after)):
        words = Localized(
            "该文件在一端无法读取，其中的条目未比较", "unreadable at one end: its items were not compared"
        )
        yield Diagnostic("items-not-compared", DiagnosticSeverity.ERROR, words, Location(path))
    for snapshot, end in ((before, "older"), (after, "newer")):
        counts = Counter(item.id for item in snapshot.items)
        for item in (item for name, item in snapshot.item_by_id.items() if counts[name] > 1):
            words = Localized(
                f"{snapshot.revision.name} 中 {item.id} 有 {counts[item.id]} 处定义，仅比较首处",
                f"{snapshot.revision.name} defines {item.id} {counts[item.id]} times; only the first was compared",
            )
            same = f"{end} end: {item.id}, {counts[item.id]} times"
            yield Diagnostic("duplicate-not-compared", DiagnosticSeverity.WARNING, words, item.location, identity=same)
    if not before.items and not after.items:
        words = Localized("两端均未读到条目，未比较任何条目", "no item was read at either end: no items were compared")
        yield Diagnostic("no-items", DiagnosticSeverity.WARNING, words)
