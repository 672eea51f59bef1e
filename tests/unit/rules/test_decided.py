"""Which decisions count: tables of who signed what, on which evidence, under what stood then."""

from dataclasses import replace

import pytest

from medtrace.model.decision import (
    Approver,
    Circumstances,
    Decision,
    ExternalApproval,
    Outcome,
    Ruling,
    Signature,
    Signed,
    SignedDecision,
    SigningRole,
    SigningRule,
    SignOff,
)
from medtrace.model.project import Component, ComponentMap
from medtrace.model.verdict import Confidence, Evidence, Finding, Severity, Trigger
from medtrace.rules._decided import Court, ruled
from medtrace.rules._engine import stamp
from medtrace.rules._judge import Standing, judge, worst
from medtrace.words import same
from tests.support.rows import hit, row

pytestmark = pytest.mark.requirement("REQ-100")

RULE = SigningRule(
    roles=tuple(
        SigningRole(name, same(name), duty, words)
        for name, duty, words in (
            ("quality", "approver", ("质量",)),
            ("regulatory", "reviewer", ("法规",)),
            ("clinical", "reviewer", ("临床",)),
            ("assessed", "reviewer", ("测试",)),
            ("proposed", "author", ("软件",)),
        )
    ),
    always=("regulatory", "quality"),
    major=("assessed",),
    lowered=("clinical",),
    serious=("clinical",),
)
MAJOR, MINOR, DEPENDS = row("P-04"), row("P-54", Severity.MINOR), row("A-09", Severity.DEPENDS)
ALL = ("甲 法规", "乙 质量", "丙 测试")


def found(trigger: Trigger = MAJOR, confidence: Confidence = Confidence.LIKELY, path: str = "src/a.py") -> Finding:
    seen = replace(hit("rhythm", confidence), evidence=(Evidence(path, 1, ("c" * 40,), "0.6", "0.5"),))
    return stamp(trigger, seen)


def record(finding: Finding, outcome: str, *signers: str, path: str = "a.yaml", **more: object) -> SignedDecision:
    signoffs = tuple(SignOff(*signer.split(), "2024-02-01") for signer in signers)
    values = {"evidence_digest": finding.evidence_digest, "reason": "r", "path": path, **more}
    decision = Decision(finding=finding.id, outcome=Outcome(outcome), signoffs=signoffs, **values)  # type: ignore[arg-type]
    return SignedDecision(decision, tuple(map(Signed, signoffs)))


def beside(finding: Finding, *records: SignedDecision, **court: object) -> Finding:
    return ruled(finding, Court(records, rule=RULE, **court))  # type: ignore[arg-type]


def ruling(finding: Finding, *records: SignedDecision, **court: object) -> Ruling:
    ruling_ = beside(finding, *records, **court).ruling
    assert ruling_ is not None
    return ruling_


@pytest.mark.parametrize(
    ("trigger", "outcome", "signers", "more", "missing", "lacking"),
    [
        pytest.param(MAJOR, "confirmed", ALL, {}, (), (), id="complete"),
        pytest.param(MINOR, "confirmed", ALL[:2], {}, (), (), id="minor needs two"),
        pytest.param(MINOR, "raised", ALL[:2], {"severity": "major"}, ("assessed",), (), id="raised to major"),
        pytest.param(MAJOR, "confirmed", (), {}, ("quality", "regulatory", "assessed"), ("signature",), id="nobody"),
        pytest.param(
            MAJOR, "lowered", ALL, {"evidence": ("VR",), "severity": "minor"}, ("clinical",), (), id="lowered, clinical"
        ),
        pytest.param(
            MAJOR, "lowered", (*ALL, "丁 临床"), {"severity": "minor"}, (), ("evidence",), id="lowered needs evidence"
        ),
        pytest.param(
            MAJOR, "lowered", (*ALL, "丁 临床"), {"evidence": ("VR",)}, (), ("severity",), id="lowered to what"
        ),
        pytest.param(
            MINOR,
            "lowered",
            ("甲 法规",),
            {"evidence": ("VR",), "severity": "build"},
            ("quality", "clinical"),
            ("second-signature",),
            id="two",
        ),
        pytest.param(DEPENDS, "confirmed", ALL, {}, (), ("severity",), id="depends asks which"),
        pytest.param(DEPENDS, "confirmed", ALL, {"severity": "minor"}, (), (), id="depends answered"),
        pytest.param(MINOR, "raised", ALL, {"severity": "build"}, (), ("direction",), id="raised downwards"),
        pytest.param(
            MAJOR, "lowered", (*ALL, "丁 临床"), {"evidence": ("V",), "severity": "recall"}, (), ("direction",), id="up"
        ),
    ],
)
def test_what_a_decision_asks_for(
    trigger: Trigger,
    outcome: str,
    signers: tuple[str, ...],
    more: dict[str, object],
    missing: tuple[str, ...],
    lacking: tuple[str, ...],
) -> None:
    finding = found(trigger)
    got = ruling(finding, record(finding, outcome, *signers, **more))
    assert (got.missing, got.lacking) == (missing, lacking)


