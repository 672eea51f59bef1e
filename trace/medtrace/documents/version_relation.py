"""How release version and full version hang together, and both at the ends of the range and at the baseline.

G9 二(七): the release version shows major enhancement updates only, the full version every type of update.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._versions import full_cell, registration_of, release_cell
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Paragraph, Tone
from medtrace.model.versions import NamingRule
from medtrace.words import Localized

_MAJOR = "enhancement-major"


@block("version-relation", options=NoOptions)
def version_relation(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One sentence on the fields, one row for each end; or that no rule is configured."""
    rule, words = assessment.project.naming, request.words
    if rule is None:
        yield Note(request.empty, Tone.BAD)
        return
    if rule.release_fields:
        yield Paragraph(phrase(words, "version-relation", shows=_shows(rule, words), **_fields(rule)))
    else:
        yield Note(phrase(words, "no-major-field"), Tone.BAD)
    columns = (
        column(words, "full-version", weight=18),
        column(words, "release-version", weight=12),
        column(words, "registration-state", weight=24),
    )
    rows = (_row(rev, assessment, words) for rev in _revisions(assessment))
    yield table(columns, rows, request.empty)


def _fields(rule: NamingRule) -> dict[str, Localized]:
    return {"release": joined(rule.release_fields), "full": joined(rule.field_names)}


def _shows(rule: NamingRule, words: Words) -> Localized:
    """What moves the release version: major enhancements, and what else its fields cover at that level."""
    others = [field.id for field in rule.fields if field.id in rule.release_fields and set(field.covers) - {_MAJOR}]
    return phrase(words, "shows-major-and-more", fields=joined(others)) if others else phrase(words, "shows-major")


def _revisions(assessment: Assessment) -> tuple[str, ...]:
    baseline = assessment.baseline.rev if assessment.baseline else ""
    return tuple(dict.fromkeys(filter(None, (baseline, assessment.range.old.name, assessment.range.new.name))))


def _row(rev: str, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    project = assessment.project
    registration = registration_of(project, rev)
    state = (
        cell(assessment.profile.word("registration", registration.kind), registration.certificate)
        if registration
        else cell(phrase(words, "not-registered"))
    )
    return full_cell(project, rev, words), release_cell(project, rev, words), state
