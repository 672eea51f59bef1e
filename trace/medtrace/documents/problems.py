"""Defects and gaps that the tool found in the traceability data, grouped by kind, the grave ones first.

Options: `severities`: `error` (wrong data), `warning` (gaps), `note`; default the first two.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Role, Tone
from medtrace.model.items import Diagnostic, DiagnosticSeverity, diagnostic_order

_TONES = {
    DiagnosticSeverity.ERROR: Tone.BAD,
    DiagnosticSeverity.WARNING: Tone.OPEN,
    DiagnosticSeverity.NOTE: Tone.PLAIN,
}


@dataclass(frozen=True, slots=True)
class Options:
    """How grave a defect must be to be shown."""

    severities: tuple[str, ...] = ("error", "warning")


@block("problems", options=Options)
def problems(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """Numbers by kind, then each defect with its place; nothing where there is none."""
    words = request.words
    shown = [one for one in assessment.problems if one.severity.value in request.options.severities]
    if not assessment.changes.after.items:
        yield Note(phrase(words, "nothing-read"), Tone.BAD)
    if not shown:
        return
    ordered = sorted(shown, key=lambda one: (list(_TONES).index(one.severity), one.code, diagnostic_order(one)))
    groups = Counter((one.severity, one.code) for one in ordered)
    heads = (column(words, "problem", weight=30), column(words, "grade", Role.STATUS, 10))
    counts = (
        (cell(words.word("problem", code)), _grade(severity, words), cell(count))
        for (severity, code), count in groups.items()
    )
    yield table((*heads, column(words, "count", Role.NUMBER, 8)), counts, request.empty)
    columns = (
        column(words, "problem", weight=16),
        column(words, "explanation", weight=44),
        column(words, "place", Role.CODE, 30),
    )
    yield table(columns, (_row(one, words) for one in ordered), request.empty, words.word("caption", "problem-list"))


def _row(problem: Diagnostic, words: Words) -> tuple[Cell, ...]:
    place = cell(str(problem.location)) if problem.location else cell()
    return cell(words.word("problem", problem.code)), cell(problem.message), place


def _grade(severity: DiagnosticSeverity, words: Words) -> Cell:
    return cell(words.word("grade", severity), tone=_TONES[severity])
