"""What belongs to a test: the decorators and comments above it, its signature and its body, told by indentation."""

from collections.abc import Callable
from dataclasses import dataclass, field

from medtrace.sources._tags import Text
from medtrace.sources._test_starts import Part, Start, starts, strings_of

_COMMENTS = ("#", "//", "/*", "*", "--", "%", ";")
_BLANKS_ABOVE = 2
_FURTHEST = 400


@dataclass(slots=True)
class Zone:
    """A test or group: `first` is the first line that speaks of it, `near` the first without a blank line below.

    `last` is its last line; `groups` are the groups around it, outermost first.
    """

    start: Start
    first: int
    near: int
    last: int
    groups: tuple["Zone", ...] = field(default=(), repr=False)

    @property
    def node(self) -> str:
        """Its name with those of its groups, as pytest writes it."""
        return "::".join((*(group.start.name for group in self.groups), self.start.name))


def is_comment(line: str) -> bool:
    """Whether a line is a comment in the usual languages (an attribute `#[…]` or a directive is none)."""
    bare = line.strip()
    return bare.startswith(_COMMENTS) and not bare.startswith(("#[", "#include", "#if", "#endif", "#define"))


def indent_of(line: str) -> int:
    """Columns of white space before the text."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(4))


def zones(text: Text, path: str) -> tuple[list[Zone], list[Zone]]:
    """The tests and the groups of a file, each in the order of its lines."""
    in_string = _lines_in_strings(text) if path.casefold().endswith(".py") else frozenset()
    found: list[Zone] = []
    around: list[Zone] = []
    floor = 0
    for start in starts(text, path):
        first, near = _above(text.lines, start, floor)
        floor = start.line
        while around and around[-1].start.indent >= start.indent:
            closed = around.pop()
            closed.last = min(closed.last, first - 1)
        # Inside a test nothing is looked for: to search each body there for its end would cost the square.
        whole = all(zone.start.part is Part.GROUP for zone in around)
        is_test = whole and start.part is Part.TEST
        last = _last(text.lines, start, in_string) if is_test else len(text.lines)
        around.append(Zone(start, first, near, last, tuple(around) if whole else ()))
        if whole:
            found.append(around[-1])
    return (
        [zone for zone in found if zone.start.part is Part.TEST],
        [zone for zone in found if zone.start.part is Part.GROUP],
    )


def _lines_in_strings(text: Text) -> frozenset[int]:
    spans = ((text.line_of(start), text.line_of(end)) for start, end in strings_of(text.text))
    return frozenset(line for first, last in spans for line in range(first + 1, last + 1))


def _above(lines: list[str], start: Start, floor: int) -> tuple[int, int]:
    """First lines of what speaks of the start from above: over blank lines only comments do, and without them."""
    floor = max(floor, start.line - _FURTHEST)
    near = first = _attributes(lines, start, floor)
    number = near - 1
    while number > floor:
        blanks = _run(lines, number, floor, _is_blank)
        comments = _run(
            lines, number - blanks, floor, lambda line: is_comment(line) and indent_of(line) == start.indent
        )
        if not comments or not 1 <= blanks <= _BLANKS_ABOVE:
            break
        number -= blanks + comments
        first = number + 1
    return first, near


def _attributes(lines: list[str], start: Start, floor: int) -> int:
    """The first line of the comments and attributes right above.

    A deeper line is inside an attribute that goes over several lines; it counts when that one's first line is met.
    """
    first = start.line
    for number in range(start.line - 1, floor, -1):
        line = lines[number - 1]
        bare, own = line.strip(), indent_of(line)
        if bare and own == start.indent and (is_comment(line) or bare.startswith(("@", "[", "#["))):
            first = number
        elif not bare or (own <= start.indent and bare[0] not in ")]"):
            break
    return first


def _is_blank(line: str) -> bool:
    return not line.strip()


def _run(lines: list[str], number: int, floor: int, wanted: Callable[[str], bool]) -> int:
    """How many lines, from this one upwards, are as wanted."""
    count = 0
    while number - count > floor and wanted(lines[number - count - 1]):
        count += 1
    return count


def _last(lines: list[str], start: Start, in_string: frozenset[int]) -> int:
    """The last line of a body: before the first text that is no deeper than the start and closes nothing.

    Comments at that depth belong to the body only where deeper text follows.
    """
    end = 0
    for number in range(start.line + 1, len(lines) + 1):
        line = lines[number - 1]
        if not line.strip() or number in in_string:
            continue
        if indent_of(line) > start.indent:
            end = 0
        elif is_comment(line):
            end = end or number
        elif line.strip().startswith("#[") or line.strip()[0] not in "{})]#":
            return (end or number) - 1
    return end - 1 if end else len(lines)
