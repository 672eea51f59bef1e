"""The shapes of a profile's files: trigger table, words of the regime, outlines of documents, cited sources."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, RootModel

from medtrace.config.product_shape import SafetyClass
from medtrace.config.values import Flag, Name, Pair, Shape, key
from medtrace.model.verdict import Severity

Topic: TypeAlias = Literal[
    "platform",
    "core-algorithm",
    "user-interface",
    "outputs",
    "inputs",
    "clinical-function",
    "architecture",
    "safety-class",
    "alarm",
    "risk",
    "ots-component",
    "ai-model",
    "cybersecurity",
    "corrective",
    "versioning",
    "traceability",
    "registration",
    "recall",
]
Category: TypeAlias = Literal["perfective", "adaptive", "corrective", "cyber", "ai", "other"]
ConfidenceMark: TypeAlias = Literal["A", "B", "C", "D"]


def _several(value: object) -> object:
    return [value] if isinstance(value, dict) else value


Pairs: TypeAlias = Annotated[tuple[Pair, ...], BeforeValidator(_several)]


class ClauseShape(Shape):
    """Where a row comes from."""

    document: Name = key("文件 / Document", "sources.yaml 中的键。 / A key of sources.yaml.")
    section: str = key("条款 / Section", "条款，照原文抄录。 / The section, copied from the text.", "")


class EscalationShape(Shape):
    """Another severity under a condition that the rule observed."""

    when: Name = key("条件 / When", "规则观察到的条件。 / A condition that the rule observed.")
    severity: Severity = key("严重程度 / Severity", "此时的严重程度。 / The severity then.")


class RuleUseShape(Shape):
    """A rule and the options with which a row uses it."""

    rule: Name = key("规则 / Rule", "规则名称；trace rules 列出全部。 / Name of the rule; `trace rules` lists them.")
    options: dict[str, Any] = key("选项 / Options", "规则的选项。 / Options of the rule.", {})


class TriggerShape(Shape):
    """One row of the regulator's table."""

    id: Name = key("编号 / Id", "行编号，须唯一。 / Id of the row, used once.")
    zh: Name = key("中文 / Chinese", "触发项的中文名称。 / The trigger in Chinese.")
    en: Name = key("英文 / English", "触发项的英文名称。 / The trigger in English.")
    topic: Topic = key("主题 / Topic", "触发项涉及什么。 / What the trigger is about.")
    category: Category = key("分类 / Category", "更新分类。 / Category of the update.")
    severity: Severity = key(
        "严重程度 / Severity", "触发后的严重程度；depends 由人员判定。 / What follows; with depends a person decides."
    )
    unless: Pair | None = key("例外 / Unless", "何时通常的结论不成立。 / When the usual answer does not hold.", None)
    condition: Pair | None = key("条件 / Condition", "对严重程度的补充说明。 / What is added to the severity.", None)
    escalate_if: tuple[EscalationShape, ...] = key(
        "升级 / Escalation", "何种条件下改变严重程度。 / Under which condition the severity is another.", ()
    )
    source: ClauseShape = key("依据 / Source", "依据的文件与条款。 / Document and section.")
    mark: ConfidenceMark = key(
        "可信度 / Mark", "A 已读全文，B 转述，C 未核实，D 自拟。 / A read, B reported, C not confirmed, D ours."
    )
    rules: tuple[RuleUseShape, ...] = key("规则 / Rules", "为空则由人员判定。 / Without a rule a person decides.", ())


class TriggerTable(RootModel[tuple[TriggerShape, ...]]):
    """Triggers of software updates under one regime, one row each."""


class SigningRoleShape(Shape):
    """A role of the sign-off."""

    id: Name = key("代号 / Id", "角色代号。 / Id of the role.")
    name: Pair = key("名称 / Name", "角色名称。 / Name of the role.")
    duty: Literal["author", "reviewer", "approver"] = key(
        "职责 / Duty", "提出、审核或批准，须由不同人员担任。 / Author, reviewer or approver: different people."
    )
    words: tuple[Name, ...] = key("用词 / Words", "职务中的用词。 / Words of a title that tell the role.", ())


class SigningRuleShape(Shape):
    """Who has to sign a decision."""

    roles: tuple[SigningRoleShape, ...] = key("角色 / Roles", "各签署角色。 / The roles.", ())
    always: tuple[Name, ...] = key("总是 / Always", "总须签署的角色。 / Roles that always sign.", ())
    major: tuple[Name, ...] = key(
        "可能重大 / Major", "视情况、重大、召回时另须签署的角色。 / For depends, major and recall besides.", ()
    )
    lowered: tuple[Name, ...] = key("降级 / Lowered", "降级时另须签署的角色。 / For a lowering besides.", ())
    serious: tuple[Name, ...] = key(
        "严重级别单元 / Serious", "涉及严重级别软件单元时另须签署的角色。 / For a unit of class 严重 besides.", ()
    )


