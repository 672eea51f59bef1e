"""Ids that items cite and that nothing here defines: of another repository, as far as their number tells."""

import re
from collections.abc import Iterable, Iterator

from medtrace.config.found import Found
from medtrace.config.id_forms import expression_of, is_wide
from medtrace.config.survey import Survey
from medtrace.expressions import expression

# Of one form so many different ids are no slips of the pen.
_MANY = 5
_TOKEN = expression(r"[^\s,;\[\]()@\"'{}]+")
_ID = expression(r"[A-Za-z一-鿿][\w.~-]*[-_.~]?\d[\w.~-]*|[A-Z]{2,}(?:[-_][A-Z0-9]+)+")
_HEAD = expression(r"[A-Za-z]+|[一-鿿]+")


def external_ids(survey: Survey, found: tuple[Found, ...]) -> tuple[str, ...]:
    """Expressions of the families that many links cite and no item here belongs to."""
    known = [re.compile(one.ids.expression) for one in found if one.ids.expression]
    labels = {
        field for one in found for links in (one.links, *(some for _, some in one.by_kind)) for field, *_ in links
    }
    own = {one.id for one in survey.shown}
    heads = {_head(one) for one in own}
    by_head: dict[str, set[str]] = {}
    for one in _cited(survey, found, labels):
        if _ID.fullmatch(one) and one not in own and not any(pattern.fullmatch(one) for pattern in known):
            by_head.setdefault(_head(one), set()).add(one)
    texts = "\n".join(text for _, text in survey.samples if any(len(ids) >= _MANY for ids in by_head.values()))
    return tuple(
        expression
        for head, ids in sorted(by_head.items())
        if len(ids) >= _MANY and head not in heads and not _defined(ids, texts)
        for expression in (expression_of(ids),)
        if not is_wide(expression)
    )


def _cited(survey: Survey, found: tuple[Found, ...], labels: set[str]) -> Iterator[str]:
    """What the proposed items name in fields that are links, and in links of the format itself."""
    paths = {path for one in found for path in one.paths}
    for one in survey.shown:
        if one.path in paths:
            yield from one.cites
            for label, value in one.fields:
                if label in labels:
                    yield from _TOKEN.findall(value)


def _defined(ids: Iterable[str], texts: str) -> bool:
    """Whether some of the ids begin a heading or a cell of the samples: then they stand here, in a form not known."""
    words = "|".join(re.escape(one) for one in sorted(ids)[:_MANY])
    return bool(re.search(rf"^(?:\#+|=+|\||\*+|- id:|id:)[ \t\[*`]*(?:{words})(?![\w-])", texts, re.MULTILINE))


def _head(one: str) -> str:
    found = _HEAD.match(one)
    return found.group() if found else ""
