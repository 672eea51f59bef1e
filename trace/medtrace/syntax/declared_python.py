"""Declared names of Python: classes, public functions, fields with their types, tables of constants, routes."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.declared_exchange import clinical_names
from medtrace.syntax.languages import Language
from medtrace.syntax.python_tree import read_python
from medtrace.syntax.screens import is_view
from medtrace.syntax.widgets import python_widget
from medtrace.syntax.written_python import written_in_python

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
_COLUMNS = {"add_column", "drop_column", "alter_column", "create_table", "drop_table", "rename_table"}
_MIGRATED = {"AddField", "RemoveField", "AlterField", "RenameField", "CreateModel", "DeleteModel", "RenameModel"}
_HEADS = {"fieldnames", "columns", "header", "index_col", "usecols"}
_ACTING = 3
_TYPED = expression(r"(?:Column|mapped_column|Field|Property|Relationship|relationship)\Z")


def python_declarations(text: str, _language: Language) -> Declarations | None:
    """Declared names, None for a text that cannot be parsed."""
    tree = read_python(text)
    if tree is None:
        return None
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    once = dict.fromkeys(_calls(tree))
    written = written_in_python(tree, text)
    return (*_body(tree.body, "", enumeration=False), *once, *clinical_names(text, starts), *written)


def _body(body: list[ast.stmt], owner: str, *, enumeration: bool) -> Iterator[Declaration]:
    for node in body:
        match node:
            case ast.ClassDef():
                name = f"{owner}{node.name}"
                yield from _class(node, name)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if not node.name.startswith("_"):
                yield Declaration("function", f"{owner}{node.name}", node.lineno)
                yield from _returned(node, f"{owner}{node.name}")
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


def _returned(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> Iterator[Declaration]:
    """Keys of the dictionaries that a public function gives back, also through a call such as `jsonify`."""
    for part in ast.walk(node):
        value = part.value if isinstance(part, ast.Return) else None
        if isinstance(value, ast.Call) and value.args:
            value = value.args[0]
        for key in value.keys if isinstance(value, ast.Dict) else ():
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield Declaration("returned", f"{name}: {key.value}", key.lineno)


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
    acts = _acts(node)
    yield from (replace(one, kind="state field") if acts and one.kind == "field" else one for one in inner)


def _acts(node: ast.ClassDef) -> bool:
    """Whether a class of nobody else's making has methods enough to act more than it holds data."""
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    made = node.decorator_list or [base for base in node.bases if ast.unparse(base) != "object"]
    return not made and sum(not one.name.startswith("__") for one in methods) >= _ACTING


def _is_enumeration(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).rpartition(".")[2] in _ENUMS for base in node.bases)


def _assigned(name: str, node: ast.Assign, owner: str, *, enumeration: bool) -> Iterator[Declaration]:
    if enumeration:
        yield Declaration("member", f"{owner}{name} = {_shown(node.value)}", node.lineno)
    elif owner:
        yield Declaration("field", f"{owner}{name}{_typed(node.value)}", node.lineno)
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
        yield from _shows(node)
        yield from _exchanged(node, called)
        for keyword in node.keywords:
            if keyword.arg in _NAMED and isinstance(keyword.value, ast.Constant):
                yield Declaration("serialised", str(keyword.value.value), node.lineno)


def _shows(node: ast.Call) -> Iterator[Declaration]:
    """A control or dialog that is put on a screen."""
    if made := python_widget(node):
        yield Declaration("widget", made, node.lineno)


def _exchanged(node: ast.Call, called: str) -> Iterator[Declaration]:
    """Columns of a table or a file, and what a route answers."""
    if called in _COLUMNS or called in _MIGRATED:
        yield Declaration("column", " ".join((called, *_plain_strings(node))), node.lineno)
    elif called == "writerow" and node.args:
        yield from (Declaration("column", text, line) for text, line in _strings(node.args[0]))
    for keyword in node.keywords:
        if keyword.arg in _HEADS and isinstance(keyword.value, ast.List | ast.Tuple):
            yield from (Declaration("column", text, line) for text, line in _strings(keyword.value))
        elif keyword.arg == "response_model" and called in _METHODS:
            yield Declaration("response", " ".join((*_plain_strings(node), "→", _shown(keyword.value))), node.lineno)


def _plain_strings(node: ast.Call) -> Iterator[str]:
    """The texts that a call is given, and the kind of a column that is made within it."""
    for value in (*node.args, *(keyword.value for keyword in node.keywords)):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
        elif isinstance(value, ast.Call):
            yield _shown(value)


def _typed(value: ast.expr) -> str:
    """The type of a field that is made by a call: `Column(Float)`, `models.FloatField()`."""
    if not isinstance(value, ast.Call):
        return ""
    called = ast.unparse(value.func)
    if called.partition(".")[0] == "fields":
        return f": {called}"
    if not _TYPED.search(called):
        return ""
    types = (one for one in value.args if not isinstance(one, ast.Constant))
    first = next(types, None)
    return f": {called}({_shown(first)})" if first is not None else f": {called}"


def _tells(called: str, text: str) -> bool:
    """A route begins with a slash, `get("name")` of a mapping is none; options of a command line are as they are."""
    return called in _OPTIONS or text.startswith("/")


def _shown(value: ast.expr) -> str:
    shown = ast.unparse(value)
    return shown if len(shown) < _LONGEST else shown[:_LONGEST]