@pytest.mark.parametrize(
    ("severity", "outcome", "given", "fits"),
    [
        ("major", "confirmed", "", True),
        ("major", "confirmed", "major", True),
        ("major", "confirmed", "minor", False),
        ("minor", "confirmed", "major", False),
        ("depends", "confirmed", "minor", True),
        ("depends", "confirmed", "recall", True),
        ("minor", "raised", "major", True),
        ("major", "raised", "minor", False),
        ("major", "raised", "major", False),
        ("depends", "raised", "major", True),
        ("depends", "raised", "minor", False),
        ("major", "lowered", "minor", True),
        ("major", "lowered", "major", False),
        ("minor", "lowered", "major", False),
        ("depends", "lowered", "minor", True),
        ("depends", "lowered", "major", False),
        ("major", "not-applicable", "none", True),
        ("major", "not-applicable", "major", False),
        ("major", "open", "major", False),
        ("major", "conditional", "minor", True),
    ],
)
def test_a_severity_fits_its_outcome_or_the_record_counts_for_nothing(
    severity: str, outcome: str, given: str, fits: bool
) -> None:
    finding = found(row("P-04", Severity(severity)))
    got = ruling(finding, record(finding, outcome, *ALL, severity=given, evidence=("VR",)))
    assert ("direction" in got.lacking) is not fits


def test_a_question_may_be_raised_to_the_severity_of_its_row() -> None:
    asked = found(confidence=Confidence.QUESTION)
    assert ruling(asked, record(asked, "raised", *ALL, severity="major")).lacking == ()
    assert ruling(asked, record(asked, "raised", *ALL)).lacking == ()
    assert ruling(found(), record(found(), "raised", *ALL)).lacking == ("severity",)


APPROVERS = (Approver("甲", "法规经理", ""), Approver("乙", "质量经理", "KEY1"), Approver("丙", "测试", ""))


@pytest.mark.parametrize(
    ("signer", "faults"),
    [
        pytest.param("甲 法规", {"甲": ""}, id="an approver"),
        pytest.param("戊 法规", {"戊": "no-approver"}, id="a stranger"),
        pytest.param("甲 质量", {"甲": "not-in-this-role"}, id="another role"),
        pytest.param("甲 会计", {"甲": "no-role"}, id="no role"),
        pytest.param("乙 质量", {"乙": "not-by-key"}, id="without the key on record"),
    ],
)
def test_who_may_sign(signer: str, faults: dict[str, str]) -> None:
    finding = found()
    got = ruling(finding, record(finding, "confirmed", signer), approvers=APPROVERS)
    assert {one.signed.signoff.by: one.fault for one in got.signoffs} == faults


@pytest.mark.parametrize("how", ["key", "external approval"])
def test_a_key_on_record_signs_or_the_quality_system_did(how: str) -> None:
    finding = found()
    whole = record(finding, "confirmed", "乙 质量")
    signed = replace(whole.signed[0], signature=Signature.VERIFIED, key="KEY1")
    if how != "key":
        approval = ExternalApproval("QMS", "QR-7")
        signed = Signed(replace(whole.signed[0].signoff, external_approval=approval), signature=Signature.NONE)
    got = ruling(finding, replace(whole, signed=(signed,)), approvers=APPROVERS)
    assert [one.fault for one in got.signoffs] == [""]


def test_author_reviewer_and_approver_are_different_people() -> None:
    finding = found()
    got = ruling(finding, record(finding, "confirmed", "甲 法规", "甲 质量", "丙 测试", "丙 法规"))
    assert [one.fault for one in got.signoffs] == ["", "two-duties", "", ""]
    got = ruling(finding, record(finding, "confirmed", "甲 法规", "乙 质量", "乙 软件"), authors={"c" * 40: "乙"})
    assert [one.fault for one in got.signoffs] == ["", "author", ""]


