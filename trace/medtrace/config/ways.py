"""Ways through a marked tree: plain values, the node at a path, and the place nearest to it."""

from typing import TypeAlias

from medtrace.marked.nodes import Listing, Mapping, Mark, Node, Scalar

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Loc: TypeAlias = tuple[str | int, ...]


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
