"""The summary of a CI job in Markdown: verdict, what fired, what is open; under the size that GitHub takes.

GitHub cuts a summary off at one megabyte and may lose one just below it: at most 900 KB are written, and the text says
what was left out. The first part alone is the comment on a pull request.
"""

from collections.abc import Iterator

from medtrace.model.assessment import Assessment, View
from medtrace.model.items import DiagnosticSeverity
from medtrace.model.tally import tally_of
from medtrace.model.verdict import Finding
from medtrace.renderers._quiet import quiet, quiet_code
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._told import place, told
from medtrace.words import Localized

MOST_BYTES = 900_000
MOST_ROWS = 200
_RULE = "| --- | --- | --- | --- | --- |"
_HEAD = ("触发项 / Trigger", "条款 / Clause", "拟判 / Severity", "依据 / Evidence", "内容 / What")


@record_renderer("assessment-summary", of="assessment")
def assessment_summary(assessment: Assessment) -> str:
    """Verdict of each view, findings that fired, findings for a person, and the counts of problems."""
    lines = list(_verdicts(assessment))
    findings = told(assessment)
    lines += _table("检出的触发项 / What fired", tuple(one for one in findings if one.fires), assessment)
    lines += _table("待判定 / For a person to decide", tuple(one for one in findings if not one.fires), assessment)
    return _bounded(lines)


def _verdicts(assessment: Assessment) -> Iterator[str]:
    yield f"## trace {quiet(assessment.range.name)}"
    yield ""
    for view in (*assessment.views, *(one.view for one in assessment.beside)):
        yield f"- {_verdict(assessment, view)}"
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
    counted = f"触发项 / rows {len(rows.rows)}，重大候选 / major {len(rows.major)}，待判定 / open {rows.open}"
    return (
        f"{quiet_code(view.range.name)} ({quiet(profile.id)}): **{severity}**，路径 / route {route}{version}，{counted}"
    )


def _table(title: str, findings: tuple[Finding, ...], assessment: Assessment) -> list[str]:
    if not findings:
        return []
    count = len({one.trigger.id for one in findings})
    rows = [f"### {title} ({count} 项触发项 / rows, {len(findings)} 条 / findings)", "", _row(_HEAD), _RULE]
    rows += [_row(_cells(one, assessment)) for one in findings[:MOST_ROWS]]
    if len(findings) > MOST_ROWS:
        rows.append(f"\n{len(findings) - MOST_ROWS} 项见产物 / more in the artifacts")
    return [*rows, ""]


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
