"""《软件更新判定记录》: the form that people fill and sign, with what the tool knows already written in.

Its fields and their order are those of the judgement record of the quality system; reasons, conclusions and anything
positive about risk are never filled in by the tool. Roles sign in the order proposal, assessment, regulatory, quality.

Options: `findings_chapter`: the number of the chapter that holds the findings, for longer evidence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, decision_cell, lines, missing, open_cell, pairs
from medtrace.documents._clauses import cited
from medtrace.documents._evidence import changed_lines, place
from medtrace.documents._rows import is_declared
from medtrace.documents._seen import Entry, all_entries, all_findings
from medtrace.documents._severity import severity_cell
from medtrace.documents._shipped import baseline_cell, step_name
from medtrace.documents._versions import full_cell
from medtrace.documents._words import Value, Words, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Signature, Tone
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Evidence, Finding
from medtrace.words import Localized

# A longer pair of values stands with its finding only.
_SHOWN = 120
_ROLES = ("proposed", "assessed", "regulatory", "quality")


@dataclass(frozen=True, slots=True)
class Options:
    """Where the findings stand."""

    findings_chapter: str


@block("decision-form", options=Options)
def decision_form(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """The form, what a git signature means, the lines to sign, and the rule set."""
    words = request.words
    yield pairs(words, (*_known(assessment, request), *_asked(words)))
    signature = dict(assessment.profile.statements).get("git_signature")
    if signature:
        yield Note(signature, Tone.PLAIN)
    yield Signature(tuple(words.word("role", name) for name in _ROLES))
    yield pairs(words, _closing(assessment, words))


def _known(assessment: Assessment, request: Request[Options]) -> Iterator[tuple[str, Cell]]:
    """What the range shows, and the type that a person decides."""
    words = request.words
    profile, found = assessment.profile, all_findings(assessment)
    yield "record-id", _blank(words)
    yield "change-number", lines(_issues(assessment)) if _issues(assessment) else missing(words)
    yield "baseline-record", baseline_cell(assessment, words)
    yield "baseline-hash", missing(words, "package-hash")
    yield "target-version", full_cell(assessment.project, assessment.range.new.name, words)
    yield "change-items", _change_items(found, words)
    yield (
        "basis",
        _listed((line for one in all_entries(assessment) for line in _basis(one, assessment, request)), words),
    )
    yield "clauses", _listed(dict.fromkeys(_clause(one, assessment, words) for one in found), words)
    yield "severity-proposed", severity_cell(assessment, assessment.verdict.severity)
    yield "decision", decision_cell(words)
    for name in ("decided-type", "decided-category"):
        yield name, cell(phrase(words, f"blank-{name}"))
    yield "route", cell(profile.word("route", assessment.verdict.route), phrase(words, "blank-route"))


def _basis(entry: Entry, assessment: Assessment, request: Request[Options]) -> Iterator[Value]:
    """What was observed, then each place with its value before and after; longer values stand with the finding."""
    words, finding = request.words, entry.finding
    name: Value = finding.id
    if not entry.is_end_to_end:
        shown = joined(step_name(step, assessment, words) for step in entry.steps)
        name = phrase(words, "finding-of-step", id=finding.id, steps=shown)
    yield phrase(words, "basis-line", id=name, summary=finding.hit.summary)
    # What belongs to no file, such as two versions, is in the summary.
    for evidence in finding.hit.evidence:
        if evidence.path:
            yield _values(evidence, finding, request)


def _values(evidence: Evidence, finding: Finding, request: Request[Options]) -> Value:
    words = request.words
    both = evidence.before + evidence.after
    if not both:
        return place(evidence)
    if "\n" in both or len(both) > _SHOWN:
        chapter = request.options.findings_chapter
        return phrase(words, "basis-in-chapter", place=place(evidence), chapter=chapter, id=finding.id)
    before, after = (_side(text, finding, words) for text in (evidence.before, evidence.after))
    return phrase(words, "basis-values", place=place(evidence), before=before, after=after)


def _side(text: str, finding: Finding, words: Words) -> Value:
    """One side of a difference; an empty one is said to be."""
    if not text:
        return phrase(words, "nothing-there")
    return joined(changed_lines(text, words)) if is_declared(finding.trigger) else text


def _clause(finding: Finding, assessment: Assessment, words: Words) -> Localized:
    clause = finding.trigger.clause
    return phrase(words, "clause-marked", clause=cited(clause, assessment, words), mark=clause.mark)


def _listed(texts: Iterable[Value], words: Words) -> Cell:
    found = lines(texts)
    return found if found.lines else cell(phrase(words, "none"))


def _asked(words: Words) -> Iterator[tuple[str, Cell]]:
    """What only a person can say."""
    for name in ("decision-reason", "conditional", "lowered"):
        yield name, cell(phrase(words, f"blank-{name}"))
    questions = ("ability", "result", "process", "action")
    yield "user-decision", lines(phrase(words, f"user-decision-{name}") for name in questions)
    for name in ("person-safety", "risk-file-edition", "regression-record", "papers-affected", "attachments"):
        yield name, cell(phrase(words, f"blank-{name}"))


def _closing(assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    profile = assessment.profile
    yield "rule-set", cell(profile.title, profile.id)
    yield "rule-set-hash", cell(profile.digest) if profile.digest else open_cell(words, "not-recorded")
    yield "replaces", _blank(words)


def _issues(assessment: Assessment) -> tuple[str, ...]:
    cited_ids = {one.id for commit in assessment.changes.commits for one in commit.ids if one.kind == "issue"}
    return tuple(sorted(cited_ids, key=natural_key))


def _change_items(found: tuple[Finding, ...], words: Words) -> Cell:
    """Change items by number; findings in none are a group of their own and are said to be."""
    numbers = sorted({id_ for one in found for id_ in one.change_items}, key=natural_key)
    loose = sum(not one.change_items for one in found)
    rest = phrase(words, "loose-findings", count=loose) if loose else ""
    return cell(*numbers, rest or ("" if numbers else phrase(words, "none")), tone=Tone.OPEN if loose else Tone.PLAIN)


def _blank(words: Words) -> Cell:
    return cell(phrase(words, "blank"))
