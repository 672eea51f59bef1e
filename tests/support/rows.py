"""Rows of a table, hits and findings built by hand."""

from medtrace.model.verdict import Clause, Confidence, Escalation, Finding, Hit, RuleUse, Severity, Trigger
from medtrace.model.versions import NamingRule, VersionField
from medtrace.rules._engine import stamp
from medtrace.words import same

ESCALATES = (Escalation("compatibility-unconfirmed", Severity.DEPENDS),)


def row(
    identity: str,
    severity: Severity = Severity.MAJOR,
    category: str = "perfective",
    *,
    topic: str = "core-algorithm",
    rules: tuple[RuleUse, ...] = (RuleUse("told"),),
    escalate_if: tuple[Escalation, ...] = (),
) -> Trigger:
    """One row."""
    clause = Clause("G9", "二(六)2(1)", "A")
    return Trigger(identity, same(identity), topic, category, severity, clause, escalate_if=escalate_if, rules=rules)


def hit(subject: str = "rhythm", confidence: Confidence = Confidence.LIKELY, *, unknown: str = "") -> Hit:
    """One hit without evidence."""
    return Hit(subject, same(subject), confidence=confidence, unknown=unknown)


def finding(trigger: Trigger, subject: str = "rhythm", confidence: Confidence = Confidence.LIKELY) -> Finding:
    """One finding of a row."""
    return stamp(trigger, hit(subject, confidence))


NAMING = NamingRule(
    "v{X}.{Y}[.{Z}]",
    (
        VersionField("X", covers=("enhancement-major", "cyber-function-major", "ai-algorithm", "ai-data-significant")),
        VersionField("Y", covers=("enhancement-minor", "cyber-function-minor", "ai-data-nonsignificant")),
        VersionField("Z", covers=("corrective", "cyber-patch", "build")),
    ),
)
