"""《软件更新判定记录》: the form that people fill and sign, with what the tool knows already written in.

Its fields and their order are those of the judgement record of the quality system; reasons, conclusions and anything
positive about risk are never filled in by the tool. Roles sign in the order proposal, assessment, regulatory, quality.
"""

from collections.abc import Iterable, Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, decision_cell, lines, missing, open_cell, pairs, short
from medtrace.documents._clauses import cited
from medtrace.documents._cover import baseline
from medtrace.documents._seen import all_findings
from medtrace.documents._severity import severity_cell
from medtrace.documents._versions import full_cell
from medtrace.documents._words import Value, Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Note, Signature, Tone
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Finding
from medtrace.words import Localized

# A longer pair of values stands with its finding only.
_SHOWN = 120
_ROLES = ("proposed", "assessed", "regulatory", "quality")


@block("decision-form", options=NoOptions)
def decision_form(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """The form, what a git signature means, and the lines to sign."""
    words = request.words
    yield pairs(words, (*_known(assessment, words), *_asked(words), *_closing(assessment, words)))
    signature = dict(assessment.profile.statements).get("git_signature")
    if signature:
        yield Note(signature, Tone.PLAIN)
    yield Signature(tuple(words.word("role", name) for name in _ROLES))


def _known(assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    """What the range shows."""
    profile, found = assessment.profile, all_findings(assessment)
    yield "record-id", _blank(words)
    yield "change-number", lines(_issues(assessment)) if _issues(assessment) else missing(words)
    yield "baseline-record", baseline(assessment, words)
    yield "baseline-hash", missing(words, "package-hash")
    yield "target-version", full_cell(assessment.project, assessment.range.new.name, words)
    yield "change-items", _change_items(found, words)
    yield "basis", _listed((line for one in found for line in _basis(one, words)), words)
    yield "clauses", _listed(dict.fromkeys(_clause(one, assessment, words) for one in found), words)
    yield "severity-proposed", severity_cell(assessment, assessment.verdict.severity)
    yield "decision", decision_cell(words)
    yield "route", cell(profile.word("route", assessment.verdict.route), phrase(words, "blank-route"))


def _basis(finding: Finding, words: Words) -> Iterator[Value]:
    """What was observed, then each place with its value before and after; longer values stand with the finding."""
    yield phrase(words, "basis-line", id=finding.id, summary=finding.hit.summary)
    for evidence in finding.hit.evidence:
        place = f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path
        short_enough = (
            0 < len(evidence.before + evidence.after) <= _SHOWN and "\n" not in evidence.before + evidence.after
        )
        values = {"place": place, "before": evidence.before, "after": evidence.after}
        yield phrase(words, "basis-values", **values) if short_enough else place


def _clause(finding: Finding, assessment: Assessment, words: Words) -> Localized:
    clause = finding.trigger.clause
    return phrase(words, "clause-marked", clause=cited(clause, assessment, words), mark=clause.mark)


def _listed(texts: Iterable[Value], words: Words) -> Cell:
    found = lines(texts)
    return found if found.lines else cell(phrase(words, "none"))


def _asked(words: Words) -> Iterator[tuple[str, Cell]]:
    """What only a person can say."""
    yield "decision-reason", _blank(words)
    questions = ("ability", "result", "process", "action")
    yield "user-decision", lines(phrase(words, f"user-decision-{name}") for name in questions)
    for name in ("person-safety", "risk-file-edition", "regression-record", "papers-affected", "attachments"):
        yield name, cell(phrase(words, f"blank-{name}"))


def _closing(assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    profile = assessment.profile
    yield "rule-set", cell(profile.title, f"{profile.id} {short(profile.digest)}")
    yield "rule-set-hash", cell(profile.digest) if profile.digest else open_cell(words, "not-recorded")
    yield "replaces", _blank(words)


def _issues(assessment: Assessment) -> tuple[str, ...]:
    cited_ids = {one.id for commit in assessment.changes.commits for one in commit.ids if one.kind == "issue"}
    return tuple(sorted(cited_ids, key=natural_key))


def _change_items(found: tuple[Finding, ...], words: Words) -> Cell:
    """Change items by number; findings in none are a group of their own and are said to be."""
    numbers = sorted({one.change_item for one in found if one.change_item}, key=natural_key)
    loose = sum(not one.change_item for one in found)
    rest = phrase(words, "loose-findings", count=loose) if loose else ""
    return cell(*numbers, rest or ("" if numbers else phrase(words, "none")), tone=Tone.OPEN if loose else Tone.PLAIN)


def _blank(words: Words) -> Cell:
    return cell(phrase(words, "blank"))
