"""Whether two texts differ only in what they log or print, or in `'use strict'`.

`print(...)`, `console.log(...)`, `logger.info(...)`, `qDebug(...)` as statements of their own. What is printed
may still be an output: that is for a person to say, so such a difference is never called the same.
"""

import ast
from collections.abc import Iterable
from itertools import takewhile

from medtrace.expressions import expression
from medtrace.syntax.languages import Language, language_of
from medtrace.syntax.python_tree import parse_python
from medtrace.syntax.tokens import signs

_LEVEL = (
    r"(?:[Ll]og)?(?:[Tt]race|[Dd]ebug|[Ii]nfo|[Nn]otice|[Ww]arn|[Ee]rr|[Ff]atal|[Cc]ritical|[Ee]xception|[Vv]erbose"
    r"|log)"
)
_LOGGER = r"(?:(?:self|this)\.)?_*(?:(?:\w+_)?(?:logger|logging|log|LOGGER|LOG)|\w*Logger|[a-z]\w*Log|Log|Timber)"
_CALL = expression(
    rf"(?:console\.\w+|{_LOGGER}\.{_LEVEL}\w*|log|warnings\.warn|Log\.[vdiwe]|Timber\.[vdiwe]|log\.Print\w*"
    r"|print|println|printf|NSLog|os_log|debugPrint|fmt\.Print\w*|System\.(?:out|err)\.print\w*"
    r"|(?:System\.)?(?:Diagnostics\.)?(?:Console\.Write\w*|Debug\.(?:Write|Log)\w*|Trace\.(?:Write|Trace)\w*)"
    r"|q(?:Debug|Info|Warning|Critical))\Z"
)
_STRICT = {"'use strict'", '"use strict"'}
_ENDS = {"", ";", "{", "}"}
_WORD = expression(r"[\w$]+\Z")


def only_logs_differ(before: str, after: str, path: str) -> bool:
    """Whether both texts are the same without the statements that log or print; False where it cannot be told."""
    language = language_of(path)
    if language is None or not before or not after:
        return False
    if language.family == "python":
        return _python(before, after)
    return language.family == "braces" and _braces(before, language) == _braces(after, language)


class _Silence(ast.NodeTransformer):
    """Takes statements away that do nothing but log."""

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        """A call that logs becomes `pass`, which bodies may hold any number of."""
        if isinstance(node.value, ast.Call) and _CALL.match(ast.unparse(node.value.func)):
            return ast.Pass()
        return node


def _python(before: str, after: str) -> bool:
    """Statements of the module that are written alike at its top and at its end need no look."""
    one, other = parse_python(before), parse_python(after)
    if one is None or other is None:
        return False
    written = _written(one, before), _written(other, after)
    top = _alike(*written)
    end = _alike(*(reversed(side[top:]) for side in written))
    for tree in (one, other):
        tree.body = tree.body[top : len(tree.body) - end]
    return _silent(one) == _silent(other)


def _written(tree: ast.Module, text: str) -> list[tuple[str, int, int]]:
    """The lines of each statement, its decorators included, and where in them it begins and ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [
        ("\n".join(lines[_first_line(one) - 1 : one.end_lineno]), one.col_offset, one.end_col_offset or 0)
        for one in tree.body
    ]


def _first_line(statement: ast.stmt) -> int:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return min(one.lineno for one in (statement, *statement.decorator_list))
    return statement.lineno


def _alike(one: Iterable[tuple[str, int, int]], other: Iterable[tuple[str, int, int]]) -> int:
    """How many of both are the same before the first that is not."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _silent(tree: ast.Module) -> str:
    """The tree without what logs, as a text."""
    silent = _Silence().visit(tree)
    for node in ast.walk(silent):
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(body, list):
                setattr(node, field, [one for one in body if not isinstance(one, ast.Pass)])
    return ast.dump(silent)


def _braces(text: str, language: Language) -> list[str]:
    stream = [one.text for one in signs(text, language) if one.kind != "comment"]
    kept: list[str] = []
    place = 0
    while place < len(stream):
        last = kept[-1] if kept else ""
        end = _logged(stream, place) if last in {*_ENDS, "\n", ")", "else"} else 0
        if end:
            # Under `if (…)` without braces the statement holds a place: without it the next one would move there.
            kept += ["log", ";"] if last in {")", "else"} else []
            place = end
        elif stream[place] in _STRICT and last in _ENDS:
            place += 2 if stream[place + 1 : place + 2] == [";"] else 1
        else:
            kept.append(stream[place])
            place += 1
    return [one for one in kept if one != "\n"] if not language.newlines else kept


def _logged(stream: list[str], place: int) -> int:
    """Where a statement that logs ends, 0 where none begins here."""
    name, at = "", place
    while at < len(stream) and (_WORD.match(stream[at]) or stream[at] == "."):
        name += stream[at]
        at += 1
    if at >= len(stream) or stream[at] != "(" or not _CALL.match(name):
        return 0
    depth = 0
    for end in range(at, len(stream)):
        depth += {"(": 1, ")": -1}.get(stream[end], 0)
        if stream[end] in {"++", "--"}:
            return 0  # what it logs changes a value
        if depth == 0:
            follower = stream[end + 1 : end + 2]
            if follower == [";"]:
                return end + 2
            return end + 1 if follower in ([], ["}"]) or (follower and _WORD.match(follower[0])) else 0
    return 0
