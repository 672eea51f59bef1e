"""What single leaves of a tree say: texts without quotes, macros without layout, imports in alphabetical order."""

import re
from functools import cache
from typing import TYPE_CHECKING

from medtrace.expressions import expression
from medtrace.syntax.grammar import Grammar
from medtrace.syntax.languages import Language
from medtrace.syntax.steps import CLOSE, OPEN
from medtrace.syntax.tokens import signs

if TYPE_CHECKING:
    from tree_sitter import Node

# `x => y` is `(x) => y`: the brackets that a formatter adds are always there.
_LIST = ((f"{OPEN}formal_parameters", "("), (")", CLOSE))
_TYPED = ((*_LIST[0], f"{OPEN}required_parameter"), (CLOSE, *_LIST[1]))
BRACKETS = {"language": _LIST, "language_typescript": _TYPED, "language_tsx": _TYPED}
# Around these, brackets end a chain of `?.`: `(a?.b).c` fails on nothing where `a?.b.c` passes it on.
CHAINS = frozenset(
    (
        *("member_expression", "subscript_expression", "call_expression", "non_null_expression"),
        *("navigation_expression", "indexing_expression", "postfix_unary_expression"),
        *("member_access_expression", "element_access_expression", "invocation_expression"),
    )
)
_C = Language("c", "braces")
_CONTINUED = expression(r"\\\r?\n")
_QUOTED = expression(r"\"(?!\"\").*\"\Z", re.DOTALL)
_OPEN_ESCAPE = expression(r"\\(?:x[0-9a-fA-F]*|u[0-9a-fA-F]*|[0-7]{1,2})\"\Z")
_WORD = expression(r"[^\W\d]\w*")
_PACKAGE = expression(r"[^\"`]*[\"`][^\"`]*[\"`]")
_STATEMENTS = frozenset(("program", "statement_block", "switch_case", "switch_default"))
_FIRST_OF_NUMBER = frozenset(".0123456789")
_LISTED = expression(r"\{([^{}]*)\}")
_NUMBER = expression(r"0[xXbBoO][\da-fA-F_']+\w*|[\d.][\w.']*(?:[eEpP][+-]?\d\w*)?")
_FRACTION = expression(r"(\d*)\.(\d*?)0*(?=\Z|[a-z])(.*)")

# Regions, the checks of a compiler and of C#'s null references leave the code as it is.
_SAYS_TO_READERS = frozenset(
    ("line_continuation", "preproc_region", "preproc_endregion", "preproc_nullable", "preproc_pragma")
)
_PRAGMA = expression(r"#\s*pragma\s+(?:warning|region|endregion|mark|once|(?:GCC|clang)\s+diagnostic)\b")
_ANNOTATIONS = frozenset(("marker_annotation", "annotation", "attribute_list"))
_UNSAID = expression(
    r"@(?:java\.lang\.)?(?:Override|SuppressWarnings|Suppress)\b"
    r"|\[\s*(?:System\.Diagnostics\.CodeAnalysis\.)?(?:SuppressMessage|ExcludeFromCodeCoverage)\b[^,\]]*(?:\([^)]*\))?\s*\]\Z"
)


def leaf_text(text: str, kind: str, fixed: set[str]) -> str:
    """The text of a leaf without layout; words that are used by their text are added to `fixed`."""
    if kind == "preproc_arg":
        told = [one.text for one in signs(_CONTINUED.sub(" ", text), _C) if one.kind not in {"comment", "newline"}]
        fixed.update(one for one in told if _WORD.fullmatch(one))
        return " ".join(told)
    if kind[:1] == "#":
        return "".join(text.split())
    if text[:1] in _FIRST_OF_NUMBER and ("number" in kind or "literal" in kind or kind in {"integer", "float"}):
        return number_text(text)
    if "str" in kind or kind in {"regex", "char_literal"}:
        inner = text.strip("'\"`")
        if _WORD.fullmatch(inner):
            fixed.add(inner)
        return _requoted(text) if kind == "string" else text
    return text.strip()


def number_text(text: str) -> str:
    """A number in one way of writing: small letters, no separators, digits on both sides of the point."""
    if not _NUMBER.fullmatch(text):
        return text
    told = text.lower().replace("_", "").replace("'", "")
    found = None if told.startswith(("0x", "0b", "0o")) else _FRACTION.fullmatch(told)
    return f"{found[1] or '0'}.{found[2] or '0'}{found[3]}" if found else told


