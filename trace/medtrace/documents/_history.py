"""The rows of the update history: released versions and approvals since the registration from which they count.

G9 八(一)2(8) and table 1: since the previous registration for the classes 轻微 and 中等, since the first for 严重.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.assessment import Assessment, Project
from medtrace.model.change import TracedCommit
from medtrace.model.history import Tag
from medtrace.model.ids import Sha, natural_key
from medtrace.model.project import Registration

SERIOUS = "严重"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a released version, an approval, or a release that was approved.

    `issues` is None where the commits of the release are not among those that were read.
    """

    release: str = ""
    registration: Registration | None = None
    issues: tuple[str, ...] | None = None


def start(assessment: Assessment) -> Registration | None:
    """The registration from which the history is told; None where the configuration names none."""
    project = assessment.project
    if project.product.safety_class == SERIOUS:
        return first_registration(project)
    return assessment.baseline


def first_registration(project: Project) -> Registration | None:
    """The initial registration, or the earliest approval where none is called initial."""
    known = sorted(project.registrations, key=lambda one: (one.kind != "initial", one.approved_on))
    return next((one for one in known if one.is_baseline), None)


def reaches(assessment: Assessment, registration: Registration) -> bool:
    """Whether the releases that were read go back to that registration's version."""
    return any(tag.name == registration.rev for tag in assessment.releases)


def entries(assessment: Assessment) -> tuple[Entry, ...]:
    """The rows in order of time; a tag's date only orders them, it is never an approval date."""
    registrations = {one.rev: one for one in assessment.project.registrations if one.is_baseline}
    steps = {step.release.name: step.range.new.sha for step in assessment.views[0].steps}
    older = {step.release.name: step.range.old.sha for step in assessment.views[0].steps}
    dated = [
        (tag.when[:10], index, Entry(tag.name, registrations.get(tag.name), _issues(assessment, tag, steps, older)))
        for index, tag in enumerate(_releases(assessment))
    ]
    since = dated[0][0] if dated else ""
    for registration in assessment.project.registrations:
        if not registration.is_baseline and registration.approved_on >= since:
            dated.append((registration.approved_on, len(dated), Entry(registration=registration)))
    return tuple(entry for _, _, entry in sorted(dated, key=lambda row: row[:2]))


def _releases(assessment: Assessment) -> tuple[Tag, ...]:
    """Releases from the start on; where it is not among them, those of the range."""
    begin = start(assessment)
    names = [tag.name for tag in assessment.releases]
    if begin is not None and begin.rev in names:
        return assessment.releases[names.index(begin.rev) :]
    return tuple(step.release for step in assessment.views[0].steps)


def _issues(assessment: Assessment, tag: Tag, steps: dict[str, Sha], older: dict[str, Sha]) -> tuple[str, ...] | None:
    if tag.name not in steps:
        return None
    commits = {traced.commit.sha: traced for traced in assessment.changes.commits}
    own = _reached(steps[tag.name], commits) - _reached(older[tag.name], commits)
    cited = {cited.id for sha in own for cited in commits[sha].ids if cited.kind == "issue"}
    return tuple(sorted(cited, key=natural_key))


def _reached(tip: Sha, commits: dict[Sha, TracedCommit]) -> set[Sha]:
    """The commits of the range that a commit contains, itself among them."""
    return set(_walk(tip, commits))


def _walk(tip: Sha, commits: dict[Sha, TracedCommit]) -> Iterator[Sha]:
    waiting, seen = [tip], {tip}
    while waiting:
        sha = waiting.pop()
        traced = commits.get(sha)
        if traced is None:
            continue
        yield sha
        fresh = [parent for parent in traced.commit.parents if parent not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
