"""Every row of the regulator's table counted once: the one way in which page, documents and summary count.

A row with several findings stands where its weightiest one puts it, so the states of all rows add up to the table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from medtrace.model.assessment import Assessment, Step, View
from medtrace.model.decision import NO_RULE
from medtrace.model.verdict import Confidence, Finding, Severity, Trigger


class State(StrEnum):
    """Where a row stands, the weightiest first; `depends` fired and a person says how heavy it is."""

    FIRED = "fired"
    DEPENDS = "depends"
    OPEN = "open"
    UNASSESSED = "unassessed"
    NO_RULE = "no-rule"
    DECIDED = "decided"
    NOTHING = "nothing"


OPEN_STATES = frozenset({State.DEPENDS, State.OPEN, State.UNASSESSED, State.NO_RULE})
"""The states in which a person still has to answer for the row itself."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The state of each row in the order of the table.

    `major` are the candidates of a major update, whatever people decided since; `waiting` are rows of which something
    fired that nobody has decided.
    """

    rows: tuple[tuple[str, State], ...]
    major: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()

    def those(self, *states: State) -> tuple[str, ...]:
        """The rows in any of the states."""
        return tuple(row for row, state in self.rows if state in states)

    @property
    def open(self) -> int:
        """How many rows a person still has to answer for."""
        return len(self.those(*OPEN_STATES))


def tally_of(part: View | Step, triggers: tuple[Trigger, ...]) -> Tally:
    """The rows of one comparison, its released steps among it, or of one released step."""
    return _tally((part,), triggers)


def tally(assessment: Assessment) -> Tally:
    """The rows over every comparison and every released step."""
    return _tally(assessment.views, assessment.profile.triggers)


def of_findings(findings: Iterable[Finding], triggers: tuple[Trigger, ...], unticked: frozenset[str]) -> Tally:
    """The rows of a table given what was found; `unticked` are those that no rule answers and no person has."""
    own: dict[str, list[Finding]] = {}
    for one in findings:
        own.setdefault(one.trigger.id, []).append(one)
    states = tuple((row.id, _state(row, own.get(row.id, []), unticked)) for row in triggers)
    fired = {row for row, state in states if state in {State.FIRED, State.DEPENDS}}
    heavy = {row.id for row in triggers if any(_is_major(one) for one in own.get(row.id, []))}
    waiting = {row for row in fired if any(one.fires and not one.is_settled for one in own[row])}
    return Tally(states, frozenset(heavy), frozenset(waiting))


def _is_major(one: Finding) -> bool:
    return one.fires and one.severity.rank >= Severity.MAJOR.rank


def _tally(parts: tuple[View | Step, ...], triggers: tuple[Trigger, ...]) -> Tally:
    steps = [step for part in parts if isinstance(part, View) for step in part.steps]
    found = [one for part in (*parts, *steps) for one in part.findings]
    unticked = frozenset(one.trigger for part in parts for one in part.verdict.unknown if one.why == NO_RULE)
    return of_findings(found, triggers, unticked)


def _state(row: Trigger, own: list[Finding], unticked: frozenset[str]) -> State:
    counted = [one for one in own if one.counts]
    if counted:
        unsure = all(one.severity is Severity.DEPENDS and not one.is_settled for one in counted)
        return State.DEPENDS if unsure else State.FIRED
    asked = {one.hit.confidence for one in own if not one.is_settled}
    if Confidence.QUESTION in asked:
        return State.OPEN
    if Confidence.UNASSESSABLE in asked:
        return State.UNASSESSED
    if row.id in unticked:
        return State.NO_RULE
    return State.DECIDED if own or not row.is_answered else State.NOTHING
