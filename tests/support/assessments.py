"""Two assessments built by hand, for builders and renderers: `assessment()` complete, `empty_assessment()` bare."""

from dataclasses import replace
from functools import cache

from medtrace.model.assessment import Assessment, Project, Provenance, Step, View
from medtrace.model.change import (
    ChangeKind,
    ChangeSet,
    CitedId,
    FileDelta,
    ItemChange,
    LinkChange,
    LinkFate,
    Rename,
    TracedCommit,
)
from medtrace.model.coverage import Chain, Coverage, Ratio, RiskChain
from medtrace.model.history import Commit, FileChange, FileStatus, Tag
from medtrace.model.ids import Range
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import (
    Component,
    ComponentMap,
    ControlledDocument,
    DocumentSettings,
    EnvironmentItem,
    Product,
    Registration,
)
from medtrace.model.versions import NamingRule, VersionField
from medtrace.words import Localized
from tests.support.rulings import COMMITS, CORRECTIVE, FINDINGS, NOTHING, VERDICT, profile
from tests.support.snapshots import AFTER, BEFORE, EMPTY_AFTER, EMPTY_BEFORE, LOST_LINK, NEW_LINKS, V10, V11, V12

SPAN = Range(V10, V12, V10.sha)
STEP_ONE = Range(V10, V11, V10.sha)
STEP_TWO = Range(V11, V12, V11.sha)
RELEASES = (
    Tag("v1.0", V10.sha, "2023-05-18T10:00:00+08:00", annotated=True),
    Tag("v1.1", V11.sha, "2024-01-15T10:00:00+08:00", annotated=True),
    Tag("v1.2", V12.sha, "2024-06-03T17:00:00+08:00", annotated=False),
)


def _field(name: str, low: int, meaning: Localized, covers: tuple[str, ...], reset_on: tuple[str, ...]) -> VersionField:
    examples = (Localized(f"{name} 由 1 变为 2（示例）", f"{name} moves from 1 to 2 (example)"),)
    return VersionField(name, "1-2", low, 99, meaning, covers, reset_on, examples)


NAMING = NamingRule(
    "v{X}.{Y}[.{Z}]",
    (
        _field("X", 1, Localized("重大增强类更新", "major enhancement"), ("enhancement-major", "ai-algorithm"), ()),
        _field("Y", 0, Localized("轻微增强类更新", "minor enhancement"), ("enhancement-minor",), ("X",)),
        _field("Z", 0, Localized("纠正类更新", "corrective"), ("corrective", "cyber-patch"), ("X", "Y")),
        _field("B", 1, Localized("软件构建", "build"), ("build",), ()),
    ),
)

COMPONENTS = ComponentMap(
    (
        Component("qrs", Localized("QRS 波检测", "QRS detection"), ("src/qrs.py",), safety_class="严重"),
        Component(
            "rhythm",
            Localized("节律判读", "Rhythm"),
            ("src/rhythm.py", "model/**"),
            safety_class="严重",
            tags=("core-algorithm",),
            design=("SDD-001",),
        ),
    ),
    ("tests/**", "docs/**"),
)

REGISTRATIONS = (
    Registration(
        "initial",
        "国械注准2023（示例）",
        "2022-11-01",
        "2023-05-18",
        "V1.0.0.0396",
        "V1.0.0.0402",
        "v1.0",
        "V1",
    ),
    Registration("renewal", "国械注准2023（示例）", "2023-10-01", "2023-12-01"),
)

PROJECT = Project(
    Product(
        Localized("单导联心电分析软件（示例）", "Single-lead ECG analysis software (example)"),
        "ECG-1",
        Localized("示例医疗科技有限公司", "Example Medical Ltd."),
        management_class=Localized("三类（示例）", "Class III (example)"),
        safety_class="严重",
        safety_reason=Localized("漏报可致抗凝治疗延误", "a missed alarm may delay anticoagulation"),
        ai=True,
    ),
    NAMING,
    REGISTRATIONS,
    (EnvironmentItem("Ubuntu", "os", "22.04"),),
    (ControlledDocument(Localized("产品技术要求", "Product technical requirements"), "ptr", "PTR-01", "A/0"),),
    DocumentSettings(
        (("update-history", "ECG-UH-01"), ("traceability", "ECG-TR-01")),
        Localized("示例医疗科技有限公司", "Example Medical Ltd."),
    ),
)


def _commit(index: int, subject: str, *, parents: tuple[str, ...], ids: tuple[CitedId, ...] = ()) -> TracedCommit:
    when = f"2024-0{index + 2}-10T1{index}:00:00+08:00"
    changes = (FileChange(FileStatus.MODIFIED, "src/rhythm.py"),)
    mail = "wang@example.com"
    commit = Commit(COMMITS[index], parents, "王磊（示例）", mail, when, subject, "", (), changes)
    return TracedCommit(commit, ids)


# Newest first, as git lists them.
TRACED = (
    _commit(
        3, "Merge branch 'threshold'", parents=(COMMITS[1], COMMITS[2]), ids=(CitedId("CR-2024-017", "issue", "merge"),)
    ),
    _commit(
        2,
        "调整节律判读阈值",
        parents=(COMMITS[1],),
        ids=(CitedId("SRS-002", "item", "subject"), CitedId("CR-2024-017", "issue", "body")),
    ),
    _commit(1, "fix typo", parents=(COMMITS[0],)),
    _commit(0, "Retrain the rhythm model", parents=(V10.sha,), ids=(CitedId("SRS-002", "item", "trailer"),)),
)

