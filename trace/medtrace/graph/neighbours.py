"""Who cites whom, by kind: the plain lookups from which coverage is read.

Adjacent levels are tied by a link in either direction, for the field writes both "requirement cites risk control" and
"risk control names its requirement". A mention is no tie.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from medtrace.model.code_files import is_code
from medtrace.model.ids import natural_key
from medtrace.model.items import LinkKind
from medtrace.model.snapshot import Snapshot


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Names once each, in natural order."""
    return tuple(sorted(set(names), key=natural_key))


@dataclass(frozen=True)
class Neighbours:
    """Ties of a snapshot; `kinds` maps an item to its kind, a citing path has none.

    A name that the field of an item cites and that nothing defines is no tie.
    """

    kinds: dict[str, str]
    ties: dict[str, set[str]] = field(default_factory=dict)
    citing: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def of(self, name: str, *kinds: str) -> tuple[str, ...]:
        """Items of these kinds that are tied to `name`."""
        return in_order(other for other in self.ties.get(name, ()) if self.kinds.get(other) in kinds)

    def paths_citing(self, name: str, kind: str) -> tuple[str, ...]:
        """Paths, not items, that cite `name` with one kind of link."""
        found = (source for source, word, _ in self.citing.get(name, ()) if word == kind)
        return in_order(source for source in found if source not in self.kinds)

    def code_citing(self, name: str, kind: str) -> tuple[str, ...]:
        """The files that cite `name` with one kind of link, or hold in their code an item that does.

        An item of a document (a requirement that implements another) is no code.
        """
        found = [(source, path) for source, word, path in self.citing.get(name, ()) if word == kind]
        inside = (path for source, path in found if source in self.kinds and is_code(path))
        return in_order([*(source for source, _ in found if source not in self.kinds), *inside])


def neighbours(snapshot: Snapshot) -> Neighbours:
    """The ties of a snapshot."""
    found = Neighbours({item.id: item.kind for item in reversed(snapshot.items)})
    for link in snapshot.links:
        if snapshot.lost_end(link) == link.source:
            continue
        found.citing.setdefault(link.target, []).append((link.source, link.kind, link.location.path))
        if link.kind != LinkKind.MENTIONS:
            found.ties.setdefault(link.source, set()).add(link.target)
            found.ties.setdefault(link.target, set()).add(link.source)
    return found
