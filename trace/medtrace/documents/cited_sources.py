"""The documents that the rows of the trigger table cite, each once with number, title, standing and mark.

Options: `also`: keys of sources that other tables of the document cite.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._clauses import OURS, number_of
from medtrace.documents._words import phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Role


@dataclass(frozen=True, slots=True)
class Options:
    """What is cited beside the rows."""

    also: tuple[str, ...] = ()


@block("cited-sources", options=Options)
def cited_sources(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """One row for each source of a row, in the order of the profile; nothing where none is known."""
    words = request.words
    cited = {*request.options.also, *(trigger.clause.document for trigger in assessment.profile.triggers)}
    sources = [one for one in assessment.profile.sources if one.key in cited and one.mark != OURS]
    if not sources:
        return
    columns = (
        column(words, "source-number", weight=16),
        column(words, "source-title", weight=34),
        column(words, "source-status", weight=30),
        column(words, "source-mark", Role.STATUS, 8),
    )
    rows = (
        (
            cell(number_of(one)),
            cell(phrase(words, "cited", title=one.title, number="")),
            cell(one.status),
            cell(one.mark),
        )
        for one in sources
    )
    yield table(columns, rows, request.empty, words.word("caption", "cited-sources"))
