"""The shapes of `.trace/decisions/*.yaml` and `.trace/declarations/*.yaml`; the words for editors, Chinese first."""

from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from medtrace.config.values import Day, Flag, Name, Sha256, Shape, key, own_error
from medtrace.model.decision import Outcome

Graded: TypeAlias = Literal["none", "build", "corrective", "minor", "major", "recall"]


class ExternalApprovalShape(Shape):
    """The approval in the quality system."""

    system: Name = key("系统 / System", "质量体系的签批系统。 / The system that holds the approval.")
    record_number: Name = key("记录编号 / Record number", "签批记录编号。 / Number of the approval record.")
    sha256: Sha256 | None = key("文件哈希 / Digest", "签批文件的 SHA-256。 / SHA-256 of the approved file.", None)
    signers: tuple[Name, ...] = key("签批人 / Signers", "签批人姓名。 / Who signed there.", ())
    on: Day | None = key("日期 / On", "签批日期。 / When it was approved.", None)


class SignOffShape(Shape):
    """One person's sign-off."""

    by: Name = key("签署人 / By", "签署人姓名。 / Who signs.")
    role: Name = key(
        "角色 / Role",
        "提出、评估、法规、质量、临床、风险，或含这些字样的职务。"
        " / proposal, assessment, regulatory, quality, clinical, risk, or a title that holds one of these words.",
    )
    on: Day = key("日期 / On", "签署日期。 / When.")
    remark: str = key("意见 / Remark", "签署人的意见。 / What the person adds.", "")
    external_approval: ExternalApprovalShape | None = key(
        "体系签批 / External approval", "质量体系中的签批记录。 / The approval record of the quality system.", None
    )


class CircumstancesShape(Shape):
    """What stood around the finding."""

    baseline: str = key("基线 / Baseline", "注册版本的提交。 / Commit of the registered version.", "")
    safety_class: str = key("安全性级别 / Safety class", "软件安全性级别。 / Safety class of the software.", "")
    component_map: str = key("单元映射 / Component map", "软件单元映射的摘要。 / Digest of the component map.", "")
    trigger_table: str = key("触发项表 / Trigger table", "触发项表的摘要。 / Digest of the trigger table.", "")
    subject: str = key(
        "所涉内容 / Subject",
        "无规则触发项所涉单元中变更内容的摘要；其未变则判定仍有效。"
        " / Digest of what changed in the units of a row that no rule serves; while it stands, so does the decision.",
        "",
    )
    cited: dict[str, str] = key(
        "所引条目 / Cited items",
        "所依据的条目、试验记录和相关风险，及其当时的摘要。 / Items, test records and risks, with their digests then.",
        {},
    )


class DecisionShape(Shape):
    """One decision about one finding."""

    finding: str = Field(
        pattern="^[A-Z][A-Za-z0-9-]*-([0-9a-f]{8}|no-rule)$",
        title="检出项 / Finding",
        description="检出项编号，或“触发项-no-rule”。 / Id of the finding, or `<trigger>-no-rule`.",
    )
    evidence_digest: Sha256 = key("证据摘要 / Evidence digest", "判定所依据的证据。 / The evidence that was judged.")
    outcome: Outcome = key(
        "结论 / Outcome",
        "confirmed 确认，raised 升级，lowered 降级，not-applicable 不适用，conditional 附条件，open 未决。"
        " / confirmed, raised, lowered, not-applicable, conditional or open.",
    )
    severity: Graded | None = key(
        "判定级别 / Severity", "人工判定的级别，不写则同检出项。 / As decided, else as found.", None
    )
    reason: Name = key("理由 / Reason", "结论的理由。 / Why.")
    evidence: tuple[Name, ...] = key(
        "依据 / Evidence", "降级所依据的报告或记录编号。 / Reports or records on which a lowering rests.", ()
    )
    until: str = key("条件 / Until", "附条件时：补充何种证据。 / conditional: until which evidence.", "")
    due: Day | None = key("期限 / Due", "附条件时：期限。 / conditional: due when.", None)
    profile: str = key("法规配置 / Profile", "判定所依据的法规配置。 / The profile under which it was judged.", "")
    range: str = key("范围 / Range", "判定时的版本范围。 / The range that was judged.", "")
    step: str = key(
        "发布步骤 / Step",
        "仅见于某一发布步骤的证据：该步骤的发布。 / The released step, where only that shows the evidence.",
        "",
    )
    replaces: tuple[Name, ...] = key("替代 / Replaces", "被替代的旧记录。 / Older records that this replaces.", ())
    decided_against: CircumstancesShape = key(
        "判定前提 / Decided against",
        "判定时的基线、级别、映射与触发项表；变化后须重新判定。 / What stood then; a change makes it stale.",
        CircumstancesShape(),
    )
    signoffs: tuple[SignOffShape, ...] = key("签署 / Sign-offs", "各级签署。 / Who signed.", ())

    @model_validator(mode="after")
    def _has_condition(self) -> Self:
        """A condition without its evidence or day would stay open for ever."""
        if self.outcome is Outcome.CONDITIONAL and not (self.until.strip() and self.due):
            raise own_error("结论为 conditional 时须写 until 和 due", "conditional needs `until` and `due`")
        return self


class RowShape(Shape):
    """One ticked row of the standing checklist."""

    trigger: str = Field(
        pattern="^[A-Z][A-Za-z0-9-]*$", title="触发项 / Trigger", description="触发项编号。 / Id of the row."
    )
    applies: Flag = key("涉及 / Applies", "true 涉及，false 不涉及。 / Whether the row applies.")
    reason: Name = key("理由 / Reason", "理由。 / Why.")
    severity: Graded | None = key(
        "判定级别 / Severity", "涉及时的级别，不写则同触发项。 / The severity where it applies.", None
    )


class DeclarationShape(Shape):
    """Rows that no rule serves, ticked by people for one range."""

    profile: str = key("法规配置 / Profile", "判定所依据的法规配置。 / The profile under which it was judged.", "")
    range: str = key("范围 / Range", "判定时的版本范围。 / The range that was judged.", "")
    evidence_digest: Sha256 = key("内容摘要 / Evidence digest", "该范围的变更摘要。 / Digest of what changed in it.")
    rows: tuple[RowShape, ...] = Field(
        min_length=1, title="触发项 / Rows", description="逐项判定。 / The rows, one by one."
    )
    replaces: tuple[Name, ...] = key("替代 / Replaces", "被替代的旧记录。 / Older records that this replaces.", ())
    decided_against: CircumstancesShape = key(
        "判定前提 / Decided against", "判定时的前提。 / What stood then.", CircumstancesShape()
    )
    signoffs: tuple[SignOffShape, ...] = key("签署 / Sign-offs", "各级签署。 / Who signed.", ())
