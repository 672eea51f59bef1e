"""The shape of `trace.yaml`: every key with its type and its words; what fails here is told with its place."""

import pkgutil
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema

from medtrace.config.product_shape import (
    DocumentsShape,
    EnvironmentShape,
    PaperShape,
    ProductShape,
    RegistrationShape,
    SafetyClass,
    VersionShape,
)
from medtrace.config.values import Encoding, Flag, Folder, Glob, Name, OneOfOrOwn, Regex, Shape, Words, key, not_blank
from medtrace.model.items import ItemKind, LinkKind

FORMATS = tuple(
    sorted(
        one.name.replace("_", "-")
        for one in pkgutil.iter_modules([str(Path(__file__).parent.parent / "sources")])
        if not one.name.startswith("_")
    )
)
"""The formats of our own sources, for completion in editors: the listing of their folder."""

TAGS = (
    "core-algorithm",
    "user-interface",
    "outputs",
    "inputs",
    "platform",
    "alarm",
    "clinical-function",
    "ai-model",
    "deployment",
)
WITHOUT_ID = frozenset({"code-tags", "cyclonedx", "gherkin", "junit", "mentions", "spdx"})
"""Our formats whose items bear no id of a fixed form, or that make none: `id` and `kind` may be left out.

Each source says it of itself (`own_ids`), one from outside too; here it is written for the schema of editors.
"""

Kind: TypeAlias = Annotated[str, OneOfOrOwn(tuple(kind.value for kind in ItemKind))]
Tag: TypeAlias = Annotated[str, OneOfOrOwn(TAGS)]
Format: TypeAlias = Annotated[
    str,
    AfterValidator(not_blank),
    WithJsonSchema({"anyOf": [{"enum": list(FORMATS)}, {"type": "string", "minLength": 1}]}),
]
_NEEDS_ID: dict[str, Any] = {
    "if": {"properties": {"format": {"enum": sorted(set(FORMATS) - WITHOUT_ID)}}},
    "then": {"required": ["id", "kind"]},
}


class SourceShape(Shape):
    """One source of items."""

    model_config = ConfigDict(json_schema_extra=_NEEDS_ID)

    format: Format = key(
        "格式 / Format",
        "来源格式；trace rules 列出全部。 / How the items are written; `trace rules` lists the formats.",
    )
    files: tuple[Glob, ...] = Field(
        min_length=1,
        title="文件 / Files",
        description="文件路径模式；* 不跨目录，** 跨目录。 / Globs; * stays in its folder, ** crosses folders.",
    )
    exclude: tuple[Glob, ...] = key("排除 / Exclude", "不读取的文件。 / Files that are not read.", ())
    id: Regex | None = key(
        "编号 / Id",
        r"条目编号的正则表达式，如 SRS-\d{3}。 / The expression of an item's id, such as SRS-\d{3}.",
        None,
    )
    kind: Kind | None = key(
        "条目类别 / Item kind",
        "条目类别，如 requirement、risk、test，或自定义。 / Kind of item: requirement, risk, test, …, or your own.",
        None,
    )
    options: dict[str, Any] = key(
        "选项 / Options", "该格式的选项。 / Options of the format; its manual page names them.", {}
    )
    encoding: Encoding | None = key(
        "文字编码 / Encoding",
        "文件的文字编码，如 big5；不写则依次尝试 UTF-8 和 GB18030。 / How the text is encoded, such as big5; "
        "by default UTF-8, then GB18030, is tried.",
        None,
    )


class ResultShape(Shape):
    """Test results that stand in the tree."""

    files: tuple[Glob, ...] = Field(
        min_length=1, title="文件 / Files", description="结果文件的路径模式。 / Globs of the result files."
    )
    exclude: tuple[Glob, ...] = key("排除 / Exclude", "不读取的文件。 / Files that are not read.", ())
    format: Format = key("格式 / Format", "默认 junit。 / junit by default.", "junit")
    id: Regex | None = key(
        "编号 / Id",
        "测试编号的正则表达式，默认取 test 类来源的编号。 / Expression of a test's id; by default that of the tests.",
        None,
    )
    options: dict[str, Any] = key("选项 / Options", "该格式的选项。 / Options of the format.", {})


class LinkShape(Shape):
    """A source's own word for a link."""

    from_: Kind = Field(
        alias="from",
        title="条目类别 / Item kind",
        description="写有该字段的条目类别。 / The kind of the items that have the field.",
    )
    field: Name = key("字段 / Field", "标签、列名或键名。 / The label, column or key.")
    kind: LinkKind = key(
        "链接类别 / Link kind", "链接类别，如 derives、verifies。 / Kind of link, such as derives, verifies."
    )
    reverse: Flag = key(
        "反向 / Reverse", "被列出的条目指向本条目。 / The item that is named is the one that cites.", default=False
    )


class CommitsShape(Shape):
    """How commits cite."""

    ids: tuple[Regex, ...] = key("条目编号 / Item ids", "提交信息中的条目编号。 / Ids of items in messages.", ())
    issues: tuple[Regex, ...] = key(
        "变更编号 / Issues", r"变更单或问题编号，如 #\d+。 / Numbers of requests or issues, such as #\d+.", ()
    )
    ranges: Flag = key(
        "编号区间 / Ranges",
        "“SRS-001 至 SRS-006”表示六个编号。 / “SRS-001 to SRS-006” names all six.",
        default=False,
    )


