"""Every released step since the start of the view with what fired in it: each one counts, not only the two ends.

Tags that the naming rule cannot read are named for a person to explain, and so is what was delivered between the
version that was filed and the one that was approved, for the approval does not cover it (user needs §2).
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._clauses import marked_ids
from medtrace.documents._seen import all_steps
from medtrace.documents._severity import severity_cell
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment, Step
from medtrace.model.document import Block, Cell, Note, Paragraph, Role, Tone
from medtrace.model.tally import tally_of
from medtrace.words import Localized


@block("steps", options=NoOptions)
def steps(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Since when steps count, one row for each of every view, and what was perhaps delivered beside them."""
    words = request.words
    columns = (
        column(words, "release", Role.ID, 10),
        column(words, "range", Role.ID, 14),
        column(words, "severity-proposed", Role.STATUS, 12),
        column(words, "fired", Role.ID, 16),
        column(words, "undecided-count", Role.NUMBER, 10),
    )
    yield Paragraph(_since(assessment, words))
    rows = (_row(step, assessment, words) for step in all_steps(assessment))
    yield table(columns, rows, request.empty)
    yield from _beside(assessment, words)


def _since(assessment: Assessment, words: Words) -> Localized:
    baseline = assessment.baseline
    if baseline and any(view.range.old.name == baseline.rev for view in assessment.views):
        return phrase(words, "steps-since-registration", version=baseline.approved_version or baseline.rev)
    return phrase(words, "steps-since-start", rev=assessment.range.old.name)


def _row(step: Step, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    undecided = tally_of(step, assessment.profile.triggers).open
    return (
        cell(step.release.name),
        cell(step.range.name),
        severity_cell(assessment, step.verdict.severity),
        marked_ids((finding.id for finding in step.findings if finding.fires), assessment, words),
        cell(undecided, tone=Tone.OPEN if undecided else Tone.PLAIN),
    )


def _beside(assessment: Assessment, words: Words) -> Iterator[Note]:
    """What may have been delivered without being a released step."""
    for tag in assessment.strangers:
        yield Note(phrase(words, "stranger", tag=tag.name), Tone.OPEN)
    baseline = assessment.baseline
    if baseline and baseline.dossier_version and baseline.approved_version not in {"", baseline.dossier_version}:
        versions = {"filed": baseline.dossier_version, "approved": baseline.approved_version}
        yield Note(phrase(words, "filed-not-approved", **versions), Tone.OPEN)
