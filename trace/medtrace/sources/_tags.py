"""Tags in any text: a word of the trade followed by ids, in comments, decorators, attributes, macros and docstrings.

    # implements: SRS-014, SRS-015         // Verifies SRS-1 and SRS-2         /* 实现：SRS-014、SRS-015 */
    @pytest.mark.requirement("SRS-014")    [Trait("requirement", "SRS-014")]   RecordProperty("requirement", "SRS-014")

Prose without an id right behind the word is no tag, and neither is a denied one (未实现：SRS-014).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from medtrace.expressions import expression
from medtrace.model.ids import Placed, ids_from
from medtrace.model.items import LinkKind
from medtrace.sources._quoted_lists import quoted_ids, quoted_list

DEFAULT_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("implements", "实现"), LinkKind.IMPLEMENTS),
    **dict.fromkeys(("satisfies", "满足"), LinkKind.SATISFIES),
    **dict.fromkeys(("verifies", "tests", "covers", "requirement", "requirements", "req", "reqs"), LinkKind.VERIFIES),
    **dict.fromkeys(("验证", "需求"), LinkKind.VERIFIES),
    **dict.fromkeys(("fully_verifies", "partially_verifies", "FullyVerifies", "PartiallyVerifies"), LinkKind.VERIFIES),
    **dict.fromkeys(("mitigates", "控制", "缓解"), LinkKind.MITIGATES),
    "derives": LinkKind.DERIVES,
    "uses": LinkKind.USES,
    "mentions": LinkKind.MENTIONS,
}
# A noun claims nothing: `requirement SRS-014` in a sentence is no test of it.
_NOUNS = frozenset({"requirement", "requirements", "req", "reqs", "需求"})
# The noun in a mark of a test runner: `pytest.mark.requirement(…)`, or as the name of a property.
_OF_A_TEST = expression(r"(?:\bmark\.|[\"'`])\Z")

_CALL = expression(r"[\"'`]\s*+,\s*+|[\"'`]?\s*+[(（]\s*+(?:\w{1,30}\s*+=\s*+)?|\s*+=\s*+(?=[\[({\"'`])")
_COLON = expression(r"[\"'`]?[ \t]*+(?:[:：=]|->|=>)[ \t*_]*+")
_BLANK = expression(r"[ \t]++")
_OPENERS = expression(r"[\s\"'`\[({<]*+")
_ARGUMENTS = expression(r"(?:[\s\"'`\[({<&]|vec!)*+")
_BREAK = expression(r"[ \t]*+\n[ \t]*+(?:#+|//+!?|/?\*+|--|;+|%+)?[ \t]*+(?:[-*+][ \t]++)?")
_BETWEEN_ARGUMENTS = expression(r"[\s,，、;；\"'`\[\]{}&|+*]*+")
_COMMENT = expression(r"(?:#|//)[^\n]*+")
_BETWEEN = expression(r"[\"'`\])]*+[ \t]*+(?:(?:[,，、;；/&|+]|and\b|和|及|与)[ \t]*+)?[\"'`\[(]*+")
# What stands before a word and denies it, in the words before it on its line: `does not verify`, `没有验证`.
_DENIED = expression(
    r"(?:(?<![A-Za-z])(?:not(?![ \t]+only)|never|cannot|no[ \t]+longer|neither|nor|without|[a-z]{2,6}n['’]t)"
    r"(?:[ \t]+(?!but(?![a-z]))[a-z]{1,15}){0,2}[ \t]+"
    r"|(?:不再|没有|无法|不能|不可|不会|不予|不用|无需|未能|未曾|并非|不是)[^，。；,;\n]{0,4})\Z",
    re.IGNORECASE,
)
_BEFORE = 60
_COMMAS = (",", "，", "、", ";", "；")


@dataclass(frozen=True, slots=True)
class Tag:
    """One id that a word of the trade claims; `start` counts characters of the text.

    `is_mark`: a noun as a decorator, an attribute or a macro, which means what it stands at.
    """

    kind: str
    target: str
    word: str
    start: int
    line: int
    is_mark: bool = False


@dataclass(frozen=True)
class Text:
    """A text that can tell the line of a position."""

    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def line_of(self, position: int) -> int:
        """The line, from 1, of a position."""
        return bisect_left(self._ends, position) + 1

    def start_of(self, line: int) -> int:
        """The position at which a line begins."""
        return self._ends[line - 2] + 1 if line > 1 else 0


@dataclass(frozen=True)
class Vocabulary:
    """The words and their kinds of link; `known` matches an id. In `tests` a requirement that is named is verified.

    With `ranges` a range names every id between its ends.
    """

    words: Mapping[str, str]
    known: re.Pattern[str]
    tests: bool
    ranges: bool = False

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {word.casefold(): kind for word, kind in self.words.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ordered = sorted((word for word in self.words if word), key=lambda word: (-len(word), word))
        latin = "|".join(re.escape(word) for word in ordered if word[-1].isascii()) or r"(?!)"
        other = "|".join(re.escape(word) for word in ordered if not word[-1].isascii()) or r"(?!)"
        return re.compile(rf"(?<![A-Za-z0-9_未不没无待尚])(?:(?:{latin})(?![A-Za-z0-9_])|(?:{other}))", re.IGNORECASE)

    def tags(self, text: Text) -> Iterator[Tag]:
        """The tags of a text in order."""
        if not self.known.search(text.text):
            return
        for word in self._pattern.finditer(text.text):
            name = word.group()
            kind = self._kinds.get(name.casefold())
            listed = None if name.casefold() in _NOUNS else quoted_list(text.text, word.end())
            start, how = (0, "list") if listed else self._opened(text.text, word.end(), name)
            if kind is None or not how or (how == "line" and is_denied(text.text, word.start())):
                continue
            if how == "line" and name.casefold() in _NOUNS and not self.tests:
                kind = LinkKind.MENTIONS
            is_mark = how == "arguments" and name.casefold() in _NOUNS and _is_mark(text.text, word)
            found = quoted_ids(listed, self.known, ranges=self.ranges) if listed else self._ids(text.text, start, how)
            for target, place in found:
                yield Tag(kind, target, name, place, text.line_of(place), is_mark)

    def _opened(self, text: str, at: int, word: str) -> tuple[int, str]:
        """Where the ids begin, and how they are listed: as arguments, in a line, below, or (empty) not at all."""
        noun = word.casefold() in _NOUNS
        call = _CALL.match(text, at)
        if call and not (noun and text[at] in " \t（"):
            return _past(_ARGUMENTS, text, call.end()), "arguments"
        colon = _COLON.match(text, at)
        if colon:
            below = _BREAK.match(text, colon.end())
            return (below.end(), "below") if below else (_past(_OPENERS, text, colon.end()), "line")
        blank = _BLANK.match(text, at)
        if noun or (not blank and word[-1].isascii()):
            return at, ""
        return _past(_OPENERS, text, blank.end() if blank else at), "line"

    def _ids(self, text: str, at: int, how: str) -> Iterator[Placed]:
        """The ids of one list, each with its position."""
        while (found := self.known.match(text, at)) and found.group():
            placed, end = ids_from(self.known, text, found, ranges=self.ranges)
            yield from placed
            at = (
                self._next_argument(text, end) if how == "arguments" else _next_in_line(text, end, below=how == "below")
            )

    def _next_argument(self, text: str, at: int) -> int:
        at = _past(_BETWEEN_ARGUMENTS, text, at)
        while not self.known.match(text, at) and (comment := _COMMENT.match(text, at)):
            at = _past(_BETWEEN_ARGUMENTS, text, comment.end())
        return at


def _is_mark(text: str, word: re.Match[str]) -> bool:
    return not _OF_A_TEST.search(text[max(0, word.start() - 6) : word.start()])


def is_denied(text: str, at: int) -> bool:
    """Whether the words before a word on its line deny it."""
    start = max(at - _BEFORE, text.rfind("\n", 0, at) + 1)
    return bool(_DENIED.search(text[start:at]))


def _next_in_line(text: str, at: int, *, below: bool) -> int:
    between = _BETWEEN.match(text, at)
    end = between.end() if between else at
    if below or text[at:end].rstrip().endswith(_COMMAS):
        wrapped = _BREAK.match(text, end)
        return wrapped.end() if wrapped else end
    return end


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