class MeaningShape(Shape):
    """Which fields of an item count: only they make a link to it suspect."""

    kind: Kind = key("条目类别 / Item kind", "适用的条目类别。 / The kind of the items.")
    fields: tuple[Name, ...] = Field(
        min_length=1,
        title="字段 / Fields",
        description="title、text 和属性名；其余字段的改动不算含义变化。 / title, text and names of attributes.",
    )


class ComponentShape(Shape):
    """A software item or unit."""

    id: Name = key("代号 / Id", "软件单元代号，须唯一。 / Name of the unit, used once.")
    name: Words | None = key("名称 / Name", "软件单元名称。 / Name of the unit in words.", None)
    files: tuple[Glob, ...] = Field(
        min_length=1, title="文件 / Files", description="单元所含文件。 / The files that belong to it."
    )
    exclude: tuple[Glob, ...] = key("排除 / Exclude", "不属于它的文件。 / Files that do not belong to it.", ())
    safety_class: SafetyClass | None = key(
        "软件安全性级别 / Software safety class", "轻微、中等或严重。 / 轻微, 中等 or 严重.", None
    )
    tags: tuple[Tag, ...] = key(
        "标记 / Tags",
        "单元的作用；决定其变更触发哪些判定行。 / What the unit is for; decides which triggers its change fires.",
        (),
    )
    design: tuple[Name, ...] = key("设计条目 / Design items", "对应的设计条目编号。 / Ids of its design items.", ())


class ApproverShape(Shape):
    """A person who may sign a decision."""

    name: Name = key("姓名 / Name", "签署人。 / Who signs.")
    role: Name = key("角色 / Role", "角色。 / In which role.")
    key: str = key("密钥 / Key", "签名公钥或指纹。 / Public key or fingerprint.", "")


class RecordsShape(Shape):
    """Where the records of people stand."""

    folder: Folder = key("目录 / Folder", "默认 .trace。 / .trace by default.", ".trace")


class RepositoryShape(Shape):
    """Another repository of the same product."""

    name: Name = key("名称 / Name", "仓库名称。 / Name of the repository.")
    snapshot: str = key("快照 / Snapshot", "该仓库的快照文件。 / Snapshot file of that repository.", "")
    path: str = key("路径 / Path", "该仓库的相对路径。 / Relative path of that repository.", "")
    rev: str = key("修订 / Revision", "该仓库的修订。 / Revision of that repository.", "")


class TraceFile(Shape):
    """How a product is written, versioned, tested and registered."""

    product: ProductShape = key("产品 / Product", "受追溯的产品。 / The product under trace.", ProductShape())
    version: VersionShape | None = key(
        "版本命名规则 / Version naming rule", "软件版本命名规则。 / The version naming rule.", None
    )
    registrations: tuple[RegistrationShape, ...] = key("注册 / Registrations", "历次注册。 / Every approval.", ())
    sources: tuple[SourceShape, ...] = key("条目来源 / Sources", "条目写在哪里。 / Where the items are written.")
    links: tuple[LinkShape, ...] = key(
        "链接字段 / Link fields", "来源中的字段对应的链接类别。 / Which field of a source is which kind of link.", ()
    )
    meaning: tuple[MeaningShape, ...] = key(
        "含义字段 / Fields that count",
        "各类条目中计入含义变化的字段，默认由来源决定。 / Which fields of a kind count as its meaning.",
        (),
    )
    commits: CommitsShape = key("提交 / Commits", "提交如何引用条目。 / How commits cite.", CommitsShape())
    components: tuple[ComponentShape, ...] = key("软件单元 / Components", "软件单元。 / The software units.", ())
    not_product: tuple[Glob, ...] = key(
        "非产品文件 / Not product", "测试、文档等不属于产品的文件。 / Tests, documents and what else is no product.", ()
    )
    results: tuple[ResultShape, ...] = key("测试结果 / Results", "库内的测试结果。 / Test results in the tree.", ())
    environment: tuple[EnvironmentShape, ...] = key(
        "运行环境 / Environment", "声明的运行环境。 / The operating environment as declared.", ()
    )
    controlled_documents: tuple[PaperShape, ...] = key(
        "受控文件 / Controlled documents", "受控文件的版次。 / Editions of controlled documents.", ()
    )
    artifacts: tuple[Glob, ...] = key(
        "交付文件 / Artifacts", "以摘要作为软件标识的文件。 / Delivered files whose digest identifies the software.", ()
    )
    externals: tuple[Regex, ...] = key(
        "外部编号 / External ids", "在其他仓库定义的编号。 / Ids that another repository defines.", ()
    )
    approvers: tuple[ApproverShape, ...] = key("签署人 / Approvers", "可签署判定的人员。 / Who may sign.", ())
    records: RecordsShape = key("记录 / Records", "人员记录所在。 / Where records of people stand.", RecordsShape())
    documents: DocumentsShape = key("文件 / Documents", "文件的设置。 / Settings of the documents.", DocumentsShape())
    profiles: tuple[Name, ...] = Field(
        default=("nmpa-2022",),
        min_length=1,
        title="法规配置 / Profiles",
        description="采用的法规配置，首个为主。 / The regimes that judge; the first leads.",
    )
    repositories: tuple[RepositoryShape, ...] = key(
        "其他仓库 / Repositories", "同一产品的其他仓库。 / Other repositories of the product.", ()
    )
