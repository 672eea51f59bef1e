"""YAML text as documents of nodes that know their line.

Every scalar stays the text that was written: `1.10`, `on` and `0123` are strings; an empty value, `~` and the plain
word `null` are the empty text. A document starts at each `---`; where one cannot be read, its whole top-level entries
are kept and each broken one is reported.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from medtrace.model.items import Diagnostic, Location
from medtrace.sources._yaml_nodes import Listing, Mapping, Node, Stretch, defect, stretch
from medtrace.sources._yaml_tree import Grower

MAX_TOLD = 20

# A document marker stands at the start of its line in every context, even inside a scalar.
_DOCUMENT = re.compile(r"^---(?=\s|\Z)", re.MULTILINE)
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)
_DIRECTIVES = re.compile(r"(?:[ \t]*(?:[%#][^\n]*)?\n)*")
_ENTRY = re.compile(r"^[^\s#}\]]", re.MULTILINE)
# Lines for YAML 1.1 but for no editor: taken for blanks, so that our lines are those of the file.
_HIDDEN_BREAKS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def documents(text: str, path: str, *, before: int = 0) -> Iterator[Node | Diagnostic]:
    """The root of every document in the text and what could not be read.

    `before` counts the lines of the file that stand above the text.
    """
    plain = text.translate(_HIDDEN_BREAKS)
    yield from _unfit(plain, path, before)
    # What follows an end marker is a new document, which the parser wants to see begin.
    clean = _DOCUMENT_END.sub("---", _UNFIT.sub("\ufffd", plain))
    for part in _parts(clean, _document_starts(clean), path, before):
        yield from _document(part)


def _parts(text: str, starts: list[int], path: str, before: int) -> Iterator[Stretch]:
    """The text from each start to the next, with the lines above it counted as they pass."""
    line, counted = before, 0
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", counted, start)
        counted = start
        yield stretch(text[start:end], path, line)


def _document_starts(text: str) -> list[int]:
    """Every marker; what stands above the first counts only if it is more than directives and comments."""
    marks = [found.start() for found in _DOCUMENT.finditer(text)]
    if marks and _DIRECTIVES.fullmatch(text, 0, marks[0]):
        return [0, *marks[1:]]
    return [0, *marks]


def _document(part: Stretch) -> Iterator[Node | Diagnostic]:
    grower = Grower(part)
    problem = grower.grow()
    yield from grower.roots
    if problem is None or grower.roots or problem.code == "yaml-refused":
        yield from (*grower.problems, *([problem] if problem else []))
        return
    kept, problems = _entries(part)
    yield from kept
    told = problems if kept and problems else (problem,)
    yield from told[:MAX_TOLD]
    if len(told) > MAX_TOLD:
        count, place = len(told) - MAX_TOLD, told[MAX_TOLD].location or Location(part.path)
        yield defect("yaml-unreadable", place, f"另有 {count} 处无法读取", f"{count} more entries cannot be read")


def _entries(part: Stretch) -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
    """Each top-level entry of a broken document read alone: the whole ones as one list or one mapping."""
    starts = [found.start() for found in _ENTRY.finditer(part.text)]
    anchors: dict[str, Node | None] = {}
    roots: list[Node] = []
    problems: list[Diagnostic] = []
    for entry in _parts(part.text, starts, part.path, part.before):
        grower = Grower(entry, anchors)
        problem = grower.grow()
        roots += grower.roots
        problems += [*grower.problems, *([problem] if problem else [])]
    return tuple(_joined(roots)), tuple(problems)


def _joined(roots: list[Node]) -> Iterator[Node]:
    lists = [root for root in roots if isinstance(root, Listing)]
    mappings = [root for root in roots if isinstance(root, Mapping)]
    if lists:
        yield replace(lists[0], items=tuple(item for one in lists for item in one.items))
    elif mappings:
        yield replace(mappings[0], pairs=tuple(pair for one in mappings for pair in one.pairs))


def _unfit(text: str, path: str, before: int) -> Iterator[Diagnostic]:
    """The first invisible characters that YAML refuses; they are read as U+FFFD."""
    for count, found in enumerate(_UNFIT.finditer(text)):
        if count == MAX_TOLD:
            return
        line, column = text.count("\n", 0, found.start()), found.start() - text.rfind("\n", 0, found.start())
        code = f"U+{ord(found.group()):04X}"
        zh, en = f"含有不可见字符 {code}，请删除", f"invisible character {code}; delete it"
        yield defect("yaml-unreadable", Location(path, before + line + 1, column), zh, en)
