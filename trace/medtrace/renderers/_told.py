"""What a CI job shows of an assessment: what the range did, what other ranges show beside it, and how loud it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from medtrace.model.assessment import Assessment, View
from medtrace.model.ids import Range
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


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another range shows that a job judges beside the one asked for: no count of the job holds it.

    `known` is how many of its findings are the very ones that a range before it shows.
    """

    range: Range
    is_step: bool
    findings: tuple[Finding, ...]
    known: int = 0

    @property
    def fired(self) -> tuple[Finding, ...]:
        """Those of the findings that fired."""
        return tuple(one for one in self.findings if one.fires)


def of_the_range(assessment: Assessment) -> tuple[Finding, ...]:
    """The findings of the range as asked for, the loudest first, then by table: the ones that a job counts."""
    return _in_order(assessment.findings)


def fired(assessment: Assessment) -> int:
    """How many findings of the range fired: the number of every output."""
    return sum(one.fires for one in assessment.findings)


def open_points(assessment: Assessment) -> int:
    """How many points of the verdict a person has to answer: a row, or a subject of one."""
    return len({(one.trigger, one.subject) for one in assessment.verdict.unknown})


def elsewhere(assessment: Assessment) -> tuple[Elsewhere, ...]:
    """Released steps within the range, the view from the registered version and its steps, each range once.

    A finding with the same evidence stands in the first range that shows it.
    """
    first = assessment.views[0]
    seen, known = {_ends(first.range)}, {_key(one) for one in first.findings}
    found = []
    for one in _ranges(assessment.views):
        if _ends(one.range) not in seen:
            seen.add(_ends(one.range))
            new = tuple(finding for finding in one.findings if _key(finding) not in known)
            known |= {_key(finding) for finding in new}
            found.append(replace(one, findings=_in_order(new), known=len(one.findings) - len(new)))
    return tuple(found)


def _ranges(views: tuple[View, ...]) -> Iterator[Elsewhere]:
    for view in views:
        yield Elsewhere(view.range, is_step=False, findings=view.findings)
        for step in view.steps:
            yield Elsewhere(step.range, is_step=True, findings=step.findings)


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=loudness))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.evidence_digest


def _ends(span: Range) -> tuple[str, str]:
    return span.old.sha, span.new.sha


def place(finding: Finding) -> Evidence | None:
    """The first evidence that lies in a file."""
    return next((one for one in finding.hit.evidence if one.path), None)
