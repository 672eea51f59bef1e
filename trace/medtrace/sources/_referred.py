"""Cells of risk controls that refer to controls instead of saying one: `见 RC-001、RC-002`, `see RC-001 and RC-002`."""

import re

from medtrace.expressions import expression
from medtrace.sources._tokens import listed_ids

_SEE = expression(
    r"[\s（(*_]*(?:详见|参见|参照|参考|另见|引用|见|同|"
    r"(?:see(?:[ \t]+also)?|refer[ \t]+to|same[ \t]+as|cf\.?)(?![A-Za-z]))[\s:：]*",
    re.IGNORECASE,
)
# What may stand beside the ids of a reference; any other word says something of its own.
_BESIDE = expression(
    r"(?:[\s、，,;；/&+*_`\[\]（）()。.]|和|与|及|以及|等|的|风险|控制|措施|and|or|the|risk|controls?|measures?)*",
    re.IGNORECASE,
)
_DIGIT = expression(r"\d")


def referred_ids(known: re.Pattern[str], text: str) -> tuple[str, ...]:
    """The ids of a text that only refers to them, each once; none where it says anything else."""
    begun = _SEE.match(text)
    if begun is None:
        return ()
    rest = text[begun.end() :]
    found = tuple(dict.fromkeys(one.group() for one in known.finditer(rest) if one.group()))
    if found:
        return found if _BESIDE.fullmatch(known.sub(" ", rest)) else ()
    # Controls of a table may have ids of free form, which no pattern knows.
    listed = listed_ids(rest.strip(" 。.）)"))
    return listed if all(_DIGIT.search(one) for one in listed) else ()
