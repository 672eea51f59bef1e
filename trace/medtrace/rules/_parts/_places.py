"""Lines of names in a long file, found in one pass."""

import re


def line_numbers(text: str, pattern: re.Pattern[str]) -> dict[str, int]:
    """The line of the first match of each `name`; the text is walked once, however many names it has."""
    found: dict[str, int] = {}
    line, position = 1, 0
    for match in pattern.finditer(text):
        start = match.start("name")
        line, position = line + text.count("\n", position, start), start
        found.setdefault(match["name"], line)
    return found
