"""Everything that any view of an assessment shows, each once: a given range and the one since the registration.

Every released step counts, and the comparison that counts for a filing starts at the registered version: what only
one of them shows must not be lost in a document (contracts: verdict).
"""

from medtrace.model.assessment import Assessment, Step
from medtrace.model.verdict import Finding, Severity, Unknown


def all_findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Findings of the views end to end, the first view first, then those that only a released step shows."""
    found: dict[str, Finding] = {}
    for view in assessment.views:
        for finding in view.findings:
            found.setdefault(finding.id, finding)
    for step in all_steps(assessment):
        for finding in step.findings:
            found.setdefault(finding.id, finding)
    return tuple(found.values())


def all_steps(assessment: Assessment) -> tuple[Step, ...]:
    """Released steps of every view in order of release; steps between the same two commits count once."""
    found = {
        (step.range.old.sha, step.range.new.sha): step for view in reversed(assessment.views) for step in view.steps
    }
    order = {tag.name: index for index, tag in enumerate(assessment.releases)}
    return tuple(sorted(found.values(), key=lambda step: order.get(step.release.name, len(order))))


def all_unknown(assessment: Assessment) -> tuple[Unknown, ...]:
    """What any view left undecided, in the order of the first that names it."""
    return tuple(dict.fromkeys(one for view in assessment.views for one in view.verdict.unknown))


def major_findings(assessment: Assessment) -> tuple[Finding, ...]:
    """What fired at major or above."""
    return tuple(
        finding
        for finding in all_findings(assessment)
        if finding.fires and finding.severity.rank >= Severity.MAJOR.rank
    )
