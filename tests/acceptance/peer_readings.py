"""Runs inside the environment of the peers: what a peer itself reads in a folder, as JSON on standard output.

`python peer_readings.py PEER FOLDER` prints `{"version": …, "items": [id, …], "links": [[source, target], …]}`. Each
function asks the peer by its own interface and reads no file of the format itself. This module imports nothing of the
product, and the product nothing of it.
"""

import importlib.metadata
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NEEDS = (
    *("stkh_req", "feat_req", "comp_req", "tool_req", "aou_req"),
    *("feat_saf_fmea", "comp_saf_fmea", "feat_saf_dfa", "comp_saf_dfa"),
)
_NEED_LINKS = ("derived_from", "satisfies", "belongs_to", "violates", "mitigated_by", "realizes", "fulfils")
_SPHINX = f"""
extensions = ["sphinx_needs"]
project = "peer"
needs_id_regex = ".*"
needs_types = [
    {{"directive": name, "title": name, "prefix": "", "color": "#fff", "style": "node"}} for name in {_NEEDS!r}
]
needs_extra_links = [{{"option": name, "incoming": name, "outgoing": name}} for name in {_NEED_LINKS!r}]
"""


def doorstop(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Active items of every document that Doorstop finds below the folder."""
    from doorstop.core.builder import build

    items = [item for document in build(str(folder), root=str(folder)).documents for item in document]
    return [str(item.uid) for item in items], [(str(item.uid), str(link)) for item in items for link in item.links]


def strictdoc(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Nodes with a UID and their relations, from `strictdoc export --formats=json`."""
    out = folder.with_name(f"{folder.name}-json")
    command = Path(sys.executable).with_name("strictdoc")
    words = [str(command), "export", "--formats=json", f"--output-dir={out}", str(folder)]
    ran = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stdout)
    nodes: list[Any] = json.loads((out / "json" / "index.json").read_text("utf-8"))["DOCUMENTS"]
    items, links = [], []
    while nodes:
        node = nodes.pop()
        nodes += node.get("NODES", ())
        if "UID" in node:
            items.append(node["UID"])
            links += [_relation(node["UID"], one) for one in node.get("RELATIONS", ())]
    return items, links


def _relation(source: str, relation: dict[str, str]) -> tuple[str, str]:
    """A child is told by its parent: the same link from its other end."""
    return (relation["VALUE"], source) if relation["TYPE"] == "Child" else (source, relation["VALUE"])


def trlc(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Records and every reference to a record that stands in one of their fields."""
    from trlc.errors import Message_Handler
    from trlc.trlc import Source_Manager

    manager = Source_Manager(Message_Handler(out=sys.stderr))
    manager.register_directory(str(folder))
    table = manager.process()
    if table is None:
        raise SystemExit("error: TRLC does not accept the files")
    records = list(table.iter_record_objects())
    links = [(one.fully_qualified_name(), target) for one in records for target in _references(one.field)]
    return [one.fully_qualified_name() for one in records], links


def _references(value: Any) -> Iterator[str]:
    from trlc import ast

    match value:
        case dict():
            for one in value.values():
                yield from _references(one)
        case list():
            for one in value:
                yield from _references(one)
        case ast.Array_Aggregate() | ast.Tuple_Aggregate():
            yield from _references(value.value)
        case ast.Record_Reference():
            yield value.target.fully_qualified_name()
        case _:
            pass


def sphinx_needs(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Needs of a build that knows types and link options and nothing else; `[version==1]` of a target is dropped."""
    (folder / "conf.py").write_text(_SPHINX, "utf-8")
    # Sphinx wants a first page; where the repository has it further down, an empty one stands for it.
    (folder / "index.rst").open("a", encoding="utf-8").close()
    out = folder / "_needs"
    words = [sys.executable, "-m", "sphinx", "-q", "-b", "needs", str(folder), str(out)]
    ran = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stdout)
    (version,) = json.loads((out / "needs.json").read_text("utf-8"))["versions"].values()
    needs = version["needs"].values()
    links = [
        (need["id"], re.sub(r"\[.*\]$", "", target))
        for need in needs
        for field in _NEED_LINKS
        for target in need.get(field, ())
    ]
    return [need["id"] for need in needs], links


PEERS = {"doorstop": doorstop, "strictdoc": strictdoc, "trlc": trlc, "sphinx-needs": sphinx_needs}


def main() -> None:
    """Read one folder by one peer and print what it found."""
    _, name, folder = sys.argv
    items, links = PEERS[name](Path(folder))
    reading = {"version": importlib.metadata.version(name), "items": items, "links": links}
    sys.stdout.write("\n" + json.dumps(reading) + "\n")


if __name__ == "__main__":
    main()
