"""Packages from an SPDX bill of materials: SPDX 2.2 and 2.3 as JSON or as lines of tags, SPDX 3 as JSON-LD.

    SPDXVersion: SPDX-2.3
    PackageName: numpy
    SPDXID: SPDXRef-Package-numpy
    PackageVersion: 1.26.4
    Relationship: SPDXRef-Package-app DEPENDS_ON SPDXRef-Package-numpy

Each package is an item with its version, purl, cpe, licences (declared and concluded), supplier, originator, download
location, purpose and hashes as attributes, all of which count as its meaning. `identity` says what an item is called
after: `ref` (by default; the SPDXID, without the namespace of the document in SPDX 3), `purl`, or `name` (the purl or
name without the version, so that another version is a change of the same item). `kinds` maps the purpose of a package
(SPDX 2: `LIBRARY`; SPDX 3: the type, such as `ai_AIPackage`) to item kinds, and other packages are then left alone;
without it the kind is that of the source, else component, for AI packages model and for data sets dataset.
An SPDXID is unique in its file only: where several files are read, take one of the others.

DEPENDS_ON and links of programs (`STATIC_LINK`) are links of kind uses, as are `…DEPENDENCY_OF` the other way round;
what one package CONTAINS is part of it. `links` may name these and any other relationship as a field. Files and
snippets are no items, and what is said of them is left alone.

Told: `json-unreadable`, `json-too-deep`, `key-repeated`, `not-spdx`. SPDX as YAML, RDF or a spreadsheet is not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, LinkKind, Location
from medtrace.sources._bom import Bill, Identity, Part, Tie
from medtrace.sources._json_nodes import Node, read_json
from medtrace.sources._source import FieldLink, Files, Parsed, Setup, source
from medtrace.sources._spdx_graph import is_graph, read_graph
from medtrace.sources._spdx_lines import read_lines
from medtrace.sources._text import text_of
from medtrace.words import Localized

_USES, _USED_BY = FieldLink(LinkKind.USES), FieldLink(LinkKind.USES, reverse=True)
_USUAL = {
    "DEPENDS_ON": _USES,
    "STATIC_LINK": _USES,
    "DYNAMIC_LINK": _USES,
    "HAS_PREREQUISITE": _USES,
    "PREREQUISITE_FOR": _USED_BY,
    "CONTAINS": FieldLink(LinkKind.PART_OF, reverse=True),
    "CONTAINED_BY": FieldLink(LinkKind.PART_OF),
}
_SAYS = (
    ("supplier", "supplier"),
    ("originator", "originator"),
    ("licence declared", "licenseDeclared"),
    ("licence concluded", "licenseConcluded"),
    ("download location", "downloadLocation"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What an item is called after, and item kinds by the purpose of a package."""

    identity: Identity = "ref"
    kinds: tuple[tuple[str, ItemKind], ...] = ()


@source("spdx", options=Options, own_ids=True)
def spdx(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        yield from problems
        found: list[Diagnostic] = []
        if text.lstrip().startswith("{"):
            root, found = read_json(text, blob.path)
        else:
            root = read_lines(text)
        yield from found
        if root is not None and is_graph(root):
            yield from Bill(*read_graph(root)).items(setup, setup.options, blob.path)
        elif root is not None and root.said("spdxVersion").startswith("SPDX-2"):
            yield from Bill(*_parts(root)).items(setup, setup.options, blob.path)
        elif not any(one.severity is DiagnosticSeverity.ERROR for one in found):
            words = Localized("不是 SPDX 2 或 SPDX 3 物料清单，未读取", "neither SPDX 2 nor SPDX 3; it was not read")
            yield Diagnostic("not-spdx", DiagnosticSeverity.WARNING, words, Location(blob.path, 1))


def _parts(root: Node) -> tuple[list[Part], list[Tie], frozenset[str]]:
    """Packages, what ties them, and the names of what else is in the document."""
    parts = [_part(node) for node in root.nodes("packages")]
    ties = [
        Tie(one.said("spdxElementId"), word, one.said("relatedSpdxElement"), one.line, _usual(word))
        for one in root.nodes("relationships")
        if (word := one.said("relationshipType"))
    ]
    others = {one.said("SPDXID") for key in ("files", "snippets") for one in root.nodes(key)}
    return parts, ties, frozenset(others | {"SPDXRef-DOCUMENT"})


def _usual(word: str) -> FieldLink | None:
    return _USED_BY if word.endswith("DEPENDENCY_OF") else _USUAL.get(word)


def _part(node: Node) -> Part:
    outside = {one.said("referenceType"): one.said("referenceLocator") for one in node.nodes("externalRefs")}
    says = [(name, node.said(key)) for name, key in _SAYS]
    says += ((f"hash {one.said('algorithm')}".strip(), one.said("checksumValue")) for one in node.nodes("checksums"))
    says.append(("cpe", outside.get("cpe23Type") or outside.get("cpe22Type", "")))
    text = node.said("description", "summary", "comment")
    kind, purl = node.said("primaryPackagePurpose"), outside.get("purl", "")
    return Part(node.said("SPDXID"), node.said("name"), node.said("versionInfo"), node.line, kind, purl, text, says)
