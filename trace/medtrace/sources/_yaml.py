"""YAML text as documents of nodes that know their line.

Every scalar stays the text that was written: `1.10`, `on` and `0123` are strings; an empty value, `~` and the plain
word `null` are the empty text. A document starts at each `---`; where one cannot be read, its whole top-level entries
are kept and each broken one is reported. A file beyond a bound is read up to there.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import islice, pairwise

from medtrace.expressions import expression
from medtrace.marked.flaws import UNFIT, Defect, Flaw, Stretch
from medtrace.marked.grower import MAX_EVENTS, Grown, Policy, grow
from medtrace.marked.nodes import Listing, Mapping, Node
from medtrace.model.items import Diagnostic
from medtrace.sources._yaml_words import MAX_ALIASED, defect, told

MAX_TOLD = 20
# What beginning to read a document costs, in events of the parser.
_BEGUN = 5
_MAX_PARTS = MAX_EVENTS // _BEGUN

# A document marker stands at the start of its line in every context, even inside a scalar.
_DOCUMENT = expression(r"^---(?=\s|\Z)", re.MULTILINE)
_DOCUMENT_END = expression(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)
_DIRECTIVES = expression(r"(?:[ \t]*(?:[%#][^\n]*)?\n)*")
_ENTRY = expression(r"^[^\s#}\]]", re.MULTILINE)
# Lines for YAML 1.1 but for no editor: taken for blanks, so that our lines are those of the file.
_HIDDEN_BREAKS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
_POLICY = Policy(strict=False, nothing=frozenset({"", "~", "null", "Null", "NULL"}), most=MAX_ALIASED)


def documents(text: str, path: str, *, before: int = 0, most: int = MAX_EVENTS) -> Iterator[Node | Diagnostic]:
    """The root of every document in the text and what could not be read.

    `before` counts the lines of the file that stand above the text, `most` the events that are read.
    """
    plain = text.translate(_HIDDEN_BREAKS)
    yield from map(told, Stretch(plain, path, before).unfit())
    # What follows an end marker is a new document, which the parser wants to see begin.
    clean = _DOCUMENT_END.sub("---", UNFIT.sub("\ufffd", plain))
    left = most
    for part in _parts(clean, _document_starts(clean), path, before):
        left = yield from _document(part, left)
        if left < 0:
            return


def _parts(text: str, starts: list[int], path: str, before: int) -> Iterator[Stretch]:
    """The text from each start to the next, with the lines above it counted as they pass."""
    line, counted = before, 0
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", counted, start)
        counted = start
        part = text[start:end]
        yield Stretch(part, path, line, max(0, part.count("\n") - part.endswith("\n")))


def _document_starts(text: str) -> list[int]:
    """Every marker; what stands above the first counts only if it is more than directives and comments."""
    marks = [found.start() for found in islice(_DOCUMENT.finditer(text), _MAX_PARTS)]
    if marks and _DIRECTIVES.fullmatch(text, 0, marks[0]):
        return [0, *marks[1:]]
    return [0, *marks]


def _document(part: Stretch, left: int) -> Generator[Node | Diagnostic, None, int]:
    """What one document holds; the generator returns how many events are left, -1 where they did not suffice."""
    grown = grow(part, replace(_POLICY, events=left))
    yield from grown.roots
    if grown.stop is None or grown.roots or grown.stop.what in {Defect.DEEP, Defect.LARGE, Defect.LONG}:
        yield from map(told, grown.all_flaws)
        return _left(left, grown)
    entries = tuple(_entries(part, left))
    kept = tuple(_joined([root for entry in entries for root in entry.roots]))
    flaws = tuple(flaw for entry in entries for flaw in entry.all_flaws if flaw.what is not Defect.LONG)
    yield from kept
    yield from _few(flaws if kept and flaws else (grown.stop,))
    yield from (told(entry.stop) for entry in entries[-1:] if entry.stop and entry.stop.what is Defect.LONG)
    return _left(left, *entries)


def _left(left: int, *grown: Grown) -> int:
    if any(one.stop and one.stop.what is Defect.LONG for one in grown):
        return -1
    return max(0, left - sum(one.events + _BEGUN for one in grown))


def _few(problems: tuple[Flaw, ...]) -> Iterator[Diagnostic]:
    yield from map(told, problems[:MAX_TOLD])
    if len(problems) > MAX_TOLD:
        count, place = len(problems) - MAX_TOLD, problems[MAX_TOLD].location
        yield defect("yaml-unreadable", place, f"另有 {count} 处无法读取", f"{count} more entries cannot be read")


def _entries(part: Stretch, left: int) -> Iterator[Grown]:
    """Each top-level entry of a broken document read alone, the last one cut where the events do not suffice."""
    starts = [found.start() for found in islice(_ENTRY.finditer(part.text), _MAX_PARTS)]
    anchors: dict[str, Node | None] = {}
    for entry in _parts(part.text, starts, part.path, part.before):
        grown = grow(entry, replace(_POLICY, events=left), anchors)
        yield grown
        left = _left(left, grown)
        if left < 0:
            return


def _joined(roots: list[Node]) -> Iterator[Node]:
    """The whole entries as one list or one mapping."""
    lists = [root for root in roots if isinstance(root, Listing)]
    mappings = [root for root in roots if isinstance(root, Mapping)]
    if lists:
        yield replace(lists[0], items=tuple(item for one in lists for item in one.items))
    elif mappings:
        yield replace(mappings[0], pairs=tuple(pair for one in mappings for pair in one.pairs))
