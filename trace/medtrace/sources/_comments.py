"""Comments of a source file, told apart from its strings, by the signs of its language."""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.sources._tags import Text

_QUOTED = r"\"(?:[^\"\\\n]|\\.)*+\""
_SINGLE = r"|'(?:[^'\\\n]|\\.)*+'"
_C = r"|(?P<comment>//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))"
_SLASHES = expression(_QUOTED + _SINGLE + _C)
_BACKTICKS = expression(_QUOTED + _SINGLE + r"|`(?:[^`\\]|\\.)*+`" + _C)
# A single quote begins a lifetime or a generic as often as a character.
_NO_SINGLE = expression(_QUOTED + _C)
_HASH = expression(
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+(?:\"\"\"|\Z)|'''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\Z)|"
    + _QUOTED
    + _SINGLE
    + r"|(?P<comment>#(?!\[)[^\n]*+)",
    re.DOTALL,
)
_PERCENT = expression(r"(?P<comment>^[ \t]*+%[^\n]*+)", re.MULTILINE)
_BY_SUFFIX = {
    **dict.fromkeys(("c", "cc", "cpp", "cxx", "h", "hh", "hpp", "cu", "mm", "java", "cs", "swift"), _SLASHES),
    **dict.fromkeys(("js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "dart", "go"), _BACKTICKS),
    **dict.fromkeys(("rs", "kt", "kts", "scala", "groovy"), _NO_SINGLE),
    **dict.fromkeys(("py", "rb"), _HASH),
    "m": _PERCENT,
}


def comments(text: Text, path: str) -> Iterator[tuple[int, int]]:
    """Where each comment of a file begins and ends; none where the language is not known."""
    pattern = _BY_SUFFIX.get(path.rpartition(".")[2].casefold())
    for found in pattern.finditer(text.text) if pattern else ():
        if found["comment"] is not None:
            yield found.span("comment")
