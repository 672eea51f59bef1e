"""The rows of the update history: released versions and approvals since the registration from which they count.

G9 八(一)2(8) and table 1: since the previous registration for the classes 轻微 and 中等, since the first for 严重.
Which released steps these are stands in the assessment, whatever range was asked for.
"""

from dataclasses import dataclass

from medtrace.model.assessment import Assessment, Project, Step
from medtrace.model.project import Registration

SERIOUS = "严重"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a released version, an approval, or a release that was approved.

    `start` marks the registration that opens the history: its own updates were filed with it.
    """

    release: str = ""
    registration: Registration | None = None
    issues: tuple[str, ...] = ()
    start: bool = False


def due(assessment: Assessment) -> Registration | None:
    """The registration from which the history must be told; None where the configuration names none."""
    project = assessment.project
    if project.product.safety_class == SERIOUS:
        return first_registration(project)
    return assessment.baseline


def first_registration(project: Project) -> Registration | None:
    """The initial registration, or the earliest approval where none is called initial."""
    known = sorted(project.registrations, key=lambda one: (one.kind != "initial", one.approved_on))
    return next((one for one in known if one.is_baseline), None)


def start(assessment: Assessment) -> str:
    """The revision at which the history begins: the older end of its first step, else that of the registration."""
    steps = released(assessment)
    if steps:
        return steps[0].range.old.name
    registration = due(assessment)
    return registration.rev if registration else ""


def released(assessment: Assessment) -> tuple[Step, ...]:
    """The steps of the history; those of the range where no registration lies before it."""
    return assessment.history or assessment.views[0].steps


def entries(assessment: Assessment) -> tuple[Entry, ...]:
    """The rows in order of time; a tag's date only orders them, it is never an approval date."""
    registrations = {one.rev: one for one in assessment.project.registrations if one.is_baseline}
    when = {tag.name: tag.when[:10] for tag in assessment.releases}
    begin = registrations.get(start(assessment))
    rows = [Entry(begin.rev, begin, start=True)] if begin else []
    rows += [
        Entry(step.release.name, registrations.get(step.release.name), step.issues) for step in released(assessment)
    ]
    dated = [(when.get(row.release, _day(row)), index, row) for index, row in enumerate(rows)]
    since = dated[0][0] if dated else ""
    for registration in assessment.project.registrations:
        if not registration.is_baseline and registration.approved_on >= since:
            dated.append((registration.approved_on, len(dated), Entry(registration=registration)))
    return tuple(row for _, _, row in sorted(dated, key=lambda one: one[:2]))


def _day(row: Entry) -> str:
    return row.registration.approved_on if row.registration else ""
