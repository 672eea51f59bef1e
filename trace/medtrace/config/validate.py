"""A tree held against a shape: every defect that pydantic finds, told at its place in words for people."""

import types
from enum import Enum
from typing import Annotated, Any, Literal, TypeVar, Union, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from medtrace.config.convert import Hint, origin_of
from medtrace.config.mistakes import Mistake, choices, mistake, not_expected, unknown_name
from medtrace.config.trees import Tree
from medtrace.config.values import OWN_ERROR, SPOKEN_ERROR, Pair, Shape, Words
from medtrace.config.ways import Loc, find, key_mark, nearest_mark, plain
from medtrace.words import Localized

ShapeT = TypeVar("ShapeT", bound=BaseModel)
_MOST = 100
_KEY = Localized("键", "key")
_WANTED = {
    "string_type": Localized("文字", "text"),
    "tuple_type": Localized("列表", "a list"),
    "dict_type": Localized("键值对", "a mapping"),
    "model_type": Localized("键值对", "a mapping"),
}


def read_shape(tree: Tree, shape: type[ShapeT]) -> tuple[ShapeT | None, tuple[Mistake, ...]]:
    """The values of a tree in the shape, or None and every mistake (the first hundred)."""
    try:
        return shape.model_validate(plain(tree.root)), ()
    except ValidationError as fault:
        errors = fault.errors(include_url=False)
        found = [_mistake(tree, shape, error) for error in errors[:_MOST] if not _follows(error)]
        if len(errors) > _MOST:
            more, mark = len(errors) - _MOST, key_mark(tree.root, errors[_MOST]["loc"])
            found.append(mistake(mark, f"另有 {more} 处错误未列出", f"{more} more mistakes are not listed"))
        return None, tuple(found)


def _follows(error: ErrorDetails) -> bool:
    """Whether an error only repeats that the entries of a list were bad."""
    return error["type"] == "too_short" and bool(error["input"]) and error["ctx"].get("actual_length") == 0


def _mistake(tree: Tree, shape: type[BaseModel], error: ErrorDetails) -> Mistake:
    loc = error["loc"]
    match error["type"]:
        case "extra_forbidden":
            return Mistake(key_mark(tree.root, loc), unknown_name(_KEY, str(loc[-1]), _names(shape, loc[:-1])))
        case "missing":
            return _missing(tree, shape, loc)
        case _:
            return Mistake(nearest_mark(tree.root, loc), _words(shape, error))


def _missing(tree: Tree, shape: type[BaseModel], loc: Loc) -> Mistake:
    name = str(loc[-1])
    if find(tree.root, loc) is not None:
        return mistake(key_mark(tree.root, loc), f"{name}：缺少值", f"{name}: the value is missing")
    mark = nearest_mark(tree.root, loc[:-1])
    if _hint(shape, loc[:-1]) in {Pair, Words}:
        return mistake(
            mark, f"{_label(loc[:-1])}：缺少译文“{name}”", f'{_label(loc[:-1])}: translation "{name}" is missing'
        )
    return mistake(mark, f"缺少必需的键“{name}”", f'required key "{name}" is missing')


def _words(shape: type[BaseModel], error: ErrorDetails) -> Localized:
    key, got = _label(error["loc"]), _shown(error["input"])
    kind = error["type"]
    context = error.get("ctx", {})
    hint = _hint(shape, error["loc"])
    names = _choices(hint)
    if kind == SPOKEN_ERROR:
        return Localized(f"{key}：{context['zh']}", f"{key}: {context['en']}")
    if kind == OWN_ERROR:
        return Localized(f"{key}：{context['zh']}，得到{got.zh}", f"{key}: {context['en']}, got {got.en}")
    if names:
        text = error["input"]
        if isinstance(text, str):
            return not_expected(key, choices(names), text, names)
        wanted = choices(names)
    elif hint is Words:
        wanted = Localized("文字或 {zh, en}", "text or {zh, en}")
    elif hint is Pair:
        wanted = Localized("{zh, en}", "{zh, en}")
    else:
        wanted = _WANTED.get(kind) or _bounds(kind, context)
    return Localized(f"{key}：应为{wanted.zh}，得到{got.zh}", f"{key}: expected {wanted.en}, got {got.en}")


def _bounds(kind: str, context: dict[str, Any]) -> Localized:
    match kind:
        case "too_short":
            least = context["min_length"]
            return Localized(f"至少 {least} 项", f"at least {least}")
        case "too_long":
            most = context["max_length"]
            return Localized(f"至多 {most} 项", f"at most {most}")
        case "string_pattern_mismatch":
            return Localized(f"符合 {context['pattern']} 的文字", f"text like {context['pattern']}")
        case _:
            return Localized("另一种值", f"another value ({kind})")


def _shown(value: object) -> Localized:
    match value:
        case None:
            return Localized("空值", "nothing")
        case str():
            words = not_expected("", Localized("", ""), value)
            return Localized(words.zh.partition("得到")[2], words.en.partition("got ")[2])
        case dict():
            return Localized("键值对", "a mapping")
        case [] | ():
            return Localized("空列表", "an empty list")
        case list() | tuple():
            return Localized(f"含 {len(value)} 项的列表", f"a list of {len(value)}")
        case _:
            return Localized(f"“{value}”", f'"{value}"')


def _label(loc: Loc) -> str:
    """The last key of a path, with the index of a list's entry."""
    text = ""
    for part in reversed(loc):
        if isinstance(part, str):
            return f"{part}{text}"
        text = f"[{part}]{text}"
    return text or "—"


def _names(shape: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    hint = _hint(shape, loc)
    if not (isinstance(hint, type) and issubclass(hint, Shape)):
        return ()
    return tuple(field.alias or name for name, field in hint.model_fields.items())


def _choices(hint: Hint) -> tuple[str, ...]:
    if origin_of(hint) is Literal:
        return tuple(str(value) for value in get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return tuple(str(member.value) for member in hint)
    return ()


def _hint(shape: type[BaseModel], loc: Loc) -> Hint:
    """The type that stands at a path, None where the path leaves the shape."""
    hint: Hint = shape.model_fields["root"].annotation if issubclass(shape, RootModel) else shape
    for part in loc:
        hint = _below(_bare(hint), part)
    return _bare(hint)


def _below(hint: Hint, part: str | int) -> Hint:
    arguments = get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Shape):
        fields = {field.alias or name: field.annotation for name, field in hint.model_fields.items()}
        return fields.get(str(part))
    if origin_of(hint) is dict:
        return arguments[1]
    if origin_of(hint) is tuple and isinstance(part, int):
        return arguments[0] if Ellipsis in arguments else arguments[min(part, len(arguments) - 1)]
    return None


def _bare(hint: Hint) -> Hint:
    """Without `| None` and without annotations."""
    if origin_of(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if origin_of(hint) in {Union, types.UnionType}:
        others = [one for one in get_args(hint) if one is not types.NoneType]
        return _bare(others[0]) if len(others) == 1 else hint
    return hint
