"""JSON as values that know their line: one pass, no recursion, bounded depth, and what is whole is kept.

Numbers and words stay the text that was written, so that 1.10 is not 1.1; null is the empty text. `NaN`
and `Infinity`, which are no JSON, are words too: Python writes them. The standard library tells neither lines nor keys
that stand twice, and it recurses.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

MAX_DEPTH = 100
MAX_REPEATED = 20
# Each costs some microseconds; a file of 50 MB whose parts have half a kilobyte each has fewer than three million.
MAX_TOKENS = 5_000_000
_WORD = r"-?[0-9][0-9.eE+-]*+|true|false|null|NaN|-?Infinity"
_TOKEN = expression(
    rf'[ \t\r\n]*+(?:(?P<sign>[{{}}\[\]:,])|"(?P<text>(?:[^"\\]++|\\.)*+)"|(?P<word>{_WORD}))',
    re.DOTALL,
)
_REST = expression(r"[ \t\r\n]*+\Z")


class Node(dict[str, "Value"]):
    """An object with the line on which it begins and those of its keys."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line of a key, else that of the object."""
        return self.lines.get(key, self.line)

    def said(self, *keys: str) -> str:
        """The first of these keys that holds a text."""
        found = (self.get(key) for key in keys)
        return next((one.strip() for one in found if isinstance(one, str) and one.strip()), "")

    def nodes(self, key: str) -> Iterator["Node"]:
        """The objects of a list; a lone object counts as a list of one."""
        found = self.get(key)
        for one in found if isinstance(found, list) else (found,):
            if isinstance(one, Node):
                yield one

    def words(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or the one text."""
        found = self.get(key)
        return tuple(one.strip() for one in (found if isinstance(found, list) else (found,)) if isinstance(one, str))


Value: TypeAlias = "str | Node | list[Value]"


class _BrokenError(ValueError):
    """The text is no JSON from here on; `code` and words say why."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.words = code, Localized(zh, en)


def read_json(text: str, path: str, *, most: int = MAX_TOKENS) -> tuple[Node | None, list[Diagnostic]]:
    """The object of a text, as far as it can be read and up to so many tokens, and what was wrong with it."""
    reading = _Reading(text, path, most)
    try:
        reading.all()
    except _BrokenError as fault:
        place = Location(path, reading.line)
        reading.problems.append(Diagnostic(fault.code, DiagnosticSeverity.ERROR, fault.words, place))
    return (reading.root if isinstance(reading.root, Node) else None), reading.problems


@dataclass(slots=True)
class _Reading:
    text: str
    path: str
    most: int
    line: int = 1
    root: "Value" = ""
    problems: list[Diagnostic] = field(default_factory=list)
    _open: list["Node | list[Value]"] = field(default_factory=list)
    _key: str | None = None
    # What may come: a value, a key, a colon, a comma; a closing bracket behind an opening one or a value.
    _next: str = "value"
    _may_close: bool = False

    def all(self) -> None:
        """Read token by token until the root is closed."""
        at = count = 0
        while self._next != "end":
            count += 1
            if count > self.most:
                raise _long(self.most)
            found = _TOKEN.match(self.text, at)
            if found is None:
                self.line += self.text.count("\n", at, len(self.text) - len(self.text[at:].lstrip(" \t\r\n")))
                raise _broken()
            begun, end = found.start(found.lastgroup or 0), found.end()
            if begun > at:
                self.line += self.text.count("\n", at, begun)
            self._token(found)
            if end - begun > 1:
                self.line += self.text.count("\n", begun, end)
            at = end
        if not _REST.match(self.text, at):
            raise _broken()

    def _token(self, found: re.Match[str]) -> None:
        sign = found["sign"]
        if sign is None:
            text = found["text"]
            self._scalar(found["word"] if text is None else _plain(text), text is None)
        elif sign in "{[" and self._next == "value":
            self._begin(Node(self.line) if sign == "{" else [])
        elif sign in "}]" and self._may_close and self._open and isinstance(self._open[-1], Node) == (sign == "}"):
            self._open.pop()
            self._after()
        elif (sign == ":" and self._next == "colon") or (sign == "," and self._next == "comma"):
            inside = self._open and isinstance(self._open[-1], Node)
            self._next, self._may_close = ("key" if sign == "," and inside else "value"), False
        else:
            raise _broken()

    def _scalar(self, said: str, word: bool) -> None:
        if self._next == "key" and not word:
            self._key, self._next, self._may_close = said, "colon", False
            self._named(said)
        elif self._next == "value":
            self._put("" if word and said == "null" else said)
            self._after()
        else:
            raise _broken()

    def _begin(self, value: "Node | list[Value]") -> None:
        if len(self._open) >= MAX_DEPTH:
            zh, en = (
                f"嵌套超过 {MAX_DEPTH} 层，其后内容未读取",
                f"nested deeper than {MAX_DEPTH}; the rest was not read",
            )
            raise _BrokenError("json-too-deep", zh, en)
        self._put(value)
        self._open.append(value)
        self._next, self._may_close = ("key" if isinstance(value, Node) else "value"), True

    def _put(self, value: "Value") -> None:
        if not self._open:
            self.root = value
            return
        above = self._open[-1]
        if isinstance(above, Node):
            above[self._key or ""] = value
        else:
            above.append(value)

    def _after(self) -> None:
        self._next, self._may_close = ("comma", True) if self._open else ("end", False)

    def _named(self, key: str) -> None:
        above = self._open[-1]
        if not isinstance(above, Node):
            return
        above.lines[key] = self.line
        if key in above and len(self.problems) < MAX_REPEATED:
            words = Localized(
                f"键“{key[:40]}”重复，以后一个为准", f"the key “{key[:40]}” stands twice; the later counts"
            )
            place = Location(self.path, self.line)
            self.problems.append(Diagnostic("key-repeated", DiagnosticSeverity.WARNING, words, place))


def _broken() -> _BrokenError:
    return _BrokenError("json-unreadable", "不是有效的 JSON，其后内容未读取", "not valid JSON; the rest was not read")


def _long(most: int) -> _BrokenError:
    zh, en = f"超过 {most} 个键、值与符号", f"more than {most} keys, values and signs"
    zh, en = f"{zh}，自此处起未读取；请将文件拆分", f"{en}: from here on it was not read; split the file"
    return _BrokenError("file-too-long", zh, en)


def _plain(text: str) -> str:
    """A string without its escapes; half a pair of surrogates is replaced, for no file can hold it."""
    if "\\" in text:
        try:
            text = str(json.loads(f'"{text}"', strict=False))
        except ValueError:
            return text
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
