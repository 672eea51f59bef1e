"""Any text as Markdown that says just that text: nothing becomes markup, and a table keeps its columns."""

import re

from medtrace.expressions import expression
from medtrace.renderers._spoken import clean

_INLINE = expression(r"[\\`*_{}\[\]|~$]")
_LINE_START = expression(r"^(\s*)([#>+=:-]|\d+[.)](?=\s|$))")
_SAFE_CODE = expression(r"[^`|\\\n]*[^`|\\\n\s][^`|\\\n]*")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;"})


def inline_text(text: str) -> str:
    """One line of text with every sign of Markdown and HTML made plain, at the start of a line as well."""
    line = " ".join(clean(text).split())
    escaped = _INLINE.sub(lambda sign: f"\\{sign.group()}", line).translate(_ENTITIES)
    return _LINE_START.sub(_plain_start, escaped)


def _plain_start(found: re.Match[str]) -> str:
    blanks, sign = found.groups()
    return f"{blanks}{sign[:-1]}\\{sign[-1]}"


def code(text: str) -> str:
    """The text as a code span where no sign of it could end the span or the table cell, else as plain text."""
    line = " ".join(clean(text).split())
    return f"`{line}`" if _SAFE_CODE.fullmatch(line) else inline_text(line)


def fence(lines: tuple[str, ...]) -> str:
    """A fence of backticks longer than any in the lines."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    return "`" * max(3, longest + 1)


def mermaid_label(text: str) -> str:
    """The text for a quoted label of mermaid, which knows entities without `&`."""
    line = " ".join(clean(text).split())
    return "".join(sign if sign.isalnum() or sign in " -_.,/()（），。、：·" else f"#{ord(sign)};" for sign in line)
