"""Texts of brace languages and SQL as signs: comments apart, strings whole, layout gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.syntax.languages import Language

_BRACES = expression(
    r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"
    r'|(?P<string>"""(?:\\.|.)*?"""|@"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"?|\'(?:\\.|[^\'\\\n])*\'?|`(?:\\.|[^`\\])*`?)'
    r"|(?P<newline>\n)|(?P<blank>[^\S\n]+)|(?P<word>\d\w*(?:\.\w+)?|\w+|\+\+|--|&&|\|\||\S)",
    re.DOTALL,
)
_SQL = expression(
    r"(?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<string>'(?:''|[^'])*'?|\"[^\"\n]*\"?|`[^`\n]*`?)"
    r"|(?P<newline>\n)|(?P<blank>[^\S\n]+)|(?P<word>\w+|\S)",
    re.DOTALL,
)
# After one of these a `/` begins a regular expression; after a name, number or closing bracket it divides.
_BEFORE_REGEX = expression(r"(?:^|[=(,:\[!&|?{};+\-*%~^<>]|\breturn|\btypeof|\bcase|\bin|\bof|\bvoid|\bdelete)\s*\Z")
_REGEX = expression(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
# A line that begins so may belong to the line before it; where newlines end statements the break then means something.
_CLINGS = frozenset("+-([{`/*")
_DIRECTIVES = frozenset({"c", "csharp"})  # a `#` line ends with its line
_BREAKS = frozenset({"return", "throw", "break", "continue", "yield"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a text; `kind` is word, string, comment or newline."""

    kind: str
    text: str
    start: int


def signs(text: str, language: Language) -> Iterator[Sign]:
    """Every sign but blanks. Newlines come only where they may end a statement."""
    pattern = _SQL if language.family == "sql" else _BRACES
    position, last = 0, ""
    pending, directive = True, False
    while position < len(text):
        regex = _regular_expression(text, position, last, language)
        found = regex or pattern.match(text, position)
        if found is None:
            return
        kind = "string" if regex else found.lastgroup or "word"
        shown = found.group()
        if kind == "newline":
            pending = True
        elif kind == "comment":
            yield Sign(kind, shown, position)
        elif kind != "blank":
            opens = pending and shown == "#" and language.name in _DIRECTIVES
            ends = pending and directive and last != "\\"
            if opens or ends or (pending and _breaks(shown, last, language)):
                yield Sign("newline", "\n", position)
            directive = opens or (directive and not ends)
            yield Sign(kind, shown, position)
            pending, last = False, shown
        position = found.end()


def _breaks(shown: str, last: str, language: Language) -> bool:
    return language.newlines and bool(last) and (shown[0] in _CLINGS or last in _BREAKS)


def _regular_expression(text: str, position: int, last: str, language: Language) -> re.Match[str] | None:
    if language.name != "script" or text[position] != "/" or not _BEFORE_REGEX.search(last):
        return None
    return _REGEX.match(text, position)


def without_comments(text: str, language: Language) -> str:
    """The text with comments blanked out; every other character keeps its place."""
    if language.family not in {"braces", "sql"}:
        return text
    pieces, end = [], 0
    for sign in signs(text, language):
        if sign.kind == "comment":
            pieces += [text[end : sign.start], re.sub(r"[^\n]", " ", sign.text)]
            end = sign.start + len(sign.text)
    return "".join((*pieces, text[end:]))
