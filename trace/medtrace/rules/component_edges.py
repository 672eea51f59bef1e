"""Import edges between components of the map come or go, as far as changed files show them.

What it reads: both sides of every changed product file in Python, Java, Kotlin, JavaScript, TypeScript, C and C++, and
the names of all files at both ends. `#include "alarm/limits.h"` in a file of one component that lies in another is an
edge from the first to the second. Edges that only one end has are one question that names both components: what a file
that did not change imports is not known, so an edge may have been there before, or may stay.

Namespaces of .NET and packages of Go are not tied to files and are not read. Without a component map nothing was
compared.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.project import ComponentMap
from medtrace.model.snapshot import Blob, Snapshot
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment._ends import is_counted
from medtrace.rules._deployment._imports import Import, Places, imports
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized

MOST_SHOWN = 5
MOST_PIECES = 20
MOST_OF_EDGE = 3


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A component that imports from another."""

    source: str
    target: str

    @property
    def shown(self) -> str:
        """Both ends."""
        return f"{self.source} → {self.target}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """An edge and the import that draws it."""

    edge: Edge
    path: str
    line: int
    text: str


@rule("component-edges", options=NoOptions)
def component_edges(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One question for all edges that came or went."""
    del options
    if not changes.components.components:
        yield Hit("edges", _UNMAPPED, confidence=Confidence.UNASSESSABLE, unknown="not-mapped")
        return
    before, after = (tuple(_drawn(changes, side)) for side in (0, 1))
    old, new = ({one.edge for one in side} for side in (before, after))
    if old == new:
        return
    gone = tuple(one for one in before if one.edge not in new)
    come = tuple(one for one in after if one.edge not in old)
    pieces = (
        *(_piece(one, changes, gone=False) for one in _first(come)),
        *(_piece(one, changes, gone=True) for one in _first(gone)),
    )
    yield Hit("edges:open", _told(gone, come), pieces[:MOST_PIECES], Confidence.QUESTION, unknown="depends")


_UNMAPPED = Localized(
    "没有软件单元映射，单元之间的引用关系未评估",
    "There is no component map: imports between components were not assessed",
)


def _first(side: tuple[Drawn, ...]) -> Iterator[Drawn]:
    """The first imports of each edge."""
    seen: Counter[Edge] = Counter()
    for one in dict.fromkeys(side):
        seen[one.edge] += 1
        if seen[one.edge] <= MOST_OF_EDGE:
            yield one


def _told(gone: tuple[Drawn, ...], come: tuple[Drawn, ...]) -> Localized:
    came, went = (_listed(side) for side in (come, gone))
    zh = "；".join(filter(None, (f"新增 {came}" if came else "", f"不再有 {went}" if went else "")))
    en = "; ".join(filter(None, (f"came {came}" if came else "", f"gone {went}" if went else "")))
    return Localized(
        f"变更文件中软件单元之间的引用关系：{zh}；是否改变体系结构待判定",
        f"Imports between components in changed files: {en}; whether the architecture changes is open",
    )


def _listed(side: tuple[Drawn, ...]) -> str:
    names = [edge.shown for edge in sorted({one.edge for one in side})]
    return ", ".join(names[:MOST_SHOWN]) + (f" (+{len(names) - MOST_SHOWN})" if len(names) > MOST_SHOWN else "")


def _piece(one: Drawn, changes: ChangeSet, *, gone: bool) -> Evidence:
    text = f"{one.edge.shown}: {one.text}"
    return Evidence(one.path, one.line, changes.commits_touching(one.path), *((text, "") if gone else ("", text)))


def _drawn(changes: ChangeSet, side: int) -> Iterator[Drawn]:
    end: Snapshot = (changes.before, changes.after)[side]
    places = Places.of(tuple(entry.path for entry in end.files))
    for file in changes.files:
        blob = changes.blobs(file)[side]
        if file.product and blob and blob.data is not None and is_counted(changes, blob.path):
            yield from _edges(blob, places, changes.components)


def _edges(blob: Blob, places: Places, components: ComponentMap) -> Iterator[Drawn]:
    owner = components.owner(blob.path)
    for one in imports(blob) if owner else ():
        target = _target(one, places, components)
        if owner and target and target != owner.id:
            yield Drawn(Edge(owner.id, target), blob.path, one.line, one.text)


def _target(one: Import, places: Places, components: ComponentMap) -> str:
    """The component of what is imported; empty where it is none, or one of several."""
    owners = {owner.id for path in places.candidates(one) if (owner := components.owner(path))}
    return owners.pop() if len(owners) == 1 else ""
