"""The version naming rule held against what the guideline asks of it (G9 二(七), 六; G7 二(八)).

Every update type is covered by exactly one field; every field states digits, range and meaning; a field that stands
for major and other updates counts as a major one and belongs to the release version.
"""

from collections.abc import Iterator

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.versions import NamingRule
from medtrace.words import Localized

_TYPES = (
    "enhancement-major",
    "enhancement-minor",
    "corrective",
    "cyber-function-major",
    "cyber-function-minor",
    "cyber-patch",
)
_AI_TYPES = ("ai-algorithm", "ai-data-significant", "ai-data-nonsignificant")


def naming_problems(naming: NamingRule | None, path: str, *, ai: bool) -> tuple[Diagnostic, ...]:
    """What the rule leaves open or says twice; `path` is the configuration that holds it."""
    if naming is None or not naming.fields:
        words = Localized("没有写明版本命名规则的字段", "the version naming rule states no fields")
        return (Diagnostic("naming-rule-absent", DiagnosticSeverity.NOTE, words, Location(path)),)
    found = [*_types(naming, (*_TYPES, *(_AI_TYPES if ai else ()))), *_fields(naming)]
    return tuple(Diagnostic(code, severity, words, Location(path)) for code, severity, words in found)


def _types(naming: NamingRule, types: tuple[str, ...]) -> Iterator[tuple[str, DiagnosticSeverity, Localized]]:
    for name in types:
        fields = [field.id for field in naming.fields if name in field.covers]
        if not fields:
            words = Localized(f"没有字段表示更新类型 {name}", f"no field stands for the update type {name}")
            yield "naming-type-uncovered", DiagnosticSeverity.WARNING, words
        elif len(fields) > 1:
            words = Localized(
                f"更新类型 {name} 由多个字段表示：{'、'.join(fields)}",
                f"the update type {name} is in several fields: {', '.join(fields)}",
            )
            yield "naming-type-twice", DiagnosticSeverity.ERROR, words


def _fields(naming: NamingRule) -> Iterator[tuple[str, DiagnosticSeverity, Localized]]:
    for field in naming.fields:
        stated = {"digits": field.digits, "range": field.low is not None, "meaning": field.meaning.zh}
        missing = [name for name, value in stated.items() if not value]
        if missing:
            words = Localized(
                f"字段 {field.id} 未写明 {'、'.join(missing)}", f"field {field.id} does not state {', '.join(missing)}"
            )
            yield "naming-field-incomplete", DiagnosticSeverity.WARNING, words
        if field.is_mixed:
            words = Localized(
                f"字段 {field.id} 同时表示重大与其他更新，按重大字段计入发布版本",
                f"field {field.id} stands for major and other updates: it counts as major and joins the release version",
            )
            yield "naming-field-mixed", DiagnosticSeverity.WARNING, words
