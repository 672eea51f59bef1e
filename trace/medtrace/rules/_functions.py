"""Which functions differ in changed files, and which files were compared by their signs alone: words beside a hit."""

from collections.abc import Iterable

from medtrace.rules._deltas import Delta, listed
from medtrace.syntax.units import ChangedFunction
from medtrace.words import Localized

MOST_FUNCTIONS = 5
_FATES = {
    "changed": Localized("", ""),
    "added": Localized("新增 ", "new "),
    "removed": Localized("删除 ", "gone "),
}


def told_functions(deltas: Iterable[Delta]) -> Localized:
    """The functions that differ with their lines, the first few by name; empty where no tree tells them."""
    found = [one for delta in deltas for one in delta.compared.functions]
    if not found:
        return Localized("", "")
    shown = [_named(one) for one in found[:MOST_FUNCTIONS]]
    zh, en = "、".join(one.zh for one in shown), ", ".join(one.en for one in shown)
    more = len(found) - len(shown)
    rest = Localized(f" 等 {len(found)} 个函数", f" and {more} more") if more else Localized("", "")
    return Localized(f"；涉及函数：{zh}{rest.zh}", f"; functions: {en}{rest.en}")


def _named(one: ChangedFunction) -> Localized:
    fate = _FATES[one.fate]
    if one.first == one.last:
        return Localized(f"{fate.zh}{one.name}（第 {one.first} 行）", f"{fate.en}{one.name} (line {one.first})")
    lines = f"{one.first}–{one.last}"
    return Localized(f"{fate.zh}{one.name}（第 {lines} 行）", f"{fate.en}{one.name} (lines {lines})")


def told_signs(deltas: Iterable[Delta]) -> Localized:
    """The files whose syntax could not be read, so that their signs were compared."""
    paths = tuple(delta.path for delta in deltas if delta.compared.by == "signs")
    if not paths:
        return Localized("", "")
    files = listed(paths)
    return Localized(
        f"；语法无法解析、逐个记号比较：{files.zh}", f"; compared by signs, the syntax could not be read: {files.en}"
    )
