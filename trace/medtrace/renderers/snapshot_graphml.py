"""`trace snapshot --format graphml`: the graph for yEd, Gephi and other programs that read GraphML."""

from xml.sax.saxutils import escape, quoteattr

from medtrace.model.snapshot import Snapshot
from medtrace.renderers._renderer import record_renderer

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="kind" for="all" attr.name="kind" attr.type="string"/>
  <key id="title" for="node" attr.name="title" attr.type="string"/>
  <graph id="trace" edgedefault="directed">
"""


@record_renderer("snapshot-graphml", of="snapshot")
def snapshot_graphml(snapshot: Snapshot) -> str:
    """Nodes with kind and title (a citing path has kind `path`), edges with their kind."""
    lines: list[str] = []
    ends = dict.fromkeys([*snapshot.item_by_id, *(end for one in snapshot.links for end in (one.source, one.target))])
    for name in ends:
        item = snapshot.item_by_id.get(name)
        kind, title = (item.kind, item.title) if item else ("path", name)
        lines.append(
            f'    <node id={_attribute(name)}><data key="kind">{_text(kind)}</data>'
            f'<data key="title">{_text(title)}</data></node>'
        )
    for source, target, kind in dict.fromkeys((one.source, one.target, one.kind) for one in snapshot.links):
        lines.append(
            f"    <edge source={_attribute(source)} target={_attribute(target)}>"
            f'<data key="kind">{_text(kind)}</data></edge>'
        )
    return _HEAD + "\n".join([*lines, "  </graph>", "</graphml>"]) + "\n"


def _text(text: str) -> str:
    return escape(_legal(text))


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """XML 1.0 has no control characters, no half of a pair and no sign that is none."""
    return "".join(sign if _is_legal(sign) else "\ufffd" for sign in text)


def _is_legal(sign: str) -> bool:
    return (sign >= " " or sign in "\t\n") and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"
