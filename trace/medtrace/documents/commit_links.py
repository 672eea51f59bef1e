"""Commits of a range with the ids they carry and where those stood; commits without any are counted and listed.

For quality-system records only: a submission names no commits.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, lines, short, table
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.change import TracedCommit
from medtrace.model.document import Block, Cell, Column, Paragraph, Role
from medtrace.words import same


@block("commit-links", options=NoOptions)
def commit_links(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """The count, the linked commits, the unlinked ones; nothing where the range has no commit."""
    changes, words = assessment.changes, request.words
    if not changes.commits:
        return
    linked = tuple(one for one in changes.commits if one.is_linked)
    numbers = {"total": len(changes.commits), "linked": len(linked), "unlinked": len(changes.unlinked)}
    yield Paragraph(phrase(words, "commit-counts", **numbers))
    columns = (*_columns(words), column(words, "cited-ids", Role.ID, 14), column(words, "via", weight=10))
    rows = ((*_row(one, words), _ids(one), _vias(one, words)) for one in linked)
    yield table(columns, rows, phrase(words, "no-linked-commits"), words.word("caption", "linked-commits"))
    unlinked = (_row(one, words) for one in changes.unlinked)
    empty = phrase(words, "no-unlinked-commits")
    yield table(_columns(words), unlinked, empty, words.word("caption", "unlinked-commits"))


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "commit", Role.CODE, 10),
        column(words, "date", Role.DATE, 10),
        column(words, "author", weight=12),
        column(words, "commit-subject", weight=36),
    )


def _row(traced: TracedCommit, words: Words) -> tuple[Cell, ...]:
    commit = traced.commit
    merge = phrase(words, "merge-commit") if commit.is_merge else ""
    # A subject stays in its own language: it is evidence, not our text.
    return cell(short(commit.sha)), cell(commit.when[:10]), cell(commit.author), cell(same(commit.subject), merge)


def _ids(traced: TracedCommit) -> Cell:
    return lines(cited.id for cited in traced.ids)


def _vias(traced: TracedCommit, words: Words) -> Cell:
    return lines(words.word("via", cited.via) for cited in traced.ids)
