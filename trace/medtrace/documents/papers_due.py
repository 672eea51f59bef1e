"""The set of papers of a change registration for the proposed category: a checklist gives the set, a person confirms.

Options: for each category the papers in order, each as `name source section mark`, such as
`self-test G9 九(二)1(1) A`; the profile words the names in `paper` and `paper_when` (fact sheet §6, R-2a to R-2g).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._clauses import brief_clause
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell
from medtrace.model.verdict import Clause


@dataclass(frozen=True, slots=True)
class Options:
    """Papers by category."""

    perfective: tuple[str, ...] = ()
    adaptive: tuple[str, ...] = ()
    corrective: tuple[str, ...] = ()
    cyber: tuple[str, ...] = ()


@block("papers-due", options=Options)
def papers_due(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """One row for each paper; nothing where no category is proposed."""
    words, options = request.words, request.options
    sets = {
        "perfective": options.perfective,
        "adaptive": options.adaptive,
        "corrective": options.corrective,
        "cyber": options.cyber,
    }
    papers = sets.get(assessment.verdict.category, ())
    if not papers:
        return
    columns = (
        column(words, "paper", weight=30),
        column(words, "paper-when", weight=28),
        column(words, "paper-clause", weight=24),
        column(words, "applies", weight=16),
    )
    rows = (_row(one, assessment, words) for one in papers)
    yield table(columns, rows, request.empty, words.word("caption", "papers-due"))


def _row(written: str, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    paper, document, section, mark = written.split()
    profile = assessment.profile
    return (
        cell(profile.word("paper", paper)),
        cell(profile.word("paper_when", paper)),
        brief_clause(Clause(document, section, mark), assessment, words),
        cell(phrase(words, "tick-boxes")),
    )
