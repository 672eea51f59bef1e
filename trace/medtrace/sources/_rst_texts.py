"""Text below a directive at its own margin, for documents whose directives only head the paragraphs of an item."""

from dataclasses import dataclass, field

from medtrace.expressions import expression
from medtrace.sources._directives import indent_of

_MARKUP = expression(r"[ ]*\.\.(?:[ ]|\Z)")
_RULE = expression(r"([!-/:-@\[-`{-~])\1*\s*\Z")
# A rule that is shorter than this and than its title is text, as in docutils.
_SURE = 4


def text_below(text: str, starts: list[int]) -> dict[int, str]:
    """What stands below each directive up to the next heading, directive or comment, by the line of the directive."""
    scan = _Scan([line.expandtabs() for line in text.split("\n")], frozenset(starts))
    for at, line in enumerate(scan.lines):
        scan.take(at, line)
    return {start: "\n".join(found).strip() for start, found in scan.found.items()}


@dataclass(slots=True)
class _Scan:
    """One text on the way through it: directives that are open as (line, column), and the one whose words go on."""

    lines: list[str]
    starts: frozenset[int]
    found: dict[int, list[str]] = field(default_factory=dict)
    open: list[tuple[int, int]] = field(default_factory=list)
    above: tuple[int, int] | None = None

    def take(self, at: int, line: str) -> None:
        """One line: of a directive, below one, or of neither."""
        indent = indent_of(line)
        while line.strip() and self.open and indent <= self.open[-1][1]:
            self.above = self.open.pop()
        if at + 1 in self.starts:
            self.open.append((at + 1, indent))
            self.above = None
        elif self.above and self._ends(at, line, self.above[1]):
            self.above = None
        elif self.above:
            self.found.setdefault(self.above[0], []).append(line[self.above[1] :].rstrip())

    def _ends(self, at: int, line: str, column: int) -> bool:
        """Whether a line belongs to something else: further left, markup of its own, a heading or the rule above it."""
        if not line.strip():
            return False
        after = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        outside = indent_of(line) < column or _MARKUP.match(line)
        return bool(outside) or _is_rule(line, _SURE) or _is_rule(after, min(_SURE, len(line.strip())))


def _is_rule(line: str, least: int) -> bool:
    return bool(_RULE.match(line)) and len(line.rstrip()) >= least
