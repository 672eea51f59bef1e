"""The summary of a CI job in Markdown: verdict, what fired, what is open; under the size that GitHub takes.

GitHub cuts a summary off at one megabyte and may lose one just below it: at most 900 KB are written, and the text says
what was left out. What fired and what is open is that of the range as asked for, as in the outputs of the job; what
other ranges show (released steps, the view from the registered version) stands below, each under its own name. The
comment on a pull request is the same text.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from medtrace.model.assessment import Assessment, View
from medtrace.model.items import DiagnosticSeverity
from medtrace.model.tally import tally_of
from medtrace.model.verdict import Finding
from medtrace.renderers._quiet import quiet, quiet_code
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._told import Elsewhere, elsewhere, fired, of_the_range, open_points, place
from medtrace.words import Localized

MOST_BYTES = 900_000
MOST_ROWS = 200
_RULE = "| --- | --- | --- | --- | --- |"
_HEAD = ("触发项 / Trigger", "条款 / Clause", "拟判 / Severity", "依据 / Evidence", "内容 / What")


@record_renderer("assessment-summary", of="assessment")
def assessment_summary(assessment: Assessment) -> str:
    """Verdict of each view, what the range fired and leaves open, the counts of problems, then the other ranges."""
    lines = list(_verdicts(assessment))
    findings = of_the_range(assessment)
    lines += _table("检出的触发项 / What fired", tuple(one for one in findings if one.fires), assessment)
    lines += _table("待判定 / For a person to decide", tuple(one for one in findings if not one.fires), assessment)
    lines += _others(assessment)
    return _bounded(lines)


def _verdicts(assessment: Assessment) -> Iterator[str]:
    yield f"## trace {quiet(assessment.range.name)}"
    yield ""
    for view in (assessment.views[0], *(one.view for one in assessment.beside)):
        yield f"- {_verdict(assessment, view)}"
    yield (
        f"- 检出 / findings: {fired(assessment)}，待判定（含规则未覆盖的触发项） / "
        f"open (with rows that no rule serves): {open_points(assessment)}"
    )
    counts = {one: sum(problem.severity is one for problem in assessment.problems) for one in DiagnosticSeverity}
    yield (
        f"- 追溯检查 / traceability: {counts[DiagnosticSeverity.ERROR]} 错误 / problems, "
        f"{counts[DiagnosticSeverity.WARNING]} 缺失 / gaps"
    )
    unlinked = len(assessment.changes.unlinked)
    yield f"- 提交 / commits: {len(assessment.changes.commits)}，未关联 / tied to nothing: {unlinked}"
    yield "- 本结果为辅助信息，不构成更新类型判定。 / Supporting information; it decides no type of update."
    yield ""


def _verdict(assessment: Assessment, view: View) -> str:
    profile = next((one.profile for one in assessment.beside if one.view is view), assessment.profile)
    verdict = view.verdict
    severity = _both(profile.word("severity", verdict.severity.value))
    route = _both(profile.word("route", verdict.route))
    version = f"，版本 / version {quiet(verdict.expected_version)}" if verdict.expected_version else ""
    rows = tally_of(view, profile.triggers)
    counted = (
        f"共 {len(rows.rows)} 项触发项，其中重大候选 {len(rows.major)} 项、待判定 {rows.open} 项 / "
        f"of {len(rows.rows)} rows {len(rows.major)} major, {rows.open} open"
    )
    if len(view.steps) > 1:
        counted += f"（含其间 {len(view.steps)} 个发布版本 / with {len(view.steps)} released steps）"
    return (
        f"{quiet_code(view.range.name)} ({quiet(profile.id)}): **{severity}**，路径 / route {route}{version}，{counted}"
    )


def _table(title: str, findings: tuple[Finding, ...], assessment: Assessment) -> list[str]:
    if not findings:
        return []
    count = len({one.trigger.id for one in findings})
    head = f"### {title} ({count} 项触发项 / rows, {len(findings)} 条 / findings)"
    return [head, "", *_rows(findings, assessment)]


def _rows(findings: tuple[Finding, ...], assessment: Assessment) -> Iterator[str]:
    """A table; findings that read alike share a line, which says how many they are."""
    alike = Counter(_cells(one, assessment) for one in findings)
    yield _row(_HEAD)
    yield _RULE
    for cells, count in islice(alike.items(), MOST_ROWS):
        yield _row((*cells[:-1], f"{cells[-1]} ×{count}" if count > 1 else cells[-1]))
    if len(alike) > MOST_ROWS:
        yield f"\n{len(alike) - MOST_ROWS} 项见产物 / more in the artifacts"
    yield ""


def _others(assessment: Assessment) -> Iterator[str]:
    """What other ranges fired, each under its name and in no number above; what they leave open is only counted."""
    others = tuple(one for one in elsewhere(assessment) if one.fired or not one.is_step)
    if not others:
        return
    yield "### 其他范围 / Other ranges"
    yield ""
    yield "不是本范围的变更，不计入以上数目。 / Not what this range did, and in none of the numbers above."
    yield ""
    for one in others:
        yield _other(one)
        yield ""
        for view in assessment.views[1:]:
            if view.range == one.range and not one.is_step:
                yield from (_verdict(assessment, view), "")
        yield from _rows(one.fired, assessment) if one.fired else ()


def _other(one: Elsewhere) -> str:
    what = "发布版本 / released step" if one.is_step else "自已注册版本起 / since the registered version"
    counted = (
        f"检出 / fired {len(one.fired)}，待判定见产物 / open, in the artifacts {len(one.findings) - len(one.fired)}"
    )
    known = f"，另有 {one.known} 条见上 / {one.known} more stand above" if one.known else ""
    return f"#### {quiet_code(one.range.name)} {what} ({counted}{known})"


def _cells(finding: Finding, assessment: Assessment) -> tuple[str, ...]:
    trigger, where = finding.trigger, place(finding)
    group, term = (
        ("severity", finding.severity.value) if finding.fires else ("confidence", finding.hit.confidence.value)
    )
    word = assessment.profile.word(group, term)
    evidence = ":".join(str(part) for part in (where.path, where.line) if part) if where else ""
    clause = f"{trigger.clause.document} {trigger.clause.section} [{trigger.clause.mark}]"
    name, said = f"{trigger.id} {_both(trigger.name)}", _both(finding.hit.summary)
    return quiet(name), quiet(clause), quiet(_both(word)), quiet_code(evidence) if evidence else "", quiet(said)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _both(text: Localized) -> str:
    return text.en if text.zh == text.en else f"{text.zh} / {text.en}"


def _bounded(lines: list[str]) -> str:
    """As many lines as fit, and a word on the rest."""
    kept: list[str] = []
    room = MOST_BYTES - 200
    for number, line in enumerate(lines):
        room -= len(line.encode("utf-8", "replace")) + 1
        if room < 0:
            kept.append(f"\n{len(lines) - number} 行未列出，见产物 / lines left out, see the artifacts")
            break
        kept.append(line)
    return "\n".join([*kept, ""])
