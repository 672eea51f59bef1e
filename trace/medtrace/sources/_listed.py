"""Items written as points of a list, and what begins like an item on a page where none is read.

- **SRS-014**: 软件应按 30 s 划分判读窗
  - 追溯：URS-003
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._heading_ids import Identified, identified
from medtrace.sources._markdown import Heading, Page
from medtrace.words import Localized

_POINT = expression(r"([ \t]{0,24})(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*)")
_LINK = expression(r"[*_`]*\[[^\[\]]*\][(\[]")
_MARKED = expression(r"[*_`\[【（(]")
_COLON = expression(r"[*_`\]】）)]*\s*[:：]")
_AT_END = expression(r"[(\[（【]([^()\[\]（）【】]{1,80})[)\]）】]\Z")


@dataclass(frozen=True, slots=True)
class Point:
    """A point that begins with an id, its first line and the last one."""

    own: Identified
    line: int
    end: int


def points(page: Page, pattern: re.Pattern[str], apart: Collection[int]) -> Iterator[Point]:
    """Points of lists that begin with an id, in order; those on the lines `apart` are text of other items.

    A point that begins with a link leads to an item, as in a table of contents.
    """
    for number, line in page.visible():
        found = _POINT.fullmatch(line) if number not in apart else None
        text = found.group(2) if found else ""
        own = identified(pattern, text, several=True) if text and not _LINK.match(text) else None
        if found and own:
            yield Point(own, number, _end(page, number, len(found.group(1).expandtabs(4))))


def _end(page: Page, start: int, indent: int) -> int:
    """The last line of a point: what is indented deeper, and what goes on without a blank line."""
    last, blank = start, False
    for number in range(start + 1, len(page.lines) + 1):
        line = page.lines[number - 1]
        if not line.strip():
            blank = True
            continue
        deep = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if deep <= indent and (blank or _POINT.fullmatch(line) or line.lstrip().startswith(("#", "|", ">"))):
            break
        last, blank = number, False
    return last


def unread(
    page: Page,
    pattern: re.Pattern[str],
    headings: Collection[Heading],
    defined: Collection[str],
    apart: Collection[int],
) -> Iterator[tuple[str, int]]:
    """Ids that begin a point or paragraph, or end a heading in brackets, and that the page defines nowhere."""
    seen = set(defined)
    lines = {one.line: _AT_END.search(one.text) for one in headings}
    above = ""
    for number, line in page.visible():
        if number in lines:
            ended = lines[number]
            name = ended.group(1).strip() if ended else ""
            name = name if pattern.fullmatch(name) else ""
        else:
            name = "" if number in apart else _begun(pattern, line, fresh=not above.strip() or above.startswith("#"))
        above = line
        if name and name not in seen:
            seen.add(name)
            yield name, number


def _begun(pattern: re.Pattern[str], line: str, *, fresh: bool) -> str:
    """The id that begins a point, or the first line of a paragraph, there in bold, in brackets or before a colon."""
    point = _POINT.fullmatch(line)
    text = point.group(2) if point else line.strip()
    own = identified(pattern, text) if (point or fresh) and "|" not in line and not _LINK.match(text) else None
    if own is None or text.startswith((">", "#")):
        return ""
    behind = text[text.find(own.id) + len(own.id) :]
    return own.id if point or _MARKED.match(text) or _COLON.match(behind) else ""


def told_unread(found: list[tuple[str, int]], path: str, *, lists: bool) -> Iterator[Diagnostic]:
    """A note for each place that looks like an item and was not read; `about` is its id: another page may define it."""
    more = ("", "") if lists else ("；列表可设 lists: true", "; for lists say `lists: true`")
    for name, line in found:
        words = Localized(
            f"{name} 形似条目，但不是以编号开头的标题，未读取；若为条目，请写成标题{more[0]}",
            f"{name} looks like an item, is no heading that begins with an id, and was not read; "
            f"if it is one, write a heading{more[1]}",
        )
        yield Diagnostic("item-not-read", DiagnosticSeverity.NOTE, words, Location(path, line), about=name)