def _requoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return '"' + re.sub(r"\\(['\"])", r"\1", text[1:-1]) + '"'
    return text


def is_advice(node: "Node", kind: str) -> bool:
    """Whether a directive or annotation only speaks to the compiler's checks: no code comes of it."""
    if kind == "preproc_call":
        return bool(_PRAGMA.match(text_of(node)))
    if kind == "modifiers":
        return node.child_count > 0 and all(is_advice(one, one.type) for one in node.children)
    return kind in _ANNOTATIONS and bool(_UNSAID.match(text_of(node)))


def is_comment(node: "Node", kind: str, parent: str, grammar: Grammar) -> bool:
    """Whether a node only speaks to the reader: a comment, a lone semicolon, a docstring."""
    if "comment" in kind or kind in _SAYS_TO_READERS or is_advice(node, kind):
        return True
    if kind == "empty_statement":
        return grammar.semicolons_free and parent in _STATEMENTS
    # A text that stands alone is a docstring.
    return (
        kind == "expression_statement"
        and grammar.package == "tree_sitter_python"
        and node.child_count == 1
        and node.children[0].type in {"string", "concatenated_string"}
    )


def joined(one: str, other: str) -> str:
    """Two texts in double quotes as the one that a compiler makes of them; empty where they are no such texts.

    A number that ends the first one as an escape would take up what follows.
    """
    if not all(_QUOTED.match(text) for text in (one, other)) or _OPEN_ESCAPE.search(one):
        return ""
    return one[:-1] + other[1:]


def import_key(words: list[str]) -> list[str]:
    """One text for each name that is imported, so that neither their order nor how they are listed says anything."""
    text = " ".join(word for word in words if word != ";")
    if words[:1] == ["from"] and "import" in words:
        head, _, names = text.partition(" import ")
        return [f"{head} import {one.strip()}" for one in names.strip("() ").split(",") if one.strip()]
    if words[:1] == ["import"] and "," in words and "{" not in words:
        return [f"import {one.strip()}" for one in text.removeprefix("import ").split(",")]
    if words[:2] == ["import", "("]:
        return [f"import {one.strip()}" for one in _PACKAGE.findall(text[len("import (") :])]
    return [_LISTED.sub(_sorted_list, text)]


def _sorted_list(found: re.Match[str]) -> str:
    return "{" + ", ".join(sorted(one.strip() for one in found[1].split(",") if one.strip())) + "}"


def is_key_or_label(text: bytes, node: "Node", parent: str, grammar: Grammar, last: str) -> bool:
    """Whether an identifier is a label of an argument or the key of a member rather than a name of the file."""
    if grammar.package == "tree_sitter_kotlin" and parent == "value_argument":
        return text[node.end_byte : node.end_byte + 3].lstrip()[:1] == b"="
    if grammar.package == "tree_sitter_swift" and parent == "parameter":
        return last in {"(", ","}  # the one word is the label as well
    if grammar.package == "tree_sitter_c_sharp" and parent == "assignment_expression":
        outer = node.parent.parent if node.parent else None
        return outer is not None and outer.type == "initializer_expression"
    if parent == "required_parameter":
        return node.parent is not None and any(one.type == "accessibility_modifier" for one in node.parent.children)
    return False


@cache
def _pattern(private: str) -> re.Pattern[str]:
    return re.compile(private)


def private_prefix(before: bytes, name: str, grammar: Grammar) -> bool:
    """Whether what stands before a function's name keeps it within its file; a marked one may be called by name."""
    if not grammar.private or b"@" in before or b"[" in before:
        return False
    return bool(_pattern(grammar.private).search(before.decode("utf-8", "replace") + name))


def text_of(node: "Node") -> str:
    """The text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def name_of(node: "Node") -> str:
    """The name that a function bears or is given."""
    found = node.child_by_field_name("name")
    if found is None:
        found = node.child_by_field_name("declarator")
        while found is not None and (inner := found.child_by_field_name("declarator")) is not None:
            found = inner
    if found is None and node.type == "init_declaration":
        return "init"
    parent = node.parent
    if found is None and parent is not None and parent.type in {"variable_declarator", "assignment_expression", "pair"}:
        found = next(filter(None, map(parent.child_by_field_name, ("name", "left", "key"))), None)
    shown = " ".join(text_of(found).split()) if found is not None else ""
    return shown if len(shown) <= 80 else ""  # noqa: PLR2004
