"""Links between items that a range made or broke."""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._words import phrase
from medtrace.model.assessment import Assessment
from medtrace.model.change import LinkFate
from medtrace.model.document import Block, Note, Role, Tone
from medtrace.model.items import link_order


@block("link-changes", options=NoOptions)
def link_changes(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each link that only one end has; a broken one is marked for a person to look at."""
    words = request.words
    if not (assessment.changes.before.links or assessment.changes.after.links):
        yield Note(phrase(words, "no-links"), Tone.BAD)
    columns = (
        column(words, "change", Role.STATUS, 8),
        column(words, "source", Role.ID, 12),
        column(words, "link", weight=10),
        column(words, "target", Role.ID, 12),
        column(words, "place", Role.CODE, 30),
    )
    ordered = sorted(assessment.changes.links, key=lambda one: (*link_order(one.link), one.fate))
    rows = (
        (
            cell(words.word("change", one.fate), tone=Tone.OPEN if one.fate is LinkFate.REMOVED else Tone.PLAIN),
            cell(one.link.source),
            cell(words.word("link", one.link.kind)),
            cell(one.link.target),
            cell(str(one.link.location)),
        )
        for one in ordered
    )
    yield table(columns, rows, request.empty)
