"""An assessment in words for the terminal: verdict, what fired on what evidence under which clause, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from medtrace.app.page import Entry, all_entries, all_unknown, sentence
from medtrace.cli.regimes import regime_lines
from medtrace.model.assessment import Assessment, View
from medtrace.words import Language, Localized

if TYPE_CHECKING:
    from medtrace.app.report import Report

EVIDENCE_SHOWN = 3


def assessment_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    """A page: each view with its verdict, what fired anywhere and where it is seen, and what a person has to decide."""
    for view in assessment.views:
        yield from _view_lines(assessment, view, language)
    yield ""
    entries = all_entries(assessment)
    fired = [entry for entry in entries if entry.finding.fires]
    if fired:
        yield Localized("检出的触发项：", "What fired:").get(language)
    for entry in fired:
        yield from _finding_lines(assessment, entry, language)
    yield from _open_lines(assessment, entries, language)
    yield from regime_lines(assessment, language)


def _seen_in(entry: Entry) -> Localized:
    """Where an entry is seen; what only a released step shows was shipped and taken back or changed again."""
    steps = [step.release.name for step in entry.steps]
    if entry.is_end_to_end:
        return Localized(f"见于 {'、'.join(entry.ranges)}", f"seen in {', '.join(entry.ranges)}")
    return Localized(
        f"仅见于已发布的 {'、'.join(steps)}，首尾比较不可见", f"only in the released {', '.join(steps)}, not end to end"
    )


def _view_lines(assessment: Assessment, view: View, language: Language) -> Iterator[str]:
    word = assessment.profile.word
    verdict = view.verdict
    since = {
        "given": Localized("所给范围", "as given"),
        "registration": Localized("自注册版本起", "since the registered version"),
        "last-release": Localized("自上一发布版本起", "since the last release"),
    }[view.since]
    severity = word("severity", verdict.severity.value).get(language)
    route = word("route", verdict.route).get(language)
    colon = Localized("：", ": ").get(language)
    yield f"{view.range.name} ({since.get(language)}, {view.profile})"
    yield f"  {Localized('拟判', 'verdict').get(language)}{colon}{severity}"
    if verdict.category:
        category = word("category", verdict.category).get(language)
        yield f"  {Localized('更新分类', 'category').get(language)}{colon}{category}"
    yield f"  {Localized('路径', 'route').get(language)}{colon}{route}"
    if verdict.expected_version_field or verdict.actual_version_field:
        yield "  " + _version(
            verdict.expected_version_field, verdict.actual_version_field, verdict.expected_version
        ).get(language)
    if len(view.steps) > 1:
        steps = ", ".join(
            f"{step.release.name} {word('severity', step.verdict.severity.value).get(language)}" for step in view.steps
        )
        yield f"  {Localized('各发布步骤', 'released steps').get(language)}{colon}{steps}"


def _version(expected: str, actual: str, name: str) -> Localized:
    moved = Localized(f"实际变动字段 {actual}", f"field {actual} moved")
    if not actual:
        moved = Localized("版本字段未变动或无法读取", "no field moved or none could be read")
    if not expected:
        return Localized(f"版本号：{moved.zh}", f"version: {moved.en}")
    following = Localized(f"（应为 {name}）", f" ({name})") if name else Localized("", "")
    return Localized(
        f"版本号：按命名规则应变动字段 {expected}{following.zh}，{moved.zh}",
        f"version: the naming rule calls for field {expected}{following.en}, {moved.en}",
    )


def _finding_lines(assessment: Assessment, entry: Entry, language: Language) -> Iterator[str]:
    finding = entry.finding
    trigger = finding.trigger
    source = assessment.profile.source_by_key.get(trigger.clause.document)
    title = source.title.get(language) if source else trigger.clause.document
    severity = assessment.profile.word("severity", finding.severity.value).get(language)
    confidence = assessment.profile.word("confidence", finding.hit.confidence.value).get(language)
    yield f"  {trigger.id} {trigger.name.get(language)} [{severity}, {confidence}]"
    yield f"      {title} {trigger.clause.section} [{trigger.clause.mark}]"
    yield f"      {finding.hit.summary.get(language)}"
    yield f"      {_seen_in(entry).get(language)}"
    for evidence in finding.hit.evidence[:EVIDENCE_SHOWN]:
        place = ":".join(str(part) for part in (evidence.path, evidence.line) if part)
        yield "      " + "  ".join(filter(None, (place, f"{_short(evidence.before)} → {_short(evidence.after)}")))
    more = len(finding.hit.evidence) - EVIDENCE_SHOWN
    if more > 0:
        yield "      " + Localized(f"……另有 {more} 处证据", f"… and {more} more places").get(language)


def _short(text: str, width: int = 60) -> str:
    line = " ".join(text.split()) or "∅"
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _open_lines(assessment: Assessment, entries: tuple[Entry, ...], language: Language) -> Iterator[str]:
    waiting = [entry.finding for entry in entries if not entry.finding.fires]
    if waiting:
        yield Localized("待判定：", "For a person to decide:").get(language)
    for finding in waiting:
        confidence = assessment.profile.word("confidence", finding.hit.confidence.value).get(language)
        yield f"  {finding.trigger.id} {finding.trigger.name.get(language)} [{confidence}]"
        yield f"      {finding.hit.summary.get(language)}"
        places = list(dict.fromkeys(one.path for one in finding.hit.evidence if one.path))
        if places:
            yield "      " + ", ".join(places[:EVIDENCE_SHOWN]) + (" …" if len(places) > EVIDENCE_SHOWN else "")
    unserved = sorted({one.trigger for one in all_unknown(assessment) if one.why == "no-rule"})
    if unserved:
        yield Localized(
            f"尚无规则、须由人员逐项判定的触发项（{len(unserved)} 项）：{'、'.join(unserved)}",
            f"Rows that no rule serves, a person decides ({len(unserved)}): {', '.join(unserved)}",
        ).get(language)
    yield from _count_lines(assessment, language)
    yield sentence(assessment).get(language)


def _count_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    unlinked = len(assessment.changes.unlinked)
    yield Localized(
        f"提交：{len(assessment.changes.commits)} 个，其中 {unlinked} 个未关联到条目或变更单",
        f"Commits: {len(assessment.changes.commits)}, {unlinked} of them tied to no item or issue",
    ).get(language)
    counts = Counter(problem.severity.value for problem in assessment.problems)
    yield Localized(
        f"追溯检查：错误 {counts['error']}，缺失 {counts['warning']}，提示 {counts['note']}",
        f"Traceability: {counts['error']} problems, {counts['warning']} gaps, {counts['note']} notes (trace check)",
    ).get(language)


def report_lines(made: Report, language: Language) -> Iterator[str]:
    """What `trace report` says at its end: the files, then the verdict."""
    for file in sorted(made.files, key=lambda file: file.name):
        yield f"{made.folder}/{file.name}"
    yield ""
    yield from assessment_lines(made.assessment, language)
