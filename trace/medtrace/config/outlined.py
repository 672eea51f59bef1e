"""Ids that begin headings of a Markdown page, and points of its lists."""

import re
from collections import Counter
from collections.abc import Iterator

from medtrace.config.grids import without_code
from medtrace.config.survey import ID
from medtrace.expressions import expression

_MARKS = r"[\[*`（(【]*"
_HEADING = expression(rf"^\#{{1,6}}[ \t]+(?:\d[\d.]*[ \t]+)?{_MARKS}({ID})(?![\w-])", re.MULTILINE)
_BESIDE = expression(rf"[*`\]）)】]*[ \t]*[/、,，&][ \t]*{_MARKS}({ID})(?![\w-])")
_POINT = expression(
    rf"[ \t]{{0,24}}(?:[-*+]|\d{{1,9}}[.)])[ \t]+({_MARKS})({ID})(?![\w-])([*`\]）)】]*)[ \t]*(\(|[:：])?"
)


def heading_ids(text: str) -> Iterator[str]:
    """The ids that begin headings; several may stand beside each other."""
    page = without_code(text)
    for found in _HEADING.finditer(page):
        yield found.group(1)
        end = found.end()
        while more := _BESIDE.match(page, end):
            yield more.group(1)
            end = more.end()


def listed_ids(text: str) -> tuple[str, ...]:
    """The ids that begin points, in marks or before a colon; none where one stands twice, for then some are cited.

    Below a heading that begins with an id a point is its text; one that begins with a link leads to an item.
    """
    found: list[str] = []
    inside = False
    for line in without_code(text).split("\n"):
        if line.startswith("#"):
            inside = bool(_HEADING.match(line))
        point = None if inside else _POINT.match(line)
        if point and point.group(4) != "(" and (point.group(1) or point.group(4)):
            found.append(point.group(2))
    return tuple(found) if max(Counter(found).values(), default=0) == 1 else ()
