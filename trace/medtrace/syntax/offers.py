"""What a text registers under a name for others to choose: tasks, tools, modes, handlers of a table of functions.

`infers["sam_2d"] = Sam2InferTask(...)`, `{"spleen": SegmentationSpleen}`, `register("vr", VolumeRendering)`,
`tools.put("angle", new AngleTool())`. What is stored under a name counts where it is made of a class, or is a class or
a function of the module; a value computed on the way (`result["time"] = time.time()`) does not.
"""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.languages import Language, language_of
from medtrace.syntax.python_tree import read_python
from medtrace.syntax.tokens import without_comments

KIND = "offer"
_LONGEST = 200
# Classes of plain values: what they hold is data and no function.
_VALUES = frozenset(
    {
        *("Path", "Decimal", "Fraction", "Tensor", "Image", "DataFrame", "Series", "Counter", "OrderedDict"),
        *("Dict", "List", "Set", "Tuple", "String", "Integer", "Long", "Double", "Float"),
        *("Boolean", "Date", "Optional", "Some", "None", "True", "False", "Array", "ArrayList"),
        *("HashMap", "Map", "Number", "Object", "Exception", "Error", "Color", "Font", "Size"),
        *("Point", "Rect", "URL", "Uri", "UUID"),
    }
)
_REGISTER = expression(r"register\w*", re.IGNORECASE)
_NAME = r"\"(?P<name>[^\"\n]{1,200})\""
_MADE = (
    r"(?:new\s+(?P<made>[A-Z]\w*)|(?:std::)?make_(?:unique|shared)<\s*(?:\w+::)*(?P<made2>[A-Z]\w*)|"
    r"(?P<made3>[A-Z]\w*)(?:::new|::class|\.class|\.self)?\s*[({])"
)
_BRACES = (
    expression(rf"\[\s*{_NAME}\s*\]\s*=\s*{_MADE}"),
    expression(rf"\b(?:put|set|add|emplace|insert|bind)\w*\(\s*{_NAME}\s*,\s*{_MADE}"),
    expression(rf"\{{\s*{_NAME}\s*,\s*{_MADE}"),
    expression(rf"{_NAME}\s*(?:\bto\b|:|=>)\s*{_MADE}"),
    expression(rf"\b[Rr]egister\w*(?:<[^>()\n]*>)?\(\s*{_NAME}"),
)


def offers(text: str, path: str) -> Declarations | None:
    """What a text registers, a name as often as it stands there; None for a language that is not read."""
    language = language_of(path)
    if language is None or language.family not in {"python", "braces"}:
        return None
    if language.family == "python":
        tree = read_python(text)
        return None if tree is None else tuple(_python(tree))
    return tuple(_braces(text, language))


def _braces(text: str, language: Language) -> Iterator[Declaration]:
    plain = without_comments(text, language)
    starts = [0, *(found.end() for found in re.finditer("\n", plain))]
    for pattern in _BRACES:
        for found in pattern.finditer(plain):
            parts = found.groupdict()
            made = parts.get("made") or parts.get("made2") or parts.get("made3") or ""
            if made not in _VALUES:
                yield Declaration(KIND, found["name"], bisect_right(starts, found.start("name")))


def _python(tree: ast.Module) -> Iterator[Declaration]:
    own = {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Subscript(slice=ast.Constant(value=str(name)))], value=value):
                yield from _offer(name, value, own)
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        yield from _offer(key.value, value, own)
            case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if _REGISTER.fullmatch(_called(func)):
                yield Declaration(KIND, name[:_LONGEST], node.lineno)
            case _:
                pass


def _offer(name: str, value: ast.expr, own: set[str]) -> Iterator[Declaration]:
    """The name where its value is made of a class, or is a class or function itself."""
    made = _called(value.func) if isinstance(value, ast.Call) else ""
    held = _called(value) if isinstance(value, ast.Name | ast.Attribute) else ""
    is_class = _is_class(made) or _is_class(held)
    if is_class or held in own:
        yield Declaration(KIND, name[:_LONGEST], value.lineno)


def _is_class(name: str) -> bool:
    return name[:1].isupper() and not name.isupper() and name not in _VALUES


def _called(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
