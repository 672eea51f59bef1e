"""The lines of a Markdown page: which are text, and which stand in front matter, code fences or HTML comments.

A fence or comment that is never closed would hide the rest of the page; it is reported and read as text instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

_FENCE = expression(r"(`{3,}|~{3,})(.*)", re.DOTALL)
_LIST = expression(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|\Z)")
_CODE_SPAN = expression(r"(?<!`)(`{1,3})(?!`)[^`]*\1(?!`)")
_YAML_KEY = expression(r"[^\s#:][^:]*:(?:\s|\Z)")
_DEEP = 4


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of a page from line 1 on; `hidden` says line by line whether it is no text of the page."""

    lines: tuple[str, ...]
    hidden: tuple[bool, ...]
    unclosed: tuple[tuple[int, str], ...] = ()

    def visible(self) -> Iterator[tuple[int, str]]:
        """Line numbers and lines of the page's own text."""
        return (
            (number, line)
            for number, (line, hide) in enumerate(zip(self.lines, self.hidden, strict=True), 1)
            if not hide
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1, its text without marks, its line and the first line below it.

    `tight` says that no blank follows the marks (`##SRS-014`): to Markdown no heading, to many writers one.
    """

    level: int
    text: str
    line: int
    below: int
    tight: bool = False


def read_page(text: str) -> Page:
    """Tell the lines of a page apart."""
    lines = tuple(text.split("\n"))
    hiding = _Hiding(lines, _front_matter(lines))
    hidden = tuple(hiding.take(index) for index in range(len(lines)))
    return Page(lines, hidden, tuple(hiding.unclosed))


def _front_matter(lines: tuple[str, ...]) -> int:
    """How many lines at the top are front matter."""
    if lines[0].rstrip() != "---":
        return 0
    first = next((line for line in lines[1:] if not line.startswith("#")), "")
    if not _YAML_KEY.match(first):
        return 0
    return next((index + 1 for index, line in enumerate(lines) if index and line.rstrip() in {"---", "..."}), 0)


class _Hiding:
    """What hides the line at hand; lines are taken in order."""

    def __init__(self, lines: tuple[str, ...], front: int) -> None:
        self.lines = lines
        self.until = front
        self.in_comment = False
        self.in_list = False
        self.unclosed: list[tuple[int, str]] = []
        self.last_comment_end = max((index for index, line in enumerate(lines) if "-->" in line), default=-1)
        self.no_fence_end: dict[str, int] = {}

    def take(self, index: int) -> bool:
        """Whether the line is hidden."""
        line = self.lines[index]
        if index < self.until:
            return True
        if self.in_comment:
            self.in_comment = "-->" not in line or self._opens_comment(line.rpartition("-->")[2], index)
            return True
        self._note_list(line)
        if self._opens_fence(line, index):
            return True
        starts = line.lstrip().startswith("<!--")
        self.in_comment = "<!--" in line and self._opens_comment(line, index)
        return starts

    def _note_list(self, line: str) -> None:
        if _LIST.match(line):
            self.in_list = True
        elif line and not line[0].isspace():
            self.in_list = False

    def _opens_fence(self, line: str, index: int) -> bool:
        inner = line.lstrip(" \t")
        found = _FENCE.match(inner) if inner[:3] in {"```", "~~~"} else None
        if not found or (_indent(line) >= _DEEP and not self.in_list):
            return False
        mark = found.group(1)
        if mark[0] == "`" and "`" in found.group(2):
            return False
        end = self._fence_end(mark, index, _indent(line))
        if not end:
            self.unclosed.append((index + 1, mark))
            return False
        self.until = end
        return True

    def _fence_end(self, mark: str, index: int, indent: int) -> int:
        """The index behind the closing fence, 0 where there is none; a search that failed is not repeated."""
        if len(mark) >= self.no_fence_end.get(mark[0], len(mark) + 1):
            return 0
        for later in range(index + 1, len(self.lines)):
            line = self.lines[later]
            bare = line.strip()
            if bare.startswith(mark) and not bare.strip(mark[0]) and _indent(line) < indent + _DEEP:
                return later + 1
        self.no_fence_end[mark[0]] = len(mark)
        return 0

    def _opens_comment(self, line: str, index: int) -> bool:
        text = _CODE_SPAN.sub("", line) if "`" in line else line
        if text.rfind("<!--") <= text.rfind("-->"):
            return False
        if index >= self.last_comment_end:
            self.unclosed.append((index + 1, "<!--"))
            return False
        return True


def headings(page: Page) -> Iterator[Heading]:
    """ATX and Setext headings in order.

    A paragraph of several lines above `---` is text above a rule, as writers mean it, though CommonMark says heading.
    """
    paragraph: list[str] = []
    fresh, last = True, 0
    for number, line in page.visible():
        if number != last + 1:
            paragraph.clear()
            fresh = True
        last = number
        level, text, above = _heading(line, paragraph)
        if level:
            yield Heading(level, text, number - above, number + 1, not above and _is_tight(line))
        belongs = not level and (bool(paragraph) or fresh) and _continues(line, paragraph)
        if belongs:
            paragraph.append(line)
        else:
            paragraph.clear()
        fresh = bool(level) or not line.strip()


def _heading(line: str, paragraph: list[str]) -> tuple[int, str, int]:
    """Level (0 for none), text, and how many lines above belong to it."""
    atx = _atx(line)
    if atx:
        return (*atx, 0)
    level = _underline(line) if paragraph else 0
    if level == 1 or (level and len(paragraph) == 1):
        return level, " ".join(part.strip() for part in paragraph), len(paragraph)
    return 0, "", 0


def _atx(line: str) -> tuple[int, str] | None:
    inner = line.lstrip(" ")
    level = len(inner) - len(inner.lstrip("#"))
    if not 1 <= level <= 6 or _indent(line) >= _DEEP:  # noqa: PLR2004 - Markdown has six levels
        return None
    if level == 1 and _is_tight(line):
        return None
    text = inner[level:].strip()
    closed = text.rstrip("#")
    return level, closed.rstrip() if not closed or closed[-1].isspace() else text


def _is_tight(line: str) -> bool:
    """Whether text follows the marks of an ATX heading without a blank."""
    rest = line.lstrip(" ").lstrip("#")
    return bool(rest) and not rest[0].isspace()


def _underline(line: str) -> int:
    bare = line.strip()
    if _indent(line) >= _DEEP or not bare or bare[0] not in "=-":
        return 0
    return 0 if bare.strip(bare[0]) else 1 if bare[0] == "=" else 2


def _continues(line: str, paragraph: list[str]) -> bool:
    """Whether the line belongs to a paragraph that could become a heading."""
    inner = line.lstrip()
    if not inner or _LIST.match(line) or inner[0] in "|<>":
        return False
    return bool(paragraph) or (_indent(line) < _DEEP and bool(inner.strip("-*_ \t")))


def _indent(line: str) -> int:
    """Columns of white space before the text; a tab reaches as deep as code does."""
    space = line[: len(line) - len(line.lstrip(" \t"))]
    return len(space.expandtabs(_DEEP))


def unclosed_problems(page: Page, path: str) -> Iterator[Diagnostic]:
    """A problem for each fence or comment that is never closed."""
    return (unclosed_problem(mark, Location(path, line)) for line, mark in page.unclosed)


def unclosed_problem(mark: str, location: Location) -> Diagnostic:
    """The problem of a mark that is never closed."""
    words = Localized(
        f"“{mark}”没有结束标记，其后的内容按正文读取", f"“{mark}” is never closed; what follows is read as text"
    )
    return Diagnostic("markup-unclosed", DiagnosticSeverity.WARNING, words, location)
