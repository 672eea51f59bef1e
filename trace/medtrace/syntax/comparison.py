"""How two texts of one path compare: the same, restructured without another behaviour, or different, and where.

Comments, layout, docstrings and the order of imports say nothing. A name that stays within the file may be another
one everywhere, and functions may stand in another order: that is told as what it is. A text whose syntax tree has a
flaw, or that is too large for one, is compared by its signs, and that is told too.
"""

from dataclasses import dataclass, replace

from medtrace.syntax.binding import bound
from medtrace.syntax.grammar import Grammar, parse
from medtrace.syntax.grammars import grammar_of
from medtrace.syntax.imports import only_unused_differ
from medtrace.syntax.logs import only_logs_differ
from medtrace.syntax.meaning import Sameness, same_meaning
from medtrace.syntax.units import (
    ChangedFunction,
    Pair,
    Side,
    changed_functions,
    moved_functions,
    open_renames,
    renames,
    worded_functions,
)
from medtrace.syntax.walk import rows_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out, and by what: `tree`, or `signs` where there is a grammar but no tree, or `text`.

    `renames` are names of the file's own; `open_renames` are names that all differ alike but that something outside
    the file declares: whether that is a rename, other files must say. `parameters` are those of the renames that a
    caller in another file may name. `moved` and `functions` name functions.
    """

    sameness: Sameness
    by: str = "text"
    renames: tuple[Pair, ...] = ()
    moved: tuple[str, ...] = ()
    open_renames: tuple[Pair, ...] = ()
    parameters: tuple[Pair, ...] = ()
    functions: tuple[ChangedFunction, ...] = ()


def compare(before: str, after: str, path: str) -> Comparison:
    """How two texts of one path compare; never raises."""
    grammar = grammar_of(path, before + after)
    if before == after:
        return Comparison(Sameness.IDENTICAL)
    is_matlab = grammar is not None and grammar.package == "tree_sitter_matlab"
    sameness = Sameness.DIFFERENT if is_matlab else same_meaning(before, after, path)
    if grammar is None or sameness is not Sameness.DIFFERENT:
        return _logged(Comparison(sameness), before, after, path)
    one, other = side_of(before, grammar), side_of(after, grammar)
    if one is None or other is None:
        return _logged(Comparison(sameness, "signs"), before, after, path)
    found = _compared(one, other, grammar)
    # A name that nothing declares stops a script where it is read, be it only to log it.
    stops = grammar.hoists and one.bound.unbound != other.bound.unbound
    # What logs is looked for among signs; in MATLAB the blanks between them count: [a -b] holds two.
    return found if stops or is_matlab else _logged(found, before, after, path)


def _logged(found: Comparison, before: str, after: str, path: str) -> Comparison:
    only = found.sameness is Sameness.DIFFERENT and only_logs_differ(before, after, path)
    return replace(found, sameness=Sameness.LOGS, open_renames=()) if only else found


def side_of(text: str, grammar: Grammar) -> Side | None:
    """A text as steps and names; None where its tree has a flaw or it is too large for one."""
    data = text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    tree = parse(data, grammar)
    if tree is None:
        return None
    rows = rows_of(tree, data, grammar)
    return Side(rows, bound(rows, grammar))


def _compared(one: Side, other: Side, grammar: Grammar) -> Comparison:
    moved: tuple[str, ...] = ()
    same = one.bound.keys == other.bound.keys
    if same:
        pairs = renames(one, other)
    else:
        moved, pairs = moved_functions(one, other, order_counts=grammar.hoists)
    if _is_called_by_name(one, other, pairs if same or moved else ()):
        return Comparison(Sameness.DIFFERENT, "tree", functions=worded_functions(one, other))
    # What is imported twice is imported once.
    imports = {*one.rows.imports} == {*other.rows.imports}
    if not same and not moved:
        opened = open_renames(one, other) if imports else ()
        return Comparison(Sameness.DIFFERENT, "tree", open_renames=opened, functions=changed_functions(one, other))
    return Comparison(
        _kind(one, other, grammar, (bool(pairs), bool(moved), imports)), "tree", pairs, moved, (), _callable(one, pairs)
    )


def _is_called_by_name(one: Side, other: Side, pairs: tuple[Pair, ...]) -> bool:
    """Whether a call of the file gives an argument by the old or the new name of a parameter that is another."""
    labels = one.rows.labels | other.rows.labels
    return any(labels & {*pair} for pair in _callable(one, pairs))


def _callable(one: Side, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The renames of parameters by which another file may call."""
    named = {one.rows.texts[place] for place, name in one.rows.names.items() if name.named}
    return tuple(pair for pair in pairs if pair[0] in named)


def _kind(one: Side, other: Side, grammar: Grammar, told: tuple[bool, bool, bool]) -> Sameness:
    renamed, moved, imports = told
    if not imports:
        words = frozenset(one.rows.texts[place] for place in one.rows.words)
        words |= frozenset(other.rows.texts[place] for place in other.rows.words)
        only = only_unused_differ(one.rows.imports, other.rows.imports, words, grammar.package)
        return Sameness.IMPORTS if only else Sameness.DIFFERENT
    if moved:
        return Sameness.MOVED
    if renamed:
        return Sameness.RENAMED
    return Sameness.LAYOUT if one.rows.comments == other.rows.comments else Sameness.COMMENTS
