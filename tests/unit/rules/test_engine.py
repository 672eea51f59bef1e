"""The engine runs every rule of every row and stamps what it sees."""

import hashlib
from collections.abc import Iterator, Mapping

import pytest

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit, RuleUse, Severity
from medtrace.rules._engine import apply_triggers, evidence_digest, finding_id
from medtrace.rules._rule import NoOptions, Rule, rule
from medtrace.words import same
from tests.support.changes import change_set
from tests.support.rows import ESCALATES, row

pytestmark = pytest.mark.requirement("REQ-052", "REQ-054")

EMPTY = change_set({}, {})


def telling(*hits: Hit) -> Rule[NoOptions]:
    """A rule that yields these hits."""

    @rule("told", options=NoOptions)
    def told(_changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
        yield from hits

    return told


def applied(rules: Mapping[str, Rule[NoOptions]], *rows: object) -> list[tuple[str, str, Severity]]:
    found = apply_triggers(rows, rules, lambda _use: NoOptions(), EMPTY)  # type: ignore[arg-type]
    return [(one.trigger.id, one.hit.subject, one.severity) for one in found]


def test_findings_come_in_the_order_of_the_table_and_then_of_the_subject() -> None:
    rules = {"told": telling(Hit("unit-10", same("a")), Hit("unit-9", same("b")))}
    assert applied(rules, row("P-06"), row("A-01")) == [
        ("P-06", "unit-9", Severity.MAJOR),
        ("P-06", "unit-10", Severity.MAJOR),
        ("A-01", "unit-9", Severity.MAJOR),
        ("A-01", "unit-10", Severity.MAJOR),
    ]


def test_a_condition_escalates_and_never_lowers() -> None:
    rules = {"told": telling(Hit("os-release:ubuntu", same("a"), conditions=("compatibility-unconfirmed",)))}
    minor = row("A-09", Severity.MINOR, escalate_if=ESCALATES)
    major = row("A-01", Severity.MAJOR, escalate_if=ESCALATES)
    other = row("A-10", Severity.MINOR)
    assert [severity for _, _, severity in applied(rules, minor, major, other)] == [
        Severity.DEPENDS,
        Severity.MAJOR,
        Severity.MINOR,
    ]


def test_an_id_follows_from_topic_and_subject_alone() -> None:
    expected = hashlib.sha256(b"core-algorithm\0rhythm").hexdigest()[:8]
    assert finding_id(row("P-04"), "rhythm") == f"P-04-{expected}"


def test_the_digest_covers_paths_and_values_but_neither_lines_nor_commits() -> None:
    one = Evidence("a.py", 1, ("c",), "0.5", "0.6")
    assert evidence_digest((one,)) == evidence_digest((Evidence("a.py", 9, (), "0.5", "0.6"),))
    others = (Evidence("b.py", 1, ("c",), "0.5", "0.6"), Evidence("a.py", 1, ("c",), "0.50", ".6"))
    assert len({evidence_digest((one,)), *(evidence_digest((other,)) for other in others)}) == 3


def test_two_rules_of_one_row_make_one_finding_of_a_subject() -> None:
    sure = Hit("rhythm", same("sure"), (Evidence("a.py"),), Confidence.CERTAIN)
    open_ = Hit("rhythm", same("open"), (Evidence("b.py"),), Confidence.QUESTION, unknown="depends")
    trigger = row("P-04", rules=(RuleUse("open"), RuleUse("sure")))
    rules = {"open": telling(open_), "sure": telling(sure)}
    (found,) = apply_triggers((trigger,), rules, lambda _use: NoOptions(), EMPTY)  # type: ignore[arg-type]
    assert (found.hit.confidence, found.hit.summary.en, found.hit.unknown) == (Confidence.CERTAIN, "sure", "")
    assert [one.path for one in found.hit.evidence] == ["a.py", "b.py"]


def test_a_rule_that_raises_ends_the_run() -> None:
    @rule("told", options=NoOptions)
    def broken(_changes: ChangeSet, _options: NoOptions) -> Iterator[Hit]:
        raise ZeroDivisionError
        yield

    with pytest.raises(ZeroDivisionError):
        applied({"told": broken}, row("P-04"))
