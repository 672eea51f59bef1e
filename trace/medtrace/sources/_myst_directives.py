"""Directives of MyST Markdown: fences of backticks, tildes or colons with a name in braces.

    ```{req} Title
    :id: REQ-1

    body
    ```

A fence is closed by the first line with as many of its signs, together with every fence inside it. Code fences and HTML
comments hold no directives; `{eval-rst}` holds reStructuredText.
"""

import re
from dataclasses import dataclass, field

from medtrace.expressions import expression
from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.items import Diagnostic
from medtrace.sources._directives import VERBATIM, Collected, Directive, Head, Option, Wanted
from medtrace.sources._rst_directives import rst_directives
from medtrace.sources._yaml import documents

_FENCE = expression(
    r"(?P<lead>[ ]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ ]++)*+)(?P<sign>`{3,}+|~{3,}+|:{3,}+)[ ]*+(?P<info>.*)$"
)
_NAME = expression(r"\{(?P<name>[^{}\s]++)\}[ ]*+(?P<title>.*)$")
_OPTION = expression(r"[ ]*+:(?P<name>[^:\s][^:]*+):(?:[ ]++(?P<value>.*))?$")
# Nobody writes this many fences inside each other; deeper ones are text.
MAX_FENCES = 50
_MOST_OPTIONS = 200
_SIGNS = ("```", "~~~", ":::")
_RST = "eval-rst"


def myst_directives(text: str, wanted: Wanted, *, literal: bool = False) -> list[Directive]:
    """The wanted directives of a text; `literal` reads code fences too."""
    scan = _Scan([line.expandtabs() for line in text.split("\n")], wanted, literal)
    scan.run()
    return scan.found.all()


@dataclass(frozen=True, slots=True)
class _Fence:
    """An open fence; `wanted` if it is a directive whose body goes on."""

    sign: str
    wanted: bool
    verbatim: bool

    def ends_at(self, line: str) -> bool:
        """Whether the line closes this fence."""
        said = line.strip()
        return len(said) >= len(self.sign) and not said.strip(self.sign[0])


@dataclass(slots=True)
class _Scan:
    """One text on the way through it, with the fences that are open."""

    lines: list[str]
    wanted: Wanted
    literal: bool
    at: int = 0
    found: Collected = field(default_factory=Collected)
    open: list[_Fence] = field(default_factory=list)
    comments_end: int = 0

    def run(self) -> None:
        """Every line, each fence in its turn."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if any(sign in line for sign in _SIGNS) and (self._closes(line) or self._opens(line)):
                continue
            comment = line.lstrip().startswith("<!--") and not self._in_verbatim
            self._take(self._after_comment() if comment else self.at + 1)

    @property
    def _in_verbatim(self) -> bool:
        return bool(self.open) and self.open[-1].verbatim

    def _take(self, end: int) -> None:
        self.found.add(self.lines[self.at : end])
        self.at = end

    def _closed(self, line: str) -> int:
        """The outermost fence that a line closes, -1 for none."""
        return next((level for level, fence in enumerate(self.open) if fence.ends_at(line)), -1)

    def _closes(self, line: str) -> bool:
        level = self._closed(line)
        if level < 0:
            return False
        ours = self.open[level].wanted
        for fence in self.open[level:]:
            if fence.wanted:
                self.found.end()
        del self.open[level:]
        if ours:
            self.at += 1
        else:
            self._take(self.at + 1)
        return True

    def _opens(self, line: str) -> bool:
        fence = _FENCE.match(line)
        if fence is None or len(self.open) >= MAX_FENCES or self._in_verbatim:
            return False
        sign, name = fence["sign"], _NAME.match(fence["info"])
        if sign[0] == "`" and "`" in fence["info"]:
            return False
        head, end = self._head(name) if name else (Head("", "", (), 0), 0)
        ours, verbatim = self.wanted(head), head.name in VERBATIM if name else sign[0] != ":"
        self.open.append(_Fence(sign, ours, verbatim and not self.literal))
        if ours:
            self.found.begin(head)
            self.at = end
        else:
            self._take(self.at + 1)
        if head.name == _RST:
            self._rst()
        return True

    def _rst(self) -> None:
        """The directives of a fence of reStructuredText, and its lines."""
        end = self.at
        while end < len(self.lines) and self._closed(self.lines[end]) < 0:
            end += 1
        text = "\n".join(self.lines[self.at : end])
        self.found.adopt(rst_directives(text, self.wanted, literal=self.literal, before=self.at))
        self._take(end)

    def _after_comment(self) -> int:
        """The line behind an HTML comment; one that is never closed is a line of text."""
        if self.at >= self.comments_end:  # looked up once for each comment
            closed = (index for index in range(self.at, len(self.lines)) if "-->" in self.lines[index])
            self.comments_end = next(closed, len(self.lines)) + 1
        return self.comments_end if self.comments_end <= len(self.lines) else self.at + 1

    def _head(self, name: re.Match[str]) -> tuple[Head, int]:
        """The head of a directive and where its body begins."""
        index, flaw = self.at + 1, 0
        options: list[Option] = []
        if index < len(self.lines) and self.lines[index].strip() == "---":
            options, flaw, index = self._block(index + 1)
        while index < len(self.lines) and (found := _OPTION.match(self.lines[index])):
            options.append(Option(found["name"], _bare(found["value"] or ""), index + 1))
            index += 1
        return Head(name["name"], name["title"].strip(), tuple(options), self.at + 1, flaw), index

    def _block(self, start: int) -> tuple[list[Option], int, int]:
        """Options written as YAML between two lines `---`: they, the line of a flaw and where the body begins."""
        ends = (index for index in range(start, min(start + _MOST_OPTIONS, len(self.lines))))
        end = next((index for index in ends if self.lines[index].strip() == "---"), -1)
        if end < 0:
            return [], start, start
        options: list[Option] = []
        flaw = 0
        for root in documents("\n".join(self.lines[start:end]), "", before=start):
            if isinstance(root, Diagnostic):
                flaw = start + 1
            elif isinstance(root, Mapping):
                options += [Option(key.said, _said(node), key.line) for key, node in root.pairs]
        return options, flaw, end + 1


def _bare(value: str) -> str:
    """A value without the quotes of YAML."""
    text = value.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _said(node: Node) -> str:
    """A value of YAML as an option would write it: a list with commas."""
    if isinstance(node, Listing):
        return ", ".join(item.said for item in node.items if isinstance(item, Scalar))
    return node.said if isinstance(node, Scalar) else ""
