"""Small snapshots by hand: items as `ID kind`, links as `source kind target`."""

from medtrace.model.ids import Revision
from medtrace.model.items import Artifact, Link, Location, item_order, link_order, make_item
from medtrace.model.snapshot import Snapshot


def an_item(
    identity: str,
    kind: str = "requirement",
    *,
    title: str = "",
    text: str = "text",
    path: str = "srs.md",
    line: int = 1,
    **attributes: str,
) -> Artifact:
    """One item; attributes by keyword."""
    place = Location(path, line)
    return make_item(identity, kind, title=title or identity, text=text, location=place, attributes=attributes.items())


def a_link(words: str, path: str = "srs.md", line: int = 1) -> Link:
    """A link from `source kind target`."""
    source, kind, target = words.split(" ")
    return Link(source, kind, target, Location(path, line))


def a_snapshot(*parts: Artifact | Link, name: str = "v1") -> Snapshot:
    """A snapshot of items and links in canonical order."""
    items = sorted((part for part in parts if isinstance(part, Artifact)), key=item_order)
    links = sorted((part for part in parts if isinstance(part, Link)), key=link_order)
    return Snapshot(Revision(name, "0" * 40), "2024-01-01T00:00:00+08:00", (), tuple(items), tuple(links))
