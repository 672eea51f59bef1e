"""The tests of one file, and who speaks on each of its lines: a test, all tests of a group or file, or the path."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.globs import glob_pattern
from medtrace.sources._tags import Text
from medtrace.sources._test_items import TestId, described, head_end
from medtrace.sources._test_zones import Zone, zones

_MODULE_MARK = expression(r"^([ \t]*+)pytestmark\b", re.MULTILINE)
_MARK = expression(r"\bmark\.(\w+)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its id, the name that its runner gives it, its words, its place and the marks that hold for it."""

    id: str
    node: str
    title: str
    text: str
    zone: Zone
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Lines whose tags hold for all tests of a group or, without a group, of the file."""

    first: int
    last: int
    group: Zone | None


@dataclass(frozen=True, slots=True)
class TestFile:
    """The tests of a file in the order of its lines; without tests the path speaks everywhere."""

    path: str
    cases: tuple[Case, ...] = ()
    shared: tuple[tuple[Shared, tuple[str, ...]], ...] = ()
    firsts: tuple[int, ...] = ()

    def owners(self, line: int) -> tuple[str, ...]:
        """The ids of those for whom a tag on this line speaks."""
        own = self.owner(line)
        if own != self.path:
            return (own,)
        return next((ids for one, ids in self.shared if one.first <= line <= one.last and ids), (own,))

    def owner(self, line: int) -> str:
        """The id of the test that this line belongs to, else the path."""
        at = bisect_right(self.firsts, line) - 1
        return self.cases[at].id if at >= 0 and line <= self.cases[at].zone.last else self.path


def read_tests(text: Text, path: str, test_id: TestId | None) -> TestFile:
    """The tests of a file."""
    tests, groups = zones(text, path)
    heads = (Shared(group.first, head_end(text, group), group) for group in groups)
    shared = (*heads, *_module_marks(text, tests, groups))
    around: dict[int, list[tuple[int, Shared, tuple[str, ...]]]] = {}
    for number, one in enumerate(shared):
        entry = (number, one, _marks(text, one.first, one.last))
        around.setdefault(id(one.group) if one.group else 0, []).append(entry)
    cases: list[Case] = []
    held: dict[int, list[str]] = {}
    for zone in tests:
        said, node = described(text, zone, test_id), f"{path}::{zone.node}"
        outer = [entry for group in zone.groups for entry in around.get(id(group), ())] + around.get(0, [])
        marks = (*_marks(text, zone.first, zone.start.line), *(name for _, _, names in outer for name in names))
        cases.append(Case(said.id or node, node, said.title, said.text, zone, marks))
        for number, _, _ in outer:
            held.setdefault(number, []).append(cases[-1].id)
    owned = ((one, tuple(held.get(number, ()))) for number, one in enumerate(shared))
    return TestFile(path, tuple(cases), tuple(owned), tuple(zone.first for zone in tests))


def level_of(case: Case, path: str, levels: Iterable[tuple[str, str]]) -> str:
    """The level that a mark of the test names, else the innermost folder that names one; empty where none does."""
    patterns = [(glob_pattern(glob.casefold()), level) for glob, level in levels]
    for word in (*case.marks, *reversed(path.split("/")[:-1])):
        for pattern, level in patterns:
            if pattern.match(word.casefold()):
                return level
    return ""


def _marks(text: Text, first: int, last: int) -> tuple[str, ...]:
    return tuple(name for line in text.lines[first - 1 : last] for name in _MARK.findall(line))


def _module_marks(text: Text, tests: list[Zone], groups: list[Zone]) -> Iterator[Shared]:
    """What `pytestmark` says for a class or for the module."""
    for found in _MODULE_MARK.finditer(text.text) if tests else ():
        line, depth = text.line_of(found.end()), 0
        indent = len(found.group(1).expandtabs(4))
        for last in range(line, min(line + _LONGEST, len(text.lines)) + 1):
            content = text.lines[last - 1]
            depth += sum(content.count(sign) for sign in "([") - sum(content.count(sign) for sign in ")]")
            if depth <= 0:
                around = [one for one in groups if one.start.line <= line <= one.last and one.start.indent < indent]
                yield Shared(line, last, around[-1] if around else None)
                break
