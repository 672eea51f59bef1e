"""Every released step since the start of the view with what fired in it: each one counts, not only the two ends."""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._clauses import marked_ids
from medtrace.documents._seen import all_steps
from medtrace.documents._severity import severity_cell
from medtrace.documents._words import Words
from medtrace.model.assessment import Assessment, Step
from medtrace.model.document import Block, Cell, Role, Tone


@block("steps", options=NoOptions)
def steps(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each released step of every view."""
    words = request.words
    columns = (
        column(words, "release", Role.ID, 10),
        column(words, "range", Role.ID, 14),
        column(words, "severity-proposed", Role.STATUS, 12),
        column(words, "fired", Role.ID, 16),
        column(words, "undecided-count", Role.NUMBER, 10),
    )
    rows = (_row(step, assessment, words) for step in all_steps(assessment))
    yield table(columns, rows, request.empty)


def _row(step: Step, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    undecided = len(step.verdict.unknown)
    return (
        cell(step.release.name),
        cell(step.range.name),
        severity_cell(assessment, step.verdict.severity),
        marked_ids((finding.id for finding in step.findings if finding.fires), assessment, words),
        cell(undecided, tone=Tone.OPEN if undecided else Tone.PLAIN),
    )
