"""The version naming rule held against what the guideline asks of it (G9 二(七), 六; G7 二(八)).

Every update type is covered by exactly one field; every field states digits, range and meaning; a field that stands
for major and other updates counts as a major one and belongs to the release version.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.versions import NamingRule
from medtrace.words import Localized

_TYPES = {
    "enhancement-major": Localized("重大增强类更新", "major enhancement update"),
    "enhancement-minor": Localized("轻微增强类更新", "minor enhancement update"),
    "corrective": Localized("纠正类更新", "corrective update"),
    "cyber-function-major": Localized("重大网络安全功能更新", "major cybersecurity function update"),
    "cyber-function-minor": Localized("轻微网络安全功能更新", "minor cybersecurity function update"),
    "cyber-patch": Localized("网络安全补丁更新", "cybersecurity patch update"),
}
_AI_TYPES = {
    "ai-algorithm": Localized("算法驱动型更新", "algorithm-driven update"),
    "ai-data-significant": Localized("有统计学显著差异的数据驱动型更新", "significant data-driven update"),
    "ai-data-nonsignificant": Localized("无统计学显著差异的数据驱动型更新", "non-significant data-driven update"),
}
_PARTS = {
    "digits": Localized("位数", "digits"),
    "range": Localized("范围", "range"),
    "meaning": Localized("含义", "meaning"),
    "rule": Localized("模块的命名规则", "the module's rule"),
    "relation": Localized("与软件版本的关系", "its relation to the software's version"),
}
_THREE = 3
_NEW_FUNCTION = expression(
    r"新增?功能|功能新增|新特性|向[后下]兼容|new (?:\w+ )?(?:function|feature)|backwards?.compatible", re.IGNORECASE
)


def naming_problems(naming: NamingRule | None, path: str, *, ai: bool) -> tuple[Diagnostic, ...]:
    """What the rule leaves open or says twice; `path` is the configuration that holds it."""
    if naming is None or not naming.fields:
        words = Localized("没有写明版本命名规则的字段", "the version naming rule states no fields")
        absent = (Diagnostic("naming-rule-absent", DiagnosticSeverity.NOTE, words, Location(path)),)
        return (*absent, *semantic(naming, path)) if naming else absent
    found = [*_types(naming, {**_TYPES, **(_AI_TYPES if ai else {})}), *_fields(naming), *_modules(naming)]
    told = tuple(Diagnostic(code, severity, words, Location(path)) for code, severity, words in found)
    return (*told, *semantic(naming, path))


def _types(naming: NamingRule, types: dict[str, Localized]) -> Iterator[tuple[str, DiagnosticSeverity, Localized]]:
    for name, title in types.items():
        fields = [field.id for field in naming.fields if name in field.covers]
        if not fields:
            words = Localized(f"没有字段表示{title.zh}", f"no field stands for the {title.en} ({name})")
            yield "naming-type-uncovered", DiagnosticSeverity.WARNING, words
        elif len(fields) > 1:
            words = Localized(
                f"{title.zh}由多个字段表示：{'、'.join(fields)}",
                f"the {title.en} ({name}) is in several fields: {', '.join(fields)}",
            )
            yield "naming-type-twice", DiagnosticSeverity.ERROR, words


def _fields(naming: NamingRule) -> Iterator[tuple[str, DiagnosticSeverity, Localized]]:
    for field in naming.fields:
        stated = {"digits": field.digits, "range": field.low is not None, "meaning": field.meaning.zh}
        missing = [_PARTS[name] for name, value in stated.items() if not value]
        if missing:
            words = Localized(
                f"字段 {field.id} 未写明{'、'.join(part.zh for part in missing)}",
                f"field {field.id} does not state {', '.join(part.en for part in missing)}",
            )
            yield "naming-field-incomplete", DiagnosticSeverity.WARNING, words
        if field.is_mixed:
            release = ".".join(naming.release_fields)
            words = Localized(
                f"字段 {field.id} 同时表示重大与其他更新，按重大字段计入，软件发布版本为 {release}",
                f"field {field.id} stands for major and other updates: it counts as major, "
                f"so the release version is {release}",
            )
            yield "naming-field-mixed", DiagnosticSeverity.WARNING, words


def _modules(naming: NamingRule) -> Iterator[tuple[str, DiagnosticSeverity, Localized]]:
    """A module that is versioned apart states its own rule and how it is tied to the system's (G9 二(七))."""
    for module in naming.modules:
        stated = {"rule": module.rule.zh, "relation": module.relation.zh}
        missing = [_PARTS[name] for name, value in stated.items() if not value]
        if missing:
            words = Localized(
                f"模块 {module.component} 单独控制版本，未写明{'、'.join(part.zh for part in missing)}",
                f"module {module.component} is versioned apart and does not state "
                f"{', '.join(part.en for part in missing)}",
            )
            yield "naming-module-incomplete", DiagnosticSeverity.WARNING, words


def semantic(naming: NamingRule, path: str) -> tuple[Diagnostic, ...]:
    """A rule in the manner of semantic versioning: its second field moves with every new function.

    A new clinical function is normally a major update, so that field stands for major and minor updates and joins the
    release version (G9 二(七); a CMDE answer says so of X.Y.Z, fact sheet N-5).
    """
    names = naming.tag_fields
    if len(names) < _THREE or not _is_semantic(naming, names):
        return ()
    first, second = names[:2]
    words = Localized(
        f"命名规则与语义化版本相同：字段 {second} 随新增功能变动，而新的临床功能通常属于重大更新，"
        f"故该字段同时表示重大与轻微更新，软件发布版本应为 {first}.{second}",
        f"the rule is that of semantic versioning: field {second} moves with new functions, and a new clinical "
        "function is normally a major update, so the field stands for both and the release version becomes "
        f"{first}.{second}",
    )
    return (Diagnostic("naming-rule-semver", DiagnosticSeverity.WARNING, words, Location(path)),)


def _is_semantic(naming: NamingRule, names: tuple[str, ...]) -> bool:
    if tuple(name.lower() for name in names[:_THREE]) == ("major", "minor", "patch"):
        return True
    second = next((field for field in naming.fields if field.id == names[1]), None)
    return second is not None and bool(_NEW_FUNCTION.search(f"{second.meaning.zh}\n{second.meaning.en}"))
