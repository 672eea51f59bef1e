"""Changed files that no rule can judge, named with the reason: what is not compared is never silent (contracts §8)."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._build_files import is_build_file
from medtrace.rules._deltas import Content, Delta, Unit, listed
from medtrace.syntax.meaning import Sameness
from medtrace.words import Localized

Doubts: TypeAlias = tuple[tuple[Localized, Delta], ...]
EvidenceOf: TypeAlias = Callable[[Delta], Iterator[Evidence]]

BUILD = Localized("构建清单（属运行环境、现成组件的变更）", "build manifests (a matter of platform and components)")
BINARY = Localized("二进制文件，未能比较其含义", "binary files whose meaning cannot be compared")
LANGUAGE = Localized("语言无法解析，未能比较", "in a language that cannot be read, not compared")
MOVED = Localized("移动而内容未变", "moved, their content is the same")
LOGS = Localized("仅日志、打印语句或“use strict”不同", "only statements that log or print, or “use strict”, differ")
SCREEN = Localized(
    "界面文字、样式或布局（属界面变更）", "words, looks or layouts of a screen (a matter of the screens)"
)
SHIFTED = Localized(
    "函数移至本单元其他文件，其余经比较未变",
    "functions stand in another file of the unit, all else compared is the same",
)
RENAMED = Localized(
    "成员或函数名称一致改变，其余未变，其他文件的调用是否同步待判定",
    "a member or function has another name throughout, whether callers in other files follow is open",
)
IMPORTS = Localized(
    "仅导入或包含的内容不同，且文中未见使用", "only imports or includes differ that nothing in the text names"
)


def split_build_files(deltas: tuple[Delta, ...]) -> tuple[tuple[Delta, ...], tuple[Delta, ...]]:
    """Files of the function, and those of the build, which count only where nothing else changed."""
    build = tuple(one for one in deltas if is_build_file(one.path))
    rest = tuple(one for one in deltas if not is_build_file(one.path))
    return rest, build


def doubt(delta: Delta) -> Localized | None:
    """Why a changed file is a question; None for a text that was compared and differs, or does not."""
    if delta.content is Content.BINARY:
        return BINARY
    if delta.sameness is Sameness.UNKNOWN:
        return LANGUAGE
    if delta.sameness.is_same:
        return MOVED if delta.is_moved else None
    return {Sameness.LOGS: LOGS, Sameness.IMPORTS: IMPORTS}.get(delta.sameness)


def ask(unit: Unit, doubts: Doubts, evidence: EvidenceOf, *, beside: bool) -> Hit:
    """One question for all doubtful files of a component, `beside` a hit that fires for its other files or alone.

    Each file has its piece of evidence; the summary names the first few of each reason.
    """
    component = unit.component
    reasons = tuple(dict.fromkeys(reason for reason, _ in doubts))
    told = [(reason, listed(tuple(one.path for why, one in doubts if why == reason))) for reason in reasons]
    zh = "；".join(f"{reason.zh}：{files.zh}" for reason, files in told)
    en = "; ".join(f"{reason.en}: {files.en}" for reason, files in told)
    count, plural = len(doubts), "" if len(doubts) == 1 else "s"
    return Hit(
        subject=f"{component.id}:open" if beside else component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）{'另' if beside else ''}有 {count} 个已变更文件，"
            f"是否影响待判定——{zh}",
            f"{count} {'more ' if beside else ''}changed file{plural} of {component.name.en} ({component.id}), "
            f"the effect is open: {en}",
        ),
        evidence=tuple(piece for _, delta in doubts for piece in evidence(delta)),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
