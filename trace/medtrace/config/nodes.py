"""The nodes of a marked tree, and ways through it."""

from dataclasses import dataclass
from typing import TypeAlias

from medtrace.config.mistakes import Mark, Mistake

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Loc: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or None for nothing."""

    mark: Mark
    text: str | None
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of nodes; `size` counts every node below, `height` the levels."""

    mark: Mark
    items: tuple["Node", ...]
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file, each key once (the first wins)."""

    mark: Mark
    pairs: tuple[tuple[Scalar, "Node"], ...]
    size: int = 1
    height: int = 1

    def get(self, key: str) -> "Node | None":
        """The value of one key, None where there is none."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key as it stands in the file."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """One file: its root, and the mistakes that still leave a tree to look at."""

    root: Node
    path: str
    mistakes: tuple[Mistake, ...] = ()

    def place(self, mark: Mark) -> str:
        """`file:line:column`."""
        return f"{self.path}:{mark.line}:{mark.column}"


def plain(node: Node) -> Value:
    """The values without their places: text, None, lists and dicts."""
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [plain(item) for item in node.items]
        case Mapping():
            return {str(key.text): plain(value) for key, value in node.pairs}


def find(node: Node, loc: Loc) -> Node | None:
    """The node at a path of keys and indexes, None where the tree does not reach so far."""
    for part in loc:
        if isinstance(node, Mapping) and isinstance(part, str):
            below = node.get(part)
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            below = node.items[part]
        else:
            below = None
        if below is None:
            return None
        node = below
    return node


def nearest_mark(node: Node, loc: Loc) -> Mark:
    """The place of a path, or of the deepest node on the way to it."""
    for length in range(len(loc), 0, -1):
        found = find(node, loc[:length])
        if found is not None:
            return found.mark
    return node.mark


def key_mark(node: Node, loc: Loc) -> Mark:
    """The place of the key that a path ends in."""
    parent = find(node, loc[:-1])
    key = parent.key(str(loc[-1])) if isinstance(parent, Mapping) and loc else None
    return key.mark if key else nearest_mark(node, loc)
