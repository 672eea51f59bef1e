"""A snapshot as a directed graph: items and citing paths are nodes, an edge carries the kinds of its links.

The only import of networkx; every function of this room gives back nouns of the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtrace.model.items import LinkKind
from medtrace.model.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx as nx

# Links that order items one above the other: a circle of these has no top. Mentions order nothing.
ORDERING = frozenset(LinkKind) - {LinkKind.MENTIONS, LinkKind.RESULT_OF}


def build(snapshot: Snapshot, *, kinds: frozenset[LinkKind] = frozenset(LinkKind)) -> nx.DiGraph[str]:
    """The graph of a snapshot over the link kinds asked for; the edge attribute `kinds` is a set of words."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for item in snapshot.items:
        graph.add_node(item.id, kind=item.kind)
    for link in snapshot.links:
        if link.kind not in kinds:
            continue
        if graph.has_edge(link.source, link.target):
            graph.edges[link.source, link.target]["kinds"].add(link.kind)
        else:
            graph.add_edge(link.source, link.target, kinds={link.kind})
    return graph


def cycles(snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """Groups of items that cite each other in a circle, each sorted, in order of their first id."""
    import networkx as nx

    graph = build(snapshot, kinds=ORDERING)
    groups = [tuple(sorted(group)) for group in nx.strongly_connected_components(graph) if len(group) > 1]
    loops = [(node,) for node in nx.nodes_with_selfloops(graph)]
    return tuple(sorted({*groups, *loops}))
