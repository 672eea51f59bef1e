"""Options of a plug-in: a mapping read into the plug-in's own frozen dataclass, with the place of every mistake.

Values are converted by the type hints of the dataclass: `str`, `int`, `float`, `bool`, `Literal`, enumerations,
`X | None`, `tuple[X, ...]`, `frozenset[X]`, `dict[str, X]`, `tuple[tuple[str, X], ...]` (from a mapping, in the
order of the file), patterns, `Localized`, and dataclasses inside. A lone text counts as a list of one.
"""

import dataclasses
import re
from collections.abc import Mapping as MappingType
from enum import Enum
from typing import Any, Protocol, TypeVar

from medtrace.config.convert import BadError, Conversion
from medtrace.config.mistakes import Mistake
from medtrace.errors import ConfigError
from medtrace.marked.nodes import Listing, Mapping, Mark, Node, Scalar
from medtrace.words import Localized

OptionsT = TypeVar("OptionsT")
_NOWHERE = ("", 0, 0)


class OptionShapes(Protocol):
    """The plug-ins of one room, as the app hands them in: names, and the dataclass of each one's options."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of our own plug-ins and of those that are installed beside us."""

    def options(self, name: str) -> type:
        """The options of one plug-in; raises `PluginError` for an unknown name."""

    def own_ids(self, name: str) -> bool:
        """Whether a source needs neither `id` nor `kind`; raises as `options` does."""


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """What was read: the dataclass (None with mistakes), and the converted values that the file gave, by name."""

    value: Any
    given: tuple[tuple[str, object], ...]
    mistakes: tuple[Mistake, ...]


def marked_options(node: Node | None, shape: type, *, where: Mark) -> Options:
    """Convert marked options; `node` is None where the file gives none, and `where` is its place then."""
    conversion = Conversion()
    if node is None or (isinstance(node, Scalar) and node.text is None):
        node = Mapping("", where.line, where.column, ())
    try:
        given = conversion.fields(node, shape, "options")
        return Options(conversion.made(shape, given, node.mark), tuple(given.items()), tuple(conversion.mistakes))
    except BadError:
        return Options(None, (), tuple(conversion.mistakes))


def read_options(values: MappingType[str, object], shape: type[OptionsT], *, place: str) -> OptionsT:
    """Options from plain values (text, numbers, switches, lists, mappings), such as those of a `RuleUse`.

    Raises:
        ConfigError: with every value that does not fit; all stand at `place`.
    """
    found = marked_options(_node(dict(values)), shape, where=Mark(0, 0))
    if not found.mistakes and isinstance(found.value, shape):
        return found.value
    problems = tuple((place, one.words) for one in found.mistakes)
    words = problems[0][1] if len(problems) == 1 else Localized("选项无效", "the options are not valid")
    raise ConfigError(words, place=place, problems=problems)


def _node(value: object) -> Node:
    """A plain value as if it had been written in a file."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    match value:
        case MappingType():
            return Mapping(*_NOWHERE, tuple((Scalar(*_NOWHERE, str(key)), _node(one)) for key, one in value.items()))
        case list() | tuple():
            return Listing(*_NOWHERE, tuple(_node(one) for one in value))
        case set() | frozenset():
            return Listing(*_NOWHERE, tuple(_node(one) for one in sorted(value)))
        case _:
            return Scalar(*_NOWHERE, None if value is None else _text(value))


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case re.Pattern():
            return str(value.pattern)
        case _:
            return str(value)
