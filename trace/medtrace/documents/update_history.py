"""The update history table as it is filed: released versions and approvals, no commits, triggers or verdicts.

Columns and their order are those that reviewers expect. A date of approval comes from a release record, the content
from the change request in Chinese, the type from a person's decision: where there is none of these the cell says so,
and a tag's date or a commit's subject never stands in for it (G9 八(一)2(8)).
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, lines, missing, open_cell, table
from medtrace.documents._history import SERIOUS, Entry, entries, first_registration, reaches, start
from medtrace.documents._versions import full_cell, release_cell
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Column, Note, Role, Tone
from medtrace.model.project import Registration


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
        column(words, "full-version", weight=14),
        column(words, "release-version", weight=8),
        column(words, "approval-date", Role.DATE, 12),
        column(words, "update-type", Role.STATUS, 10),
        column(words, "update-category", weight=10),
        column(words, "update-content", weight=22),
        column(words, "change-number", Role.ID, 12),
        column(words, "registration-state", weight=22),
    )


def _gaps(assessment: Assessment, words: Words) -> Iterator[Note]:
    """Why the document stops: nothing here may be filed while one of these stands."""
    project = assessment.project
    if not project.product.safety_class:
        yield Note(phrase(words, "history-class-not-stated"), Tone.BAD)
    begin = start(assessment)
    if begin is None:
        serious = project.product.safety_class == SERIOUS
        yield Note(phrase(words, "history-no-first" if serious else "history-no-baseline"), Tone.BAD)
    elif not reaches(assessment, begin):
        yield Note(phrase(words, "history-not-reached", rev=begin.rev, range=assessment.range.name), Tone.BAD)
    elif any(entry.release and entry.issues is None and entry.registration != begin for entry in entries(assessment)):
        yield Note(phrase(words, "history-range-short", rev=begin.rev, range=assessment.range.name), Tone.BAD)
    if project.naming is None:
        yield Note(phrase(words, "history-no-naming"), Tone.BAD)
    elif all(tag.sha != assessment.range.new.sha for tag in assessment.releases):
        yield Note(phrase(words, "history-not-released", rev=assessment.range.new.name), Tone.OPEN)


def _row(index: int, entry: Entry, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    state = _state(entry.registration, assessment, words)
    if not entry.release:
        return _approval_row(index, state, words)
    project = assessment.project
    versions = full_cell(project, entry.release, words), release_cell(project, entry.release, words)
    if entry.registration and entry.registration == first_registration(project):
        first = cell(phrase(words, "first-registration"))
        return cell(index), *versions, missing(words, "release-record"), first, first, first, cell(), state
    return (
        cell(index),
        *versions,
        missing(words, "release-record"),
        open_cell(words),
        open_cell(words),
        missing(words, "change-content"),
        _issues(entry, words),
        state,
    )


def _approval_row(index: int, state: Cell, words: Words) -> tuple[Cell, ...]:
    """An approval that is no release of its own, such as a renewal."""
    none = cell(phrase(words, "not-applicable"))
    return cell(index), none, none, none, none, none, none, cell(), state


def _issues(entry: Entry, words: Words) -> Cell:
    if entry.issues is None:
        return open_cell(words, "outside-range")
    return lines(entry.issues) if entry.issues else missing(words)


def _state(registration: Registration | None, assessment: Assessment, words: Words) -> Cell:
    if registration is None:
        return cell(phrase(words, "not-registered"))
    approved = phrase(words, "approved-on", date=registration.approved_on) if registration.approved_on else ""
    kind = assessment.profile.word("registration", registration.kind)
    return cell(kind, registration.certificate, approved)
