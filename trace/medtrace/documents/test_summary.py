"""Tests by level and last outcome, each with its denominator; failures, re-tests and tests without a result by id."""

from collections import Counter
from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._tested import tested_version
from medtrace.documents._tests import Runs, fact, is_failed, level, level_order, outcomes_in_order
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Bullets, Cell, Column, Role
from medtrace.model.items import Artifact
from medtrace.words import Localized

# A column of failures is shown even where there is none: nothing is left for the reader to guess.
ALWAYS_SHOWN = ("passed", "failed")


@block("test-summary", options=NoOptions)
def test_summary(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """A table of numbers and a list of what is not simply passed; nothing where no test was read."""
    words = request.words
    runs = Runs(assessment.changes.after)
    if not runs.tests and not runs.by_test:
        return
    found = {runs.latest(test.id) for test in runs.tests} - {""}
    outcomes = outcomes_in_order({*found, *ALWAYS_SHOWN})
    columns = (
        column(words, "level", weight=10),
        column(words, "test-count", Role.NUMBER, 10),
        *(_number(words.word("outcome", name)) for name in outcomes),
        column(words, "without-result", Role.NUMBER, 10),
    )
    yield table(columns, tuple(_rows(runs, outcomes, words)), request.empty)
    yield Bullets((tested_version(assessment, runs, words), *_remarks(assessment, runs, words)))


def _number(title: Localized) -> Column:
    return Column(title, Role.NUMBER, 8)


def _rows(runs: Runs, outcomes: tuple[str, ...], words: Words) -> Iterator[tuple[Cell, ...]]:
    by_level: dict[str, list[str]] = {}
    for test in runs.tests:
        own = runs.by_test.get(test.id, ())
        by_level.setdefault(level(test, own[-1] if own else None), []).append(runs.latest(test.id))
    for name in sorted(by_level, key=level_order):
        title = words.word("level", name) if name else phrase(words, "level-missing")
        yield _counts(title, by_level[name], outcomes)
    yield _counts(phrase(words, "all-levels"), [one for found in by_level.values() for one in found], outcomes)


def _counts(title: Localized, found: list[str], outcomes: tuple[str, ...]) -> tuple[Cell, ...]:
    numbers = Counter(found)
    return cell(title), cell(len(found)), *(cell(numbers[name]) for name in outcomes), cell(numbers[""])


def _remarks(assessment: Assessment, runs: Runs, words: Words) -> Iterator[Localized]:
    total = len(runs.tests)
    for name, found in (
        ("tests-failed", runs.failed),
        ("tests-retested", runs.retested),
        ("tests-without-result", runs.without_result()),
        ("results-of-unknown-tests", runs.strangers),
    ):
        yield _listed(name, found, total, words)
        if name == "tests-retested":
            yield from (_retest(test, runs.by_test[test], words) for test in found)
    untested = tuple(chain.item for chain in assessment.coverage.requirements if not chain.tests)
    yield _listed("requirements-without-test", untested, len(assessment.coverage.requirements), words)


def _retest(test: str, own: tuple[Artifact, ...], words: Words) -> Localized:
    """On which version a failed test passed, and what of its record is missing."""
    failed, passed = (fact("version", run) for run in (next(one for one in own if is_failed(one)), own[-1]))
    how = "retested-version-missing"
    if failed and passed:
        how = "retested-same-version" if failed == passed else "retested-other-version"
    defects = dict.fromkeys(filter(None, (fact("defect", run) for run in own if is_failed(run))))
    record = phrase(words, "retest-defect", ids=joined(defects)) if defects else phrase(words, "retest-no-defect")
    return phrase(words, how, test=test, failed=failed, passed=passed, record=record)


def _listed(name: str, found: tuple[str, ...], total: int, words: Words) -> Localized:
    ids = joined(found) if found else phrase(words, "none")
    return phrase(words, name, count=len(found), total=total, ids=ids)
