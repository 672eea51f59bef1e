"""Each row of the table counted once: the states, and that they add up whatever was found."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.decision import Decision, Outcome, Ruling
from medtrace.model.tally import OPEN_STATES, State, of_findings
from medtrace.model.verdict import Clause, Confidence, Finding, Hit, RuleUse, Severity, Trigger
from medtrace.words import same

pytestmark = pytest.mark.requirement("REQ-054")

SERVED = Trigger(
    "P-04", same("x"), "core-algorithm", "perfective", Severity.MAJOR, Clause("G9", "1", "A"), rules=(RuleUse("r"),)
)
UNSERVED = replace(SERVED, id="P-31", rules=())
DEPENDS = replace(SERVED, id="A-09", severity=Severity.DEPENDS)


def found(row: Trigger, confidence: Confidence, outcome: Outcome | None = None) -> Finding:
    decision = Decision(f"{row.id}-x", "d", outcome, "because") if outcome else None
    ruling = Ruling(decision) if decision else None
    return Finding(f"{row.id}-x", "d", row, row.severity, Hit("x", same("x"), confidence=confidence), (), ruling)


@pytest.mark.parametrize(
    ("row", "own", "state"),
    [
        pytest.param(SERVED, [], State.NOTHING, id="a rule looked"),
        pytest.param(UNSERVED, [], State.NO_RULE, id="nobody looked"),
        pytest.param(SERVED, [found(SERVED, Confidence.LIKELY)], State.FIRED, id="fired"),
        pytest.param(DEPENDS, [found(DEPENDS, Confidence.CERTAIN)], State.DEPENDS, id="how heavy is open"),
        pytest.param(SERVED, [found(SERVED, Confidence.QUESTION)], State.OPEN, id="a question"),
        pytest.param(SERVED, [found(SERVED, Confidence.UNASSESSABLE)], State.UNASSESSED, id="not seen"),
        pytest.param(
            SERVED,
            [
                found(SERVED, Confidence.UNASSESSABLE),
                found(SERVED, Confidence.QUESTION),
                found(SERVED, Confidence.LIKELY),
            ],
            State.FIRED,
            id="the weightiest counts",
        ),
        pytest.param(
            SERVED, [found(SERVED, Confidence.LIKELY, Outcome.NOT_APPLICABLE)], State.DECIDED, id="people said no"
        ),
        pytest.param(
            SERVED, [found(SERVED, Confidence.QUESTION, Outcome.CONFIRMED)], State.FIRED, id="people said yes"
        ),
    ],
)
def test_where_a_row_stands(row: Trigger, own: list[Finding], state: State) -> None:
    counted = of_findings(own, (row,), frozenset({UNSERVED.id}))
    assert counted.rows == ((row.id, state),)
    assert counted.open == (state in OPEN_STATES)


def test_a_ticked_row_is_decided() -> None:
    assert of_findings([], (UNSERVED,), frozenset()).rows == ((UNSERVED.id, State.DECIDED),)


def test_candidates_and_what_waits_for_people() -> None:
    own = [found(SERVED, Confidence.LIKELY), found(DEPENDS, Confidence.LIKELY)]
    counted = of_findings(own, (SERVED, DEPENDS), frozenset())
    assert (counted.major, counted.waiting) == ({"P-04"}, {"P-04", "A-09"})
    settled = of_findings([found(SERVED, Confidence.LIKELY, Outcome.CONFIRMED)], (SERVED,), frozenset())
    assert (settled.major, settled.waiting) == ({"P-04"}, frozenset())


ANY = st.builds(
    found,
    st.sampled_from([SERVED, UNSERVED, DEPENDS]),
    st.sampled_from(Confidence),
    st.none() | st.sampled_from(Outcome),
)


@given(st.lists(ANY), st.frozensets(st.sampled_from([UNSERVED.id])))
def test_the_states_add_up_to_the_table(own: list[Finding], unticked: frozenset[str]) -> None:
    counted = of_findings(own, (SERVED, UNSERVED, DEPENDS), unticked)
    assert sum(len(counted.those(state)) for state in State) == 3
    assert counted == of_findings(reversed(own), (SERVED, UNSERVED, DEPENDS), unticked)
