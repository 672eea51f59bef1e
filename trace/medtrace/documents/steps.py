"""Every released step since the start of the view with what fired in it: each one counts, not only the two ends."""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, lines, table
from medtrace.documents._severity import severity_cell
from medtrace.model.assessment import Assessment, Step
from medtrace.model.document import Block, Cell, Role, Tone


@block("steps", options=NoOptions)
def steps(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each released step of the first view."""
    words = request.words
    columns = (
        column(words, "release", Role.ID, 10),
        column(words, "range", Role.ID, 14),
        column(words, "severity-proposed", Role.STATUS, 12),
        column(words, "fired", Role.ID, 16),
        column(words, "undecided-count", Role.NUMBER, 10),
    )
    rows = (_row(step, assessment) for step in assessment.views[0].steps)
    yield table(columns, rows, request.empty)


def _row(step: Step, assessment: Assessment) -> tuple[Cell, ...]:
    undecided = len(step.verdict.unknown)
    return (
        cell(step.release.name),
        cell(step.range.name),
        severity_cell(assessment, step.verdict.severity),
        lines(finding.id for finding in step.findings if finding.fires),
        cell(undecided, tone=Tone.OPEN if undecided else Tone.PLAIN),
    )
