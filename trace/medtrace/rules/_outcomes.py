"""Whether the severity that a person gives fits the outcome: the ladder of the finding, held against the word."""

from medtrace.model.decision import Outcome
from medtrace.model.verdict import Finding, Severity


def lacks_severity(finding: Finding, outcome: Outcome, severity: str) -> bool:
    """Whether an outcome says nothing without a severity: up or down to what, or which of a `depends`."""
    if severity:
        return False
    open_ = finding.severity is Severity.DEPENDS and not finding.trigger.route and outcome.affirms
    return open_ or outcome is Outcome.LOWERED or (outcome is Outcome.RAISED and finding.fires)


def contradicts(finding: Finding, outcome: Outcome, severity: str) -> bool:
    """Whether a lowering lifts, a raising lowers, a confirmation says another severity, or none can be meant.

    A question may be raised to the severity of its row; a `depends` is confirmed at any. What does not apply, or is
    open, has no severity of its own.
    """
    if not severity:
        return False
    given, found = Severity(severity).rank, finding.severity.rank
    match outcome:
        case Outcome.LOWERED:
            return given >= found
        case Outcome.RAISED:
            return given < found or (finding.fires and given == found)
        case Outcome.CONFIRMED:
            return finding.severity is not Severity.DEPENDS and given != found
        case Outcome.NOT_APPLICABLE:
            return given > Severity.NONE.rank
        case Outcome.OPEN:
            return True
        case Outcome.CONDITIONAL:
            return False
