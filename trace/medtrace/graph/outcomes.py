"""Which runs of a test stand: a re-test replaces a failure, another case of the same test never does.

Runs of one case are ordered by date, then by file. Two of one case in one file on one date may be two sets of data as
well as a repetition, so both stand. A run of another case (`rate[2]`, or the form of a tester that was renamed)
replaces only what an earlier day has. What a runner says it ran again (`retried`) is replaced by its later case.
"""

from collections.abc import Iterable

from medtrace.model.items import Artifact, ItemKind, LinkKind
from medtrace.model.snapshot import Snapshot

FAILED = frozenset({"failed", "error"})
# From the worst: of several cases of a test the worst is what the test says.
_ORDER = ("error", "failed", "blocked", "skipped")


def age(run: Artifact) -> tuple[str, str, int]:
    """The order in which runs were made, as far as they say so."""
    return (run.attribute("date"), run.location.path, run.location.line)


def case_name(run: Artifact) -> str:
    """The case as its runner names it: `classname::name`; empty where a record names only its test."""
    return "::".join(part for part in (run.attribute("classname"), run.attribute("name")) if part)


def _made(run: Artifact) -> tuple[object, ...]:
    """When a run was made; what a person recorded without a case is in the order of its lines."""
    return age(run)[:2] if case_name(run) else age(run)


def standing(runs: Iterable[Artifact], *, of_test: bool) -> tuple[Artifact, ...]:
    """The runs that no later one replaces, oldest first; `of_test`: all of them are runs of one test."""
    ordered = sorted((run for run in runs if not run.attribute("retried")), key=age)
    latest = {case_name(run): _made(run) for run in ordered}
    newest = ordered[-1].attribute("date")[:10] if ordered and of_test else ""
    return tuple(
        run
        for run in ordered
        if _made(run) == latest[case_name(run)] and (not newest or run.attribute("date")[:10] in {"", newest})
    )


def outcome_of(runs: Iterable[Artifact], *, of_test: bool) -> str:
    """The worst outcome that stands, empty where there is no run."""
    found = {run.attribute("outcome") for run in standing(runs, of_test=of_test)}
    others = sorted(found - {*_ORDER, "passed"})
    return next((name for name in (*_ORDER[:3], *others, _ORDER[3], "passed") if name in found), "")


def runs_by_target(snapshot: Snapshot) -> dict[str, list[Artifact]]:
    """Results by what they are results of: a test, another item, or a name that no item has."""
    results = {item.id: item for item in reversed(snapshot.items) if item.kind == ItemKind.TEST_RESULT}
    found: dict[str, list[Artifact]] = {}
    for link in snapshot.links:
        if link.kind == LinkKind.RESULT_OF and link.source in results:
            found.setdefault(link.target, []).append(results[link.source])
    return found
