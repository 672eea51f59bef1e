"""Every finding with the row of the table it falls under, its clause and mark, its evidence, and room for a person.

One entry for each evidence: what a comparison of two ends shows, and each released step whose evidence is another, for
what was shipped and taken back is judged on its own. Evidence names place, value before and after, and the commits
that touched the lines. What could not be looked at at all stands in one table at the end.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, decision_cell, lines, open_cell, pairs, short, table
from medtrace.documents._clauses import clause
from medtrace.documents._decided import decided
from medtrace.documents._evidence import changed_lines, is_long, place
from medtrace.documents._rows import asks_driver, asks_incompatible, is_declared, proposed_cell
from medtrace.documents._seen import Entry, all_entries
from medtrace.documents._shipped import step_name
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Column, Diff, KeyValues, Role, Tone
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Evidence, Finding
from medtrace.words import Localized, same


@block("findings", options=NoOptions)
def findings(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Names and values, evidence and longer differences for each entry; nothing where there is none."""
    words, told = request.words, set[str]()
    entries = all_entries(assessment)
    for entry in (one for one in entries if not _is_bare(one)):
        finding = entry.finding
        head = () if entry.is_end_to_end else _only_in_steps(entry, assessment, words)
        row = () if finding.trigger.id in told else _of_row(finding, assessment, words)
        told.add(finding.trigger.id)
        yield pairs(words, (*head, *_named(finding, words), *row, *_values(entry, assessment, words)))
        rows = (_row(one, finding, words) for one in finding.hit.evidence)
        yield table(_columns(words), rows, phrase(words, "no-evidence"), _caption(entry, assessment, words))
        yield from _diffs(finding)
        yield _decision(finding, assessment, words)

    bare = [_bare_row(one, assessment, words) for one in entries if _is_bare(one)]
    if bare:
        yield table(_bare_columns(words), bare, phrase(words, "none"), phrase(words, "not-assessed-findings"))


def _is_bare(entry: Entry) -> bool:
    """Whether nothing could be looked at and nobody decided: a row says all of it."""
    hit = entry.finding.hit
    return hit.confidence is Confidence.UNASSESSABLE and not hit.evidence and entry.finding.ruling is None


def _bare_columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "finding", Role.ID, 14),
        column(words, "observed", Role.TEXT, 30),
        column(words, "why-open", Role.STATUS, 12),
        column(words, "released-steps", Role.TEXT, 16),
        column(words, "decision", Role.TEXT, 22),
    )


