"""What ends a run with exit code 1: the words of `--fail-on` that were reached, and why (contracts §3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.model.snapshot import UNREAD
from medtrace.model.verdict import Severity, Verdict

# What could not be read was not looked at (contracts: a missing blob is a problem and an unknown).
UNREADABLE = UNREAD | {"items-not-compared", "record-unreadable"}
SHOWN = 20
_GATES = {DiagnosticSeverity.ERROR: "problem", DiagnosticSeverity.WARNING: "gap"}
_UNSEEN = frozenset({"not-mapped", "not-readable"})


@dataclass(frozen=True, slots=True)
class Failing:
    """The words that were reached, in order, and the problems that reached them, the worst first."""

    gates: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    verdict: Verdict | None = None

    def reasons(self) -> Iterator[str]:
        """One line for each word: how many problems, or which part of the verdict."""
        counts = {name: sum(_GATES.get(one.severity) == name for one in self.problems) for name in _GATES.values()}
        for gate in self.gates:
            if gate in counts:
                yield f"{gate} ({counts[gate]})"
            elif self.verdict and gate in {"minor", "major"}:
                yield f"{gate} ({self.verdict.severity.value})"
            elif self.verdict and gate == "undecided":
                rows = dict.fromkeys(one.trigger for one in self.verdict.unknown)
                yield f"{gate} ({len(rows)}: {_few(rows)})"
            elif gate == "unknown":
                rows = dict.fromkeys(
                    one.trigger for one in (self.verdict.unknown if self.verdict else ()) if one.why in _UNSEEN
                )
                unread = sum(one.code in UNREADABLE for one in self.problems)
                yield f"{gate} ({len(rows) + unread}: {_few(rows)})" if rows else f"{gate} ({unread})"


def failing(asked: frozenset[str], problems: Iterable[Diagnostic], verdict: Verdict | None = None) -> Failing:
    """What reaches a gate; an undecided `depends` counts as major, what was not seen as unknown."""
    problems = tuple(problems)
    found = {_GATES.get(one.severity, "") for one in problems}
    found |= {"unknown"} if any(one.code in UNREADABLE for one in problems) else set()
    if verdict:
        rank = verdict.severity.rank
        found |= {"minor"} if rank >= Severity.MINOR.rank else set()
        found |= {"major"} if rank >= Severity.DEPENDS.rank else set()
        found |= {"undecided"} if verdict.route == "undecided" else set()
        found |= {"unknown"} if any(one.why in _UNSEEN for one in verdict.unknown) else set()
    gates = tuple(sorted(asked & found))
    reaching = (one for one in problems if _reaches(one, gates))
    return Failing(gates, tuple(sorted(reaching, key=lambda one: _GATES.get(one.severity) != "problem")), verdict)


def _reaches(problem: Diagnostic, gates: tuple[str, ...]) -> bool:
    return _GATES.get(problem.severity) in gates or ("unknown" in gates and problem.code in UNREADABLE)


def _few(rows: Iterable[str], most: int = 10) -> str:
    names = tuple(rows)
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
