"""Expressions that can run for ever: a repetition of nothing but repetitions, such as `(a+)+` or `(a|a)*`.

Python's engine tries every way to split a text over such a pattern, so a line of forty letters takes years. They are
refused where they are written, for no reader could stop them later.
"""

import re
from collections.abc import Iterable
from typing import Any

# The standard library's own parse of an expression; its module has no public name in 3.11 to 3.13.
_PARSER: Any = re._parser  # type: ignore[attr-defined]  # noqa: SLF001
_MANY = _PARSER.MAXREPEAT
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}


def runs_away(expression: str) -> bool:
    """Whether some unbounded repetition repeats what is itself unbounded or can match one text in two ways.

    Raises:
        re.error: the expression is not valid.
    """
    return _any_runaway(_PARSER.parse(expression))


def _any_runaway(parts: Iterable[Any]) -> bool:
    for operation, argument in parts:
        name = str(operation)
        if name in _REPEATS and argument[1] == _MANY and _is_loose(argument[2]):
            return True
        if any(_any_runaway(inner) for inner in _inner(name, argument)):
            return True
    return False


def _inner(name: str, argument: Any) -> list[Any]:  # noqa: ANN401 - a parse tree has no types
    match name:
        case "MAX_REPEAT" | "MIN_REPEAT":
            return [argument[2]]
        case "SUBPATTERN":
            return [argument[3]]
        case "BRANCH":
            return list(argument[1])
        case "ASSERT" | "ASSERT_NOT":
            return [argument[1]]
        case _:
            return []


def _is_loose(body: Any) -> bool:  # noqa: ANN401 - a parse tree has no types
    """Whether a repeated body holds no part of its own that marks where one round ends."""
    parts = list(body)
    while len(parts) == 1 and str(parts[0][0]) == "SUBPATTERN":
        parts = list(parts[0][1][3])
    if len(parts) == 1 and str(parts[0][0]) == "BRANCH":
        return any(_is_loose(branch) for branch in parts[0][1][1]) or _overlaps(parts[0][1][1])
    repeats = [argument for operation, argument in parts if str(operation) in _REPEATS]
    may_be_absent = [argument for argument in repeats if argument[0] == 0 or argument[1] == _MANY]
    return len(may_be_absent) == len(parts) and any(argument[1] == _MANY for argument in repeats)


def _overlaps(branches: list[Any]) -> bool:
    """Whether two branches are the same, or one begins as the other does and both are single signs."""
    texts = [str(list(branch)) for branch in branches]
    return len(set(texts)) < len(texts)
