"""Software of unknown provenance from a CycloneDX bill of materials, JSON or XML, as 1.4 to 1.6 write it.

    {"bomFormat": "CycloneDX", "specVersion": "1.6",
     "components": [{"type": "library", "bom-ref": "pkg:pypi/numpy@1.26.4", "name": "numpy", "version": "1.26.4"}],
     "dependencies": [{"ref": "app", "dependsOn": ["pkg:pypi/numpy@1.26.4"]}]}

Each component, nested ones and that of the metadata too, and each service is an item with its type, version, purl,
cpe, licences, supplier, publisher, scope and hashes as attributes, all of which count as its meaning. `identity` says
what an item is called after: `ref` (by default; the `bom-ref`, else the purl, else `name@version`), `purl`, or `name`
(the purl or name without the version, so that another version is a change of the same item). `kinds` maps types of
components to item kinds (`library: component`), and other types are then left alone; without it the kind is that of
the source, else component, for models model and for data dataset.
A `bom-ref` is unique in its file only: where several files are read, take one of the others.

`dependsOn` is a link of kind uses, a component inside another is part of it (`components`), unless `links` names these
fields. `provides` is a link where `links` names it. Vulnerabilities, compositions and properties are not read.

Told: `json-unreadable`, `json-too-deep`, `key-repeated`, `xml-refused`, `xml-unreadable`, `xml-too-deep`,
`not-cyclonedx`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, LinkKind, Location
from medtrace.model.snapshot import Blob
from medtrace.sources._bom import Bill, Identity, Part, Tie
from medtrace.sources._cyclonedx_xml import Builder
from medtrace.sources._json_nodes import Node, read_json
from medtrace.sources._source import FieldLink, Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._xml_events import listen
from medtrace.sources._xml_text import pieces
from medtrace.words import Localized

_PART_OF = FieldLink(LinkKind.PART_OF)
_SAID = (("cpe", "cpe"), ("publisher", "publisher"), ("author", "author"), ("scope", "scope"), ("group", "group"))


@dataclass(frozen=True, slots=True)
class Options:
    """What an item is called after, and item kinds by the type of a component."""

    identity: Identity = "ref"
    kinds: tuple[tuple[str, ItemKind], ...] = ()


@source("cyclonedx", options=Options, own_ids=True)
def cyclonedx(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        if text.lstrip("\ufeff \t\n").startswith("<"):
            root, found = _xml(blob)
        else:
            root, found = read_json(text, blob.path)
            found = [*problems, *found]
        yield from found
        if root is not None and (root.said("bomFormat") == "CycloneDX" or "cyclonedx" in root.said("$schema")):
            parts, ties = _parts(root)
            yield from Bill(parts, ties).items(setup, setup.options, blob.path)
        elif not any(one.severity is DiagnosticSeverity.ERROR for one in found):
            words = Localized("不是 CycloneDX 物料清单，未读取", "not a CycloneDX bill of materials; it was not read")
            yield Diagnostic("not-cyclonedx", DiagnosticSeverity.WARNING, words, Location(blob.path, 1))


def _xml(blob: Blob) -> tuple[Node | None, list[Diagnostic]]:
    builder = Builder()
    problem = listen(pieces(blob), builder, blob.path)
    builder.close()
    found = [problem] if problem else []
    if builder.too_deep:
        words = Localized("嵌套过深的元素未读取", "elements that are nested too deeply were not read")
        found.append(Diagnostic("xml-too-deep", DiagnosticSeverity.ERROR, words, Location(blob.path, 1)))
    if builder.root is not None and builder.name == "bom" and builder.namespace:
        builder.root["bomFormat"] = "CycloneDX"
    return builder.root, found


def _parts(root: Node) -> tuple[list[Part], list[Tie]]:
    """Components and services in the order of the file, each before those inside it, and what ties them."""
    found: list[Part] = []
    ties: list[Tie] = []
    metadata = next(root.nodes("metadata"), Node(1))
    waiting = [
        (one, kind, "")
        for one, kind in (
            *((one, "") for one in metadata.nodes("component")),
            *((one, "") for one in root.nodes("components")),
            *((one, "service") for one in root.nodes("services")),
        )
    ][::-1]
    while waiting:
        node, kind, above = waiting.pop()
        part = _part(node, kind)
        found.append(part)
        if above:
            ties.append(Tie(part.ref, "components", above, node.line, _PART_OF))
        inner = [(one, "", part.ref) for one in node.nodes("components")]
        waiting += [*inner, *((one, "service", part.ref) for one in node.nodes("services"))][::-1]
    for one in root.nodes("dependencies"):
        ties += (Tie(one.said("ref"), "dependsOn", ref, one.line) for ref in one.words("dependsOn"))
        ties += (Tie(one.said("ref"), "provides", ref, one.line, None) for ref in one.words("provides"))
    return found, ties


def _part(node: Node, kind: str) -> Part:
    """A component or service; one without a bom-ref goes by what else names it, so that it can be tied."""
    name, version, purl = node.said("name"), node.said("version"), node.said("purl")
    full = f"{node.said('group')}/{name}" if node.said("group") else name
    ref = node.said("bom-ref") or purl or (f"{full}@{version}" if version else full)
    says = [(word, node.said(key)) for key, word in _SAID]
    for role in ("supplier", "manufacturer", "provider"):
        says += ((role, one.said("name")) for one in node.nodes(role))
    says += (("author", one.said("name", "email")) for one in node.nodes("authors"))
    says += (("licences", said) for said in _licences(node))
    says += ((f"hash {one.said('alg')}".strip(), one.said("content")) for one in node.nodes("hashes"))
    says.append(("endpoints", ", ".join(node.words("endpoints"))))
    return Part(ref, full, version, node.line, kind or node.said("type"), purl, node.said("description"), says)


def _licences(node: Node) -> Iterator[str]:
    for one in node.nodes("licenses"):
        yield one.said("expression")
        for licence in (*one.nodes("license"), *one.nodes("expression")):
            yield licence.said("id", "name", "content")