def test_a_unit_of_class_serious_asks_for_more() -> None:
    finding = found()
    units = ComponentMap((Component("rhythm", same("rhythm"), ("src/**",), safety_class="严重"),))
    assert ruling(finding, record(finding, "confirmed", *ALL), components=units).missing == ("clinical",)
    elsewhere = found(path="lib/a.py")
    assert ruling(elsewhere, record(elsewhere, "confirmed", *ALL), components=units).missing == ()


@pytest.mark.parametrize("name", ["baseline", "safety_class", "component_map", "trigger_table"])
def test_what_stood_then_and_differs_now_is_named(name: str) -> None:
    finding = found()
    written = record(finding, "confirmed", *ALL, decided_against=Circumstances(**{name: "then"}))
    assert ruling(finding, written, now=Circumstances(**{name: "then"})).stale == ()
    assert ruling(finding, written, now=Circumstances(**{name: "now"})).stale == (name.replace("_", "-"),)


def test_two_words_about_one_evidence_count_for_nothing_until_one_replaces_the_other() -> None:
    finding = found()
    one = record(finding, "confirmed", *ALL, path="a.yaml")
    other = record(finding, "not-applicable", *ALL, path="b.yaml")
    assert ruling(finding, one, other).lacking == ("one-word",)
    replacing = replace(other, decision=replace(other.decision, replaces=("a.yaml",)))
    got = ruling(finding, one, replacing)
    assert (got.decision.path, got.lacking) == ("b.yaml", ())


@pytest.mark.parametrize(
    ("confidence", "outcome", "more", "counts", "weight"),
    [
        pytest.param(Confidence.QUESTION, "confirmed", {}, True, Severity.MAJOR, id="a question confirmed fires"),
        pytest.param(Confidence.LIKELY, "not-applicable", {}, False, Severity.MAJOR, id="not applicable"),
        pytest.param(Confidence.LIKELY, "open", {}, True, Severity.MAJOR, id="open changes nothing"),
        pytest.param(Confidence.QUESTION, "raised", {"severity": "recall"}, True, Severity.RECALL, id="raised"),
        pytest.param(
            Confidence.LIKELY, "lowered", {"severity": "minor", "evidence": ("V",)}, True, Severity.MINOR, id="lowered"
        ),
    ],
)
def test_the_verdict_takes_what_people_decided(
    confidence: Confidence, outcome: str, more: dict[str, object], counts: bool, weight: Severity
) -> None:
    finding = found(confidence=confidence)
    decided = beside(finding, record(finding, outcome, *ALL, "丁 临床", **more))
    assert (decided.counts, decided.weight) == (counts, weight)
    verdict = judge((decided,), (MAJOR,))
    assert verdict.severity is (weight if counts else Severity.NONE)
    assert (decided.id in verdict.undecided) is (outcome == "open")


@pytest.mark.requirement("REQ-054")
def test_the_route_follows_once_nothing_is_open() -> None:
    finding, unserved = found(), row("M-01", Severity.DEPENDS, rules=())
    decided = beside(finding, record(finding, "confirmed", *ALL))
    assert judge((decided,), (MAJOR,)).route == "change-registration"
    assert judge((decided,), (MAJOR, unserved)).route == "undecided"
    ticked = Standing(frozenset({"M-01"}))
    assert judge((decided,), (MAJOR, unserved), standing=ticked).route == "change-registration"
    assert judge((decided,), (MAJOR,), standing=Standing(papers_missing=True)).route == "undecided"
    lowered = beside(finding, record(finding, "lowered", *ALL, "丁 临床", severity="minor", evidence=("V",)))
    minor = judge((lowered,), (MAJOR,))
    assert (minor.route, minor.severity) == ("quality-system", Severity.MINOR)
    # A row that asks for a registration decides the route of a minor update.
    asking = beside(
        stamp(replace(unserved, route="change-registration"), hit("no-rule")),
        *(record(stamp(unserved, hit("no-rule")), "confirmed", *ALL),),
    )
    both = judge((lowered, asking), (MAJOR, unserved), standing=ticked)
    assert (both.route, both.severity) == ("change-registration", Severity.MINOR)
    assert worst(both, (judge((found(),), (MAJOR,)),)).route == "undecided"
