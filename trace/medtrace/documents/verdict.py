"""What the tool makes of the range, and the one sentence it may print about it unaided.

Only the profile's permitted sentences appear: never that no registration is needed, never that there was no update.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, open_cell, pairs
from medtrace.documents._clauses import marked_ids
from medtrace.documents._seen import all_entries, all_findings, documents_compared, major_findings
from medtrace.documents._severity import severity_cell
from medtrace.documents._shipped import expected_cell
from medtrace.documents._words import Words, phrase, statement
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Tone
from medtrace.model.tally import State, tally
from medtrace.model.verdict import Severity
from medtrace.words import Localized

_BLANK = "____"


@block("verdict", options=NoOptions)
def verdict(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Names and values, then the sentence; for several views the ones after the first are named by their start."""
    words = request.words
    yield pairs(words, _values(assessment, words))
    if len(assessment.views) > 1:
        starts = " / ".join(view.range.old.name for view in assessment.views[1:])
        yield Note(phrase(words, "later-than-baseline", range=assessment.range.name, rev=starts), Tone.OPEN)
    yield Note(sentence(assessment), Tone.BAD if major_findings(assessment) else Tone.OPEN)


def sentence(assessment: Assessment) -> Localized:
    """The permitted sentence: how far the tool looked, how many rows are major candidates, how many are undecided."""
    counted = tally(assessment)
    numbers = {
        "units": len(assessment.changes.components.components),
        "documents": documents_compared(assessment),
        "open": counted.open,
    }
    if is_signed_minor(assessment):
        return statement(assessment.profile, "signed_minor", record=_records(assessment), basis=_basis(assessment))
    major = len(counted.major)
    if major:
        return statement(assessment.profile, "fired", major=major, **numbers)
    return statement(assessment.profile, "unaided", **numbers)


def is_signed_minor(assessment: Assessment) -> bool:
    """Whether people decided everything in every view, and what is left is minor at most and of the quality system."""
    verdicts = [view.verdict for view in assessment.views]
    decided = all(one.route == "quality-system" and not one.undecided and not one.unknown for one in verdicts)
    return decided and assessment.is_decided and all(one.severity.rank <= Severity.MINOR.rank for one in verdicts)


def _records(assessment: Assessment) -> str:
    """Numbers of the approval records of the quality system; a blank to fill in where none is named."""
    rulings = [one.ruling for one in all_findings(assessment) if one.ruling]
    there = (signed.signed.signoff.external_approval for ruling in rulings for signed in ruling.signoffs)
    numbers = dict.fromkeys(f"{one.system} {one.record_number}" for one in there if one)
    return "、".join(numbers) or _BLANK


def _basis(assessment: Assessment) -> str:
    """The clauses under which something counts; a blank where nothing does."""
    counted = (one.trigger.clause for one in all_findings(assessment) if one.counts)
    return "、".join(dict.fromkeys(f"{one.document} {one.section}" for one in counted)) or _BLANK


def _values(assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    profile, found = assessment.profile, assessment.verdict
    yield "severity-proposed", severity_cell(assessment, found.severity)
    yield "category", cell(profile.word("category", found.category))
    yield "report-form", cell(dict(profile.report_forms).get(found.report_form, found.report_form))
    yield (
        "route",
        cell(profile.word("route", found.route), tone=Tone.OPEN if found.route == "undecided" else Tone.PLAIN),
    )
    yield "expected-field", cell(found.expected_version_field) if found.expected_version_field else open_cell(words)
    yield "actual-field", _actual(assessment, words)
    yield "expected-version", expected_cell(found.expected_version, assessment, words)
    yield "because", marked_ids(found.because, assessment, words)
    entries = all_entries(assessment)
    shipped = sum(not one.is_end_to_end for one in entries)
    counted = phrase(words, "entries-counted", ends=len(entries) - shipped, steps=shipped)
    yield "entries", cell(counted, tone=Tone.BAD if shipped else Tone.PLAIN)
    yield "rows-counted", rows_cell(assessment, words)
    for view in assessment.views[1:]:
        proposed = severity_cell(assessment, view.verdict.severity)
        yield f"severity-since-{view.since}", cell(*proposed.lines, view.range.name, tone=proposed.tone)


def rows_cell(assessment: Assessment, words: Words) -> Cell:
    """Every row of the table in one state: a sum that can be added up."""
    counted = tally(assessment)
    states = [(state, len(counted.those(state))) for state in State]
    parts = [
        phrase(words, "row-state", state=words.word("row-state", state.value), count=n) for state, n in states if n
    ]
    whole = phrase(words, "rows-in-all", count=len(counted.rows), major=len(counted.major), open=counted.open)
    return cell(whole, *parts, tone=Tone.OPEN if counted.open else Tone.PLAIN)


def _actual(assessment: Assessment, words: Words) -> Cell:
    """The field that moved; one that the naming rule does not call for is shown as wrong."""
    found = assessment.verdict
    if not found.actual_version_field:
        return open_cell(words, "no-field-moved")
    wrong = found.expected_version_field not in {"", found.actual_version_field}
    return cell(found.actual_version_field, tone=Tone.BAD if wrong else Tone.PLAIN)
