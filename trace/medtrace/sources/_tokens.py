"""Ids in running text: whole tokens without the marks that writers put around them."""

import re

from medtrace.expressions import expression

_TAG = expression(r"<[^<>]{1,200}>")
_DECORATION = expression(r"^[\s*_`~\[\](){}【】「」#：:]+|[\s*_`~\[\](){}【】「」：:]+$")
_LINK = expression(r"^\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])$")
_LIST = expression(r"[\n,，、;；]+")
_LONGEST = 60


def bare(text: str) -> str:
    """The text without emphasis, code marks, brackets, a link's target and HTML tags around it."""
    text = _TAG.sub(" ", text).strip()
    text = text.strip("*_`~ ")
    link = _LINK.match(text)
    return _DECORATION.sub("", link.group(1) if link else text)


def ids_of_cell(pattern: re.Pattern[str], cell: str) -> tuple[str, ...]:
    """The ids that a cell defines, each once: none unless the cell begins with one."""
    text = bare(cell)
    if not text or not pattern.match(text):
        return ()
    return tuple(dict.fromkeys(found.group() for found in pattern.finditer(text)))


def listed_ids(cell: str) -> tuple[str, ...]:
    """Ids of free form in a cell, one each between commas, each once; a sentence holds none."""
    parts = [bare(part) for part in _LIST.split(_TAG.sub("\n", cell))]
    if any(len(part.split()) > 1 or len(part) > _LONGEST for part in parts):
        return ()
    return tuple(dict.fromkeys(part for part in parts if part))


def first_lines(pattern: re.Pattern[str], text: str) -> dict[str, int]:
    """Every id of a text with the line that names it first, in the order of the text."""
    lines: dict[str, int] = {}
    line, at = 1, 0
    for found in pattern.finditer(text):
        if found.group() and found.group() not in lines:
            line += text.count("\n", at, found.start())
            at = found.start()
            lines[found.group()] = line
    return lines
