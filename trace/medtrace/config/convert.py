"""One marked value made into what a type hint asks for; every value that does not fit is noted with its place."""

import dataclasses
import re
import types
from collections.abc import Mapping as MappingType
from enum import Enum
from typing import Any, Literal, NoReturn, TypeAlias, Union, get_args, get_origin, get_type_hints

from medtrace.config.mistakes import Mistake, choices, not_expected, quoted, unknown_name
from medtrace.config.ways import plain
from medtrace.expressions import expression
from medtrace.marked.nodes import Listing, Mapping, Mark, Node, Scalar
from medtrace.words import Localized

_OPTION = Localized("选项", "option")
_NUMBER = expression(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
_PAIR = 2
_COLLECTIONS: dict[object, type] = {tuple: tuple, frozenset: frozenset, list: list}


Hint: TypeAlias = Any
"""A type hint, of which Python has no type that covers all."""
Converted: TypeAlias = Any
"""A value as its hint asks for it."""


class BadError(Exception):
    """A value that does not fit its hint; its mistake is noted already."""


@dataclasses.dataclass(slots=True)
class Conversion:
    """Notes mistakes while values are converted, so that all are told at once."""

    mistakes: list[Mistake] = dataclasses.field(default_factory=list)

    def fields(self, node: Node, shape: type, label: str) -> dict[str, object]:
        """The converted values of a mapping; raises after every field was looked at."""
        if not isinstance(node, Mapping):
            self.bad(node, label, Localized("键值对", "a mapping"))
        hints = get_type_hints(shape)
        fields = {one.name: one for one in dataclasses.fields(shape) if one.init}
        before = len(self.mistakes)
        found: dict[str, object] = {}
        given: set[str] = set()
        for key, value in node.pairs:
            name = str(key.text)
            if name not in fields:
                self.mistakes.append(Mistake(key.mark, unknown_name(_OPTION, name, fields)))
                continue
            if is_empty(value) and types.NoneType not in get_args(hints[name]):
                continue
            given.add(name)
            try:
                found[name] = self.convert(value, hints[name], name)
            except BadError:
                continue
        for name, one in fields.items():
            if name not in given and one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
                self.note(node.mark, f"缺少必需的选项“{name}”", f'required option "{name}" is missing')
        if len(self.mistakes) > before:
            raise BadError
        return found

    def made(self, shape: type, given: dict[str, object], mark: Mark) -> Converted:
        """The dataclass; what its own checks refuse is a mistake too."""
        try:
            return shape(**given)
        except ValueError as fault:
            self.note(mark, f"选项无效：{fault}", f"the options are not valid: {fault}")
            raise BadError from fault

    def convert(self, node: Node, hint: Hint, label: str) -> Converted:
        """One value by its hint."""
        origin, arguments = origin_of(hint), get_args(hint)
        if hint in {object, Any}:
            return frozen(plain(node))
        if origin in {Union, types.UnionType}:
            return self._any_of(node, arguments, label)
        if origin is Literal:
            return self._choice(node, {str(one): one for one in arguments}, label)
        if origin in _COLLECTIONS:
            return self._collection(node, hint, label)
        if origin in {dict, MappingType}:
            return dict(self._pairs(node, arguments[1], label))
        return self._single(node, origin or hint, label)

    def _single(self, node: Node, hint: Hint, label: str) -> Converted:
        if hint is Localized:
            return self._localized(node, label)
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            return self.made(hint, self.fields(node, hint, label), node.mark)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._choice(node, {str(one.value): one for one in hint}, label)
        if hint is bool:
            return self._choice(node, {"true": True, "false": False}, label)
        if hint in {int, float}:
            return self._number(node, hint, label)
        if hint in {str, re.Pattern}:
            return self._text(node, hint, label)
        raise TypeError(f"options cannot hold {hint}")

    def _number(self, node: Node, hint: Hint, label: str) -> Converted:
        found = _NUMBER.fullmatch(node.text or "") if isinstance(node, Scalar) else None
        if found is None or (hint is int and found.group(1)):
            wanted = Localized("整数", "a whole number") if hint is int else Localized("数", "a number")
            self.bad(node, label, wanted)
        return hint(found.group())

    def _text(self, node: Node, hint: Hint, label: str) -> Converted:
        if not isinstance(node, Scalar) or node.text is None:
            self.bad(node, label, Localized("文字", "text"))
        if hint is str:
            return node.text
        try:
            return re.compile(node.text)
        except re.error as fault:
            self.note(node.mark, f"{label}：正则表达式无效：{fault}", f"{label}: not a valid expression: {fault}")
            raise BadError from fault

    def _choice(self, node: Node, by_name: dict[str, Converted], label: str) -> Converted:
        name = node.text if isinstance(node, Scalar) else None
        if name is None:
            self.bad(node, label, choices(by_name))
        if name not in by_name:
            self.mistakes.append(Mistake(node.mark, not_expected(label, choices(by_name), name, by_name)))
            raise BadError
        return by_name[name]

    def _any_of(self, node: Node, hints: tuple[Hint, ...], label: str) -> Converted:
        others = tuple(hint for hint in hints if hint is not types.NoneType)
        if len(others) < len(hints) and is_empty(node):
            return None
        for hint in others[:-1]:
            trial = Conversion()
            try:
                return trial.convert(node, hint, label)
            except BadError:
                continue
        return self.convert(node, others[-1], label)

    def _collection(self, node: Node, hint: Hint, label: str) -> Converted:
        origin, arguments = origin_of(hint), get_args(hint)
        inner = arguments[0]
        if origin is tuple and Ellipsis not in arguments:
            items = self._items(node, label, len(arguments))
            return tuple(self._each(items, arguments, label))
        if isinstance(node, Mapping) and origin_of(inner) is tuple and len(get_args(inner)) == _PAIR:
            return tuple(self._pairs(node, get_args(inner)[1], label))
        items = self._items(node, label, None)
        return _COLLECTIONS[origin](self._each(items, (inner,) * len(items), label))

    def _items(self, node: Node, label: str, count: int | None) -> tuple[Node, ...]:
        if isinstance(node, Scalar) and node.text is not None and count is None:
            return (node,)
        if not isinstance(node, Listing) or count not in {None, len(node.items)}:
            self.bad(
                node,
                label,
                Localized("列表", "a list") if count is None else Localized(f"{count} 项的列表", f"a list of {count}"),
            )
        return node.items

    def _each(self, items: tuple[Node, ...], hints: tuple[Hint, ...], label: str) -> list[Any]:
        found = []
        failed = False
        for index, (item, hint) in enumerate(zip(items, hints, strict=True)):
            try:
                found.append(self.convert(item, hint, f"{label}[{index}]"))
            except BadError:
                failed = True
        if failed:
            raise BadError
        return found

    def _pairs(self, node: Node, hint: Hint, label: str) -> list[tuple[str, Any]]:
        if isinstance(node, Listing):
            node = _as_mapping(node)
        if not isinstance(node, Mapping):
            self.bad(node, label, Localized("键值对", "a mapping"))
        names = [str(key.text) for key, _ in node.pairs]
        values = tuple(value for _, value in node.pairs)
        return list(zip(names, self._each(values, (hint,) * len(values), label), strict=True))

    def _localized(self, node: Node, label: str) -> Localized:
        if isinstance(node, Scalar) and node.text is not None:
            return Localized(node.text, node.text)
        if not isinstance(node, Mapping):
            self.bad(node, label, Localized("文字或 {zh, en}", "text or {zh, en}"))
        return Localized(**{key: str(value) for key, value in self.fields(node, Localized, label).items()})

    def bad(self, node: Node, label: str, wanted: Localized) -> NoReturn:
        """Note a value of the wrong type and leave it."""
        got = _got(node)
        self.note(node.mark, f"{label}：应为{wanted.zh}，得到{got.zh}", f"{label}: expected {wanted.en}, got {got.en}")
        raise BadError

    def note(self, mark: Mark, zh: str, en: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(mark, Localized(zh, en)))


def _got(node: Node) -> Localized:
    match node:
        case Scalar(text=None):
            return Localized("空值", "nothing")
        case Scalar():
            return Localized(f"“{quoted(str(node.text))}”", f'"{quoted(str(node.text))}"')
        case Listing():
            return Localized(f"含 {len(node.items)} 项的列表", f"a list of {len(node.items)}")
        case Mapping():
            return Localized("键值对", "a mapping")


def origin_of(hint: object) -> object:
    """`tuple` of `tuple[str, ...]`, None of a plain type."""
    return get_origin(hint)


def is_empty(node: Node) -> bool:
    """Whether nothing was written."""
    return isinstance(node, Scalar) and node.text is None


def frozen(value: object) -> object:
    """Lists as tuples, mappings as tuples of pairs."""
    if isinstance(value, list):
        return tuple(frozen(one) for one in value)
    if isinstance(value, dict):
        return tuple((key, frozen(one)) for key, one in value.items())
    return value


def _as_mapping(node: Listing) -> Node:
    """Pairs as a mapping: what `frozen` made of one; anything else stays as it is."""
    pairs = [item.items for item in node.items if isinstance(item, Listing) and len(item.items) == _PAIR]
    keyed = tuple((key, value) for key, value in pairs if isinstance(key, Scalar))
    return Mapping(node.path, node.line, node.column, keyed) if len(keyed) == len(node.items) else node
