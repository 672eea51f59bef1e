"""Values of ours written as JSON and read back: dataclasses, enumerations, expressions, tuples, sets and mappings.

Never a pickle, which would run what somebody put into it: a name that is no dataclass or enumeration of this package is
refused, and building one of these does nothing but hold its fields.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeAlias

Written: TypeAlias = Any
"""What `json` writes and reads."""
_OWN = "medtrace."
_KIND, _FIELDS = "@", "="
_ENUM, _EXPRESSION, _SET, _MAPPING = "enum", "expression", "set", "mapping"


def written(value: object) -> Written:
    """A value for `json.dumps`.

    Raises:
        TypeError: it holds something else than named above.
    """
    match value:
        case Enum():
            return {_KIND: _ENUM, _FIELDS: [_name(type(value)), value.value]}
        case None | bool() | int() | float() | str():
            return value
        case tuple():
            return [written(one) for one in value]
        case re.Pattern():
            return {_KIND: _EXPRESSION, _FIELDS: [value.pattern, value.flags]}
        case frozenset():
            return {_KIND: _SET, _FIELDS: sorted((written(one) for one in value), key=repr)}
        case Mapping():
            return {_KIND: _MAPPING, _FIELDS: [[written(key), written(one)] for key, one in value.items()]}
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith(_OWN):
        held = {one.name: written(getattr(value, one.name)) for one in fields(value)}
        return {_KIND: _name(type(value)), _FIELDS: held}
    raise TypeError(type(value).__name__)


def _name(shape: type) -> str:
    return f"{shape.__module__}:{shape.__qualname__}"


def read_back(data: Written) -> Any:  # noqa: ANN401 - whatever was written
    """The value again.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, ImportError: it was not written by `written` of this version.
    """
    if isinstance(data, list):
        return tuple(map(read_back, data))
    if not isinstance(data, dict):
        return data
    kind, held = data[_KIND], data[_FIELDS]
    match kind:
        case "enum":
            return _shape(held[0])(held[1])
        case "expression":
            return re.compile(held[0], held[1])
        case "set":
            return frozenset(map(read_back, held))
        case "mapping":
            return MappingProxyType({read_back(key): read_back(one) for key, one in held})
        case _:
            return _shape(kind)(**{name: read_back(one) for name, one in held.items()})


@cache
def _shape(name: str) -> Any:  # noqa: ANN401 - a class of ours
    module, _, inner = name.partition(":")
    if not module.startswith(_OWN):
        raise ValueError(name)
    shape: Any = import_module(module)
    for part in inner.split("."):
        shape = getattr(shape, part)
    if not isinstance(shape, type) or not (is_dataclass(shape) or issubclass(shape, Enum)):
        raise TypeError(name)
    return shape
