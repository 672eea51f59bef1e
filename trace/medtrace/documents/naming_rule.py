"""The version naming rule: digits, range and meaning of every field, what each covers, and examples.

G9 二(七): the rule states for every field number of digits, range and meaning, and covers all types of update. A field
that stands for major and other updates at once counts as major and belongs to the release version.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, table
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Paragraph, Role, Tone
from medtrace.model.profile import Profile
from medtrace.model.versions import NamingRule, VersionField


@block("naming-rule", options=NoOptions)
def naming_rule(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Pattern, fields and examples; or that no rule is configured."""
    rule, words = assessment.project.naming, request.words
    if rule is None:
        yield Note(request.empty, Tone.BAD)
        return
    yield Paragraph(phrase(words, "naming-pattern", pattern=rule.tags))
    fields = (
        column(words, "field", Role.ID, 6),
        column(words, "digits", weight=8),
        column(words, "value-range", weight=8),
        column(words, "meaning", weight=18),
        column(words, "covers", weight=30),
        column(words, "reset-on", weight=12),
    )
    yield table(fields, (_row(field, assessment.profile, words) for field in rule.fields), request.empty)
    examples = (column(words, "field", Role.ID, 6), column(words, "example", weight=60))
    rows = ((cell(field.id), given(words, *field.examples)) for field in rule.fields)
    yield table(examples, rows, request.empty, words.word("caption", "naming-examples"))
    yield from _remarks(rule, words)


def _row(field: VersionField, profile: Profile, words: Words) -> tuple[Cell, ...]:
    bounds = f"{field.low}–{field.high}" if field.low is not None and field.high is not None else ""
    return (
        cell(field.id),
        given(words, field.digits),
        given(words, bounds),
        given(words, field.meaning),
        given(words, *(profile.word("covers", name) for name in field.covers)),
        cell(joined(field.reset_on)),
    )


def _remarks(rule: NamingRule, words: Words) -> Iterator[Block]:
    for field in rule.fields:
        if field.is_mixed:
            yield Note(phrase(words, "mixed-field", field=field.id), Tone.OPEN)
    unshown = tuple(field.id for field in rule.fields if f"{{{field.id}}}" not in rule.tags)
    if unshown:
        yield Note(phrase(words, "fields-not-in-tags", fields=joined(unshown)), Tone.OPEN)
