"""What of a risk analysis fires, and what a person weighs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.items import Artifact, Link
from medtrace.rules._scales import is_worse
from medtrace.rules.risk_items import Options, risk_items
from tests.support.item_changes import COMMIT, PLACE, item, items_changed, link

pytestmark = pytest.mark.requirement("REQ-059")

RISK = item("RISK-1", "risk", "漏报", severity_before="严重", probability_after="极少", acceptable="可接受")
CONTROL = item("RC-1", "risk-control", "阈值自适应", control_kind="设计")
TIE = link("RC-1", "controls", "RISK-1")


def changed(one: Artifact, text: str | None = None, **attributes: str) -> Artifact:
    return item(one.id, one.kind, one.text if text is None else text, **{**dict(one.attributes), **attributes})


def told(
    before: tuple[Artifact, ...],
    after: tuple[Artifact, ...],
    old: tuple[Link, ...] = (TIE,),
    new: tuple[Link, ...] = (TIE,),
) -> list[str]:
    hits = risk_items.look(items_changed(before, after, links=(old, new)), Options())
    return [f"{hit.subject} {hit.confidence.value}" for hit in hits]


BOTH = (RISK, CONTROL)
CASES = [
    ("nothing", BOTH, BOTH, []),
    ("severity raised", BOTH, (changed(RISK, severity_before="危重"), CONTROL), ["item:RISK-1 likely"]),
    ("severity lowered", BOTH, (changed(RISK, severity_before="轻微"), CONTROL), ["item:RISK-1 question"]),
    ("severity of a scale unknown", BOTH, (changed(RISK, severity_before="甲"), CONTROL), ["item:RISK-1 question"]),
    ("probability raised", BOTH, (changed(RISK, probability_after="经常"), CONTROL), ["item:RISK-1 likely"]),
    ("no longer acceptable", BOTH, (changed(RISK, acceptable="不可接受"), CONTROL), ["item:RISK-1 likely"]),
    ("wording", BOTH, (changed(RISK, "漏报房颤"), CONTROL), ["item:RISK-1 question"]),
    ("white space", BOTH, (changed(RISK, "漏报\n"), CONTROL), []),
    ("a weaker control", BOTH, (RISK, changed(CONTROL, control_kind="信息")), ["item:RC-1 likely"]),
    ("a stronger control", (RISK, changed(CONTROL, control_kind="信息")), BOTH, ["item:RC-1 question"]),
    ("a control is gone", BOTH, (RISK,), ["item:RC-1 likely"]),
    ("a new risk without control", BOTH, (*BOTH, item("RISK-2", "risk", "误报")), ["item:RISK-2 likely"]),
    (
        "a new risk acceptable by itself",
        BOTH,
        (*BOTH, item("RISK-2", "risk", "误报", acceptable="可接受")),
        ["item:RISK-2 question"],
    ),
    ("a risk is gone", (*BOTH, item("RISK-2", "risk", "误报")), BOTH, ["item:RISK-2 question"]),
    ("a requirement is none", (RISK,), (RISK, item("SRS-1", "requirement", "应")), []),
]


@pytest.mark.parametrize(("before", "after", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_differences(before: tuple[Artifact, ...], after: tuple[Artifact, ...], expected: list[str]) -> None:
    assert told(before, after) == expected


def test_a_tie_that_is_cut_between_items_that_stay_fires() -> None:
    assert told(BOTH, BOTH, new=()) == ["tie:RC-1:RISK-1 likely"]
    assert told(BOTH, BOTH, new=(link("RISK-1", "mitigates", "RC-1"),)) == []
    assert told(BOTH, BOTH, old=(), new=(TIE,)) == []


def test_a_new_risk_with_its_control_is_a_question() -> None:
    after = (*BOTH, item("RISK-2", "risk", "误报"), item("RC-2", "risk-control", "提示"))
    assert told(BOTH, after, new=(TIE, link("RC-2", "controls", "RISK-2"))) == [
        "item:RC-2 question",
        "item:RISK-2 question",
    ]


def test_where_no_risk_has_a_control_by_a_link_a_new_one_is_a_question() -> None:
    assert told((RISK,), (RISK, item("RISK-2", "risk", "误报")), (), ()) == ["item:RISK-2 question"]


def test_another_id_of_the_same_text_is_a_question() -> None:
    assert told(BOTH, (RISK, item("RC-9", "risk-control", "阈值自适应", control_kind="设计"))) == [
        "item:RC-1 question",
        "item:RC-9 question",
    ]


def test_without_a_risk_analysis_nothing_was_assessed() -> None:
    (hit,) = risk_items.look(items_changed((), ()), Options())
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")


def test_evidence_names_place_commit_and_both_values() -> None:
    (hit,) = risk_items.look(items_changed(BOTH, (changed(RISK, severity_before="危重"), CONTROL)), Options())
    (seen,) = hit.evidence
    assert (seen.path, seen.line, seen.commits) == (PLACE.path, PLACE.line, (COMMIT,))
    assert (seen.before, seen.after) == ("severity_before: 严重", "severity_before: 危重")


@pytest.mark.parametrize(
    ("name", "before", "after", "worse"),
    [
        ("severity_after", "3", "4", True),
        ("severity_after", "S3", "S2", False),
        ("severity_before", "Minor", "Serious", True),
        ("severity_before", "中等", "严重", True),
        ("severity_before", "3", "危重", None),
        ("probability_before", "Occasional", "remote", False),
        ("acceptable", "yes", "no", True),
        ("control_kind", "information", "design", False),
    ],
)
def test_scales(name: str, before: str, after: str, worse: bool | None) -> None:
    assert is_worse(name, before, after) is worse


@given(st.text(max_size=12), st.text(max_size=12))
def test_never_both_ways_worse(one: str, other: str) -> None:
    assert not (is_worse("severity_before", one, other) and is_worse("severity_before", other, one))
