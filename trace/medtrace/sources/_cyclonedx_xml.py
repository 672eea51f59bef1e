"""CycloneDX as XML in the shape of its JSON, so that one reading serves both."""

from dataclasses import dataclass, field

from medtrace.sources._json_nodes import MAX_DEPTH, Node, Value

# Elements that are lists in JSON.
_LISTS = frozenset({"components", "services", "licenses", "hashes", "dependencies", "endpoints", "authors"})
_NAMES = {"ref": "ref", "bom-ref": "bom-ref"}


@dataclass(slots=True)
class _Element:
    """An open element: its attributes and elements as a node, its items where it is a list, its text."""

    name: str
    node: Node
    items: list[Value] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def value(self) -> Value:
        """The element as JSON has it."""
        said = "".join(self.text).strip()
        if self.name in _LISTS:
            return self.items
        if not self.node:
            return said
        if said:
            self.node["content"] = said
        return self.node


@dataclass(slots=True)
class Builder:
    """Builds the nodes from the events of a parser; what is nested too deeply is left out and counted."""

    root: Node | None = None
    name: str = ""
    namespace: str = ""
    deeper: int = 0
    too_deep: bool = False
    _open: list[_Element] = field(default_factory=list)

    def begin(self, name: str, said: dict[str, str], line: int) -> None:
        """An element begins."""
        if self.deeper or len(self._open) >= MAX_DEPTH:
            self.deeper, self.too_deep = self.deeper + 1, True
            return
        node = Node(line)
        node.update({key: value for key, value in said.items() if not key.startswith("xmlns")})
        if not self._open:
            self.root, self.name = node, name
            self.namespace = next((value for key, value in said.items() if "cyclonedx" in value), "")
        self._open.append(_Element(name, node))

    def text(self, content: str) -> None:
        """Text of the innermost element."""
        if self._open and not self.deeper:
            self._open[-1].text.append(content)

    def end(self, _: str) -> None:
        """An element ends and is handed to the one around it."""
        if self.deeper:
            self.deeper -= 1
            return
        done = self._open.pop()
        if self._open:
            _add(self._open[-1], done)

    def close(self) -> None:
        """Hand on what never ended."""
        self.deeper = 0
        while self._open:
            self.end("")


def _add(above: _Element, done: _Element) -> None:
    value = done.value
    if above.name == "dependency" and done.name in {"dependency", "provides"}:
        refs = above.node.setdefault("dependsOn" if done.name == "dependency" else "provides", [])
        if isinstance(refs, list):
            refs.append(done.node.said("ref"))
    elif above.name in _LISTS and above.name == "licenses":
        item = Node(done.node.line)
        item[done.name] = value
        above.items.append(item)
    elif above.name in _LISTS:
        above.items.append(value)
    else:
        above.node[done.name] = value
