"""Text for GitHub that calls nobody: names of files and components may look like a person, an issue or a link."""

from medtrace.expressions import expression
from medtrace.renderers._escape import code, inline_text

_JOINER = "\u2060"
_CALLING = expression(r"@(?=\w)|#(?=\d)|\b[Gg][Hh]-(?=\d)|\bwww(?=\.)|\b[A-Za-z]+:(?=//)")


def quiet(text: str) -> str:
    """The text as plain Markdown in which nothing notifies: a word joiner stands between the sign and the name."""
    return _CALLING.sub(lambda sign: f"{sign.group()}{_JOINER}", inline_text(text))


def quiet_code(text: str) -> str:
    """The text as a code span where it can be one, else as `quiet` says it."""
    span = code(text)
    return span if span.startswith("`") else quiet(text)
