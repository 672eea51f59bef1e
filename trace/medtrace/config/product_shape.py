"""What `trace.yaml` says of the product: identity, version naming rule, registrations, surroundings, papers.

The words for editors stand beside each key, Chinese first. Terms are those of the fact sheet's glossary.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, WithJsonSchema

from medtrace.config.values import Day, Flag, Name, OneOfOrOwn, Regex, Sha256, Shape, Whole, Words, key

SafetyClass: TypeAlias = Literal["轻微", "中等", "严重"]
Covers: TypeAlias = Literal[
    "enhancement-major",
    "enhancement-minor",
    "cyber-function-major",
    "cyber-function-minor",
    "ai-algorithm",
    "ai-data-significant",
    "ai-data-nonsignificant",
    "corrective",
    "cyber-patch",
    "build",
]
_DIGITS = "^[1-9][0-9]?(-[1-9][0-9]?)?$"
Digits: TypeAlias = Annotated[
    str, Field(pattern=_DIGITS), WithJsonSchema({"type": ["string", "integer"], "pattern": _DIGITS})
]
FieldName: TypeAlias = Annotated[str, Field(pattern="^[A-Za-z_][A-Za-z0-9_]*$")]
PaperKind: TypeAlias = Annotated[str, OneOfOrOwn(("intended-use", "ifu", "ptr", "risk-file"))]


class ProductShape(Shape):
    """The registered product."""

    name: Words | None = key("产品名称 / Product name", "注册证上的产品名称。 / The name as registered.", None)
    model: str = key("型号规格 / Model", "型号规格。 / Model and specification.", "")
    applicant: Words | None = key("注册申请人 / Applicant", "注册申请人名称。 / Who applies for registration.", None)
    agent: str = key("代理人 / Agent", "进口产品的代理人。 / The agent of an imported product.", "")
    udi_di: str = key("产品标识 / UDI-DI", "唯一标识中的产品标识。 / The device identifier of the UDI.", "")
    management_class: Words | None = key(
        "管理类别 / Management class", "医疗器械管理类别，自由填写。 / Regulatory class of the device, free text.", None
    )
    safety_class: SafetyClass | None = key(
        "软件安全性级别 / Software safety class",
        "轻微、中等或严重；不写则为未知，工具不会猜测。"
        " / 轻微 (minor), 中等 (moderate) or 严重 (serious); never guessed.",
        None,
    )
    safety_reason: Words | None = key("级别理由 / Reason", "软件安全性级别的理由。 / Why this safety class.", None)
    ai: Flag = key("人工智能 / AI", "是否含人工智能算法。 / Whether the product holds an AI algorithm.", default=False)


class FieldShape(Shape):
    """One field of the version naming rule."""

    id: FieldName = key("字段 / Field", "字段代号，如 X。 / Name of the field, such as X.")
    digits: Digits = key("位数 / Digits", '位数，如 "1-2" 或 "4"。 / Number of digits, such as "1-2" or "4".', "")
    range: tuple[Whole, Whole] | None = key(
        "范围 / Range", "最小值与最大值，如 [0, 99]。 / Lowest and highest number, such as [0, 99].", None
    )
    meaning: Words | None = key("含义 / Meaning", "字段的含义。 / What the field stands for.", None)
    covers: tuple[Covers, ...] = key(
        "更新类型 / Update types", "该字段表示的软件更新类型。 / Types of update that move this field.", ()
    )
    reset_on: tuple[FieldName, ...] = key(
        "归零 / Resets", "哪些更高字段变化时本字段归零。 / The higher fields whose move restarts this one.", ()
    )
    examples: tuple[Words, ...] = key(
        "举例 / Examples", "字段变化的典型示例。 / Typical updates that move the field.", ()
    )


class ModuleShape(Shape):
    """A module that is versioned apart."""

    component: Name = key("软件单元 / Component", "components 中的编号。 / Id of a component.")
    file: Name = key("文件 / File", "写有模块版本的文件。 / The file that states the module's version.")
    pattern: Regex = key(
        "表达式 / Pattern",
        '从文件中取出版本的正则表达式，须有一个括号组，如 version = "(.+)"。'
        " / A regular expression with one group, the version.",
    )
    rule: Words | None = key("命名规则 / Rule", "模块自身的版本命名规则。 / The naming rule of the module.", None)
    relation: Words | None = key(
        "版本关系 / Relation",
        "模块版本与软件版本的关系。 / How the module's version and that of the software go together.",
        None,
    )


class VersionShape(Shape):
    """The version naming rule (软件版本命名规则)."""

    tags: Name = key(
        "标签格式 / Tag pattern",
        "发布标签的写法，如 v{X}.{Y}[.{Z}]；[ ] 内可省略，省略即为 0；不符合者不是发布标签。"
        " / How release tags are written, such as v{X}.{Y}[.{Z}]; [ ] may be left out and counts as 0.",
    )
    fields: tuple[FieldShape, ...] = key(
        "字段 / Fields", "由高到低的各字段。 / The fields, most significant first.", ()
    )
    modules: tuple[ModuleShape, ...] = key(
        "模块版本 / Module versions",
        "单独控制版本的模块（含医用中间件）。 / Modules, medical middleware among them, that are versioned apart.",
        (),
    )


class RegistrationShape(Shape):
    """One approval by a regulator."""

    kind: Literal["initial", "change", "renewal", "notice"] = key(
        "注册类型 / Kind",
        "initial 产品注册，change 变更注册，renewal 延续注册，notice 变更备案；延续注册不作为更新的起点。"
        " / initial, change, renewal or notice; updates are never counted from a renewal.",
    )
    certificate: str = key("注册证编号 / Certificate", "注册证编号。 / Number of the certificate.", "")
    accepted_on: Day | None = key("受理日期 / Accepted on", "受理日期。 / When the dossier was accepted.", None)
    approved_on: Day | None = key("批准日期 / Approved on", "批准日期。 / When it was approved.", None)
    dossier_version: str = key(
        "申报版本 / Dossier version", "申报资料中的完整版本。 / The full version that the dossier names.", ""
    )
    approved_version: str = key("批准版本 / Approved version", "批准时的完整版本。 / The full version approved.", "")
    rev: str = key("修订 / Revision", "对应的标签或提交。 / The tag or commit of the approved version.", "")
    release_version: str = key("发布版本 / Release version", "软件发布版本。 / The release version.", "")
    jurisdiction: str = key("法域 / Jurisdiction", "默认 CN。 / CN by default.", "CN")


class EnvironmentShape(Shape):
    """One item of the operating environment."""

    name: Name = key("名称 / Name", "名称。 / Name of the item.")
    kind: Literal["os", "runtime", "database", "browser", "required-software", "middleware", "hardware", "network"] = (
        key("类别 / Kind", "运行环境的类别。 / What part of the environment it is.")
    )
    version: str = key("版本 / Version", "版本，含补丁版本。 / Version with its patch.", "")
    supplier: str = key("供应商 / Supplier", "供应商。 / Who supplies it.", "")
    released: str = key("发布日期 / Released", "该版本的发布日期。 / When this version was released.", "")
    compatible: tuple[str, ...] = key(
        "兼容版本 / Compatible versions", "声明兼容的版本。 / Versions declared compatible.", ()
    )


class EditionShape(Shape):
    """One edition of a controlled document."""

    edition: str = key("版次 / Edition", "版次，如 A/0。 / Edition, such as A/0.", "")
    sha256: Sha256 | None = key("摘要 / Digest", "文件的 SHA-256。 / SHA-256 of the file.", None)


class CurrentEditionShape(EditionShape):
    """The edition as it stands, with its path where it is in the repository."""

    path: str = key("路径 / Path", "库内路径。 / Path in the repository.", "")


class PaperShape(Shape):
    """A controlled document of the quality system."""

    name: Words = key("文件名称 / Name", "受控文件名称。 / Name of the controlled document.")
    number: str = key("文件编号 / Number", "受控文件编号。 / Its number.", "")
    kind: PaperKind = key(
        "类别 / Kind",
        "intended-use 预期用途，ifu 说明书，ptr 产品技术要求，risk-file 风险管理文件，或自定义。"
        " / intended-use, ifu (instructions for use), ptr (product technical requirements), risk-file, or your own.",
    )
    baseline: EditionShape | None = key("已批准 / Baseline", "已批准的版次。 / The edition as approved.", None)
    current: CurrentEditionShape | None = key("现行 / Current", "现行版次。 / The edition as it stands.", None)


class DocumentsShape(Shape):
    """What the documents need beside the facts."""

    numbers: dict[str, str] = key(
        "文件编号 / Numbers",
        "各文件的受控编号，如 update-history: …。 / The controlled number of each document, by its id.",
        {},
    )
    company: Words | None = key("公司 / Company", "封面上的公司名称。 / The company on the cover.", None)
    languages: tuple[Literal["zh", "en", "zh-en"], ...] = key(
        "语言 / Languages", "输出语言，默认 [zh-en]。 / Languages of the documents, [zh-en] by default.", ("zh-en",)
    )
    formats: tuple[Literal["md", "docx", "html"], ...] = key(
        "格式 / Formats",
        "输出格式，默认全部。 / Formats of the documents, all by default.",
        ("md", "docx", "html"),
    )
    template: str = key(
        "模板文件夹 / Templates",
        "仓库中的文件夹，其中与法规配置同名的文件（大纲、触发项表）取代自带文件。"
        " / A folder of the repository whose files (outlines, trigger table) replace those of the profile by name.",
        "",
    )
