"""What JavaScript and TypeScript let one write in several ways, so that a formatter's choice says nothing."""

from typing import TYPE_CHECKING

from medtrace.expressions import expression

if TYPE_CHECKING:
    from tree_sitter import Node

_WORD = expression(r"[^\W\d]\w*")
_SPACE = expression(rb"\{\s*([\"'])\s+\1\s*\}")
_KEYED = frozenset(("pair", "pair_pattern", "method_definition", "property_signature", "public_field_definition"))
_LOGICAL = frozenset((b"&&", b"||", b"??"))


def script_text(text: str, kind: str, place: str, parent: str) -> str:
    """A key without the quotes that it does not need, the words on a page without line breaks; else nothing."""
    if kind == "jsx_text":
        return " ".join(text.split())
    is_key = place in {"key", "name"} and parent in _KEYED and text[:1] in {"'", '"'}
    return text[1:-1] if is_key and _WORD.fullmatch(text[1:-1]) else ""


def says_nothing(node: "Node", kind: str, parent: str) -> bool:
    """Whether a node is only space on a page, or the stroke before the first type of a union."""
    if kind == "jsx_expression":
        return _SPACE.fullmatch(node.text or b"") is not None
    return kind == "|" and parent == "union_type" and node.prev_sibling is None


def is_part_of_chain(node: "Node", kind: str) -> bool:
    """Whether a node only goes on what its parent began: `a && (b && c)` decides as `(a && b) && c` does."""
    outer = node.parent
    if kind == "union_type":
        return outer is not None and outer.type == kind
    if kind != "binary_expression" or _sign(node) not in _LOGICAL:
        return False
    while outer is not None and outer.type == "parenthesized_expression":
        outer = outer.parent
    return outer is not None and outer.type == kind and _sign(outer) == _sign(node)


def lacks_arguments(node: "Node") -> bool:
    """Whether something is made anew without brackets: `new A` is `new A()`."""
    return node.type == "new_expression" and node.child_by_field_name("arguments") is None


def _sign(node: "Node") -> bytes:
    sign = node.child_by_field_name("operator")
    return (sign.text or b"") if sign else b""
