"""Whether two texts differ only in what they log or print, or in `'use strict'`.

`print(...)`, `console.log(...)`, `logger.info(...)`, `qDebug() << a`, `LOG(INFO) << a`, `info!(...)` as statements of
their own, none of which assigns. What is printed may still be an output: that is for a person to say, so such a
difference is never called the same.
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
    r"|q(?:Debug|Info|Warning|Critical)"
    rf"|(?:spdlog|log|tracing|slog)::{_LEVEL}\w*!?|(?:trace|debug|info|warn|error|e?println|e?print)!"
    r"|(?:\w+_)?LOG_(?:INFO?|DBG|DEBUG|ERR|ERROR|WRN|WARN|WARNING|TRACE|FATAL|NOTICE)|ALOG[VDIWEF]|__android_log_print"
    r"|syslog|std::(?:printf|puts)|puts)\Z"
)
# What a text flows into: `std::cerr << a`, `LOG(INFO) << a`, `qDebug() << a`.
_STREAM = expression(r"(?:std::)?(?:cout|cerr|clog|wcout|wcerr)\Z")
_FLOWING = expression(
    r"(?:[DPV]*LOG(?:_IF|_EVERY_N)?|BOOST_LOG\w*|qC?(?:Debug|Info|Warning|Critical)|(?:QLoggingCategory::)?qLog)\Z"
)
_INTO = ["<", "<"]
_COMPARES = {"=", "!", "<", ">"}
# Elsewhere `=` among arguments names one of them.
_ASSIGNING = frozenset({"c", "java", "csharp", "script"})
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
        if not isinstance(node.value, ast.Call) or not _CALL.match(ast.unparse(node.value.func)):
            return node
        binds = any(isinstance(one, ast.NamedExpr | ast.Await | ast.Yield) for one in ast.walk(node))
        return node if binds else ast.Pass()


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
    place, assigns = 0, language.name in _ASSIGNING
    while place < len(stream):
        last = kept[-1] if kept else ""
        end = _logged(stream, place, assigns=assigns) if last in {*_ENDS, "\n", ")", "else"} else 0
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


def _logged(stream: list[str], place: int, *, assigns: bool) -> int:
    """Where a statement that logs ends, 0 where none begins here; `assigns` is whether `=` among arguments is one."""
    name, at = _name(stream, place)
    if _STREAM.match(name) and stream[at : at + 2] == _INTO:
        end = _closed(stream, at, ";")
    elif stream[at : at + 1] == ["("] and (_CALL.match(name) or _FLOWING.match(name)):
        end = _closed(stream, at, ")")
        if stream[end : end + 2] == _INTO:
            end = _closed(stream, end, ";") if _FLOWING.match(name) else 0
        elif end and stream[end : end + 1] == [";"]:
            end += 1
        elif not _CALL.match(name) or not _may_follow(stream[end : end + 1]):
            return 0
    else:
        return 0
    return 0 if _changes(stream[at:end], assigns=assigns) else end


def _name(stream: list[str], place: int) -> tuple[str, int]:
    """A name and where it ends; its parts joined by dots or `::`, a macro of Rust with its `!`."""
    name, at = "", place
    while at < len(stream):
        if _WORD.match(stream[at]) and not _WORD.match(name[-1:]):
            name, at = name + stream[at], at + 1
        elif stream[at] == ".":
            name, at = f"{name}.", at + 1
        elif stream[at : at + 2] in ([":", ":"], ["-", ">"]):
            name, at = name + ("::" if stream[at] == ":" else "."), at + 2
        else:
            break
    return (f"{name}!", at + 1) if stream[at : at + 2] == ["!", "("] else (name, at)


def _closed(stream: list[str], start: int, last: str) -> int:
    """The place behind the sign that closes what begins here, outside of other brackets; 0 where nothing does."""
    depth = 0
    for at in range(start, len(stream)):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(stream[at], 0)
        if depth == 0 and stream[at] == last:
            return at + 1
        if depth < 0:
            return 0
    return 0


def _may_follow(sign: list[str]) -> bool:
    return sign in ([], ["}"]) or bool(_WORD.match(sign[0]))


def _changes(signs_of: list[str], *, assigns: bool) -> bool:
    """Whether what is logged changes a value as it is computed."""
    around = zip(("", *signs_of), signs_of, (*signs_of[1:], ""), strict=False)
    return any(
        sign in {"++", "--"} or (assigns and sign == "=" and before not in _COMPARES and after != "=")
        for before, sign, after in around
    )
