"""The verdict: the higher risk wins, what is not known is named, the route stays open."""

import pytest

from medtrace.model.verdict import Confidence, Finding, RuleUse, Severity, Trigger, Unknown, Verdict
from medtrace.rules._engine import stamp
from medtrace.rules._judge import conclude, judge, worst
from medtrace.rules._versioning import Ends
from tests.support.rows import NAMING, finding, hit, row

pytestmark = pytest.mark.requirement("REQ-054")

MAJOR = row("P-04")
MINOR = row("A-10", Severity.MINOR, "adaptive", topic="platform")
DEPENDS = row("A-16", Severity.DEPENDS, "adaptive", topic="platform")
CORRECTIVE = row("C-01", Severity.CORRECTIVE, "corrective", topic="corrective")
BUILD = row("C-04", Severity.BUILD, "other", topic="corrective")
CYBER = row("S-01", Severity.MINOR, "cyber", topic="cybersecurity")
AI = row("D-01", Severity.MAJOR, "ai", topic="ai-model")
RECALL = row("R-01", Severity.RECALL, "other", topic="recall")
NO_RULE = row("P-01", rules=())


def judged(*rows: Trigger, confidence: Confidence = Confidence.LIKELY) -> Verdict:
    return judge(tuple(finding(one, confidence=confidence) for one in rows), rows)


FOLDS = [
    ("nothing", (), Severity.NONE, "none"),
    ("major and minor", (MINOR, MAJOR), Severity.MAJOR, "perfective"),
    ("adaptive and corrective", (CORRECTIVE, MINOR), Severity.MINOR, "adaptive"),
    ("corrective alone", (CORRECTIVE,), Severity.CORRECTIVE, "corrective"),
    ("build alone has no category", (BUILD,), Severity.BUILD, "none"),
    ("depends stands above minor", (MINOR, DEPENDS), Severity.DEPENDS, "adaptive"),
    ("an algorithm update is perfective", (AI, MINOR), Severity.MAJOR, "perfective"),
    ("cybersecurity by itself", (CYBER,), Severity.MINOR, "cyber"),
    ("cybersecurity beside another", (CYBER, CORRECTIVE), Severity.MINOR, "corrective"),
    ("recall stands above all", (MAJOR, RECALL), Severity.RECALL, "perfective"),
]


@pytest.mark.parametrize(
    ("rows", "severity", "category"), [case[1:] for case in FOLDS], ids=[case[0] for case in FOLDS]
)
def test_fold(rows: tuple[Trigger, ...], severity: Severity, category: str) -> None:
    verdict = judged(*rows)
    assert (verdict.severity, verdict.category) == (severity, category)
    assert verdict.report_form == (category if category != "cyber" else "none")


@pytest.mark.parametrize("confidence", [Confidence.QUESTION, Confidence.UNASSESSABLE])
def test_what_is_not_sure_is_unknown_and_fires_nothing(confidence: Confidence) -> None:
    verdict = judged(MAJOR, confidence=confidence)
    assert (verdict.severity, verdict.because) == (Severity.NONE, ())
    why = "depends" if confidence is Confidence.QUESTION else "not-readable"
    assert verdict.unknown == (Unknown("P-04", why, "rhythm"),)


def test_a_rule_that_only_aids_leaves_the_row_to_a_person() -> None:
    aided = row("P-15", rules=(RuleUse("weighty-words", (("aids", True),)),))
    asked = finding(aided, confidence=Confidence.QUESTION)
    assert judge((), (aided, MAJOR)).unknown == (Unknown("P-15", "no-rule"),)
    assert {one.why for one in judge((asked,), (aided,)).unknown} == {"no-rule", "depends"}


def test_repairs_beside_an_open_enhancement_name_neither_category_nor_field() -> None:
    repair, asked = finding(CORRECTIVE), finding(row("P-33", Severity.DEPENDS), confidence=Confidence.QUESTION)
    ends = Ends(NAMING, NAMING.parse("v1.0"), NAMING.parse("v1.1"))
    alone = judge((repair,), (CORRECTIVE,), ends)
    both = judge((repair, asked), (CORRECTIVE, asked.trigger), ends)
    assert (alone.category, bool(alone.expected_version_field)) == ("corrective", True)
    assert (both.category, both.expected_version_field, both.severity) == ("none", "", Severity.CORRECTIVE)


