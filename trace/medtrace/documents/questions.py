"""What a person must decide: what the run left open, and the rows that no rule looks at as a standing checklist.

The checklist is printed every time, for a row that nobody looked at is not a row that did not apply. Its rows stand by
topic, and clauses are brief: the titles are in the list of sources.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, decision_cell, table
from medtrace.documents._clauses import brief_clause
from medtrace.documents._rows import type_cell
from medtrace.documents._seen import all_unknown
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Role, Tone
from medtrace.model.verdict import Trigger, Unknown

NO_RULE = "no-rule"


@block("questions", options=NoOptions)
def questions(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Open questions, then the checklist; nothing where nothing is open."""
    unknown = all_unknown(assessment)
    open_ones = tuple(one for one in unknown if one.why != NO_RULE)
    standing = tuple(one for one in unknown if one.why == NO_RULE)
    if open_ones:
        yield _open(open_ones, assessment, request)
    if standing:
        yield _checklist(standing, assessment, request)


def _open(unknown: tuple[Unknown, ...], assessment: Assessment, request: Request[NoOptions]) -> Block:
    words = request.words
    columns = (
        column(words, "trigger-id", Role.ID, 8),
        column(words, "trigger-title", weight=24),
        column(words, "subject", Role.CODE, 18),
        column(words, "why-open", Role.STATUS, 16),
        column(words, "clause", weight=24),
        column(words, "decision", weight=20),
    )
    rows = (_open_row(one, assessment, words) for one in unknown)
    return table(columns, rows, request.empty, words.word("caption", "open-questions"))


def _open_row(one: Unknown, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    trigger = assessment.profile.trigger_by_id.get(one.trigger)
    return (
        cell(one.trigger),
        _name(trigger),
        cell(one.subject),
        cell(assessment.profile.word("unknown", one.why), tone=Tone.OPEN),
        brief_clause(trigger.clause, assessment, words) if trigger else cell(),
        decision_cell(words),
    )


def _checklist(unknown: tuple[Unknown, ...], assessment: Assessment, request: Request[NoOptions]) -> Block:
    words = request.words
    columns = (
        column(words, "topic", weight=8),
        column(words, "trigger-id", Role.ID, 6),
        column(words, "trigger-title", weight=48),
        column(words, "severity-if", Role.STATUS, 8),
        column(words, "clause", weight=20),
        column(words, "applies", weight=20),
    )
    rows = (_standing_row(one, assessment, words) for one in _by_topic(unknown, assessment))
    return table(columns, rows, request.empty, words.word("caption", "checklist"))


def _by_topic(unknown: tuple[Unknown, ...], assessment: Assessment) -> tuple[Unknown, ...]:
    """Rows of a topic together, topics in the order in which the table first names them."""
    rows = assessment.profile.trigger_by_id
    topics = list(dict.fromkeys(trigger.topic for trigger in assessment.profile.triggers))
    place = {one: topics.index(rows[one.trigger].topic) for one in unknown if one.trigger in rows}
    return tuple(sorted(unknown, key=lambda one: place.get(one, len(topics))))


def _standing_row(one: Unknown, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    trigger = assessment.profile.trigger_by_id.get(one.trigger)
    return (
        cell(assessment.profile.word("topic", trigger.topic)) if trigger else cell(),
        cell(one.trigger),
        _name(trigger),
        type_cell(trigger, assessment) if trigger else cell(),
        brief_clause(trigger.clause, assessment, words) if trigger else cell(),
        cell(phrase(words, "tick-boxes")),
    )


def _name(trigger: Trigger | None) -> Cell:
    """The row's words with what it excepts, for the exception is part of the question."""
    if trigger is None:
        return cell()
    return cell(*(text for text in (trigger.name, trigger.unless, trigger.condition) if text))
