"""Grammars of tree-sitter: which one reads a path, and what its nodes mean to a comparison.

A grammar that is not installed, a text that is too large and a text with a flaw give no tree: the text is then compared
by its signs, which is told.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

# Both sides of a text of this size are parsed and walked within two seconds on a slow machine.
MOST_BYTES = 300_000


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the nodes of a language mean.

    `declares` gives for (parent, field) of a name how far it reaches: `b` the block, `f` the function, `o` what
    surrounds the function or (`c`) class that bears the name, `t` a word that is no name of the file (a label, a
    key). Patterns hand that down to their parts (`carriers`: node and the fields that are no part). `private` finds
    the word before the name of a function that keeps it within the file. `keyed` are leaves that are a name and a key
    of data in one, `known` names that a script finds without declaring them; where one of `dynamic` stands, names are
    read at run time and keep their text. `named` are the parameters that a caller may call by name. `hoists`: a name
    holds for its whole scope. `late`: it begins after its declaration.
    """

    package: str
    entry: str = "language"
    names: frozenset[str] = frozenset({"identifier"})
    keyed: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    declares: Mapping[tuple[str, str], str] = field(default_factory=dict)
    carriers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()
    parentheses: frozenset[str] = frozenset()
    commas_count: frozenset[str] = frozenset()
    commas_free: frozenset[str] | None = None
    semicolons_free: bool = False
    private: str = ""
    dynamic: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    hoists: bool = False
    late: bool = False


@cache
def parser(package: str, entry: str) -> "Parser | None":
    """The parser of a grammar, None where its wheel is missing or made for another tree-sitter."""
    try:
        from tree_sitter import Language, Parser

        return Parser(Language(getattr(importlib.import_module(package), entry)()))
    except (ImportError, AttributeError, ValueError):
        return None


def parse(text: bytes, grammar: Grammar) -> "Tree | None":
    """The tree of a text without a flaw; None for any other."""
    reader = parser(grammar.package, grammar.entry) if len(text) <= MOST_BYTES else None
    tree = reader.parse(text) if reader else None
    return tree if tree is not None and not tree.root_node.has_error else None
