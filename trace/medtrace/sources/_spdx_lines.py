"""SPDX 2 as lines `Tag: value` in the shape of its JSON: packages, what else bears an id, and relationships."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from medtrace.expressions import expression
from medtrace.sources._json_nodes import Node

_LINE = expression(r"([A-Za-z]+)\s*:\s*(.*)")
_REFERENCE = expression(r"(\S+)\s+(\S+)\s+(\S+)")
# What begins a new element, and the list of the JSON that it belongs to.
_STARTS = {"PackageName": "packages", "FileName": "files", "SnippetSPDXID": "snippets"}
_KEYS = {
    "PackageName": "name",
    "PackageVersion": "versionInfo",
    "PackageSupplier": "supplier",
    "PackageOriginator": "originator",
    "PackageDownloadLocation": "downloadLocation",
    "PackageLicenseConcluded": "licenseConcluded",
    "PackageLicenseDeclared": "licenseDeclared",
    "PackageDescription": "description",
    "PackageSummary": "summary",
    "PrimaryPackagePurpose": "primaryPackagePurpose",
    "SPDXID": "SPDXID",
    "SnippetSPDXID": "SPDXID",
}


@dataclass(slots=True)
class _Document:
    root: Node = field(default_factory=lambda: Node(1))
    current: Node | None = None

    def add(self, key: str, node: Node) -> None:
        """Put a node into a list of the document."""
        found = self.root.setdefault(key, [])
        if isinstance(found, list):
            found.append(node)

    def take(self, tag: str, value: str, line: int) -> None:
        """One tag with its value."""
        if tag in _STARTS:
            self.current = Node(line)
            self.add(_STARTS[tag], self.current)
        if tag == "SPDXVersion":
            self.root["spdxVersion"] = value
        elif tag == "Relationship":
            self._relationship(value, line)
        elif self.current is None:
            return
        elif tag in _KEYS:
            self.current.setdefault(_KEYS[tag], value)
        elif tag == "PackageChecksum":
            self._inside("checksums", ("algorithm", "checksumValue"), tuple(value.partition(":")[::2]), line)
        elif tag == "ExternalRef" and (found := _REFERENCE.match(value)):
            names = ("referenceCategory", "referenceType", "referenceLocator")
            self._inside("externalRefs", names, found.groups(), line)

    def _relationship(self, value: str, line: int) -> None:
        found = _REFERENCE.match(value)
        if found:
            node = Node(line)
            names = ("spdxElementId", "relationshipType", "relatedSpdxElement")
            node.update(zip(names, found.groups(), strict=True))
            self.add("relationships", node)

    def _inside(self, key: str, names: tuple[str, ...], values: tuple[str, ...], line: int) -> None:
        node = Node(line)
        node.update(zip(names, (value.strip() for value in values), strict=True))
        found = self.current.setdefault(key, []) if self.current is not None else []
        if isinstance(found, list):
            found.append(node)


def read_lines(text: str) -> Node:
    """The document that the lines say."""
    document = _Document()
    for tag, value, line in _tags(text):
        document.take(tag, value, line)
    return document.root


def _tags(text: str) -> Iterator[tuple[str, str, int]]:
    """Tags with their values; a value between `<text>` and `</text>` goes over several lines."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        found = _LINE.match(lines[number])
        number += 1
        if found is None:
            continue
        tag, value, line = found[1], found[2].strip(), number
        if value.startswith("<text>"):
            parts = [value.removeprefix("<text>")]
            while "</text>" not in parts[-1] and number < len(lines):
                parts.append(lines[number])
                number += 1
            value = "\n".join(parts).partition("</text>")[0].strip()
        yield tag, value, line
