"""SPDX 3 as JSON-LD: the packages of its graph and their relationships, by the words of the serialization."""

from collections.abc import Iterator

from medtrace.model.items import LinkKind
from medtrace.sources._bom import Part, Tie
from medtrace.sources._json_nodes import Node
from medtrace.sources._source import FieldLink

_PACKAGES = frozenset({"software_Package", "ai_AIPackage", "dataset_DatasetPackage"})
_RELATIONSHIPS = frozenset({"Relationship", "LifecycleScopedRelationship"})
_LICENCES = {"hasDeclaredLicense": "licence declared", "hasConcludedLicense": "licence concluded"}
_USUAL = {
    "dependsOn": FieldLink(LinkKind.USES),
    "hasStaticLink": FieldLink(LinkKind.USES),
    "hasDynamicLink": FieldLink(LinkKind.USES),
    "contains": FieldLink(LinkKind.PART_OF, reverse=True),
}
_SAYS = (("download location", "software_downloadLocation"), ("purpose", "software_primaryPurpose"))


def read_graph(root: Node) -> tuple[list[Part], list[Tie], frozenset[str]]:
    """Packages, what ties them, and the names of what else is in the graph."""
    nodes = list(root.nodes("@graph")) or [root]
    by_id = {_id(node): node for node in nodes if _id(node)}
    space = _namespace(nodes)
    relations = [node for node in nodes if _type(node) in _RELATIONSHIPS]
    licences = _licences(relations, by_id)
    parts = [_part(node, space, by_id, licences) for node in nodes if _type(node) in _PACKAGES]
    ties = [
        Tie(_short(one.said("from"), space), word, _short(target, space), one.line, _USUAL.get(word))
        for one in relations
        if (word := one.said("relationshipType"))
        for target in one.words("to")
    ]
    return parts, ties, frozenset(_short(name, space) for name in by_id)


def is_graph(root: Node) -> bool:
    """Whether an object is SPDX 3."""
    return any("spdx.org/rdf/3" in one for one in root.words("@context"))


def _id(node: Node) -> str:
    return node.said("spdxId", "@id")


def _type(node: Node) -> str:
    return node.said("type", "@type")


def _namespace(nodes: list[Node]) -> str:
    """What the names of a document begin with; tools make it anew with each file."""
    name = next((_id(node) for node in nodes if _type(node) == "SpdxDocument"), "")
    return name[: max(name.rfind("/"), name.rfind("#")) + 1]


def _short(name: str, space: str) -> str:
    return name.removeprefix(space) or name


def _licences(relations: list[Node], by_id: dict[str, Node]) -> dict[str, list[tuple[str, str]]]:
    """The licences of each element."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, name in _LICENCES.items():
        for one in relations:
            if one.said("relationshipType") == word:
                for target in one.words("to"):
                    node = by_id.get(target, Node(1))
                    said = node.said("simplelicensing_licenseExpression", "name") or target
                    found.setdefault(one.said("from"), []).append((name, said))
    return found


def _part(node: Node, space: str, by_id: dict[str, Node], licences: dict[str, list[tuple[str, str]]]) -> Part:
    says = [(name, node.said(key)) for name, key in _SAYS]
    says += (("supplier", by_id.get(one, Node(1)).said("name") or one) for one in node.words("suppliedBy"))
    says += licences.get(_id(node), [])
    for one in node.nodes("verifiedUsing"):
        says.append((f"hash {one.said('algorithm')}".strip(), one.said("hashValue")))
    outside = dict(_outside(node))
    says.append(("cpe", outside.get("cpe23") or outside.get("cpe22", "")))
    purl = node.said("software_packageUrl") or outside.get("packageUrl", "")
    version, text = node.said("software_packageVersion"), node.said("description", "summary", "comment")
    return Part(_short(_id(node), space), node.said("name"), version, node.line, _type(node), purl, text, says)


def _outside(node: Node) -> Iterator[tuple[str, str]]:
    for one in node.nodes("externalIdentifier"):
        yield one.said("externalIdentifierType"), one.said("identifier")
