"""Every test run with who, when, on which full version and with which result; tests without a run are rows too.

The facts are attributes of the test and its result as sources and test runners left them. What nobody wrote down is
shown as missing: it is never taken from the commit or the clock. This summarises evidence and is no test report.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, missing, table
from medtrace.documents._tests import PASSED, Runs, fact, level
from medtrace.documents._words import Words, phrase
from medtrace.expressions import expression
from medtrace.graph.outcomes import FAILED
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Column, Role, Tone
from medtrace.model.items import Artifact

_CHINESE = expression(r"[\u3400-\u9fff]")


@block("test-evidence", options=NoOptions)
def test_evidence(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each run, oldest first within a test; runs of unknown tests stand at the end."""
    words = request.words
    runs = Runs(assessment.changes.after)
    yield table(_columns(words), tuple(_rows(runs, words)), request.empty)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "test", Role.ID, 9),
        column(words, "chinese-title", weight=16),
        column(words, "level", weight=6),
        column(words, "method", weight=9),
        column(words, "tester", weight=8),
        column(words, "test-date", Role.DATE, 10),
        column(words, "tested-version", Role.ID, 12),
        column(words, "test-environment", weight=14),
        column(words, "result", Role.STATUS, 7),
        column(words, "record-number", Role.ID, 10),
        column(words, "defect-number", Role.ID, 9),
    )


def _rows(runs: Runs, words: Words) -> Iterator[tuple[Cell, ...]]:
    for test in runs.tests:
        for index, run in enumerate(runs.by_test.get(test.id, (None,))):
            yield _row(test.id, test, run, words, again=runs.failed_before(test.id, index))
    for name in runs.strangers:
        for index, run in enumerate(runs.by_test[name]):
            yield _row(name, None, run, words, again=runs.failed_before(name, index))


def _row(name: str, test: Artifact | None, run: Artifact | None, words: Words, *, again: bool) -> tuple[Cell, ...]:
    said = level(test, run)
    return (
        cell(name),
        _title(test, words),
        given(words, words.word("level", said) if said else ""),
        given(words, fact("method", run, test)),
        given(words, fact("by", run)),
        given(words, fact("date", run).partition("T")[0]),
        given(words, fact("version", run)),
        given(words, fact("environment", run)),
        _result(run, words, again=again),
        given(words, fact("record", run)),
        _defect(run, words),
    )


def _title(test: Artifact | None, words: Words) -> Cell:
    if test is None:
        return missing(words, "test")
    if _CHINESE.search(test.title):
        return cell(test.title)
    return cell(phrase(words, "missing-chinese-title"), test.title, tone=Tone.BAD)


def _result(run: Artifact | None, words: Words, *, again: bool) -> Cell:
    """The outcome of a run as a status; no run is no result, and a pass after a failure says so."""
    outcome = run.attribute("outcome") if run else ""
    if not outcome:
        return cell(phrase(words, "no-result"), tone=Tone.BAD)
    if again and outcome == PASSED:
        return cell(phrase(words, "passed-again"), tone=Tone.GOOD)
    tone = Tone.GOOD if outcome == PASSED else Tone.BAD if outcome in FAILED else Tone.OPEN
    return cell(words.word("outcome", outcome), tone=tone)


def _defect(run: Artifact | None, words: Words) -> Cell:
    """A failure without a defect number is a gap; a pass needs none."""
    number = fact("defect", run)
    failed = run is not None and run.attribute("outcome") in FAILED
    return missing(words) if failed and not number else cell(number)
