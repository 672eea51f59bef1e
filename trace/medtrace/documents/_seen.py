"""Everything that any view of an assessment shows, each once: a given range and the one since the registration.

Every released step counts, and the comparison that counts for a filing starts at the registered version: what only
one of them shows must not be lost in a document (contracts: verdict). What was shipped and taken back has evidence of
its own in its step, so a finding is an entry for every distinct evidence (user needs §3.1, §4).
"""

from dataclasses import dataclass

from medtrace.model.assessment import Assessment, Step
from medtrace.model.verdict import Finding, Severity, Unknown

_DOCUMENTS = "controlled-documents"


def documents_compared(assessment: Assessment) -> int:
    """Controlled documents that a rule compared by digest or file; none where the regime has no such rule."""
    rules = {use.rule for trigger in assessment.profile.triggers for use in trigger.rules}
    declared = assessment.project.controlled_documents if _DOCUMENTS in rules else ()
    return sum(bool(one.current_sha256 or one.path) for one in declared)


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with one evidence: the names of the compared ranges that show it, and the released steps that do."""

    finding: Finding
    ranges: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def is_end_to_end(self) -> bool:
        """Whether some comparison of two ends shows it; else it was shipped and is judged separately."""
        return bool(self.ranges)


def all_entries(assessment: Assessment) -> tuple[Entry, ...]:
    """One entry for each finding id and evidence, those of an id together, what is seen end to end first."""
    seen = [finding for view in assessment.views for finding in view.findings]
    seen += [finding for step in all_steps(assessment) for finding in step.findings]
    first = {_key(finding): finding for finding in reversed(seen)}
    order = list(dict.fromkeys(finding.id for finding in seen))
    keys = sorted(dict.fromkeys(map(_key, seen)), key=lambda key: order.index(key[0]))
    return tuple(_entry(first[key], assessment) for key in keys)


def _entry(finding: Finding, assessment: Assessment) -> Entry:
    ranges = (view.range.name for view in assessment.views if _holds(view.findings, finding))
    steps = (step for step in all_steps(assessment) if _holds(step.findings, finding))
    return Entry(finding, tuple(dict.fromkeys(ranges)), tuple(steps))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.evidence_digest


def _holds(found: tuple[Finding, ...], finding: Finding) -> bool:
    return any(_key(one) == _key(finding) for one in found)


def all_findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Findings of the views end to end, the first view first, then those that only a released step shows."""
    found: dict[str, Finding] = {}
    for entry in all_entries(assessment):
        found.setdefault(entry.finding.id, entry.finding)
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
