"""Values of the link fields of sphinx-needs: ids between commas or semicolons, each with a part and a condition.

    REQ_1, REQ_2.1; REQ_3[version==2], REQ_4[[tags[0]=="a"]]

A dynamic function (`[[…]]` or `<<…>>` where an id is due) is computed by the build of the documentation and cites
nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression

_MARK = expression(r"[\[\],;]")
_SPLIT = expression(r"[,;]")
_EQUAL = expression(r"\s*(?P<name>\w{1,60})\s*==\s*(?P<value>\"[^\"]*\"|'[^']*'|[\w.+-]+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Cited:
    """One target as it was written: `words` is the id, empty for what only a build can compute."""

    words: str
    attributes: tuple[tuple[str, str], ...] = ()


def cited(value: str, known: re.Pattern[str]) -> Iterator[Cited]:
    """The targets of a value in their order; `known` tells an id with a dot from the part of an id."""
    for said in _parts(value):
        part = " ".join(said.split())
        if part.startswith(("[[", "<<")):
            yield Cited("")
            continue
        words = part.partition("[")[0].strip()
        attributes = _condition(part.partition("[")[2])
        whole, dot, piece = words.rpartition(".")
        if dot and not known.fullmatch(words) and known.fullmatch(whole):
            words, attributes = whole, (("part", piece), *attributes)
        if words:
            yield Cited(words, attributes)


def _condition(text: str) -> tuple[tuple[str, str], ...]:
    """What must hold for the target: `version==1` as its own attribute, anything else as `condition`."""
    inner = text.lstrip("[")
    # As many brackets close a condition as open it; those of the condition itself stay.
    inner = inner.rstrip().removesuffix("]" * (len(text) - len(inner) + 1)).strip()
    equal = _EQUAL.match(inner)
    if equal:
        return ((equal["name"], equal["value"].strip("\"'")),)
    return (("condition", inner),) if inner else ()


def _parts(value: str) -> Iterator[str]:
    """The value between commas and semicolons that stand in no brackets; one that is never closed is none."""
    depth, start = 0, 0
    found: list[str] = []
    for mark in _MARK.finditer(value):
        if mark.group() == "[":
            depth += 1
        elif mark.group() == "]":
            depth = max(0, depth - 1)
        elif not depth:
            found.append(value[start : mark.start()])
            start = mark.end()
    rest = value[start:]
    return iter([*found, *(_SPLIT.split(rest) if depth else (rest,))])
