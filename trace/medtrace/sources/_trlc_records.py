"""Records of a TRLC text, read by a walk over its words: sections are counted, not descended into.

A record that is never closed ends where the next one or a section begins, so that one slip costs no other record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from medtrace.model.items import Diagnostic, Location
from medtrace.sources._told import too_long
from medtrace.sources._trlc_tokens import Token, problem, tokens

Value: TypeAlias = tuple[Token, ...]
# A file of 50 MB has some two million; one of signs alone would have as many as it has bytes.
MAX_WORDS = 3_000_000
# Behind the last word, so that no question about a next one leaves the list.
_END = (Token("", "", 0, 0),) * 5
_NO_VALUE = frozenset(["stray", *"{=*/%<>!"])
_RESERVED = frozenset({"package", "import", "section"})
_CLOSING = {"]": "[", ")": "("}


@dataclass(frozen=True, slots=True)
class TrlcField:
    """A field with the words of its value."""

    name: str
    value: Value
    location: Location


@dataclass(frozen=True, slots=True)
class TrlcRecord:
    """A record as written: its type may name a package."""

    package: str
    type: str
    name: str
    fields: tuple[TrlcField, ...]
    location: Location

    @property
    def id(self) -> str:
        """`Package.Name`."""
        return qualified(self.name, self.package)


def qualified(name: str, package: str) -> str:
    """A name with its package: its own, or that of the file."""
    return name if "." in name or not package else f"{package}.{name}"


def records(text: str, path: str, *, most: int = MAX_WORDS) -> Iterator[TrlcRecord | Diagnostic]:
    """The records of a text in order up to so many words, and its problems."""
    words: list[Token] = []
    for one in tokens(text, path):
        if isinstance(one, Diagnostic):
            yield one
        elif len(words) < most:
            words.append(one)
        else:
            yield too_long(Location(path, one.line), f"{most} 个词", f"{most} words")
            break
    yield from _Walk([*words, *_END], path).read()


@dataclass(slots=True)
class _Walk:
    """The words of one file and how far they were read."""

    words: list[Token]
    path: str
    at: int = 0
    package: str = ""
    sections: list[Token] = field(default_factory=list)

    def read(self) -> Iterator[TrlcRecord | Diagnostic]:
        while self._sort(self.at):
            yield from self._statement()
        if self.sections:
            yield self._told(self.sections[-1], "章节未闭合", "the section is never closed")

    def _statement(self) -> Iterator[TrlcRecord | Diagnostic]:
        first = self.words[self.at]
        if self._is_section(self.at):
            self.sections.append(first)
            self.at += 3
        elif self._is_preamble(self.at):
            if first.text == "package":
                self.package = self.words[self.at + 1].text
            self.at += 2
        elif self.sections and first.sort == "}":
            self.sections.pop()
            self.at += 1
        elif head := self._head(self.at):
            yield from self._record(*head)
        else:
            yield self._told(first, f"“{_short(first)}”处应为记录", f"expected a record at “{_short(first)}”")
            self._skip()

    def _record(self, kind: str, name: str, start: int) -> Iterator[TrlcRecord | Diagnostic]:
        first = self.words[self.at]
        self.at = start
        fields: dict[str, TrlcField] = {}
        while not self._ends(self.at):
            found = self._field()
            yield from self._problems(found, fields)
            if found.name:
                fields.setdefault(found.name, found)
        place = Location(self.path, first.line, first.column)
        yield TrlcRecord(self.package, kind, name, tuple(fields.values()), place)
        if self._sort(self.at) == "}":
            self.at += 1
        else:
            yield self._told(first, f"记录“{name}”未闭合", f"the record “{name}” is never closed")

    def _field(self) -> TrlcField:
        """One field, or, without a name, words that belong to none."""
        first = self.words[self.at]
        named = self._is_field(self.at)
        start = end = self.at + 2 if named else self.at
        while not self._ends(end) and not self._is_field(end):
            end += 1
        self.at = end
        place = Location(self.path, first.line, first.column)
        return TrlcField(first.text if named else "", tuple(self.words[start:end]), place)

    def _problems(self, found: TrlcField, earlier: dict[str, TrlcField]) -> Iterator[Diagnostic]:
        line = found.location.line
        if not found.name:
            word = _short(found.value[0])
            yield problem(self.path, line, f"“{word}”处应为“字段 = 值”", f"expected “field = value” at “{word}”")
        elif found.name in earlier:
            zh, en = f"字段“{found.name}”重复，以首次为准", f"the field “{found.name}” stands twice; the first is kept"
            yield problem(self.path, line, zh, en)
        elif not _is_whole(found.value):
            zh, en = f"字段“{found.name}”的值无法完整解析", f"the value of “{found.name}” cannot be read as a whole"
            yield problem(self.path, line, zh, en)

    def _ends(self, at: int) -> bool:
        """Whether a record ends here: at its brace, or where something else begins."""
        sort = self._sort(at)
        if sort == "word":
            return self._is_section(at) or self._head(at) is not None
        return sort in {"}", ""}

    def _skip(self) -> None:
        """Past words that nothing explains, with what they hold in braces, to the next that begins something."""
        depth = 0
        while sort := self._sort(self.at):
            depth += (sort == "{") - (sort == "}")
            self.at += 1
            if self._begins(depth):
                return

    def _begins(self, depth: int) -> bool:
        sort = self.words[self.at].sort
        if sort != "word":
            return sort == "}" and depth <= 0 and bool(self.sections)
        return self._is_section(self.at) or self._is_preamble(self.at) or self._head(self.at) is not None

    def _head(self, at: int) -> tuple[str, str, int] | None:
        """Type and name of the record that begins here, and where its fields begin."""
        if self.words[at].sort != "word":
            return None
        second = at + 2 if self._sort(at + 1) == "." else at
        if self._sort(second + 2) != "{" or not all(self._is_name(one) for one in (at, second, second + 1)):
            return None
        package = f"{self.words[at].text}." if second > at else ""
        return package + self.words[second].text, self.words[second + 1].text, second + 3

    def _is_name(self, at: int) -> bool:
        return self._sort(at) == "word" and self.words[at].text not in _RESERVED

    def _is_field(self, at: int) -> bool:
        return self._sort(at) == "word" and self._sort(at + 1) == "="

    def _is_preamble(self, at: int) -> bool:
        named = self._is_word(at, "package", "import") and self._sort(at + 1) == "word"
        return named and self._head(at + 1) is None

    def _is_section(self, at: int) -> bool:
        return self._sort(at + 1) == "string" and self._sort(at + 2) == "{" and self._is_word(at, "section")

    def _is_word(self, at: int, *words: str) -> bool:
        return self._sort(at) == "word" and self.words[at].text in words

    def _sort(self, at: int) -> str:
        return self.words[at].sort

    def _told(self, where: Token, zh: str, en: str) -> Diagnostic:
        return problem(self.path, where.line, zh, en)


def _short(word: Token) -> str:
    return " ".join(word.text[:40].split())


def _is_whole(value: Value) -> bool:
    """Whether a value holds something, its brackets close, and every word of it is one."""
    opened: list[str] = []
    for one in value:
        if one.sort in _NO_VALUE:
            return False
        if one.sort in _CLOSING.values():
            opened.append(one.sort)
        elif one.sort in _CLOSING and (not opened or opened.pop() != _CLOSING[one.sort]):
            return False
    return bool(value) and not opened
