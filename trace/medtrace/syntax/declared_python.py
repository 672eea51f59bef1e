"""Declared names of Python: classes, public functions, fields with their types, tables of constants, routes."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.languages import Language
from medtrace.syntax.python_tree import parse_python
from medtrace.syntax.screens import is_view

_ENUMS = {"Enum", "StrEnum", "IntEnum", "Flag", "IntFlag", "TextChoices", "IntegerChoices"}
_NAMED = {"alias", "serialization_alias", "db_column", "data_key"}
_METHODS = {
    "get",
    "post",
    "put",
    "patch",
    "delete",
    "head",
    "options",
    "route",
    "websocket",
    "api_route",
    "add_url_rule",
}
_OPTIONS = {"add_argument", "option", "argument", "add_api_route", "add_route", "path", "re_path", "include_router"}
_LONGEST = 200


def python_declarations(text: str, _language: Language) -> Declarations | None:
    """Declared names, None for a text that cannot be parsed."""
    tree = parse_python(text)
    if tree is None:
        return None
    return (*_body(tree.body, "", enumeration=False), *_calls(tree))


def _body(body: list[ast.stmt], owner: str, *, enumeration: bool) -> Iterator[Declaration]:
    for node in body:
        match node:
            case ast.ClassDef():
                name = f"{owner}{node.name}"
                yield from _class(node, name)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if not node.name.startswith("_"):
                yield Declaration("function", f"{owner}{node.name}", node.lineno)
            case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                if owner:
                    yield Declaration("field", f"{owner}{name}: {ast.unparse(node.annotation)}", node.lineno)
                yield from _table(name, node.value, owner)
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_"):
                yield from _assigned(name, node, owner, enumeration=enumeration)
            case ast.If() | ast.Try():
                yield from _body(node.body, owner, enumeration=enumeration)
            case _:
                pass


def _class(node: ast.ClassDef, name: str) -> Iterator[Declaration]:
    """The class and what it holds; a name with an underscore before it is kept within the module."""
    inner = tuple(_body(node.body, f"{name}.", enumeration=_is_enumeration(node)))
    if any(part.startswith("_") for part in name.split(".")):
        yield Declaration("internal class", name, node.lineno)
        yield from (replace(one, kind="internal field") if one.kind == "field" else one for one in inner)
        return
    yield Declaration("class", name, node.lineno)
    if any(is_view(ast.unparse(base)) for base in node.bases):
        yield Declaration("screen", name, node.lineno)
    yield from inner


def _is_enumeration(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).rpartition(".")[2] in _ENUMS for base in node.bases)


def _assigned(name: str, node: ast.Assign, owner: str, *, enumeration: bool) -> Iterator[Declaration]:
    if enumeration:
        yield Declaration("member", f"{owner}{name} = {_shown(node.value)}", node.lineno)
    elif owner:
        yield Declaration("field", f"{owner}{name}", node.lineno)
    yield from _table(name, node.value, owner)


def _table(name: str, value: ast.expr | None, owner: str) -> Iterator[Declaration]:
    """Keys and relations of a constant in capitals: `ROUTES = {"/login": "ui.login"}`, `FIELDS = ["rate"]`."""
    if not name.isupper():
        return
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    match value:
        case ast.Dict():
            for key, entry in zip(value.keys, value.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield Declaration("key", f"{owner}{name}: {key.value}", key.lineno)
                    for target, line in _strings(entry):
                        yield Declaration("relation", f"{owner}{name}: {key.value} → {target}", line)
        case ast.List() | ast.Tuple() | ast.Set():
            for text, line in _strings(value):
                yield Declaration("key", f"{owner}{name}: {text}", line)
        case _:
            pass


def _strings(value: ast.expr) -> Iterator[tuple[str, int]]:
    entries = value.elts if isinstance(value, ast.List | ast.Tuple | ast.Set) else [value]
    for entry in entries:
        first = entry.elts[0] if isinstance(entry, ast.Tuple | ast.List) and entry.elts else entry
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and len(first.value) < _LONGEST:
            yield first.value, first.lineno


def _calls(tree: ast.Module) -> Iterator[Declaration]:
    """Routes, options of a command line and serialised names, wherever they are called."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in _METHODS or called in _OPTIONS:
            for text in node.args:
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and _tells(called, text.value):
                    yield Declaration("route", f"{called} {text.value}", text.lineno)
        for keyword in node.keywords:
            if keyword.arg in _NAMED and isinstance(keyword.value, ast.Constant):
                yield Declaration("serialised", str(keyword.value.value), node.lineno)


def _tells(called: str, text: str) -> bool:
    """A route begins with a slash, `get("name")` of a mapping is none; options of a command line are as they are."""
    return called in _OPTIONS or text.startswith("/")


def _shown(value: ast.expr) -> str:
    shown = ast.unparse(value)
    return shown if len(shown) < _LONGEST else shown[:_LONGEST]
