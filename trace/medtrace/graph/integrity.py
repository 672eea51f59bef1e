"""Defects of one snapshot's traceability: dangling, duplicate, circular, orphaned, placeholders and gaps of coverage.

An error is a problem of the data, a warning a gap of coverage, a note something to know. A level of the chain that the
configuration does not read at all is no gap of every item: it is said once by the figures that are absent.
"""

from collections.abc import Iterator

from medtrace.graph.build import cycles
from medtrace.graph.failures import failures, results_without_test
from medtrace.graph.named_controls import controls_in_rows
from medtrace.graph.placeholders import placeholder
from medtrace.model.coverage import Coverage
from medtrace.model.items import (
    WRITTEN_OUT,
    Artifact,
    Diagnostic,
    DiagnosticSeverity,
    ItemKind,
    LinkKind,
    Location,
    diagnostic_order,
)
from medtrace.model.snapshot import UNREAD, Snapshot
from medtrace.words import Localized

# Kinds whose text a reader relies on; a test's own source may well speak of TODO.
_READ_BY_PEOPLE = WRITTEN_OUT | {ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION}
# A test without requirement is told as that gap; results, units and defects may well stand alone.
_STANDS_ALONE = frozenset(
    {ItemKind.TEST, ItemKind.TEST_RESULT, ItemKind.COMPONENT, ItemKind.UNIT, ItemKind.DEFECT, ItemKind.MODEL}
)
_GAPS: dict[str, tuple[str, Localized]] = {
    "need-requirement": (
        "need-without-requirement",
        Localized("用户需求没有软件需求", "user need without requirement"),
    ),
    "requirement-need": (
        "requirement-without-need",
        Localized("软件需求没有上级用户需求", "requirement without user need"),
    ),
    "requirement-design": ("requirement-without-design", Localized("软件需求没有设计", "requirement without design")),
    "design-requirement": (
        "design-without-requirement",
        Localized("设计没有对应的软件需求", "design without requirement"),
    ),
    "requirement-test": ("requirement-without-test", Localized("软件需求没有测试", "requirement without test")),
    "test-requirement": ("test-without-requirement", Localized("测试没有对应的需求", "test without requirement")),
    "test-result": ("test-without-result", Localized("测试没有结果", "test without result")),
    "risk-control": ("risk-without-control", Localized("风险没有控制措施", "risk without control")),
    "control-requirement": (
        "control-without-requirement",
        Localized("风险控制措施没有落实到需求", "control without requirement"),
    ),
    "control-test": ("control-without-verification", Localized("风险控制措施没有验证", "control without verification")),
}


def integrity(snapshot: Snapshot, coverage: Coverage) -> tuple[Diagnostic, ...]:
    """Every defect of the snapshot, in order of place. Links to what an external declares are not dangling."""
    found = [
        *_duplicates(snapshot),
        *_dangling(snapshot),
        *_circles(snapshot),
        *_orphans(snapshot),
        *_placeholders(snapshot),
        *_gaps(snapshot, coverage),
        *failures(snapshot),
        *results_without_test(snapshot),
    ]
    return tuple(sorted(found, key=diagnostic_order))


def _duplicates(snapshot: Snapshot) -> Iterator[Diagnostic]:
    first: dict[str, Artifact] = {}
    rows = controls_in_rows(snapshot.links)
    for item in snapshot.items:
        known = first.setdefault(item.id, item)
        if known is item:
            continue
        if all(one.kind == ItemKind.RISK_CONTROL and (one.id, one.location) in rows for one in (known, item)):
            yield _wording(known, item)
            continue
        yield Diagnostic(
            "duplicate-id",
            DiagnosticSeverity.ERROR,
            Localized(
                f"编号 {item.id} 重复：首次定义于 {known.location}，以首次定义为准",
                f"id {item.id} is defined again; the first definition at {known.location} is kept",
            ),
            item.location,
        )


