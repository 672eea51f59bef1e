"""The update history table as it is filed: released versions and approvals, no commits, triggers or verdicts.

Columns and their order are those that reviewers expect. A date of approval comes from a release record, the content
from the change request in Chinese, the type from a person's decision: where there is none of these the cell says so,
and a tag's date or a commit's subject never stands in for it (G9 八(一)2(8)).
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, missing, open_cell, table
from medtrace.documents._history import SERIOUS, Entry, due, entries, first_registration, start
from medtrace.documents._versions import full_cell, full_text, release_cell
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Column, Note, Role, Tone
from medtrace.model.project import Registration
from medtrace.words import Localized


@block("update-history", options=NoOptions)
def update_history(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """What keeps the history from being complete, then the table."""
    words = request.words
    yield from _gaps(assessment, words)
    rows = tuple(_row(index, entry, assessment, words) for index, entry in enumerate(entries(assessment), 1))
    yield table(_columns(words), rows, request.empty)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "number", Role.NUMBER, 4),
        column(words, "full-version", weight=18),
        column(words, "release-version", weight=8),
        column(words, "approval-date", weight=14),
        column(words, "update-type", Role.STATUS, 10),
        column(words, "update-category", weight=10),
        column(words, "update-content", weight=22),
        column(words, "change-number", weight=14),
        column(words, "registration-state", weight=22),
    )


def _gaps(assessment: Assessment, words: Words) -> Iterator[Note]:
    """Why the document stops: nothing here may be filed while one of these stands."""
    project = assessment.project
    if not project.product.safety_class:
        yield Note(phrase(words, "history-class-not-stated"), Tone.BAD)
    serious = project.product.safety_class == SERIOUS
    begin = due(assessment)
    if begin is None or (serious and begin.kind != "initial"):
        yield Note(phrase(words, "history-no-first" if serious else "history-no-baseline"), Tone.BAD)
    elif start(assessment) != begin.rev:
        yield Note(_not_reached(begin, assessment, words), Tone.BAD)
    if project.naming is None:
        yield Note(phrase(words, "history-no-naming"), Tone.BAD)
    elif all(tag.sha != assessment.range.new.sha for tag in assessment.releases):
        yield Note(phrase(words, "history-not-released"), Tone.OPEN)


def _not_reached(begin: Registration, assessment: Assessment, words: Words) -> Localized:
    first, found = (full_text(assessment.project, rev, words) for rev in (begin.rev, start(assessment)))
    return phrase(words, "history-not-reached", first=first, found=found)


def _row(index: int, entry: Entry, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    project = assessment.project
    state = _state(entry.registration, assessment, words)
    if not entry.release:
        none = cell(phrase(words, "not-applicable-for", why=_kind(entry.registration, assessment)))
        return cell(index), *(none,) * 7, state
    versions = full_cell(project, entry.release, words), release_cell(project, entry.release, words)
    head = cell(index), *versions, missing(words, "release-record")
    if entry.start:
        first = entry.registration == first_registration(project)
        why = cell(phrase(words, "first-registration" if first else "history-start"))
        content = cell(phrase(words, "first-content")) if first else why
        return *head, why, why, content, why, state
    undecided = open_cell(words)
    return *head, undecided, undecided, missing(words, "change-content"), given(words, *entry.issues), state


def _state(registration: Registration | None, assessment: Assessment, words: Words) -> Cell:
    if registration is None:
        return cell(phrase(words, "not-registered"))
    approved = phrase(words, "approved-on", date=registration.approved_on) if registration.approved_on else ""
    return cell(_kind(registration, assessment), registration.certificate, approved)


def _kind(registration: Registration | None, assessment: Assessment) -> Localized:
    return assessment.profile.word("registration", registration.kind if registration else "")