class ProfileShape(Shape):
    """One regime and year."""

    id: Name = key("代号 / Id", "与目录名相同。 / The same as the folder's name.")
    title: Pair = key("名称 / Title", "法规配置的名称。 / Name of the regime.")
    base: str = key(
        "基础 / Base",
        "沿用其用语、语句和文件大纲的自带法规配置；本文件写明的优先。"
        " / A profile of the tool whose words, sentences and outlines count where this one has none of its own.",
        "",
    )
    guideline: Name = key("指导原则 / Guideline", "sources.yaml 中的键。 / A key of sources.yaml.")
    regime: str = key("年份 / Regime", "法规年份。 / Year of the regime.", "")
    languages: tuple[Literal["zh", "en", "zh-en"], ...] = key("语言 / Languages", "可用语言。 / Languages.", ())
    ladder: tuple[Severity, ...] = key("次序 / Ladder", "严重程度由低到高。 / Severities, lowest first.")
    categories: tuple[Category, ...] = key(
        "分类次序 / Categories", "决定报告类型的次序。 / The order that decides the form of the report."
    )
    routes: dict[Severity, Name] = key(
        "路径 / Routes",
        "各严重程度对应的路径；未写明的沿用国家药监局的路径。"
        " / The route of each severity; those not named are the NMPA's.",
        {},
    )
    row_routes: dict[str, Name] = key(
        "触发项路径 / Routes of rows",
        "经判定涉及即决定路径的触发项。 / Rows that decide the route.",
        {},
    )
    sign_off: SigningRuleShape = key("签署 / Sign-off", "判定由谁签署。 / Who signs a decision.", SigningRuleShape())
    ordered: Flag = key(
        "依次提问 / Ordered", "各行为依次回答的问题。 / The rows are questions, asked in order.", default=False
    )
    report_forms: dict[str, Pair] = key("报告类型 / Report forms", "各类更新研究报告。 / Forms of the report.", {})
    words: dict[str, dict[str, Pair]] = key("用语 / Words", "按组列出的用语。 / Words by group.", {})
    statements: dict[str, Pair] = key("语句 / Statements", "可以印出的语句。 / Sentences that may be printed.", {})
    documents: tuple[Name, ...] = key("文件 / Documents", "各文件大纲。 / Outlines of the documents.")


class SectionShape(Shape):
    """One section of an outline."""

    heading: Pair | None = key("标题 / Heading", "章节标题。 / Heading of the section.", None)
    text: Pairs = key("正文 / Text", "一段或多段文字。 / One paragraph or several.", ())
    block: Name | None = key("内容块 / Block", "由工具填写的内容。 / What the tool fills in.", None)
    options: dict[str, Any] = key("选项 / Options", "内容块的选项。 / Options of the block.", {})
    empty: Pair | None = key(
        "无内容时 / Empty", "内容为空时说明原因；有内容块时必填。 / Why it is empty; compulsory with a block.", None
    )
    landscape: Flag = key("横向 / Landscape", "横向页面。 / A page in landscape.", default=False)
    only: tuple[SafetyClass, ...] = key(
        "适用级别 / Only", "仅适用的软件安全性级别。 / The safety classes for which it is due.", ()
    )
    signature: Pairs = key("签署 / Signature", "签署栏的角色。 / Roles that sign.", ())
    sections: tuple["SectionShape", ...] = key("下级章节 / Sections", "下级章节。 / Sections below.", ())


class OutlineShape(Shape):
    """A document as data."""

    id: Name = key("代号 / Id", "文件代号，与文件名相同。 / Id of the document, the same as the file's name.")
    title: Pair = key("标题 / Title", "文件标题。 / Title of the document.")
    purpose: Literal["submission", "record"] = key(
        "用途 / Purpose", "submission 用于申报，record 仅作记录。 / For a submission, or a record only."
    )
    sections: tuple[SectionShape, ...] = Field(
        min_length=1, title="章节 / Sections", description="各章节。 / The sections."
    )


class SourceDocumentShape(Shape):
    """A guideline or law."""

    title: Pair = key("名称 / Title", "文件名称。 / Title of the document.")
    number: str = key("文号 / Number", "文号。 / Its number.", "")
    date: str = key("日期 / Date", "已知的日期。 / Its date as far as known.", "")
    status: Pair = key("状态 / Status", "效力状态。 / Whether it is in force.")
    mark: ConfidenceMark = key("可信度 / Mark", "A、B、C 或 D。 / A, B, C or D.")


class SourceList(RootModel[dict[str, SourceDocumentShape]]):
    """Documents that rows cite by key."""


class WordList(RootModel[dict[str, dict[str, Pair]]]):
    """Words by group and name."""
