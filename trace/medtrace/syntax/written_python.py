"""What code of Python writes: keys of dictionaries that are dumped or returned, elements, segments, types and formats.

A key counts where its function returns the dictionary or hands it to a call that dumps it. The type of numbers
(`astype(np.uint16)`) counts in a function that writes, by its name or by what it calls. In a text that speaks of
pydicom or highdicom an attribute in the form of a DICOM keyword counts on any variable but `self`. Each name counts
once for its text.
"""

import ast
from collections.abc import Iterator
from dataclasses import replace

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration

_DUMPS = expression(r"(?:dumps?|safe_dump|jsonify|JSONResponse|JsonResponse|from_dict|DictWriter|DataFrame)\Z")
_WRITES = expression(
    r"(?:write|save|export|store|dump)|_(?:write|save|export|store|dump)|(?:im|to_?)(?:save|write|file|nifti)"
)
_NUMBERS = expression(r"(?:u?int(?:8|16|32|64)|float(?:16|32|64|128)?|double|half|bool_?|complex(?:64|128))\Z")
_FORMATS = expression(
    r"to_(?:csv|parquet|json|excel|hdf|feather|pickle|xml|html|sql|stata|orc|latex|markdown)\Z|savetxt|savez\w*|savemat"
)
_ELEMENTS = {"SubElement": 1, "Element": 0}
_SEGMENTS = {"add_segment", "addSegment"}
_SPEAKS_OF_DICOM = expression(r"\b(?:pydicom|highdicom)\b")
_SETS = expression(r"(?i:(?:.*_)?(?:ds|dataset|dcm|dicom|file_meta|meta|item)\d*)\Z")
_KEYWORD = expression(
    r"(?:[A-Z][a-z0-9]+){2,}\w*\Z|(?:Rows|Columns|Modality|Laterality|Manufacturer|SOP\w+UID|[A-Z][a-z]+UID)\Z"
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def written_in_python(tree: ast.Module, text: str) -> Iterator[Declaration]:
    """What the text writes, each name of a kind once, with its first line."""
    found: dict[tuple[str, str], Declaration] = {}
    for one in _found(tree, dicom=bool(_SPEAKS_OF_DICOM.search(text))):
        known = found.setdefault((one.kind, one.name), one)
        found[one.kind, one.name] = replace(known, line=min(known.line, one.line))
    yield from found.values()


def _found(tree: ast.Module, *, dicom: bool) -> Iterator[Declaration]:
    for node in ast.walk(tree):
        match node:
            case ast.Module() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from _of_function(node)
            case ast.Assign():
                yield from _tags(node, dicom=dicom)
            case ast.Call():
                yield from _called(node)
            case _:
                pass


def _own(scope: ast.Module | Function) -> Iterator[ast.AST]:
    """The nodes of a scope without those of the functions and classes within it."""
    waiting: list[ast.AST] = list(scope.body)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node
            waiting.extend(ast.iter_child_nodes(node))


def _of_function(scope: ast.Module | Function) -> Iterator[Declaration]:
    nodes = tuple(_own(scope))
    calls = tuple(one for one in nodes if isinstance(one, ast.Call))
    given = {name for one in nodes for name in _given(one)}
    for node in nodes:
        yield from _filled(node, given)
    name = "" if isinstance(scope, ast.Module) else scope.name
    if _WRITES.match(name) or any(_WRITES.match(_name(one.func)) for one in calls):
        yield from (Declaration("form", kind, one.lineno) for one in calls for kind in _numbers(one))


def _given(node: ast.AST) -> Iterator[str]:
    """Variables that leave their function: returned, or dumped."""
    match node:
        case ast.Return(value=ast.Name(id=name)):
            yield name
        case ast.Return(value=ast.Tuple(elts=parts)):
            yield from (one.id for one in parts if isinstance(one, ast.Name))
        case ast.Call() if _DUMPS.match(_name(node.func)):
            yield from (one.id for one in node.args if isinstance(one, ast.Name))
        case _:
            pass


def _filled(node: ast.AST, given: set[str]) -> Iterator[Declaration]:
    """Keys of a dictionary that leaves its function."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() as value) if name in given:
            yield from _keys(value)
        case ast.Assign(targets=targets):
            for one in targets:
                match one:
                    case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))) if name in given:
                        yield Declaration("written", key, one.lineno)
                    case _:
                        pass
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="update")) if name in given:
            yield from (key for one in node.args if isinstance(one, ast.Dict) for key in _keys(one))
            yield from (Declaration("written", one.arg, one.value.lineno) for one in node.keywords if one.arg)
        case _:
            pass


def _keys(value: ast.AST) -> Iterator[Declaration]:
    for part in ast.walk(value):
        for key in part.keys if isinstance(part, ast.Dict) else ():
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield Declaration("written", key.value, key.lineno)


def _called(node: ast.Call) -> Iterator[Declaration]:
    """What a call itself writes: keys of a literal, an element, a segment, a tag, a file of some format."""
    called = _name(node.func)
    if _DUMPS.match(called):
        yield from (key for one in node.args if isinstance(one, ast.Dict | ast.List) for key in _keys(one))
    if _FORMATS.match(called):
        yield Declaration("form", called, node.lineno)
    place = 0 if called in _SEGMENTS else _ELEMENTS.get(called, -1)
    if 0 <= place < len(node.args) and (text := _text(node.args[place])):
        yield Declaration("written", text, node.lineno)
    if called == "setattr" and len(node.args) > 1 and _KEYWORD.match(text := _text(node.args[1])):
        yield Declaration("dicom", text, node.lineno)
    if called in {"add_new", "DataElement"} and node.args and (tag := _tag(node.args[0])):
        yield Declaration("dicom", tag, node.lineno)


def _tag(node: ast.expr) -> str:
    """A tag by number or keyword, empty for one that a variable holds: `(0x10, 0x10)`, `0x00100010`."""
    match node:
        case ast.Constant(value=int(number)):
            return f"{number:08X}"
        case ast.Constant(value=str(keyword)):
            return keyword
        case ast.Tuple(elts=[ast.Constant(value=int(group)), ast.Constant(value=int(element))]):
            return f"{group:04X}{element:04X}"
        case _:
            return ""


def _tags(node: ast.Assign, *, dicom: bool) -> Iterator[Declaration]:
    """Keywords of DICOM that are set on a data set."""
    for target in node.targets:
        match target:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=keyword):
                if (_SETS.match(owner) or (dicom and owner not in {"self", "cls"})) and _KEYWORD.match(keyword):
                    yield Declaration("dicom", keyword, target.lineno)
            case _:
                pass


def _numbers(node: ast.Call) -> Iterator[str]:
    """The types to which numbers are turned: both of `astype(np.uint8 if small else np.uint16)`."""
    if _name(node.func) != "astype" or not node.args:
        return
    for part in ast.walk(node.args[0]):
        kind = _text(part) or (_name(part) if isinstance(part, ast.Name | ast.Attribute) else "")
        if _NUMBERS.match(kind):
            yield kind


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
