"""Expressions for ids of any form: `req_pump__alarm`, `Pump.Alarm_Delay`, `req~alarm.delay~1`, `SRS-014`."""

import re
from collections.abc import Collection, Iterable

from medtrace.config.survey import DOTTED, Ids
from medtrace.expressions import expression

_HEAD = expression(r"[A-Za-z]+|[一-鿿]+")
_PLAIN = expression(DOTTED)
_REVISION = expression(r"[A-Za-z]+~[\w.-]+~\d+")
_MOST_HEADS = 60
_ANY_WORDS = ("CHANGELOG.md", "1.0.6", "610", "word", "expected_ids", "pytest.param", "Bazel:", "x1")
_APART = "-._~:/"
_MARK = expression(r"[-_~.:/\d]")


def expression_of(ids: Collection[str], types: Collection[str] = ()) -> str:
    """An expression that matches every id and those that will follow; ids are grouped by what they begin with."""
    if all(_REVISION.fullmatch(one) for one in ids):
        return rf"{_any_of({one.partition('~')[0] for one in ids})}~[\w.-]+~\d+"
    by_head: dict[str, set[str]] = {}
    for one in ids:
        by_head.setdefault(_head(one, types), set()).add(one)
    if "" in by_head or len(by_head) > _MOST_HEADS:
        return _open(ids)
    by_rest: dict[str, list[str]] = {}
    for head, own in sorted(by_head.items()):
        by_rest.setdefault(_rest(head, own), []).append(head)
    return "|".join(_any_of(heads) + rest for rest, heads in by_rest.items())


def is_wide(expression: str) -> bool:
    """Whether an expression takes words of any text for ids: good where items are defined, not where they are cited."""
    found = re.compile(expression)
    return any(found.fullmatch(word) for word in _ANY_WORDS)


def _head(one: str, types: Collection[str]) -> str:
    """The type or package that an id begins with, else its first letters."""
    typed = [
        word for word in types if word and one.startswith(word) and one[len(word) : len(word) + 1] in (*_APART, "")
    ]
    if typed:
        return max(typed, key=len)
    package = one.partition(".")[0]
    if package != one and package.isidentifier() and not _PLAIN.fullmatch(one):
        return package
    found = _HEAD.match(one)
    return found.group() if found else ""


def _rest(head: str, ids: Iterable[str]) -> str:
    """What follows the head: numbers as the families of headings and tables have them, else a run of their signs."""
    own = tuple(sorted(ids))
    if all(_PLAIN.fullmatch(one) for one in own) and _HEAD.fullmatch(head):
        return Ids(head, own).expression.removeprefix(head)
    tails = {one[len(head) :] for one in own}
    whole = _run("".join(tails))
    first = {tail[:1] for tail in tails}
    sign = first.pop() if len(first) == 1 else ""
    if sign and sign in _APART and all(len(tail) > 1 for tail in tails):
        return re.escape(sign).replace(r"\-", "-") + _run("".join(tail[1:] for tail in tails)) + "+"
    if all(_MARK.search(tail) for tail in tails):
        # A word that only begins alike is no id.
        return rf"{whole}*{_MARK.pattern}{whole}*"
    return whole + ("*" if "" in tails else "+")


def _run(signs: str) -> str:
    """One sign of those that occur: letters and digits, and whatever else stands between them."""
    others = sorted({sign for sign in signs if not (sign.isalnum() or sign == "_")})
    if not others:
        return r"\w"
    return rf"[\w{''.join(re.escape(one) for one in others if one != '-')}{'-' if '-' in others else ''}]"


def _open(ids: Collection[str]) -> str:
    """Ids without common beginnings: a separator or digit at least, where all have one, keeps plain words out."""
    run = _run("".join(ids))
    if all(_MARK.search(one[1:]) for one in ids):
        return rf"\w{run}*{_MARK.pattern}{run}*"
    return rf"\w{run}*"


def _any_of(words: Iterable[str]) -> str:
    own = sorted(re.escape(word).replace(r"\-", "-") for word in words)
    return own[0] if len(own) == 1 else f"(?:{'|'.join(own)})"
