"""`trace snapshot --format mermaid`: the graph as a Mermaid flow chart; mentions are left out to keep it readable."""

from medtrace.model.items import LinkKind
from medtrace.model.snapshot import Snapshot
from medtrace.renderers._renderer import record_renderer


@record_renderer("snapshot-mermaid", of="snapshot")
def snapshot_mermaid(snapshot: Snapshot) -> str:
    """A `flowchart LR` with a node per item or citing path and an edge per link."""
    links = [link for link in snapshot.links if link.kind != LinkKind.MENTIONS]
    names = dict.fromkeys([*snapshot.item_by_id, *(end for link in links for end in (link.source, link.target))])
    node = {name: f"n{number}" for number, name in enumerate(names)}
    lines = ["flowchart LR"]
    for name, key in node.items():
        item = snapshot.item_by_id.get(name)
        lines.append(f'  {key}["{_quoted(f"{name} {item.title}" if item and item.title != name else name)}"]')
    edges = dict.fromkeys((node[link.source], link.kind, node[link.target]) for link in links)
    lines.extend(f"  {source} -->|{kind}| {target}" for source, kind, target in edges)
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Text inside a node label: Mermaid reads entities, so quotes and signs become their numbers."""
    return "".join(f"#{ord(sign)};" if sign in '"<>&#`[](){}|\\' else sign for sign in " ".join(text.split()))
