"""What people decided about a finding, as the judgement record shows it: outcome, reason, sign-offs, what is open."""

from collections.abc import Iterator

from medtrace.documents._cells import cell, lines
from medtrace.documents._hands import seal
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.decision import Counted, Ruling
from medtrace.model.document import Cell, Tone
from medtrace.model.verdict import Finding
from medtrace.words import Localized


def decided(finding: Finding, ruling: Ruling, assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    """Rows of names and values; the record itself is named by its path."""
    decision = ruling.decision
    outcome = words.word("decided", decision.outcome.value)
    severity = assessment.profile.word("severity", decision.severity) if decision.severity else ""
    tone = Tone.PLAIN if finding.is_settled else Tone.OPEN
    yield "decision", cell(outcome, severity, _state(finding, ruling, assessment, words), tone=tone)
    yield "decision-reason", cell(decision.reason, *decision.evidence)
    yield "decided-by", lines([*(_signer(one, assessment, words) for one in ruling.signoffs), decision.path])


def _state(finding: Finding, ruling: Ruling, assessment: Assessment, words: Words) -> Localized:
    if ruling.stale:
        return phrase(words, "decision-stale", what=joined(words.word("stale", name) for name in ruling.stale))
    if not ruling.is_complete:
        roles = [one.name for one in assessment.profile.sign_off.roles if one.id in ruling.missing]
        what = joined((*(words.word("lacking", name) for name in ruling.lacking), *roles))
        return phrase(words, "decision-incomplete", what=what)
    return phrase(words, "decision-complete" if finding.is_settled else "undecided")


def _signer(one: Counted, assessment: Assessment, words: Words) -> Localized:
    signoff = one.signed.signoff
    role = assessment.profile.sign_off.title(signoff.role)
    said = phrase(words, "signed-off", by=signoff.by, role=role, on=signoff.on, signature=seal(one, words))
    if not one.fault:
        return said
    return phrase(words, "not-counted", signed=said, why=words.word("signoff-fault", one.fault))
