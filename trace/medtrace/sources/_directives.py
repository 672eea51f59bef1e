"""Directives of a text, in the order in which they begin: what reStructuredText and MyST readers share.

A directive has a name, a title behind it, options below and a body; one stands inside another. The lines of a body
belong to the innermost directive that is wanted, so that each line counts for one item alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

VERBATIM = frozenset(
    {
        *("code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "raw", "math", "highlight"),
        *("doctest", "testcode", "testsetup", "testcleanup", "testoutput", "prompt", "productionlist", "jinja"),
        *("uml", "plantuml", "mermaid", "graphviz", "graph", "digraph", "needuml", "needarch"),
    }
)
"""Directives whose body is shown or drawn as it stands and holds no directives."""


@dataclass(frozen=True, slots=True)
class Option:
    """One `:name: value` below a directive, with the line of its name."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Head:
    """A directive without its body.

    `flaw` is the line at which its options stopped to be options, 0 for none; `comment` tells one that its writer meant
    as a directive and that a missing colon made a comment.
    """

    name: str
    title: str
    options: tuple[Option, ...]
    line: int
    flaw: int = 0
    comment: bool = False

    def said(self, name: str) -> str | None:
        """The value of an option; None where the directive has none of that name."""
        return next((one.value for one in self.options if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Directive:
    """A wanted directive; `outer` is the place in the list of the wanted one around it, -1 for none."""

    head: Head
    body: str
    outer: int = -1


Wanted: TypeAlias = Callable[[Head], bool]


@dataclass(slots=True)
class Collected:
    """Directives as they are found, and the wanted ones whose body goes on."""

    heads: list[Head] = field(default_factory=list)
    bodies: list[list[str]] = field(default_factory=list)
    outer: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)

    def begin(self, head: Head) -> None:
        """A wanted directive, inside those that are open."""
        self.outer.append(self.open[-1] if self.open else -1)
        self.open.append(len(self.heads))
        self.heads.append(head)
        self.bodies.append([])

    def end(self) -> None:
        """The innermost wanted directive is over."""
        self.open.pop()

    def adopt(self, others: list["Directive"]) -> None:
        """Directives of a part that was read in another syntax."""
        here, base = self.open[-1] if self.open else -1, len(self.heads)
        for one in others:
            self.heads.append(one.head)
            self.bodies.append(one.body.split("\n"))
            self.outer.append(base + one.outer if one.outer >= 0 else here)

    def add(self, lines: list[str]) -> None:
        """Lines of the innermost body."""
        if self.open:
            self.bodies[self.open[-1]] += lines

    def all(self) -> list[Directive]:
        """Every wanted directive with its body."""
        found = zip(self.heads, self.bodies, self.outer, strict=True)
        return [Directive(head, _flush(body), outer) for head, body, outer in found]


def indent_of(line: str) -> int:
    """The blanks before the first character."""
    return len(line) - len(line.lstrip(" "))


def _flush(lines: list[str]) -> str:
    """The lines moved left as far as all of them can be, without empty ones around them."""
    margin = min((indent_of(line) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:].rstrip() for line in lines).strip("\n")
