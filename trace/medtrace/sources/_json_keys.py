"""Where the keys of a JSON text stand, in one pass over it and without recursion.

The standard library tells neither lines nor keys that stand twice, and it recurses: the depth is looked at first.
"""

import json
import re
from dataclasses import dataclass, field

MAX_DEPTH = 100
_TOKEN = re.compile(r'"(?P<text>(?:[^"\\]++|\\.?)*+)(?P<end>"|\Z)(?P<key>\s*+:)?|[{}\[\]]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Key:
    """A key by the keys around it (empty for an element of a list); `again` if its object has it already."""

    path: tuple[str, ...]
    line: int
    again: bool = False


@dataclass(slots=True)
class _Open:
    """An object or list, and the keys that an object has so far."""

    name: str
    last: str = ""
    keys: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Outline:
    """The keys of a text in their order, and how deep its objects and lists stand in each other."""

    keys: tuple[Key, ...]
    depth: int


def read_outline(text: str, *, levels: int) -> Outline:
    """The keys of the first levels and the depth; what is nested too deeply is not read to its end."""
    found: list[Key] = []
    opened = [_Open("")]
    line, at, depth = 1, 0, 0
    for token in _TOKEN.finditer(text):
        if token["text"] is None:
            if token.group() in "{[":
                opened.append(_Open(opened[-1].last))
                depth = max(depth, len(opened) - 1)
                if depth > MAX_DEPTH:
                    break
            elif len(opened) > 1:
                opened.pop()
        elif token["key"] and len(opened) <= levels + 1:
            here, name = opened[-1], _plain(token["text"])
            line, at = line + text.count("\n", at, token.start()), token.start()
            found.append(Key((*(one.name for one in opened[2:]), name), line, name in here.keys))
            here.keys.add(name)
            here.last = name
    return Outline(tuple(found), depth)


def _plain(text: str) -> str:
    """The text of a string between its quotes."""
    if "\\" not in text:
        return text
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
