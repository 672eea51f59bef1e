"""Nobody moves the fence quietly: component map, exclusions and naming rule between the two ends (contracts §8)."""

from collections.abc import Iterator

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import Component, ComponentMap
from medtrace.model.versions import NamingRule
from medtrace.words import Localized


def fence_changes(
    older: tuple[ComponentMap, NamingRule | None], newer: tuple[ComponentMap, NamingRule | None], path: str
) -> Iterator[Diagnostic]:
    """What the newer end's configuration says otherwise than the older one's; `path` is that configuration."""
    (old_map, old_rule), (new_map, new_rule) = older, newer
    before = {one.id: one for one in old_map.components}
    after = {one.id: one for one in new_map.components}
    for name in sorted({*before, *after}):
        words = _component_words(name, before.get(name), after.get(name))
        if words:
            yield Diagnostic("component-map-changed", DiagnosticSeverity.WARNING, words, Location(path))
    if old_map.not_product != new_map.not_product:
        gone, come = _set_words(old_map.not_product, new_map.not_product)
        words = Localized(f"“不属于产品”的范围已变化：{gone.zh}{come.zh}", f"`not_product` changed: {gone.en}{come.en}")
        yield Diagnostic("not-product-changed", DiagnosticSeverity.WARNING, words, Location(path))
    if old_rule and new_rule and (old_rule.tags, old_rule.fields) != (new_rule.tags, new_rule.fields):
        words = Localized("软件版本命名规则在版本范围内已变化", "the version naming rule changed inside the range")
        yield Diagnostic("naming-rule-changed", DiagnosticSeverity.WARNING, words, Location(path))


def _component_words(name: str, before: Component | None, after: Component | None) -> Localized | None:
    if before is None:
        return Localized(f"新增软件单元 {name}", f"component {name} is new")
    if after is None:
        return Localized(f"软件单元 {name} 已从映射中删除", f"component {name} is gone from the map")
    parts = {
        Localized("文件", "files"): (before.files, before.exclude) != (after.files, after.exclude),
        Localized("标记", "tags"): before.tags != after.tags,
        Localized("安全性级别", "safety class"): before.safety_class != after.safety_class,
    }
    changed = [words for words, differs in parts.items() if differs]
    if not changed:
        return None
    return Localized(
        f"软件单元 {name} 的{'、'.join(one.zh for one in changed)}已变化",
        f"component {name} changed: {', '.join(one.en for one in changed)}",
    )


def _set_words(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Localized, Localized]:
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    return (
        Localized(f"删除 {'、'.join(gone)}；" if gone else "", f"without {', '.join(gone)}; " if gone else ""),
        Localized(f"新增 {'、'.join(come)}" if come else "", f"now with {', '.join(come)}" if come else ""),
    )