def _bare_row(entry: Entry, assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    finding, profile = entry.finding, assessment.profile
    trigger = phrase(words, "trigger-name", id=finding.trigger.id, name=finding.trigger.name)
    return (
        cell(finding.id),
        cell(trigger, finding.hit.summary),
        cell(profile.word("unknown", finding.hit.unknown), tone=Tone.OPEN),
        cell(_steps(entry, assessment, words) if entry.steps else phrase(words, "none")),
        decision_cell(words),
    )


def _only_in_steps(entry: Entry, assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    """The head of an entry that no comparison of two ends shows; a row, so that no page break parts it."""
    said = phrase(words, "only-in-steps", steps=_steps(entry, assessment, words))
    yield "shipped-step", cell(said, tone=Tone.BAD)


def _steps(entry: Entry, assessment: Assessment, words: Words) -> Localized:
    return joined(step_name(step, assessment, words) for step in entry.steps)


def _caption(entry: Entry, assessment: Assessment, words: Words) -> Localized:
    if entry.is_end_to_end:
        return phrase(words, "evidence-of", finding=entry.finding.id)
    return phrase(words, "evidence-of-step", finding=entry.finding.id, steps=_steps(entry, assessment, words))


def _named(finding: Finding, words: Words) -> Iterator[tuple[str, Cell]]:
    trigger = finding.trigger
    yield "finding", cell(finding.id)
    yield "trigger", cell(phrase(words, "trigger-name", id=trigger.id, name=trigger.name))


def _of_row(finding: Finding, assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    """What the table says of the row, told with the first of its findings only."""
    trigger, profile = finding.trigger, assessment.profile
    yield "topic", cell(profile.word("topic", trigger.topic))
    yield "update-category", cell(profile.word("category", trigger.category))
    yield "clause", clause(trigger.clause, assessment, words)
    for name, text in (("unless", trigger.unless), ("condition", trigger.condition)):
        if text:
            yield name, cell(text)


def _values(entry: Entry, assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    """What was seen, and what no rule can tell of it."""
    finding, profile = entry.finding, assessment.profile
    yield "severity-proposed", proposed_cell(finding, assessment)
    sure = Tone.PLAIN if finding.fires else Tone.OPEN
    yield "confidence", cell(profile.word("confidence", finding.hit.confidence), tone=sure)
    if finding.hit.confidence is Confidence.UNASSESSABLE or finding.hit.unknown:
        yield "why-open", cell(profile.word("unknown", finding.hit.unknown), tone=Tone.OPEN)
    yield "observed", cell(finding.hit.summary)
    yield from _asked(finding, words)
    if finding.hit.items:
        yield "items", cell(joined(map(same, finding.hit.items)))
    yield from _seen_in(entry, assessment, words)
    yield "evidence-digest", cell(short(finding.evidence_digest))
    cited = joined(map(same, sorted(finding.change_items, key=natural_key)))
    yield "change-item", cell(cited) if finding.change_items else open_cell(words, "no-change-item")


def _asked(finding: Finding, words: Words) -> Iterator[tuple[str, Cell]]:
    """What no rule can tell of the finding."""
    if asks_incompatible(finding.trigger):
        yield "incompatible-platforms", open_cell(words, "person-yes-no")
    if asks_driver(finding):
        yield "driven-by", open_cell(words, "model-driver-unknown")


def _seen_in(entry: Entry, assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    """The comparisons of two ends that show it, and the released steps that do."""
    tone = Tone.PLAIN if entry.is_end_to_end else Tone.BAD
    ranges = joined(entry.ranges) if entry.ranges else phrase(words, "not-end-to-end")
    yield "ranges-compared", cell(ranges, tone=tone)
    yield "released-steps", cell(_steps(entry, assessment, words) if entry.steps else phrase(words, "none"))


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "place", Role.CODE, 24),
        column(words, "before", Role.CODE, 22),
        column(words, "after", Role.CODE, 26),
        column(words, "commits", Role.CODE, 16),
    )


def _row(evidence: Evidence, finding: Finding, words: Words) -> tuple[Cell, ...]:
    commits = _commits(evidence, words)
    if is_declared(finding.trigger):
        sides = (changed_lines(text, words) for text in (evidence.before, evidence.after))
        return cell(place(evidence)), *(lines(side) for side in sides), commits
    below = phrase(words, "see-below")
    long = is_long(evidence)
    texts = (below if long and text else text for text in (evidence.before, evidence.after))
    return cell(place(evidence)), *(cell(text) for text in texts), commits


def _commits(evidence: Evidence, words: Words) -> Cell:
    """The commits of the lines; where these cannot be told apart, those of the file, and that is said."""
    shas = [same(short(sha)) for sha in evidence.commits]
    of_file = len(shas) > 1 and not evidence.is_blamed
    return lines([*shas, *([phrase(words, "commits-of-file")] if of_file else [])])


def _diffs(finding: Finding) -> Iterator[Diff]:
    for evidence in finding.hit.evidence:
        if is_long(evidence) and not is_declared(finding.trigger):
            yield Diff(place(evidence), tuple(evidence.before.splitlines()), tuple(evidence.after.splitlines()))


def _decision(finding: Finding, assessment: Assessment, words: Words) -> KeyValues:
    """What people decided, or lines that a person fills: the tool proposes and never decides."""
    if finding.ruling:
        return pairs(words, decided(finding, finding.ruling, assessment, words))
    names = ("decision-reason", "decided-by")
    blanks = [(name, cell(phrase(words, f"blank-{name}"))) for name in names]
    return pairs(words, [("decision", decision_cell(words)), *blanks])
