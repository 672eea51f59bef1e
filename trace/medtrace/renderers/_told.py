"""What a CI job shows of an assessment: every finding once, the worst first, with how loud it is."""

from enum import IntEnum

from medtrace.model.assessment import Assessment
from medtrace.model.verdict import Confidence, Evidence, Finding, Severity


class Loudness(IntEnum):
    """How loud a finding is told: error, warning or notice."""

    ERROR = 0
    WARNING = 1
    NOTICE = 2


def loudness(finding: Finding) -> Loudness:
    """Major and recall that fired are errors; what a person must decide is a warning; the rest a notice."""
    if finding.fires and finding.severity.rank >= Severity.MAJOR.rank:
        return Loudness.ERROR
    if finding.fires and finding.severity is not Severity.DEPENDS:
        return Loudness.NOTICE
    return Loudness.NOTICE if finding.hit.confidence is Confidence.UNASSESSABLE else Loudness.WARNING


def told(assessment: Assessment) -> tuple[Finding, ...]:
    """Findings of all views and released steps, each id with each evidence once; the loudest first, then by table."""
    seen = [finding for view in assessment.views for finding in view.findings]
    seen += [finding for view in assessment.views for step in view.steps for finding in step.findings]
    once = {(one.id, one.evidence_digest): one for one in reversed(seen)}
    order = list(dict.fromkeys((one.id, one.evidence_digest) for one in seen))
    return tuple(sorted((once[key] for key in order), key=loudness))


def of_the_range(assessment: Assessment) -> frozenset[tuple[str, str]]:
    """Ids with evidence of what the range as given shows; the rest was there before it."""
    view = assessment.views[0]
    seen = (*view.findings, *(finding for step in view.steps for finding in step.findings))
    return frozenset((one.id, one.evidence_digest) for one in seen)


def place(finding: Finding) -> Evidence | None:
    """The first evidence that lies in a file."""
    return next((one for one in finding.hit.evidence if one.path), None)
