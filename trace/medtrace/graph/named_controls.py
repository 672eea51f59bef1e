"""Controls that rows of risks name: one control may stand in the rows of many risks, and may be an item of its own.

A cell that names a control cites it. Where the id is defined by itself (a requirement that is the control), that
definition is the item; else the first row that says what the control is. Each row keeps its link.
"""

from collections.abc import Iterable

from medtrace.model.items import Artifact, ItemKind, Link, LinkKind, Location


def controls_in_rows(links: Iterable[Link]) -> frozenset[tuple[str, Location]]:
    """Where rows of risks name their controls: id and place."""
    return frozenset((link.source, link.location) for link in links if link.kind == LinkKind.CONTROLS)


def settled(items: Iterable[Artifact], links: Iterable[Link]) -> tuple[Artifact, ...]:
    """The items in their order, without the rows that only name a control again."""
    rows = controls_in_rows(links)
    by_id: dict[str, list[Artifact]] = {}
    for item in items:
        by_id.setdefault(item.id, []).append(item)
    return tuple(kept for found in by_id.values() for kept in _settled(found, rows))


def _settled(found: list[Artifact], rows: frozenset[tuple[str, Location]]) -> list[Artifact]:
    """Of the definitions of one id those that count, in their order."""
    if len(found) == 1:
        return found
    named = [item.kind == ItemKind.RISK_CONTROL and (item.id, item.location) in rows for item in found]
    if not all(named):
        return [item for item, is_named in zip(found, named, strict=True) if not is_named]
    first = next((item for item in found if item.title or item.text), found[0])
    said = (first.title, first.text)
    return [item for item in found if item is first or ((item.title or item.text) and (item.title, item.text) != said)]
