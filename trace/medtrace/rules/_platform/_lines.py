"""Where a value stands in a text."""

import re


def line_of(text: str, pattern: str, start: int = 0) -> int:
    """The line of the first match of an expression, 0 where there is none."""
    found = re.compile(pattern, re.MULTILINE).search(text, start)
    return line_at(text, found.start()) if found else 0


def line_at(text: str, offset: int) -> int:
    """The line, from 1, in which a character stands."""
    return text.count("\n", 0, offset) + 1
