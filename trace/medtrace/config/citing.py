"""What names items without holding them: code, results of tests, and the tags of scenarios."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from medtrace.config.folders import is_fixture
from medtrace.config.found import Found
from medtrace.config.survey import CODE, WORDED, Survey
from medtrace.expressions import expression

_OWN_TAG = expression(rf"(?<!\S)@(?:test[-_]?)?id:({WORDED})(?!\S)", re.IGNORECASE)
# What sets a property is called so: a comparison of two texts names no word of the trade.
_PROPERTY = expression(
    r"(?i:propert(?:y|ies)|trait|annotation|metadata|attribute|marker?|tag|label)\w{0,20}"
    r"\(\s*[\"']([A-Za-z][\w-]{2,40})[\"']\s*,\s*[\"']([^\"'\n]{1,200})[\"']"
)
_USUAL = frozenset(
    {
        "implements",
        "satisfies",
        "verifies",
        "tests",
        "covers",
        "requirement",
        "mitigates",
        "derives",
        "uses",
        "mentions",
    }
)
_OFTEN = 2
_BEGINNING = expression(r"[^\W\d_]+(?:[-_~.]+[^\W\d_]+){0,2}[-_~.]*")
_SHORTEST, _MOST_HEADS = 2, 60


def citing_code(survey: Survey, known: re.Pattern[str]) -> tuple[str, ...]:
    """Sampled code that names an id."""
    return tuple(
        path for path, text in survey.samples if PurePosixPath(path).suffix.lower() in CODE and known.search(text)
    )


def id_beginnings(found: Iterable[Found]) -> tuple[str, ...]:
    """What the ids begin with, as plain text by which code that names them can be looked for; () where too many do."""
    heads = {(_BEGINNING.match(one) or [""])[0] or one for entry in found for one in entry.ids.ids}
    kept = sorted(one for one in heads if len(one) >= _SHORTEST)
    return tuple(kept) if len(kept) <= _MOST_HEADS else ()


def property_words(survey: Survey, paths: Iterable[str], known: re.Pattern[str]) -> tuple[str, ...]:
    """Names of properties under which tests cite, apart from those that are read anyway: `("trace-to", "SRS-014")`."""
    tests = set(paths)
    counted = Counter(
        found.group(1)
        for path, text in survey.samples
        if path in tests
        for found in _PROPERTY.finditer(text)
        if all(map(known.fullmatch, re.split(r"[\s,;]+", found.group(2).strip())))
    )
    return tuple(sorted(word for word, times in counted.items() if times >= _OFTEN and word.casefold() not in _USUAL))


def junit_results(survey: Survey) -> tuple[str, ...]:
    """Sampled XML that holds test results, but for what lies among tests and examples."""
    return tuple(
        path
        for path, text in survey.samples
        if path.endswith(".xml") and not is_fixture(path) and re.search(r"<testsuites?[\s>]", text[:4000])
    )


def feature_ids(survey: Survey) -> tuple[str, ...]:
    """Ids that scenarios give themselves (`@id:TC-001`)."""
    return tuple(
        found.group(1)
        for path, text in survey.samples
        if path.endswith(".feature")
        for found in _OWN_TAG.finditer(text)
    )