def test_unknown_names_rows_without_rules_and_what_a_person_decides() -> None:
    unmapped = stamp(MAJOR, hit("tag:core-algorithm", Confidence.UNASSESSABLE, unknown="not-mapped"))
    verdict = judge((finding(DEPENDS, "os"), unmapped), (NO_RULE, MAJOR, DEPENDS))
    assert verdict.unknown == (
        Unknown("P-04", "not-mapped", "tag:core-algorithm"),
        Unknown("A-16", "depends", "os"),
        Unknown("P-01", "no-rule"),
    )


def test_because_stands_in_the_order_of_the_table() -> None:
    findings = (finding(MINOR, "b"), finding(MAJOR, "unit-10"), finding(MAJOR, "unit-9"))
    expected = (findings[2].id, findings[1].id, findings[0].id)
    assert judge(findings, (MAJOR, MINOR)).because == expected


ROUTES = [
    ("nothing looked at", (), (), "undecided"),
    ("a finding without a decision", (finding(MAJOR),), (MAJOR,), "undecided"),
    ("a row that no rule serves", (), (NO_RULE,), "undecided"),
    ("a recall has a route of its own", (finding(RECALL),), (RECALL,), "recall"),
    ("every row looked and saw nothing", (), (MAJOR,), "quality-system"),
]


@pytest.mark.parametrize(("findings", "rows", "route"), [case[1:] for case in ROUTES], ids=[case[0] for case in ROUTES])
def test_route(findings: tuple[Finding, ...], rows: tuple[Trigger, ...], route: str) -> None:
    assert judge(findings, rows).route == route


FIELDS = [
    ("major", (MAJOR,), "X", "v2.0"),
    ("minor", (MINOR,), "Y", "v1.3"),
    ("corrective", (CORRECTIVE,), "Z", "v1.2.1"),
    ("the most significant of all", (CORRECTIVE, AI, MINOR), "X", "v2.0"),
    ("depends waits for a person", (MINOR, DEPENDS), "", ""),
    ("a recall stands outside the rule", (RECALL,), "", ""),
    ("nothing fired", (), "", ""),
]


@pytest.mark.requirement("REQ-055")
@pytest.mark.parametrize(("rows", "field", "version"), [case[1:] for case in FIELDS], ids=[case[0] for case in FIELDS])
def test_expected_version(rows: tuple[Trigger, ...], field: str, version: str) -> None:
    findings = tuple(finding(one) for one in rows)
    verdict = judge(findings, rows, Ends(NAMING, NAMING.parse("v1.2"), NAMING.parse("v1.3")))
    assert (verdict.expected_version_field, verdict.expected_version) == (field, version)
    assert verdict.actual_version_field == "Y"


@pytest.mark.requirement("REQ-056")
def test_a_step_that_was_taken_back_counts() -> None:
    first = judge((finding(MAJOR),), (MAJOR,), Ends(NAMING, NAMING.parse("v1.2"), NAMING.parse("v1.2.1")))
    back = judge((finding(MAJOR),), (MAJOR,))
    whole = judge((finding(CORRECTIVE),), (MAJOR, CORRECTIVE), Ends(NAMING, NAMING.parse("v1.2"), None))
    verdict = worst(whole, (first, back))
    assert (verdict.severity, verdict.category, verdict.route) == (Severity.MAJOR, "perfective", "undecided")
    assert verdict.because == (finding(CORRECTIVE).id, finding(MAJOR).id)
    assert (verdict.expected_version_field, verdict.expected_version) == ("X", "v2.0")


@pytest.mark.requirement("REQ-056")
def test_without_steps_the_whole_stands() -> None:
    whole = judged(MINOR, MAJOR)
    assert worst(whole, ()) == whole


@pytest.mark.requirement("REQ-055")
def test_conclude_adds_the_version_check_in_table_order() -> None:
    version = row("V-02", Severity.NONE, "other", topic="versioning", rules=(RuleUse("version-field"),))
    ends = Ends(NAMING, NAMING.parse("v1.2"), NAMING.parse("v1.3"))
    findings, verdict = conclude((finding(MAJOR),), (version, MAJOR), ends)
    assert [one.trigger.id for one in findings] == ["V-02", "P-04"]
    assert (verdict.severity, verdict.because) == (Severity.MAJOR, (finding(MAJOR).id,))
