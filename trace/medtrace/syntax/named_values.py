"""Values that a text gives to names: `TOLERANCE = 0.5`, `"quality": 90`, `#define DELAY_MS 500`, `volume="3"`."""

import re
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.syntax.languages import language_of
from medtrace.syntax.tokens import without_comments

_LITERAL = (
    r"[-+]?\.?\d[\w.]*|\"[^\"\n]{0,80}\"|'[^'\n]{0,80}'|(?:true|false|True|False|null|None)\b|[A-Z]\w*(?:(?:\.|::)\w+)+"
)
_GIVEN = expression(
    rf"(?<![\w.-])(?P<name>[A-Za-z_][\w.-]{{0,80}})[\"']?\]?(?:\s?:\s?[\w<>\[\]?.]{{1,40}})?[^\S\n]*(?:[:=]|:=)(?![=:])[^\S\n]*"
    rf"\(?(?P<value>{_LITERAL})"
)
_DEFINED = expression(rf"(?m)^[^\S\n]*#[^\S\n]*define[^\S\n]+(?P<name>\w+)[^\S\n]+\(?(?P<value>{_LITERAL})")
_HASH = expression(r"(?m)(?:^|(?<=\s))#(?!\s*define\b)[^\n]*")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A name whose values differ between two texts: those before and after, and the line of the later one."""

    name: str
    before: str
    after: str
    line: int


def named_values(text: str, path: str) -> dict[str, tuple[tuple[str, ...], int]]:
    """Values by name in the order of the text, with the line of the first; comments give none."""
    language = language_of(path)
    if language is None or language.family == "prose" or len(text) > _MOST:
        return {}
    hashed = language.family in {"python", "hash", "yaml"}
    plain = _HASH.sub(_blank, text) if hashed else without_comments(text, language)
    found: dict[str, tuple[tuple[str, ...], int]] = {}
    line, position = 1, 0
    for one in sorted((*_GIVEN.finditer(plain), *_DEFINED.finditer(plain)), key=lambda each: each.start()):
        line += plain.count("\n", position, one.start())
        position = one.start()
        values, first = found.get(one["name"], ((), line))
        found[one["name"]] = ((*values, one["value"]), first)
    return found


def differing_values(before: str, after: str, path: str) -> tuple[NamedValue, ...]:
    """Names that both texts give values to, and other ones."""
    old, new = named_values(before, path), named_values(after, path)
    return tuple(
        NamedValue(name, ", ".join(old[name][0]), ", ".join(new[name][0]), new[name][1])
        for name in new
        if name in old and sorted(old[name][0]) != sorted(new[name][0])
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
