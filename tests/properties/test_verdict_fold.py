"""The fold over findings, whatever they are: order is irrelevant, and one more never lowers the verdict."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.verdict import Confidence, Finding, Severity, Trigger, Verdict
from medtrace.rules._judge import judge, worst
from medtrace.rules._versioning import Ends
from tests.support.rows import NAMING, finding, row

pytestmark = pytest.mark.requirement("REQ-054", "REQ-056")

CATEGORIES = ("perfective", "adaptive", "corrective", "cyber", "ai", "other")
TABLE: tuple[Trigger, ...] = tuple(
    row(f"T-{number:02}-{severity.value}", severity, category, rules=() if number % 5 == 0 else row("x").rules)
    for number, (severity, category) in enumerate((s, c) for s in Severity for c in CATEGORIES)
)
FINDINGS = st.builds(
    finding, st.sampled_from(TABLE), st.sampled_from(("rhythm", "unit-9", "unit-10", "os")), st.sampled_from(Confidence)
)
LISTS = st.lists(FINDINGS, max_size=8)


def judged(findings: list[Finding]) -> Verdict:
    return judge(tuple(findings), TABLE, Ends(NAMING, NAMING.parse("v1.2"), NAMING.parse("v1.3")))


@settings(max_examples=100)
@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_findings_is_irrelevant(findings: list[Finding], order: random.Random) -> None:
    shuffled = list(findings)
    order.shuffle(shuffled)
    assert judged(shuffled) == judged(findings)


@settings(max_examples=100)
@given(LISTS, FINDINGS)
def test_one_more_finding_never_lowers_the_severity_and_never_hides_an_unknown(
    findings: list[Finding], more: Finding
) -> None:
    before, after = judged(findings), judged([*findings, more])
    assert after.severity.rank >= before.severity.rank
    assert set(after.unknown) >= set(before.unknown)
    assert set(after.because) >= set(before.because)


@settings(max_examples=100)
@given(LISTS)
def test_the_severity_is_the_highest_that_fired_and_no_other(findings: list[Finding]) -> None:
    fired = [one.severity.rank for one in findings if one.fires]
    assert judged(findings).severity.rank == max(fired, default=Severity.NONE.rank)


def test_nothing_found_names_every_row_that_nobody_looked_at() -> None:
    verdict = judged([])
    assert (verdict.severity, verdict.category, verdict.because) == (Severity.NONE, "none", ())
    assert [one.trigger for one in verdict.unknown] == [one.id for one in TABLE if not one.rules]
    assert verdict.route == "undecided"


@settings(max_examples=100)
@given(LISTS, st.lists(LISTS, max_size=3))
def test_a_view_is_the_highest_of_all_and_keeps_what_each_step_found(
    whole: list[Finding], steps: list[list[Finding]]
) -> None:
    verdicts = tuple(judged(one) for one in steps)
    verdict = worst(judged(whole), verdicts)
    assert verdict.severity.rank == max(one.severity.rank for one in (judged(whole), *verdicts))
    for one in (judged(whole), *verdicts):
        assert set(verdict.because) >= set(one.because)
        assert set(verdict.unknown) >= set(one.unknown)
    assert worst(judged(whole), (*verdicts, *verdicts)) == verdict
