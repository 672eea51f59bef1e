"""YAML and JSON of deployment and settings as nodes with their lines; what a template fills in stays visible.

An expression of a template (`{{ .Values.port }}`) is one word, `‹.Values.port›`, wherever a value may stand; a line
that holds nothing else is left out. A value with such a word was not read, and a difference in it is never more than
a question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.marked.flaws import UNFIT, Stretch
from medtrace.marked.grower import Policy, grow
from medtrace.marked.nodes import Listing, Mapping, Node, Scalar

_POLICY = Policy(strict=False, nothing=frozenset({"", "~", "null", "Null", "NULL"}), most=100_000)
_EXPRESSION = expression(r"\{\{[^{}\n]*\}\}")
_ONLY = expression(r"^[ \t]*(?:\{\{[^{}\n]*\}\}[ \t]*)+$", re.MULTILINE)
_COMMENT = expression(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
# `${PORT:-80}` of compose and shells, `${PORT:80}` of Spring; `${PORT:?text}` is no default.
_DEFAULTED = expression(r"\$\{[\w.]+(?::-|:|-)(?![?+])([^}${]*)\}")
_OPEN = expression(r"‹|\$\{|\$\(|<%|@@")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value under the names that lead to it, and its line."""

    names: tuple[str, ...]
    value: str
    line: int


def trees(text: str, path: str) -> tuple[Node, ...]:
    """The roots of all documents of a text.

    Raises:
        ValueError: the text cannot be read, with the reason.
    """
    plain = text.removeprefix("\ufeff")
    if path.endswith((".json", ".jsonc")):
        plain = _COMMENT.sub(_without, plain).replace("\t", " ")
    plain = _EXPRESSION.sub(_word, _ONLY.sub("", plain))
    grown = grow(Stretch(UNFIT.sub("\ufffd", plain), path), _POLICY)
    if grown.stop:
        raise ValueError(f"line {grown.stop.line}: {grown.stop.name or grown.stop.what}")
    return grown.roots


def _without(found: re.Match[str]) -> str:
    # Line ends stay, so that places stay true.
    return found.group(1) or "\n" * found.group().count("\n")


def _word(found: re.Match[str]) -> str:
    return "‹" + "".join(re.findall(r"[\w.]+", found.group())) + "›"


def leaves(node: Node, names: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Every value below a node; depth and size are bounded by the reader. Entries of a list have no name."""
    match node:
        case Scalar():
            yield Leaf(names, node.said, node.line)
        case Listing():
            for item in node.items:
                yield from leaves(item, names)
        case Mapping():
            for key, value in node.pairs:
                yield from leaves(value, (*names, key.said))


def at(node: Node | None, *names: str) -> Node | None:
    """The node under some names, None where there is none."""
    for name in names:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def said(node: Node | None, *names: str) -> str:
    """The text under some names, empty where there is none."""
    found = at(node, *names)
    return found.said if isinstance(found, Scalar) else ""


def pairs(node: Node | None, *names: str) -> tuple[tuple[Scalar, Node], ...]:
    """Keys and values under some names."""
    found = at(node, *names)
    return found.pairs if isinstance(found, Mapping) else ()


def items(node: Node | None, *names: str) -> tuple[Node, ...]:
    """Entries of a list under some names; one value counts as a list of one."""
    found = at(node, *names)
    if isinstance(found, Listing):
        return found.items
    return (found,) if isinstance(found, Scalar) and found.text else ()


def words(node: Node | None, *names: str) -> tuple[Scalar, ...]:
    """Texts of a list, or the keys of a mapping, under some names."""
    found = at(node, *names)
    if isinstance(found, Mapping):
        return tuple(key for key, _ in found.pairs)
    return tuple(one for one in items(node, *names) if isinstance(one, Scalar))


def filled(text: str) -> str:
    """The text with the defaults of its variables: `${PORT:-8080}` and `${PORT:8080}` are `8080`."""
    return _DEFAULTED.sub(r"\1", text)


def is_open(text: str) -> bool:
    """Whether something fills in a part of the text that cannot be read here."""
    return bool(_OPEN.search(text))
