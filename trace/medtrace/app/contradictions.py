"""Records that say different things of one finding and one evidence, none of which replaces the other."""

from collections.abc import Iterator

from medtrace.model.decision import Decision, SignedDecision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized


def contradictions(records: tuple[SignedDecision, ...]) -> tuple[Diagnostic, ...]:
    """One problem for each evidence about which several words stand, at the last file, naming every other."""
    by_evidence: dict[tuple[str, str, str], list[Decision]] = {}
    for one in records:
        decision = one.decision
        by_evidence.setdefault((decision.finding, decision.evidence_digest, decision.profile), []).append(decision)
    return tuple(problem for about in by_evidence.values() for problem in _apart(about))


def _apart(about: list[Decision]) -> Iterator[Diagnostic]:
    replaced = {path for one in about for path in one.replaces if path != one.path}
    standing = sorted((one for one in about if one.path not in replaced), key=lambda one: one.path)
    if len({(one.outcome, one.severity) for one in standing}) < 2:  # noqa: PLR2004 - it takes two to differ
        return
    names = [f"{one.path} ({' '.join(filter(None, (one.outcome.value, one.severity)))})" for one in standing]
    words = Localized(
        f"{about[0].finding} 的同一证据有相互矛盾的判定，均不计入：{'；'.join(names)}",
        f"{about[0].finding}: decisions about the same evidence contradict each other, none counts: {'; '.join(names)}",
    )
    yield Diagnostic("decisions-contradict", DiagnosticSeverity.ERROR, words, Location(standing[-1].path))
