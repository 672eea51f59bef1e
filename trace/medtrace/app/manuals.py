"""The manual page of a plug-in: what its module says of itself, and its options with their defaults."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Literal, get_args, get_origin

from medtrace import plugins

# In the order in which a name that two rooms share is looked up.
_ROOMS = ("sources", "rules", "documents")


def manual_names() -> tuple[str, ...]:
    """The names of every source, rule and block that has a page."""
    return tuple(sorted({name for room in _ROOMS for name in plugins.names(room)}))


def manual_page(name: str) -> Iterator[str]:
    """The lines of the pages of that name, each room's for itself; in English, as the modules are written."""
    for room in _ROOMS:
        if name in plugins.names(room):
            yield f"{name}  ({_SINGULAR[room]})"
            yield ""
            yield from plugins.manual(room, name).strip().splitlines()
            yield ""
            yield from _options(room, name)


def _options(room: str, name: str) -> Iterator[str]:
    """A table of the options: name, type, default."""
    load = {"sources": plugins.source, "rules": plugins.rule, "documents": plugins.block}[room]
    shape = getattr(load(name), "options", None)
    found = fields(shape) if isinstance(shape, type) and is_dataclass(shape) else ()
    if not found:
        yield "options: none"
        return
    rows = [("option", "type", "default"), *((one.name, _type(one), _default(one)) for one in found)]
    wide = [max(len(row[column]) for row in rows) for column in range(2)]
    for row in rows:
        yield f"{row[0]:<{wide[0]}}  {row[1]:<{wide[1]}}  {row[2]}".rstrip()


def _type(one: "Field[object]") -> str:
    """The type in words: pairs are a mapping in YAML, expressions are written as text."""
    said = one.type if isinstance(one.type, str) else _written(one.type)
    if said.startswith("tuple[tuple[str"):
        return "mapping"
    if said.startswith("tuple["):
        return "list"
    return next((word for name, word in _WORDS.items() if name in said), said)


def _written(shape: object) -> str:
    if get_origin(shape) is Literal:
        return " or ".join(str(one) for one in get_args(shape) if one)
    return shape.__name__ if isinstance(shape, type) and not get_args(shape) else str(shape)


def _default(one: "Field[object]") -> str:
    if one.default is MISSING:
        return "none: it must be said" if one.default_factory is MISSING else "empty"
    if one.default and isinstance(one.default, tuple):
        return f"{len(one.default)} of its own"
    return "empty" if one.default in ("", (), None) else str(one.default).replace("\n", " ")[:_LONGEST]


_LONGEST = 60
_WORDS = {"Pattern": "expression", "bool": "true or false", "str": "text", "int": "number"}
_SINGULAR = {"sources": "source", "rules": "rule", "documents": "document block"}
