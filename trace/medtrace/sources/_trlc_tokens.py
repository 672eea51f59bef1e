r"""The words of a TRLC text: names, numbers, strings and signs, each with its place; comments are left out.

A string between `"` ends on its line and writes `\"` for `"`. One between three quotes may have many lines; what stands
before all of them, and blanks at both ends, are no part of it. What is never closed ends with its line and is told.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

# Possessive throughout: what does not match is given up at once, however long it is.
_TOKEN = expression(
    r"""(?P<blank>\s++|//[^\n]*+)
    |(?P<comment>/\*)
    |(?P<long>'''|\"\"\")
    |"(?P<string>(?:[^"\\\n]++|\\"?+)*+)"
    |(?P<word>[A-Za-z][A-Za-z0-9_]*+)
    |(?P<number>[0-9][0-9A-Za-z_]*+(?:\.[0-9][0-9_]*+)?+)
    |(?P<sign>[{}()\[\],.=@:;+*/%<>!-])
    |(?P<open>")
    |(?P<stray>[^\sA-Za-z0-9{}()\[\],.=@:;+*/%<>!"'-]++|')""",
    re.VERBOSE,
)
# What may go on over the end of a line.
_WITH_LINES = frozenset({"blank", "comment", "long"})

_SPOKEN = frozenset({"word", "number", "string", "stray"})


class Token(NamedTuple):
    """One word with its place; `sort` is word, number, string, stray for what is no TRLC, and of a sign the sign."""

    sort: str
    text: str
    line: int
    column: int

    @property
    def is_sign(self) -> bool:
        """Whether it is one of the signs of the language."""
        return self.sort not in _SPOKEN


def problem(path: str, line: int, zh: str, en: str) -> Diagnostic:
    """What could not be read of a TRLC text, and where."""
    return Diagnostic("trlc-unreadable", DiagnosticSeverity.WARNING, Localized(zh, en), Location(path, line))


def tokens(text: str, path: str) -> Iterator[Token | Diagnostic]:
    """Every word of a text in order, and a problem for each string or comment that is never closed."""
    return _Lexer(text, path).read()


@dataclass(slots=True)
class _Lexer:
    text: str
    path: str
    line: int = 1
    begin: int = 0
    # Marks known to occur no more, so that a text full of open comments is searched once.
    absent: set[str] = field(default_factory=set)

    def read(self) -> Iterator[Token | Diagnostic]:
        at = 0
        while found := _TOKEN.match(self.text, at):
            sort, text, end = found.lastgroup or "", found.group(), found.end()
            line, column = self.line, at - self.begin + 1
            if sort == "string":
                yield Token(sort, found["string"].replace('\\"', '"'), line, column)
            elif sort in {"comment", "long", "open"}:
                inside, end, closed = self._closed(sort, text, end)
                if not closed:
                    yield self._unclosed(sort)
                if sort != "comment":
                    yield Token("string", inside, line, column)
            elif sort != "blank":
                yield Token(text if sort == "sign" else sort, text, line, column)
            if sort in _WITH_LINES:
                self._count(at, end)
            at = end

    def _closed(self, sort: str, mark: str, start: int) -> tuple[str, int, bool]:
        """What stands inside, where it ends, and whether it was closed; what was not ends with its line."""
        close = "*/" if sort == "comment" else mark
        end = -1 if sort == "open" or close in self.absent else self.text.find(close, start)
        if end >= 0:
            return ("" if sort == "comment" else _trimmed(self.text[start:end])), end + len(close), True
        self.absent.add(close)
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        return self.text[start:end].strip(), end, False

    def _unclosed(self, sort: str) -> Diagnostic:
        zh, en = ("注释", "comment") if sort == "comment" else ("字符串", "string")
        told = f"{zh}未闭合，读到行尾为止", f"a {en} is never closed; it was read to the end of its line"
        return problem(self.path, self.line, *told)

    def _count(self, start: int, end: int) -> None:
        lines = self.text.count("\n", start, end)
        if lines:
            self.line += lines
            self.begin = self.text.rfind("\n", start, end) + 1


def _trimmed(text: str) -> str:
    """The value of a string between three quotes: without the blanks before every line after the first."""
    first, _, rest = text.partition("\n")
    return "\n".join(line.rstrip() for line in f"{first}\n{textwrap.dedent(rest)}".split("\n")).strip()
