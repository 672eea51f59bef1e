"""The version naming rule: digits, range and meaning of every field, what each covers, and examples.

G9 二(七): the rule states for every field number of digits, range and meaning, and covers all types of update. A field
that stands for major and other updates at once counts as major and belongs to the release version.
"""

import re
from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, table
from medtrace.documents._versions import release_version
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Assessment, Project
from medtrace.model.document import Block, Cell, Note, Paragraph, Role, Tone
from medtrace.model.profile import Profile
from medtrace.model.versions import NamingRule, VersionField
from medtrace.words import Localized


@block("naming-rule", options=NoOptions)
def naming_rule(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Fields, examples of each and one whole version taken apart; or that no rule is configured."""
    rule, words = assessment.project.naming, request.words
    if rule is None:
        yield Note(request.empty, Tone.BAD)
        return
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
    yield from _worked_example(assessment.project, words)
    yield from _remarks(rule, words)


def _row(field: VersionField, profile: Profile, words: Words) -> tuple[Cell, ...]:
    size = int(field.digits) if field.digits.isdecimal() else 1
    bounds = f"{field.low:0{size}}–{field.high:0{size}}" if field.low is not None and field.high is not None else ""
    return (
        cell(field.id),
        given(words, field.digits.replace("-", "–")),
        given(words, bounds),
        given(words, field.meaning),
        given(words, *(profile.word("covers", name) for name in field.covers)),
        cell(joined(field.reset_on)),
    )


def _worked_example(project: Project, words: Words) -> Iterator[Block]:
    """The newest approved version field by field, and the release version that it shows."""
    approved = sorted((one for one in project.registrations if one.is_baseline), key=lambda one: one.approved_on)
    for registration in reversed(approved):
        values = _taken_apart(registration.approved_version, project.naming)
        if values:
            fields = [f"{name}={number}" for name, number in values]
            shown = Localized("，".join(fields), ", ".join(fields))
            full, release = registration.approved_version, release_version(project, registration.rev)
            example = phrase(words, "worked-example", version=full, values=shown)
            yield Paragraph(phrase(words, "worked-release", example=example, release=release) if release else example)
            return


def _taken_apart(version: str, rule: NamingRule | None) -> tuple[tuple[str, str], ...]:
    """Digits by field as they are written; nothing where the version does not hold every field."""
    numbers = re.findall(r"\d+", version)
    names = rule.field_names if rule else ()
    return tuple(zip(names, numbers, strict=True)) if len(numbers) == len(names) else ()


def _remarks(rule: NamingRule, words: Words) -> Iterator[Block]:
    for field in rule.fields:
        if field.is_mixed:
            yield Note(phrase(words, "mixed-field", field=field.id), Tone.OPEN)
    unshown = tuple(field.id for field in rule.fields if f"{{{field.id}}}" not in rule.tags)
    if unshown:
        yield Note(phrase(words, "fields-not-in-tags", fields=joined(unshown)), Tone.OPEN)
