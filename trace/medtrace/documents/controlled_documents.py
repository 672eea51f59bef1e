"""Controlled documents of the quality system: edition and hash as registered and as they are now.

No rule reads them. A hash that differs says that the file changed, never what changed: whether an item stated on the
certificate is affected (M-01) is for a person, and without the documents P-01, P-02 and M-01 cannot be seen at all.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, open_cell, table
from medtrace.documents._words import Words, phrase, statement
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Role, Tone
from medtrace.model.project import ControlledDocument


@block("controlled-documents", options=NoOptions)
def controlled_documents(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each document, or the permitted sentence that none was given."""
    words, documents = request.words, assessment.project.controlled_documents
    if not documents:
        yield Note(statement(assessment.profile, "controlled_documents_missing"), Tone.OPEN)
        return
    columns = (
        column(words, "document-name", weight=14),
        column(words, "document-code", weight=14),
        column(words, "baseline-edition", Role.CODE, 22),
        column(words, "current-edition", Role.CODE, 22),
        column(words, "comparison", weight=26),
    )
    rows = (_row(one, words) for one in documents)
    yield table(columns, rows, request.empty)


def _row(document: ControlledDocument, words: Words) -> tuple[Cell, ...]:
    return (
        cell(document.name),
        given(words, document.number),
        given(words, document.baseline_edition, document.baseline_sha256),
        given(words, document.current_edition, document.current_sha256),
        _compared(document, words),
    )


def _compared(document: ControlledDocument, words: Words) -> Cell:
    if not (document.baseline_sha256 and document.current_sha256):
        return open_cell(words, "hash-missing")
    if document.baseline_sha256.lower() == document.current_sha256.lower():
        return cell(phrase(words, "hash-equal"))
    return open_cell(words, "hash-differs")
