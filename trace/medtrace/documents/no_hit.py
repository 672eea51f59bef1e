"""Triggers that a rule looked at and did not hit: what was looked at, what lies outside, and room for a person.

No hit does not mean absent: a row that stands nowhere would read as one that does not apply.
"""

from collections.abc import Iterator
from typing import cast

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, lines, table
from medtrace.documents._rows import option
from medtrace.documents._seen import all_entries
from medtrace.documents._words import Value, Words, fill, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Role
from medtrace.model.profile import Profile
from medtrace.model.verdict import RuleUse, Trigger
from medtrace.words import Localized


@block("no-hit", options=NoOptions)
def no_hit(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each trigger with a rule and without a finding, end to end and in every released step."""
    words = request.words
    hit = {entry.finding.trigger.id for entry in all_entries(assessment)}
    rows = [one for one in assessment.profile.triggers if one.is_answered and one.id not in hit]
    if not rows:
        return
    columns = (
        column(words, "trigger-id", Role.ID, 8),
        column(words, "trigger-title", weight=22),
        column(words, "looked-at", weight=30),
        column(words, "outside", weight=26),
        column(words, "confirmed", weight=20),
    )
    filled = (_row(one, assessment.profile, words) for one in rows)
    yield table(columns, filled, request.empty, words.word("caption", "no-hit"))


def _row(trigger: Trigger, profile: Profile, words: Words) -> tuple[Cell, ...]:
    return (
        cell(trigger.id),
        cell(trigger.name),
        lines(dict.fromkeys(_said("looked", use, profile, words) for use in trigger.rules)),
        lines(dict.fromkeys(_said("outside", use, profile, words) for use in trigger.rules)),
        cell(phrase(words, "tick-boxes")),
    )


def _said(group: str, use: RuleUse, profile: Profile, words: Words) -> Localized:
    """The words of the rule with its options in them; a rule from outside is named."""
    text = words.word(group, use.rule)
    if text.zh == use.rule:
        text = words.word(group, "other-rule")
    return fill(text, _options(use, profile, words), place=Localized(use.rule, use.rule))


def _options(use: RuleUse, profile: Profile, words: Words) -> dict[str, Value]:
    facts = cast("tuple[str, ...]", option(use, "facts") or ())
    return {
        "rule": use.rule,
        "facts": joined(words.word("fact", name) for name in facts),
        "change": words.word("fact_change", str(option(use, "change"))),
        "tag": profile.word("component_tag", str(option(use, "tag"))),
    }