def _wording(known: Artifact, item: Artifact) -> Diagnostic:
    """One control in the rows of several risks, each time in other words."""
    words = Localized(
        f"控制措施 {item.id} 的文字与 {known.location} 处不同，以该处为准；若为同一措施请统一文字，否则请另编编号",
        f"the control {item.id} has other words than at {known.location}, which are kept; "
        "use the same words for one control, or another id",
    )
    return Diagnostic("control-wording", DiagnosticSeverity.WARNING, words, item.location)


def _dangling(snapshot: Snapshot) -> Iterator[Diagnostic]:
    unread = any(problem.code in UNREAD for problem in snapshot.problems)
    for link in snapshot.links:
        lost = snapshot.lost_end(link)
        if not lost or (link.kind == LinkKind.RESULT_OF and lost == link.target):
            continue
        owner = link.target if lost == link.source else link.source
        if unread:
            words = Localized(
                f"{lost} 未找到，但有文件无法读取，未判定是否悬空",
                f"{lost} was not found, but some file could not be read: not judged",
            )
            yield Diagnostic("link-not-checked", DiagnosticSeverity.NOTE, words, link.location)
        elif not link.is_external:
            yield Diagnostic(
                "dangling-link",
                DiagnosticSeverity.ERROR,
                Localized(
                    f"{owner} 引用的 {lost} 在本版本中不存在",
                    f"{owner} cites {lost}, which no item of this revision defines",
                ),
                link.location,
                lost,
            )


def _circles(snapshot: Snapshot) -> Iterator[Diagnostic]:
    for group in cycles(snapshot):
        names = "、".join(group), ", ".join(group)
        item = snapshot.item_by_id.get(group[0])
        yield Diagnostic(
            "circular-link",
            DiagnosticSeverity.ERROR,
            Localized(f"追溯关系成环：{names[0]}", f"links run in a circle: {names[1]}"),
            item.location if item else None,
        )


def _orphans(snapshot: Snapshot) -> Iterator[Diagnostic]:
    # A mention ties its target only, but an item that names a file of the tree does have a link.
    tying = (link for link in snapshot.links if link.kind != LinkKind.MENTIONS or link.target in snapshot.entry_by_path)
    tied = {name for link in tying for name in (link.source, link.target)}
    mentioned = {link.target for link in snapshot.links}
    # A further definition of an id is told as such; links belong to the first.
    for item in snapshot.item_by_id.values():
        if item.kind not in _STANDS_ALONE and item.id not in tied and item.id not in mentioned:
            yield Diagnostic(
                "orphan-item",
                DiagnosticSeverity.WARNING,
                Localized(f"{item.id} 没有任何追溯关系", f"{item.id} has no link at all"),
                item.location,
            )


def _placeholders(snapshot: Snapshot) -> Iterator[Diagnostic]:
    for item in snapshot.items:
        found = placeholder(*_said(item)) if item.kind in _READ_BY_PEOPLE else ""
        if found:
            yield Diagnostic(
                "placeholder",
                DiagnosticSeverity.WARNING,
                Localized(
                    f"{item.id} 含有未填写的占位文字“{found}”",
                    f"{item.id} holds the placeholder “{found}”",
                ),
                item.location,
            )


def _said(item: Artifact) -> Iterator[str]:
    """What a reader relies on; an item without a text says it in its attributes."""
    yield from (item.title, item.text)
    if not item.text.strip():
        yield from (value for _, value in item.attributes)


def _gaps(snapshot: Snapshot, coverage: Coverage) -> Iterator[Diagnostic]:
    for ratio in coverage.ratios:
        code, words = _GAPS.get(ratio.name, ("", Localized("", "")))
        for name in ratio.missing if code else ():
            note = code == "test-without-result"
            item = snapshot.item_by_id.get(name)
            yield Diagnostic(
                code,
                DiagnosticSeverity.NOTE if note else DiagnosticSeverity.WARNING,
                Localized(f"{name}：{words.zh}", f"{name}: {words.en}"),
                item.location if item else Location(name),
            )
