"""JSON as tools of the trade write it: comments and a byte-order mark are allowed."""

import json
import re

from medtrace.expressions import expression

_COMMENT = expression(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


def parse_json(text: str) -> object:
    """The document.

    Raises:
        json.JSONDecodeError: it is no JSON.
    """
    plain = text.removeprefix("\ufeff")
    try:
        return json.loads(plain)
    except json.JSONDecodeError:
        return json.loads(_COMMENT.sub(_without, plain))
    except RecursionError as fault:
        raise json.JSONDecodeError("nested too deeply", plain[:1], 0) from fault


def _without(found: re.Match[str]) -> str:
    # Line ends stay, so that places of errors and values stay true.
    return found.group(1) or "\n" * found.group().count("\n")
