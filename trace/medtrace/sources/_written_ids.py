"""Ids that stand in a comment without a word of the trade before them.

    // SRS-001                    def test_rate():                       /* SRS-001: rate of the pump */
    TEST(Rate, Low) {}                \"\"\"SRS-001: shows the rate.\"\"\"       int rate(void);

About a test (right above it, in its docstring or inside of it) any id is verified; in code only one with which a
comment begins, alone or behind `req`, `requirement` or 需求, is implemented. An id that is denied (`not`, `未覆盖`),
pointed at (`see`, `参见`) or to be done (`TODO`) is none of them.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.items import LinkKind
from medtrace.sources._comments import comments
from medtrace.sources._tags import Tag, Text, is_denied
from medtrace.sources._test_files import TestFile
from medtrace.sources._test_items import doc_span

COMMENT = "comment"
_POINTED = expression(
    r"(?:\b(?:see(?:\s+also)?|cf\.?|refers?\s+to|unlike|instead\s+of|blocks?|blocked\s+by)|参见|参考|参照|详见|见)"
    r"[\s:：]*+\Z",
    re.IGNORECASE,
)
_LEFT_OPEN = expression(
    r"\b(?:TODO|FIXME|TBD|XXX|not|never|no\s+longer|obsolete|removed|deprecated)\b|n['’]t\b|[未不没无待尚]",
    re.IGNORECASE,
)
_OPEN_WORK = expression(r"\b(?:TODO|FIXME|TBD|XXX)\b|待办|待补|待定")
_DENIED_BEFORE = expression(r"[未不没无待尚][^，。；,;\n]{0,6}\Z")
_MARKS = r"[ \t]*+(?:/\*+!?<?|//+[!<]?|\*(?!/)|#+|%+)?[ \t]*+"
_LABEL = r"[@\\]?(?:req(?:uirement)?s?\b|需求(?:编号)?)[ \t]*+[:：]?[ \t]*+"
_FIRST = expression(rf"{_MARKS}(?:\n{_MARKS})?(?:{_LABEL})?[\[(（【]?", re.IGNORECASE)
_LABELLED = expression(rf"{_MARKS}{_LABEL}[\[(（【]?", re.IGNORECASE)
_AND = expression(r"[ \t]*+(?:[,，、;；/&+]|and\b|和|及|与)[ \t]*+")
_BEFORE = 80


def about_tests(text: Text, tests: TestFile, known: re.Pattern[str], own: re.Pattern[str] | None) -> Iterator[Tag]:
    """Every id in the comments and docstrings of the tests of a file; what matches `own` is the id of a test."""
    if not tests.cases or not known.search(text.text):
        return
    near = {case.id: case.zone.near for case in tests.cases}
    spans = [one for one in comments(text, tests.path) if _is_about(text, tests, near, one)]
    spans += [span for case in tests.cases if (span := doc_span(text, case.zone))]
    for start, end in spans:
        # The second id of a list means what the first does: `see SRS-001 and SRS-002`.
        last, is_meant = start, True
        for found in known.finditer(text.text, start, end):
            target = found.group()
            goes_on = last > start and _AND.fullmatch(text.text, last, found.start())
            is_meant = is_meant if goes_on else _is_meant(text, found.start())
            last = found.end()
            if target and is_meant and not (own and own.fullmatch(target)):
                yield Tag(LinkKind.VERIFIES, target, COMMENT, found.start(), text.line_of(found.start()))


def _is_about(text: Text, tests: TestFile, near: dict[str, int], span: tuple[int, int]) -> bool:
    line = text.line_of(span[0])
    return near.get(tests.owner(line), line + 1) <= line


def _is_meant(text: Text, at: int) -> bool:
    """Whether the words before an id on its line let it stand."""
    start = text.start_of(text.line_of(at))
    before = text.text[max(start, at - _BEFORE) : at]
    after = text.text[at : at + _BEFORE].partition("\n")[0]
    denied = is_denied(text.text, at) or _POINTED.search(before) or _DENIED_BEFORE.search(before)
    return not (denied or _OPEN_WORK.search(before + after))


def in_code(text: Text, path: str, known: re.Pattern[str]) -> Iterator[Tag]:
    """The ids with which a comment of the code begins."""
    if not known.search(text.text):
        return
    last, pattern = -1, _FIRST
    for start, end in comments(text, path):
        line = text.line_of(start)
        alone = not text.text[text.start_of(line) : start].strip()
        if line != last + 1 or not alone or text.text.startswith("/*", start):
            pattern = _FIRST
        last = text.line_of(end)
        tags, pattern = _begun(text, (start, end), known, pattern)
        yield from tags


def _begun(
    text: Text, span: tuple[int, int], known: re.Pattern[str], pattern: re.Pattern[str]
) -> tuple[list[Tag], re.Pattern[str]]:
    """The ids with which the lines of a comment begin, and how its next line may begin with one.

    A line below prose goes on with a sentence; one below an id may hold the next.
    """
    at, end = span
    tags: list[Tag] = []
    while at < end:
        opened = pattern.match(text.text, at, end)
        found = list(_listed(text, opened.end(), end, known)) if opened else []
        tags += found
        pattern = _FIRST if found else _LABELLED
        following = text.text.find("\n", at, end)
        at = following + 1 if following >= 0 else end
    return tags, pattern


def _listed(text: Text, at: int, end: int, known: re.Pattern[str]) -> Iterator[Tag]:
    line_end = text.text.find("\n", at, end)
    rest = text.text[at : line_end if line_end >= 0 else end]
    if _LEFT_OPEN.search(rest):
        return
    while (found := known.match(text.text, at, end)) and found.group():
        yield Tag(LinkKind.IMPLEMENTS, found.group(), COMMENT, at, text.line_of(at))
        between = _AND.match(text.text, found.end(), end)
        if not between:
            return
        at = between.end()
