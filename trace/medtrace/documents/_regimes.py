"""One change under several regimes: the same observation beside itself, and the questions of a regime in their order.

Rows of different regimes that look with the same rule see the same subject and say the same of it: that is one change.
"""

from dataclasses import dataclass
from enum import Enum

from medtrace.model.assessment import Assessment, OtherRegime, View
from medtrace.model.ids import natural_key
from medtrace.model.profile import Profile
from medtrace.model.verdict import Confidence, Finding, Trigger
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Change:
    """One observation and, in the order of the profiles, the findings that each regime makes of it."""

    summary: Localized
    findings: tuple[tuple[Profile, tuple[Finding, ...]], ...]


class Answer(Enum):
    """What is known of a question: something points to yes, it is open, or a rule looked and saw nothing."""

    YES = "yes"
    OPEN = "open"
    NOTHING_SEEN = "nothing-seen"


@dataclass(frozen=True, slots=True)
class Question:
    """A row of a regime that asks in order, with its answer and the findings that answer."""

    trigger: Trigger
    answer: Answer
    findings: tuple[Finding, ...]


def changes(assessment: Assessment) -> tuple[Change, ...]:
    """Every change that some regime takes for a trigger or a question; what was not looked at stands in the views."""
    regimes = (OtherRegime(assessment.profile, assessment.views[0]), *assessment.beside)
    seen: dict[tuple[str, str], Localized] = {}
    for regime in regimes:
        for one in _looked(regime.view):
            seen.setdefault(_key(one), one.hit.summary)
    return tuple(
        Change(
            seen[key],
            tuple((one.profile, tuple(f for f in _looked(one.view) if _key(f) == key)) for one in regimes),
        )
        for key in sorted(seen, key=lambda key: (natural_key(key[0]), key[1]))
    )


def _looked(view: View) -> tuple[Finding, ...]:
    return tuple(one for one in view.findings if one.hit.confidence is not Confidence.UNASSESSABLE)


def _key(finding: Finding) -> tuple[str, str]:
    return finding.hit.subject, finding.hit.summary.en


def questions(regime: OtherRegime) -> tuple[Question, ...]:
    """The rows of the regime in order, each with what answers it."""
    return tuple(_question(trigger, regime.view) for trigger in regime.profile.triggers)


def _question(trigger: Trigger, view: View) -> Question:
    own = tuple(one for one in view.findings if one.trigger.id == trigger.id)
    if any(one.fires for one in own):
        answer = Answer.YES
    else:
        answer = Answer.OPEN if own or not trigger.rules else Answer.NOTHING_SEEN
    return Question(trigger, answer, own)
