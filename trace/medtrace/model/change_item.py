"""Change items: what people asked for, with the commits that cite it and the findings that those commits made.

Reviewers count change items; triggers are attributes of one (contracts: change items).
"""

from dataclasses import dataclass

from medtrace.model.assessment import Assessment
from medtrace.model.change import ChangeSet
from medtrace.model.ids import Sha, natural_key
from medtrace.model.verdict import Finding, Severity


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One change request; `severity` is the highest of its findings that count, `title` empty where no item has it."""

    id: str
    title: str
    severity: Severity
    findings: tuple[str, ...]
    commits: tuple[Sha, ...]


def cited_requests(changes: ChangeSet) -> dict[Sha, tuple[str, ...]]:
    """The change requests and issues that each commit of a range cites."""
    found = {}
    for traced in changes.commits:
        ids = {one.id for one in traced.ids if one.kind == "issue"}
        found[traced.commit.sha] = tuple(sorted(ids, key=natural_key))
    return found


def requests_of(finding: Finding, cited: dict[Sha, tuple[str, ...]]) -> tuple[str, ...]:
    """The change requests that the commits of a finding's evidence cite, in natural order."""
    ids = {id_ for one in finding.hit.evidence for sha in one.commits for id_ in cited.get(sha, ())}
    return tuple(sorted(ids, key=natural_key))


def _findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Findings of the range asked for and of its released steps, each with every evidence."""
    view = assessment.views[0]
    return (*view.findings, *(finding for step in view.steps for finding in step.findings))


def change_items(assessment: Assessment) -> tuple[ChangeItem, ...]:
    """Every change request that a commit of the range or the evidence of a finding cites, in natural order."""
    commits: dict[str, dict[Sha, None]] = {}
    for sha, ids in cited_requests(assessment.changes).items():
        for id_ in ids:
            commits.setdefault(id_, {})[sha] = None
    findings: dict[str, list[Finding]] = {}
    for finding in _findings(assessment):
        for id_ in finding.change_items:
            findings.setdefault(id_, []).append(finding)
    named = sorted({*commits, *findings}, key=natural_key)
    return tuple(_item(id_, tuple(commits.get(id_, ())), findings.get(id_, []), assessment) for id_ in named)


def _item(id_: str, commits: tuple[Sha, ...], findings: list[Finding], assessment: Assessment) -> ChangeItem:
    known = assessment.changes.after.item_by_id.get(id_)
    severities = (one.weight for one in findings if one.counts)
    return ChangeItem(
        id=id_,
        title=known.title if known else "",
        severity=max(severities, key=lambda one: one.rank, default=Severity.NONE),
        findings=tuple(sorted({one.id for one in findings}, key=natural_key)),
        commits=commits,
    )
