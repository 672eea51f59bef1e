"""`trace snapshot --format dot`: the graph for Graphviz; mentions are dashed."""

import json

from medtrace.model.items import LinkKind
from medtrace.model.snapshot import Snapshot
from medtrace.renderers._renderer import record_renderer


@record_renderer("snapshot-dot", of="snapshot")
def snapshot_dot(snapshot: Snapshot) -> str:
    """A `digraph` whose names are quoted strings."""
    lines = ["digraph trace {", "  rankdir=LR;", "  node [shape=box];"]
    for name, item in snapshot.item_by_id.items():
        lines.append(f"  {_quoted(name)} [label={_quoted(f'{name} {item.title}'.strip())}];")
    edges = dict.fromkeys((link.source, link.target, link.kind) for link in snapshot.links)
    for source, target, kind in edges:
        style = ", style=dashed" if kind == LinkKind.MENTIONS else ""
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(kind)}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