COVERAGE = Coverage(
    requirements=(
        Chain(
            "SRS-001",
            needs=("URS-001",),
            design=("SDD-001",),
            units=("rhythm",),
            direct_units=("rhythm",),
            tests=("TC-001",),
            results=(("TC-001", "passed"),),
            risks=("RISK-001",),
            controls=("RC-001",),
        ),
        Chain(
            "SRS-002",
            needs=("URS-001",),
            design=("SDD-001",),
            units=("rhythm",),
            direct_units=("rhythm",),
            tests=("TC-002", "tests/test_extra.py"),
            results=(("TC-002", "passed"),),
        ),
        Chain("SRS-003"),
    ),
    risks=(RiskChain("RISK-001", ("RC-001",), ("SRS-001",), ("TC-001",), ("TC-001",)), RiskChain("RISK-002")),
    ratios=(
        Ratio("need-requirement", 1, 2, ("URS-002",)),
        Ratio("requirement-need", 2, 3, ("SRS-003",)),
        Ratio("requirement-design", 2, 3, ("SRS-003",)),
        Ratio("requirement-unit", 2, 3, ("SRS-003",)),
        Ratio("requirement-test", 2, 3, ("SRS-003",)),
        Ratio("test-result", 2, 2),
        Ratio("risk-control", 1, 2, ("RISK-002",)),
    ),
)

PROBLEMS = (
    Diagnostic(
        "dangling-link",
        DiagnosticSeverity.ERROR,
        Localized(
            "SRS-003 引用的 URS-009 在本版本中不存在", "SRS-003 cites URS-009, which no item of this revision defines"
        ),
        Location("docs/SRS.md", 16),
    ),
    Diagnostic(
        "requirement-without-test",
        DiagnosticSeverity.WARNING,
        Localized("SRS-003：软件需求没有测试", "SRS-003: requirement without test"),
        Location("docs/SRS.md", 15),
    ),
    Diagnostic(
        "risk-without-control",
        DiagnosticSeverity.WARNING,
        Localized("RISK-002：风险没有控制措施", "RISK-002: risk without control"),
        Location("docs/风险/risk.csv", 3),
    ),
)


def _change(identity: str, kind: ChangeKind, *fields: str) -> ItemChange:
    before = None if kind is ChangeKind.ADDED else BEFORE.item_by_id[identity]
    after = None if kind is ChangeKind.REMOVED else AFTER.item_by_id[identity]
    return ItemChange(kind, before, after, fields)


CHANGES = ChangeSet(
    range=SPAN,
    before=BEFORE,
    after=AFTER,
    items=(
        _change("RISK-002", ChangeKind.ADDED),
        _change("SRS-001", ChangeKind.MOVED),
        _change("SRS-002", ChangeKind.CHANGED, "title", "text"),
        _change("SRS-003", ChangeKind.ADDED),
        _change("TC-003", ChangeKind.REMOVED),
    ),
    renames=(Rename("TC-003", "TC-103"),),
    links=(LinkChange(LinkFate.REMOVED, LOST_LINK), LinkChange(LinkFate.ADDED, NEW_LINKS[0])),
    files=(
        FileDelta(
            FileChange(FileStatus.MODIFIED, "src/rhythm.py"),
            "rhythm",
            ("core-algorithm",),
            product=True,
            commits=(COMMITS[2],),
        ),
    ),
    commits=TRACED,
    components=COMPONENTS,
    naming=NAMING,
    environment_before=PROJECT.environment,
    environment_after=PROJECT.environment,
)

PROVENANCE = Provenance("medtrace 0.1.0", (("nmpa-2022", "d1" * 32),), "d3" * 32, "d2" * 32)


@cache
def assessment() -> Assessment:
    """From the registered v1.0 over v1.1 to v1.2: a major finding, a question, something unassessable, problems."""
    steps = (
        Step(RELEASES[1], STEP_ONE, (), CORRECTIVE),
        Step(RELEASES[2], STEP_TWO, FINDINGS, VERDICT, ("CR-2024-017",)),
    )
    return Assessment(
        range=SPAN,
        records=V12,
        project=PROJECT,
        profile=profile(),
        changes=CHANGES,
        views=(View("nmpa-2022", "registration", SPAN, steps, FINDINGS, VERDICT),),
        coverage=COVERAGE,
        problems=PROBLEMS,
        provenance=PROVENANCE,
        baseline=REGISTRATIONS[0],
        releases=RELEASES,
        history=steps,
    )


@cache
def empty_assessment() -> Assessment:
    """A product with a name and nothing else: no items, commits, findings, naming rule or registration."""
    whole = assessment()
    return replace(
        whole,
        range=STEP_TWO,
        project=Project(Product(Localized("空白示例", "Empty example"))),
        changes=ChangeSet(STEP_TWO, EMPTY_BEFORE, EMPTY_AFTER),
        views=(View("nmpa-2022", "given", STEP_TWO, (), (), NOTHING),),
        coverage=Coverage(),
        problems=(),
        baseline=None,
        releases=(),
        history=(),
    )
