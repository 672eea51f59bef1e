"""Change items: what people asked for, with the commits that cite it and the findings that those commits made.

Reviewers count change items; triggers are attributes of one (contracts: change items).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from medtrace.model.assessment import Assessment
from medtrace.model.brought import brought_in
from medtrace.model.change import ChangeSet, CitedId, TracedCommit
from medtrace.model.ids import Sha, natural_key
from medtrace.model.verdict import Confidence, Finding, Severity


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One change request; `severity` is the highest of its findings that count, `title` empty where no item has it.

    `findings` are what fired or is asked; what was not assessed of its commits says nothing of the request.
    """

    id: str
    title: str
    severity: Severity
    findings: tuple[str, ...]
    commits: tuple[Sha, ...]


def cited_requests(changes: ChangeSet) -> dict[Sha, tuple[str, ...]]:
    """The change requests and issues that each commit of a range cites, or that the merge cites which brought it in.

    A merge speaks for the commits of its branch that cite none, unless others of them cite something else.
    """
    traced = {one.commit.sha: one for one in changes.commits}
    own = {sha: _cited(one.ids) for sha, one in traced.items()}
    found = dict(own)
    # A merge inside a branch stands behind the merge that brought the branch, and may get its word from there.
    for merge, shas in brought_in(tuple(one.commit for one in changes.commits)).items():
        given = _for_its_branch(traced[merge]) or (found[merge] if not own[merge] else ())
        named = {id_ for sha in shas if not traced[sha].commit.is_merge for id_ in own[sha]}
        if named <= set(given):
            found |= {sha: own[sha] or given for sha in shas}
    return found


def _cited(ids: Iterable[CitedId]) -> tuple[str, ...]:
    return tuple(sorted({one.id for one in ids if one.kind == "issue"}, key=natural_key))


def _for_its_branch(traced: TracedCommit) -> tuple[str, ...]:
    """What a merge cites but the name of the branch that it went into."""
    head, into, target = traced.commit.subject.rpartition(" into ")
    elsewhere = (one for one in traced.ids if one.via in {"trailer", "body"} or one.id in head or not into)
    return _cited((*elsewhere, *(one for one in traced.ids if one.id not in target)))


def requests_of(finding: Finding, cited: Mapping[Sha, tuple[str, ...]]) -> tuple[str, ...]:
    """The change requests that the commits of a finding's evidence cite: first the one behind most of it.

    Of several behind as much the one that the newest commit cites is the first; `cited` has the newest commits first.
    """
    pieces: Counter[str] = Counter()
    for one in finding.hit.evidence:
        pieces.update({id_ for sha in one.commits for id_ in cited.get(sha, ())})
    newest = {id_: number for number, id_ in enumerate(dict.fromkeys(id_ for ids in cited.values() for id_ in ids))}
    return tuple(sorted(pieces, key=lambda id_: (-pieces[id_], newest[id_])))


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
        for id_ in finding.change_items if finding.hit.confidence is not Confidence.UNASSESSABLE else ():
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
