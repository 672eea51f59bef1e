"""The planted faults of the example: one switch each, one table that says where they lie and what finds them."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Faults:
    """Which faults are planted; each off switch takes one defect away and leaves the rest alone.

    Attributes:
        lost_test: v1.3 deletes the only test of SRS-010.
        uncontrolled_risk: RISK-022, new in v1.3, has no control.
        dangling_link: SDD-021 traces to SRS-094, which nobody ever wrote.
        duplicate_id: SRS-052 stands twice in SRS.md, left over from a merge.
        wrong_version_field: the release with major updates is tagged v1.3 where the rule calls for v2.0.
        unlinked_commit: one commit of v1.2..v1.3 names no item and no change request.
        hidden_threshold: v1.2.1 ships a changed threshold as a spelling fix, v1.2.2 takes it back.
        placeholder: SRS-053 still says 待定 in its text.
    """

    lost_test: bool = True
    uncontrolled_risk: bool = True
    dangling_link: bool = True
    duplicate_id: bool = True
    wrong_version_field: bool = True
    unlinked_commit: bool = True
    hidden_threshold: bool = True
    placeholder: bool = True

    def planted(self) -> frozenset[str]:
        """The names of the faults that are on."""
        return frozenset(each.name for each in fields(self) if getattr(self, each.name))


@dataclass(frozen=True, slots=True)
class Fault:
    """One row of the table of faults: where it lies, what is wrong, and what of `trace` finds it."""

    id: str
    zh: str
    en: str
    where: str
    about: tuple[str, ...]
    problem: str
    found_by: str


FAULTS: tuple[Fault, ...] = (
    Fault(
        id="lost_test",
        zh="v1.3 删除了需求 SRS-010（QRS 不应期）唯一的测试 TC-012",
        en="v1.3 deleted TC-012, the only test of requirement SRS-010",
        where="tests/unit/test_qrs.py",
        about=("SRS-010",),
        problem="requirement-without-test",
        found_by="trace check v1.3; trace diff v1.2..v1.3",
    ),
    Fault(
        id="uncontrolled_risk",
        zh="v1.3 新增的风险 RISK-022 没有风险控制措施",
        en="RISK-022, new in v1.3, has no control",
        where="docs/风险/risk.csv",
        about=("RISK-022",),
        problem="risk-without-control",
        found_by="trace check v1.3",
    ),
    Fault(
        id="dangling_link",
        zh="SDD-021 追溯到不存在的需求 SRS-094",
        en="SDD-021 traces to SRS-094, which does not exist",
        where="docs/设计/SDD.md",
        about=("SDD-021", "SRS-094"),
        problem="dangling-link",
        found_by="trace check v1.3",
    ),
    Fault(
        id="duplicate_id",
        zh="合并遗留：SRS-052 在 SRS.md 中出现两次，正文不同",
        en="left over from a merge: SRS-052 stands twice in SRS.md with different texts",
        where="docs/需求规范/SRS.md",
        about=("SRS-052",),
        problem="duplicate-id",
        found_by="trace check v1.3",
    ),
    Fault(
        id="wrong_version_field",
        zh="含重大更新的版本只变动了 Y（v1.3），按命名规则应变动 X（v2.0）",
        en="a release with major updates moved Y (v1.3) where the naming rule calls for X (v2.0)",
        where="tag v1.3",
        about=("v1.3",),
        problem="wrong-version-field",
        found_by="trace assess v1.2..v1.3; trace check v1.3",
    ),
    Fault(
        id="unlinked_commit",
        zh="v1.2..v1.3 中一次提交未引用任何条目或变更单",
        en="one commit of v1.2..v1.3 cites no item and no change request",
        where="src/net/upload.py",
        about=("调整上传重试间隔",),
        problem="unlinked-commit",
        found_by="trace orphans v1.2..v1.3; trace diff v1.2..v1.3",
    ),
    Fault(
        id="hidden_threshold",
        zh="v1.2.1 以“文字勘误”名义改动房颤提示阈值并已发布，v1.2.2 改回",
        en="v1.2.1 shipped a changed AF threshold as a spelling fix, v1.2.2 took it back",
        where="src/ecg/rhythm.py",
        about=("v1.2.1", "v1.2.2"),
        problem="released-step-major",
        found_by="trace assess v1.2..v1.2.1; the released steps of trace report v1.2.2",
    ),
    Fault(
        id="placeholder",
        zh="SRS-053 正文中仍有“待定”",
        en="SRS-053 still says 待定 (to be determined)",
        where="docs/需求规范/SRS.md",
        about=("SRS-053",),
        problem="placeholder",
        found_by="trace check v1.3",
    ),
)
