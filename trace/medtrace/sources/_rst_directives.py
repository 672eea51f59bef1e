"""Directives of reStructuredText, as docutils delimits them: by indent, without running any of them.

Comments are never read; literal blocks (`::` and directives such as `code-block`) only if they are asked for.
"""

import re
from dataclasses import dataclass, field, replace

from medtrace.expressions import expression
from medtrace.sources._directives import VERBATIM, Collected, Directive, Head, Option, Wanted, indent_of

_LEAD = r"(?P<lead>[ ]*+(?:(?:[-*+•]|[0-9]{1,9}[.)]|#\.)[ ]++)*+)"
_DIRECTIVE = expression(_LEAD + r"\.\.[ ]++(?P<name>\w++(?:[-._+:]\w++)*+)[ ]?::(?:[ ]++(?P<title>.*))?$")
_OPTION = expression(r"(?P<indent>[ ]*+):(?P<name>[^:\s][^:]*+):(?:[ ]++(?P<value>.*))?$")
# Targets, footnotes and substitutions are no comments, and neither is the directive that stands in one.
_COMMENT = expression(_LEAD + r"\.\.(?:[ ]++(?![_\[|]).*)?$")
_ONE_COLON = expression(_LEAD + r"\.\.[ ]++(?P<name>\w++(?:[-._+]\w++)*+):[ ]++(?P<title>\S.*)$")
_TEXT = expression(_LEAD)


def rst_directives(text: str, wanted: Wanted, *, literal: bool = False, before: int = 0) -> list[Directive]:
    """The wanted directives of a text; `literal` reads literal blocks too, `before` counts the lines above the text."""
    scan = _Scan([line.expandtabs() for line in text.split("\n")], wanted, literal, before)
    scan.run()
    return scan.found.all()


@dataclass(slots=True)
class _Scan:
    """One text on the way through it; `columns` are those of the directives that are open."""

    lines: list[str]
    wanted: Wanted
    literal: bool
    before: int
    at: int = 0
    found: Collected = field(default_factory=Collected)
    columns: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Every line, each block in its turn."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip():
                self._close(indent_of(line))
                directive = _DIRECTIVE.match(line)
                if directive and self._begins(directive):
                    continue
                if self._is_verbatim(line, directive):
                    self._take(self._block_end(_column(line)))
                    continue
            self._take(self.at + 1)

    def _close(self, indent: int) -> None:
        while self.columns and indent <= self.columns[-1]:
            self.columns.pop()
            self.found.end()

    def _take(self, end: int) -> None:
        self.found.add(self.lines[self.at : end])
        self.at = end

    def _begins(self, found: re.Match[str]) -> bool:
        head, end = self._head(found)
        if not self.wanted(head):
            return False
        self.found.begin(head)
        self.columns.append(len(found["lead"]))
        self.at = end
        return True

    def _is_verbatim(self, line: str, directive: re.Match[str] | None) -> bool:
        """Whether the block that this line opens is shown as it stands, or not at all."""
        if directive:
            return directive["name"] in VERBATIM and not self.literal
        comment = _COMMENT.match(line)
        if comment:
            self._missed(line)
            # `..` alone above an empty line is a comment without a block.
            return line.rstrip() != comment["lead"] + ".." or bool(self._line(self.at + 1).strip())
        return not self.literal and line.rstrip().endswith("::") and not self._line(self.at + 1).strip()

    def _missed(self, line: str) -> None:
        """Keep a comment that would be a wanted directive but for one colon."""
        found = _ONE_COLON.match(line)
        head = replace(self._head(found)[0], comment=True) if found else None
        if head and self.wanted(head):
            self.found.begin(head)
            self.found.end()

    def _block_end(self, column: int) -> int:
        end = self.at + 1
        while end < len(self.lines) and (not self.lines[end].strip() or indent_of(self.lines[end]) > column):
            end += 1
        return end

    def _line(self, index: int) -> str:
        return self.lines[index] if index < len(self.lines) else ""

    def _head(self, found: re.Match[str]) -> tuple[Head, int]:
        """The head of a directive and where its body begins."""
        column, index = len(found["lead"]), self.at + 1
        title = [(found["title"] or "").strip()]
        if not title[0]:
            while index < len(self.lines) and not self.lines[index].strip():
                index += 1
        parts = _Options(self.before + 1)
        flaw = 0
        while (line := self._line(index)).strip() and indent_of(line) > column:
            inner = _DIRECTIVE.match(line)
            if inner or not parts.takes(line, index):
                if inner or parts.found:
                    flaw = self.before + index + 1 if parts.found else 0
                    break
                title.append(line.strip())
            index += 1
        said = " ".join(part for part in title if part)
        return Head(found["name"], said, parts.all(), self.before + self.at + 1, flaw), index


@dataclass(slots=True)
class _Options:
    """The options of one directive, line by line; `first` is the number of the first line of the text."""

    first: int
    column: int = 0
    found: list[tuple[str, list[str], int]] = field(default_factory=list)

    def takes(self, line: str, index: int) -> bool:
        """Whether the line is an option or goes on with one."""
        option = _OPTION.match(line)
        if option:
            self.column = len(option["indent"])
            self.found.append((option["name"], [option["value"] or ""], self.first + index))
        elif self.found and indent_of(line) > self.column:
            self.found[-1][1].append(line)
        else:
            return False
        return True

    def all(self) -> tuple[Option, ...]:
        """Every option with its value, one part a line."""
        return tuple(
            Option(name, "\n".join(part.strip() for part in parts if part.strip()), line)
            for name, parts, line in self.found
        )


def _column(line: str) -> int:
    found = _TEXT.match(line)
    return len(found["lead"]) if found else 0
