"""Every finding with the row of the table it falls under, its clause and mark, its evidence, and room for a person.

A finding that only a released step shows (shipped and taken back) stands beside those of the whole range. Evidence
names place, value before and after, and the commits that touched it.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, decision_cell, lines, open_cell, pairs, short, table
from medtrace.documents._clauses import clause
from medtrace.documents._seen import all_findings, all_steps
from medtrace.documents._severity import severity_cell
from medtrace.documents._words import Value, Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Column, Diff, KeyValues, Role, Tone
from medtrace.model.verdict import Confidence, Evidence, Finding

# A longer value is shown line by line below the table.
_SHOWN = 80


@block("findings", options=NoOptions)
def findings(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Names and values, evidence and longer differences for each finding; nothing where there is none."""
    words = request.words
    for finding in all_findings(assessment):
        yield pairs(words, _values(finding, assessment, words))
        rows = (_row(one, words) for one in finding.hit.evidence)
        caption = phrase(words, "evidence-of", finding=finding.id)
        yield table(_columns(words), rows, phrase(words, "no-evidence"), caption)
        yield from _diffs(finding)
        yield _decision(words)


def _values(finding: Finding, assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    trigger, profile = finding.trigger, assessment.profile
    yield "finding", cell(finding.id)
    yield "trigger", cell(phrase(words, "trigger-name", id=trigger.id, name=trigger.name))
    yield "topic", cell(profile.word("topic", trigger.topic))
    yield "update-category", cell(profile.word("category", trigger.category))
    yield "clause", clause(trigger.clause, assessment, words)
    yield "severity-proposed", severity_cell(assessment, finding.severity)
    sure = Tone.PLAIN if finding.fires else Tone.OPEN
    yield "confidence", cell(profile.word("confidence", finding.hit.confidence), tone=sure)
    if finding.hit.confidence is Confidence.UNASSESSABLE or finding.hit.unknown:
        yield "why-open", cell(profile.word("unknown", finding.hit.unknown), tone=Tone.OPEN)
    yield "observed", cell(finding.hit.summary)
    for name, text in (("unless", trigger.unless), ("condition", trigger.condition)):
        if text:
            yield name, cell(text)
    if finding.hit.items:
        yield "items", lines(finding.hit.items)
    yield "seen-in", _seen_in(finding, assessment, words)
    yield "change-item", cell(finding.change_item) if finding.change_item else open_cell(words, "no-change-item")


def _seen_in(finding: Finding, assessment: Assessment, words: Words) -> Cell:
    """End to end, and in which released steps: what was shipped and taken back is said to be so."""
    ends = [view.range.name for view in assessment.views if _holds(view.findings, finding)]
    steps = [step.release.name for step in all_steps(assessment) if _holds(step.findings, finding)]
    whole: tuple[Value, ...] = tuple(ends) or (phrase(words, "only-in-steps"),)
    return cell(*whole, *steps, tone=Tone.PLAIN if ends else Tone.BAD)


def _holds(found: tuple[Finding, ...], finding: Finding) -> bool:
    return any(one.id == finding.id for one in found)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "place", Role.CODE, 30),
        column(words, "before", Role.CODE, 22),
        column(words, "after", Role.CODE, 22),
        column(words, "commits", Role.CODE, 10),
    )


def _row(evidence: Evidence, words: Words) -> tuple[Cell, ...]:
    place = f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path
    long = _is_long(evidence)
    below = phrase(words, "see-below")
    return (
        cell(place),
        cell(below if long and evidence.before else evidence.before),
        cell(below if long and evidence.after else evidence.after),
        lines(short(sha) for sha in evidence.commits),
    )


def _is_long(evidence: Evidence) -> bool:
    return any("\n" in text or len(text) > _SHOWN for text in (evidence.before, evidence.after))


def _diffs(finding: Finding) -> Iterator[Diff]:
    for evidence in finding.hit.evidence:
        if _is_long(evidence):
            place = f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path
            yield Diff(place, tuple(evidence.before.splitlines()), tuple(evidence.after.splitlines()))


def _decision(words: Words) -> KeyValues:
    """Lines that a person fills: the tool proposes and never decides."""
    names = ("decision-reason", "decided-by")
    blanks = [(name, cell(phrase(words, f"blank-{name}"))) for name in names]
    return pairs(words, [("decision", decision_cell(words)), *blanks])
