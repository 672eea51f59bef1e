"""Named literals of a text: what is assigned, defaulted, passed or keyed under a name.

Python is read as a syntax tree, JSON and YAML as data, brace languages as signs, the rest line by line. A literal is a
number, a text or a list of them. A name is the last word; `scope` is where it stands, as far as that can be told.
"""

import ast
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import yaml

from medtrace.expressions import expression
from medtrace.rules._platform._json import parse_json
from medtrace.syntax.languages import Language, language_of
from medtrace.syntax.python_tree import read_python
from medtrace.syntax.tokens import Sign, signs

MOST_SIGNS = 300_000
MOST_VALUES = 64
MOST_NODES = 50_000
_LINE = expression(r"^\s*(?:export\s+|set\s+)?(?P<name>[\w.-]+)\s*[=:]\s*(?P<value>[\"']?[^#;\n]*)", re.MULTILINE)
_NUMBER = expression(r"[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Literal:
    """One literal; `value` is as it is written, numbers in one spelling."""

    name: str
    scope: str
    value: str
    line: int

    @property
    def is_number(self) -> bool:
        """Whether the value is a number or a list of numbers."""
        return all(_NUMBER.fullmatch(one) for one in self.value.split(", "))


# Several rows ask for the same texts.
@lru_cache(maxsize=64)
def literals(text: str, path: str) -> tuple[Literal, ...]:
    """Every named literal of a text; nothing where the language is not known or does not parse."""
    language = language_of(path)
    if language is None or not text:
        return ()
    match language.family:
        case "python":
            tree = read_python(text)
            return tuple(_python(tree)) if tree else ()
        case "json" | "yaml":
            return tuple(_data(text, language.family))
        case "braces":
            return tuple(_braces(text, language))
        case "hash":
            return tuple(_lines(text))
        case _:
            return ()


def shown(value: object) -> str:
    """A literal in one spelling: `0.50`, `.5` and `0.5f` are `0.5`; empty for what is none."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and 0 < len(value) <= MOST_VALUES:
        inner = [shown(one) for one in value if not isinstance(one, list | tuple | dict)]
        return ", ".join(inner) if all(inner) and len(inner) == len(value) else ""
    return ""


def _python(tree: ast.Module) -> Iterator[Literal]:
    waiting: list[tuple[ast.AST, str]] = [(tree, "")]
    while waiting:
        node, scope = waiting.pop()
        yield from _named(node, scope)
        inner = scope
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inner = f"{scope}.{node.name}".lstrip(".")
        waiting += ((child, inner) for child in ast.iter_child_nodes(node))


def _named(node: ast.AST, scope: str) -> Iterator[Literal]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from (_literal(_target(one), scope, value) for one in targets if _target(one))
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from (_literal(_target(target), scope, value) for _ in (1,) if _target(target))
        case ast.keyword(arg=str() as name, value=value):
            yield _literal(name, f"{scope}()", value)
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield _literal(key.value, f"{scope}{{}}", value)
        case ast.FunctionDef(name=name, args=args) | ast.AsyncFunctionDef(name=name, args=args):
            yield from _defaults(args, f"{scope}.{name}".lstrip("."))


def _defaults(args: ast.arguments, scope: str) -> Iterator[Literal]:
    plain = [*args.posonlyargs, *args.args]
    given = zip(plain[len(plain) - len(args.defaults) :], args.defaults, strict=True)
    yield from (_literal(one.arg, scope, value) for one, value in given)
    yield from (
        _literal(one.arg, scope, value) for one, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value
    )


def _target(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        return node.slice.value
    return ""


def _literal(name: str, scope: str, value: ast.expr) -> Literal:
    try:
        said = shown(ast.literal_eval(value))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        said = ""
    return Literal(name, scope, said, value.lineno)


def _data(text: str, family: str) -> Iterator[Literal]:
    try:
        document = parse_json(text) if family == "json" else yaml.load(text, Loader=yaml.CSafeLoader)
    except (json.JSONDecodeError, yaml.YAMLError, RecursionError, ValueError):
        return
    places = _places(text)
    waiting: list[tuple[object, str]] = [(document, "")]
    seen = 0
    while waiting and seen < MOST_NODES:
        node, scope = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            for key, value in node.items():
                yield Literal(str(key), scope, shown(value), places.get(str(key), 0))
                waiting.append((value, f"{scope}.{key}".lstrip(".")))
        elif isinstance(node, list):
            waiting += ((one, scope) for one in node if isinstance(one, dict | list))


def _places(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        for key in re.findall(r"[\"']?([\w .@-]+?)[\"']?\s*:", line):
            found.setdefault(key.strip(), number)
    return found


def _braces(text: str, language: Language) -> Iterator[Literal]:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    stream = [one for one in islice(signs(text, language), MOST_SIGNS) if one.kind not in {"comment", "newline"}]
    for place, sign in enumerate(stream[:-1]):
        if sign.kind != "word" or not (sign.text[0].isalpha() or sign.text[0] == "_"):
            continue
        defined = place and stream[place - 1].text == "define"
        if defined or stream[place + 1].text in {"=", ":", "("}:
            value = _value(stream, place + (1 if defined else 2))
            if value:
                yield Literal(sign.text, "", value, bisect_right(starts, sign.start))


def _value(stream: list[Sign], place: int) -> str:
    """The number, text or list of them at a place."""
    opened = place < len(stream) and stream[place].text in {"{", "["}
    found: list[str] = []
    at = place + 1 if opened else place
    while at < len(stream) and len(found) < MOST_VALUES:
        one, at = _scalar(stream, at)
        if not one:
            return ""
        found.append(one)
        if not opened or at >= len(stream) or stream[at].text != ",":
            break
        at += 1
    return ", ".join(found)


def _scalar(stream: list[Sign], at: int) -> tuple[str, int]:
    sign = ""
    if stream[at].text in {"-", "+"} and at + 1 < len(stream):
        sign, at = stream[at].text.replace("+", ""), at + 1
    one = stream[at]
    if one.kind == "string":
        return one.text.strip("\"'`@"), at + 1
    number = one.text.rstrip("fFdDlLuUmM") if one.text[:1].isdigit() and not one.text.startswith("0x") else ""
    # `1e-3` comes as three signs.
    if number[-1:] in {"e", "E"} and at + 2 < len(stream) and stream[at + 1].text in {"-", "+"}:
        number, at = f"{number}{stream[at + 1].text}{stream[at + 2].text.rstrip('fFdD')}", at + 2
    if not _NUMBER.fullmatch(number):
        return "", at + 1
    return shown(float(f"{sign}{number.replace('_', '')}")), at + 1


def _lines(text: str) -> Iterator[Literal]:
    line, position = 1, 0
    for found in _LINE.finditer(text):
        line, position = line + text.count("\n", position, found.start("name")), found.start("name")
        said = found["value"].strip().strip("\"'")
        value = shown(float(said.replace("_", ""))) if _NUMBER.fullmatch(said) else said
        yield Literal(found["name"].rpartition(".")[2], found["name"].rpartition(".")[0], value, line)
