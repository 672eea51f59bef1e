"""What test results say against a snapshot: failures, whatever they are results of, and results of no test."""

from collections.abc import Iterator

from medtrace.graph.outcomes import FAILED, case_name, runs_by_target, standing
from medtrace.model.ids import natural_key
from medtrace.model.items import Artifact, Diagnostic, DiagnosticSeverity, ItemKind, Location
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized

MOST_NAME = 200


def failures(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Every failed or errored result with its case; one that a later run replaced, or a retry, is a note."""
    tests = _tests(snapshot)
    stand: set[str] = set()
    targets: dict[str, list[str]] = {}
    for target, runs in runs_by_target(snapshot).items():
        stand.update(run.id for run in standing(runs, of_test=target in tests))
        for run in runs:
            targets.setdefault(run.id, []).append(target)
    for item in snapshot.items:
        if item.kind != ItemKind.TEST_RESULT:
            continue
        known = sorted({one for one in targets.get(item.id, ()) if one in snapshot.item_by_id}, key=natural_key)
        if item.attribute("flaky") == "true":
            yield _flaky(item, known)
        elif item.attribute("outcome") in FAILED and not item.attribute("retried"):
            yield _failure(item, known, stands=item.id in stand or item.id not in targets)


def _tests(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(item.id for item in snapshot.items if item.kind == ItemKind.TEST)


def _flaky(run: Artifact, known: list[str]) -> Diagnostic:
    (zh, en), name = _of(known), _name(run)
    words = Localized(f"“{name}”重试后才通过{zh}", f"“{name}” passed only after a retry{en}")
    return Diagnostic("test-passed-after-retry", DiagnosticSeverity.NOTE, words, run.location)


def _of(known: list[str]) -> tuple[str, str]:
    zh = f"（{'、'.join(known)}）" if known else "（未对应任何条目）"
    return zh, f" (result of {', '.join(known)})" if known else " (result of no item)"


def _failure(run: Artifact, known: list[str], *, stands: bool) -> Diagnostic:
    (zh, en), name = _of(known), _name(run)
    if not stands:
        words = Localized(f"“{name}”曾未通过{zh}，其后已复测", f"“{name}” failed{en} and was run again later")
        return Diagnostic("test-failed-before", DiagnosticSeverity.NOTE, words, run.location)
    ended = (
        Localized("出错", "ended in an error") if run.attribute("outcome") == "error" else Localized("未通过", "failed")
    )
    words = Localized(f"“{name}”{ended.zh}{zh}", f"“{name}” {ended.en}{en}")
    return Diagnostic("test-failed", DiagnosticSeverity.ERROR, words, run.location)


def results_without_test(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """One note for each file whose results belong to no test that is read, with their count and the first of them."""
    tests = _tests(snapshot)
    tied = {run.id for target, runs in runs_by_target(snapshot).items() if target in tests for run in runs}
    lone: dict[str, list[Artifact]] = {}
    for item in snapshot.items:
        if item.kind == ItemKind.TEST_RESULT and item.id not in tied:
            lone.setdefault(item.location.path, []).append(item)
    for path in sorted(lone):
        first = min(lone[path], key=lambda one: (one.location.line, one.id))
        name, count = _name(first), len(lone[path])
        many = f"{count} results belong" if count > 1 else "1 result belongs"
        words = Localized(
            f"{count} 条测试结果未对应到任何已读取的测试，首条为“{name}”",
            f"{many} to no test that is read; the first is “{name}”",
        )
        yield Diagnostic("result-without-test", DiagnosticSeverity.NOTE, words, Location(path, first.location.line))


def _name(run: Artifact) -> str:
    name = case_name(run) or run.title
    return name if len(name) <= MOST_NAME else f"{name[:MOST_NAME]}…"
