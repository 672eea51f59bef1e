"""Words that say of a cell that nothing stands there (`无`, `N/A`, `—`), and those that put it off (`待定`, `TBD`).

Neither names anything: a risk whose control is `无` or `待定` has no control.
"""

import unicodedata

_NONE = frozenset(
    [
        "none",
        "nil",
        "null",
        "na",
        "n/a",
        "n.a",
        "n.a.",
        "-",
        "--",
        "---",
        "–",
        "—",
        "——",
        "―",
        "/",
        "//",
        "\\",
        "无",
        "没有",
        "暂无",
        "不适用",
        "不涉及",
        "无需",
        "not_applicable",
    ]
)
_LATER = frozenset(
    [
        "tbd",
        "tbc",
        "tba",
        "todo",
        "t.b.d",
        "t.b.d.",
        "t.b.c",
        "t.b.c.",
        "待定",
        "待补充",
        "待完善",
        "待填写",
        "待确认",
        "待分析",
        "?",
        "??",
        "???",
    ]
)
_AROUND = " \t\n*_`~()[]{}【】「」。"
# Longer than any of them, so that a long text costs nothing.
_LONGEST = 40


def says_none(text: str) -> bool:
    """Whether a text is one word that says there is nothing."""
    return _word(text) in _NONE


def says_later(text: str) -> bool:
    """Whether a text is one word that says it will be written later."""
    return _word(text) in _LATER


def _word(text: str) -> str:
    short = unicodedata.normalize("NFKC", text.strip()[:_LONGEST]).casefold()
    return "_".join((short.strip(_AROUND) or short.strip()).split())
