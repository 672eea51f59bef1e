"""Python as a syntax tree without docstrings, layout and the order of imports."""

import ast
import io
import tokenize
import warnings
from functools import lru_cache

from medtrace.expressions import expression

_SPELT = expression(r"\bdel\b|\b[uU][\"']")
# A tree takes some fifty times the room of its text.
_MOST_REMEMBERED = 50_000


def parse_python(text: str) -> ast.Module | None:
    """A tree of one's own, None for a text that this Python cannot parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def read_python(text: str) -> ast.Module | None:
    """The tree for one who only reads it: several rules ask for the same texts in a row."""
    return _remembered(text) if len(text) <= _MOST_REMEMBERED else parse_python(text)


@lru_cache(maxsize=32)
def _remembered(text: str) -> ast.Module | None:
    return parse_python(text)


def python_signature(text: str, *, comments: bool) -> str | None:
    """A text that is equal for equal meaning, with or without comments and docstrings; None where it does not parse."""
    tree = parse_python(text)
    if tree is None:
        return None
    if not comments:
        _drop_docstrings(tree)
    if _SPELT.search(text):
        _level_spelling(tree)
    tree.body = _sorted_imports(tree.body)
    shown = ast.dump(tree)
    return f"{shown}\n{_comments(text)}" if comments else shown


def _level_spelling(tree: ast.Module) -> None:
    """What the tree keeps of spelling alone: `del (a, b)` is `del a, b`, and `u"a"` is `"a"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.kind = None
        elif isinstance(node, ast.Delete) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Tuple):
            node.targets = node.targets[0].elts


def _drop_docstrings(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]


def _sorted_imports(body: list[ast.stmt]) -> list[ast.stmt]:
    done: list[ast.stmt] = []
    run: list[ast.stmt] = []
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            run.extend(_apart(statement))
        else:
            done += [*sorted(run, key=ast.dump), statement]
            run = []
    return [*done, *sorted(run, key=ast.dump)]


def _apart(statement: ast.Import | ast.ImportFrom) -> list[ast.stmt]:
    """One statement for each name, so that `import a, b` equals two imports."""
    if isinstance(statement, ast.Import):
        return [ast.Import([name]) for name in statement.names]
    return [ast.ImportFrom(statement.module, [name], statement.level) for name in statement.names]


def _comments(text: str) -> str:
    try:
        found = [
            " ".join(one.string.split())
            for one in tokenize.generate_tokens(io.StringIO(text).readline)
            if one.type == tokenize.COMMENT
        ]
    except (tokenize.TokenError, SyntaxError):
        return ""
    return "\n".join(found)
