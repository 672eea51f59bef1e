"""Two revisions of a small ECG product, built by hand: every kind of item once, and a few planted defects.

Between v1.0 and v1.2: SRS-002 changed, SRS-003 and RISK-002 are new, TC-003 is gone, SRS-001 moved to another file.
"""

from medtrace.model.ids import Revision
from medtrace.model.items import Artifact, Link, Location, make_item
from medtrace.model.snapshot import Snapshot, TreeEntry

V10 = Revision("v1.0", "1" * 40)
V11 = Revision("v1.1", "b" * 40)
V12 = Revision("v1.2", "d" * 40)

_RESULT = (
    ("执行人", "赵敏（示例）"),
    ("执行日期", "2024-06-02"),
    ("测试环境", "Ubuntu 22.04，内存 8 GB"),
    ("tested_version", "V1.2.0.0451"),
)


def item(identity: str, kind: str, title: str, place: str, **attributes: str) -> Artifact:
    """An item at `path:line`, its text made from its title."""
    path, _, line = place.partition(":")
    pairs = tuple((name.replace("__", " "), value) for name, value in attributes.items())
    return make_item(
        identity, kind, title=title, text=f"{title}。", location=Location(path, int(line)), attributes=pairs
    )


def link(source: str, kind: str, target: str, place: str = "docs/SRS.md:1") -> Link:
    """A link at `path:line`."""
    path, _, line = place.partition(":")
    return Link(source, kind, target, Location(path, int(line)))


def _result(identity: str, place: str, outcome: str, **more: str) -> Artifact:
    path, _, line = place.partition(":")
    pairs = (*_RESULT, ("outcome", outcome), *more.items())
    return make_item(
        identity, "test-result", title=identity, text="", location=Location(path, int(line)), attributes=pairs
    )


_SHARED = (
    item("DEF-001", "defect", "工作列表滚动不流畅", "docs/缺陷.csv:2", 状态="遗留"),
    item(
        "RISK-001",
        "risk",
        "QRS 波漏检",
        "docs/风险/risk.csv:2",
        hazard="QRS 波漏检",
        sequence="QRS 波幅度减小，检测阈值未随之降低",
        situation="房颤片段被判为未见房颤提示",
        harm="抗凝治疗延误，脑卒中",
        severity_before="危重",
        probability_before="偶尔",
        severity_after="危重",
        probability_after="极少",
        acceptable="可接受",
    ),
    item("RC-001", "risk-control", "检测阈值自适应", "docs/风险/risk.csv:2", control_kind="design", 剩余风险="可接受"),
    item("SDD-001", "design", "节律判读单元", "docs/SDD.md:5"),
    item("TC-001", "test", "QRS 波检测准确度", "tests/test_qrs.py:8", level="unit", 方法="自动"),
    item("TC-002", "test", "节律判读阈值", "tests/test_rhythm.py:12", level="system"),
    item("URS-001", "user-need", "判读房颤", "docs/URS.md:3"),
    item("URS-002", "user-need", "打印报告", "docs/URS.md:9"),
)

_BEFORE = (
    item("SRS-001", "requirement", "检测 QRS 波", "docs/SRS-old.md:3"),
    item("SRS-002", "requirement", "判读阈值为 0.62", "docs/SRS.md:9"),
    item("TC-003", "test", "报告打印", "tests/test_report.py:4", level="system"),
)

_AFTER = (
    item("SRS-001", "requirement", "检测 QRS 波", "docs/SRS.md:3"),
    item("SRS-002", "requirement", "判读阈值为 0.55", "docs/SRS.md:9"),
    item("SRS-003", "requirement", "导出报告", "docs/SRS.md:15"),
    item(
        "RISK-002",
        "risk",
        "提示阈值下调",
        "docs/风险/risk.csv:3",
        hazard="提示阈值下调",
        harm="不必要的抗凝治疗，出血",
        severity_before="严重",
        probability_before="偶尔",
    ),
    _result("TC-001@1", "results/unit.xml:6", "passed", record="UT-2024-011"),
    _result("TC-002@1", "results/system.xml:6", "failed", 缺陷号="DEF-007", when="1"),
    _result("TC-002@2", "results/system.xml:20", "passed", when="2"),
)

_LINKS = (
    link("RC-001", "controls", "RISK-001", "docs/风险/risk.csv:2"),
    link("SDD-001", "satisfies", "SRS-001", "docs/SDD.md:6"),
    link("SDD-001", "satisfies", "SRS-002", "docs/SDD.md:6"),
    link("SRS-001", "derives", "URS-001"),
    link("SRS-001", "implements", "RC-001", "docs/风险/risk.csv:2"),
    link("SRS-002", "derives", "URS-001"),
    link("TC-001", "verifies", "SRS-001", "tests/test_qrs.py:9"),
    link("TC-002", "verifies", "SRS-002", "tests/test_rhythm.py:13"),
    link("src/rhythm.py", "implements", "SRS-002", "src/rhythm.py:3"),
)
LOST_LINK = link("TC-003", "verifies", "SRS-002", "tests/test_report.py:5")
NEW_LINKS = (
    link("SRS-003", "derives", "URS-009"),
    link("TC-001@1", "result-of", "TC-001", "results/unit.xml:6"),
    link("TC-002@1", "result-of", "TC-002", "results/system.xml:6"),
    link("TC-002@2", "result-of", "TC-002", "results/system.xml:20"),
)

_FILES = ("docs/SRS.md", "src/rhythm.py", "tests/test_qrs.py")


def _snapshot(revision: Revision, when: str, items: tuple[Artifact, ...], links: tuple[Link, ...]) -> Snapshot:
    files = tuple(TreeEntry(path, "100644", revision.sha) for path in _FILES)
    ordered = tuple(sorted((*_SHARED, *items), key=lambda one: one.id))
    return Snapshot(revision, when, files, ordered, tuple(sorted((*_LINKS, *links), key=lambda one: one.source)))


BEFORE = _snapshot(V10, "2023-05-18T09:00:00+08:00", _BEFORE, (LOST_LINK,))
AFTER = _snapshot(V12, "2024-06-03T16:00:00+08:00", _AFTER, NEW_LINKS)
EMPTY_BEFORE = Snapshot(V11, "2024-01-15T09:00:00+08:00", ())
EMPTY_AFTER = Snapshot(V12, "2024-06-03T16:00:00+08:00", ())
