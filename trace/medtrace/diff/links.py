"""Links between two snapshots: made, taken away, and broken because what one end names is gone."""

from medtrace.model.change import LinkChange, LinkFate
from medtrace.model.items import Link, LinkKind, link_order
from medtrace.model.snapshot import Snapshot


def link_changes(before: Snapshot, after: Snapshot) -> tuple[LinkChange, ...]:
    """Links that only one end has, by source, kind and target, and links of both of which an end is an item no longer.

    Another place of the same link is no change.

    Links of test results are left out: every version has its own results.
    """
    old, new = _by_ends(before), _by_ends(after)
    gone = [LinkChange(LinkFate.REMOVED, link) for ends, link in old.items() if ends not in new]
    made = [LinkChange(LinkFate.ADDED, link) for ends, link in new.items() if ends not in old]
    lost = [
        LinkChange(LinkFate.BROKEN, link) for ends, link in new.items() if ends in old and _lost(link, before, after)
    ]
    return tuple(sorted([*gone, *made, *lost], key=lambda change: (change.fate.value, link_order(change.link))))


def _lost(link: Link, before: Snapshot, after: Snapshot) -> bool:
    return after.lost_end(link) in before.item_by_id and not link.is_external


def _by_ends(snapshot: Snapshot) -> dict[tuple[str, str, str], Link]:
    found: dict[tuple[str, str, str], Link] = {}
    for link in snapshot.links:
        if link.kind != LinkKind.RESULT_OF:
            found.setdefault((link.source, link.kind, link.target), link)
    return found
