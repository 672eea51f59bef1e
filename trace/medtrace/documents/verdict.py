"""What the tool makes of the range, and the one sentence it may print about it unaided.

Only the profile's permitted sentences appear: never that no registration is needed, never that there was no update.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, lines, open_cell, pairs
from medtrace.documents._names import major_findings
from medtrace.documents._severity import severity_cell
from medtrace.documents._words import Words, statement
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Tone
from medtrace.words import Localized


@block("verdict", options=NoOptions)
def verdict(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Names and values, then the sentence; for several views the ones after the first are named by their start."""
    yield pairs(request.words, _values(assessment, request.words))
    yield Note(sentence(assessment), Tone.BAD if major_findings(assessment) else Tone.OPEN)


def sentence(assessment: Assessment) -> Localized:
    """The permitted sentence: how far the tool looked, what fired, what is undecided."""
    numbers = {
        "units": len(assessment.changes.components.components),
        "documents": len(assessment.project.controlled_documents),
        "open": len(assessment.verdict.unknown),
    }
    major = len(major_findings(assessment))
    if major:
        return statement(assessment.profile, "fired", major=major, **numbers)
    return statement(assessment.profile, "unaided", **numbers)


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
    yield "expected-version", cell(found.expected_version) if found.expected_version else open_cell(words)
    yield "because", lines(found.because)
    yield "undecided-count", cell(len(found.unknown), tone=Tone.OPEN if found.unknown else Tone.PLAIN)
    for view in assessment.views[1:]:
        yield f"severity-since-{view.since}", severity_cell(assessment, view.verdict.severity)


def _actual(assessment: Assessment, words: Words) -> Cell:
    """The field that moved; one that the naming rule does not call for is shown as wrong."""
    found = assessment.verdict
    if not found.actual_version_field:
        return open_cell(words, "no-field-moved")
    wrong = found.expected_version_field not in {"", found.actual_version_field}
    return cell(found.actual_version_field, tone=Tone.BAD if wrong else Tone.PLAIN)
