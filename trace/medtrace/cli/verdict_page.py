"""The verdict on one page: what was compared, what fired on what evidence, what people decided, what is open.

Both comparisons that count stand side by side: since the registered version, and as asked or since the last release.
Long lists are shortened with their count and the command that shows all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.app.page import Entry, all_entries, sentence
from medtrace.cli.counted import counted
from medtrace.cli.decision_lines import row_lines
from medtrace.cli.finding_lines import NONE, fired_lines, open_lines, request_lines
from medtrace.cli.folded_lines import Manner, rest, some
from medtrace.cli.notice_lines import notice_lines, undone_lines
from medtrace.cli.printed import Grid, Heading, Line, Part
from medtrace.cli.regimes import regime_table
from medtrace.cli.tally_lines import tally_lines
from medtrace.model.assessment import Assessment, Step, View
from medtrace.model.ids import Range
from medtrace.model.tally import tally_of
from medtrace.model.verdict import Verdict
from medtrace.words import Localized, same

_SINCE = {
    "given": Localized("所给范围", "as given"),
    "registration": Localized("自注册版本起", "since the registered version"),
    "last-release": Localized("自上一发布版本起", "since the last release"),
}
_NOUNS = (("error", "problem"), ("warning", "gap"), ("note", "note"))
_NO_BASELINE = Localized("基线：未登记注册版本，不能用于申报判断", "baseline: no registered version is on record")


@dataclass(frozen=True, slots=True)
class _Column:
    since: str
    part: View | Step

    @property
    def range(self) -> Range:
        return self.part.range

    @property
    def verdict(self) -> Verdict:
        return self.part.verdict


def verdict_page(assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """The page from its head to the one sentence."""
    yield from _head(assessment)
    yield from notice_lines(assessment)
    columns = tuple(_columns(assessment))
    yield from _side_by_side(columns, assessment)
    triggers = assessment.profile.triggers
    yield from tally_lines(assessment, [(_column_head(one), tally_of(one.part, triggers)) for one in columns])
    yield from regime_table(assessment, verbose=manner.verbose)
    yield from _steps(assessment, manner)
    fired, asked = _told(assessment)
    yield from fired_lines(fired, assessment, manner)
    yield from request_lines(assessment, manner)
    yield from open_lines(asked, assessment, manner)
    yield from row_lines(assessment)
    yield from undone_lines(assessment, manner)
    yield from _counts(assessment)
    yield Heading(Localized("结论用语", "The sentence that may be printed"))
    yield Line(0, sentence(assessment))


def _told(assessment: Assessment) -> tuple[list[Entry], list[Entry]]:
    """What fired, by a rule or by a person's word, and the rest."""
    entries = all_entries(assessment)
    fired = [one for one in entries if one.finding.fires or one.finding.counts]
    return fired, [one for one in entries if one not in fired]


def _head(assessment: Assessment) -> Iterator[Part]:
    product = assessment.project.product.name
    yield Heading(
        Localized(f"软件更新判定页　{assessment.range.name}", f"Verdict on the update {assessment.range.name}")
    )
    if product.zh:
        yield Line(1, Localized(f"产品：{product.zh}", f"product: {product.en}"))
    base = assessment.baseline
    if base is None:
        yield Line(1, _NO_BASELINE)
    else:
        named = "，".join(filter(None, (base.approved_version, base.certificate, base.approved_on)))
        en = ", ".join(filter(None, (base.approved_version, base.certificate, base.approved_on)))
        yield Line(
            1, Localized(f"基线：{base.rev}（注册版本{named}）", f"baseline: {base.rev} (registered version {en})")
        )
    records = assessment.records.name or assessment.records.sha[:10]
    profile = assessment.profile
    yield Line(
        1,
        Localized(
            f"规则集：{profile.title.zh}　人员记录取自：{records}",
            f"rules: {profile.title.en}; records of people from {records}",
        ),
    )


def _columns(assessment: Assessment) -> Iterator[_Column]:
    for view in assessment.views:
        yield _Column(view.since, view)
    first = assessment.views[0]
    if first.since == "registration" and len(first.steps) > 1 and first.steps[-1].range.new.sha == first.range.new.sha:
        step = first.steps[-1]
        yield _Column("last-release", step)


def _side_by_side(columns: tuple[_Column, ...], assessment: Assessment) -> Iterator[Part]:
    word, forms = assessment.profile.word, dict(assessment.profile.report_forms)
    heads = (same(""), *map(_column_head, columns))
    verdicts = [one.verdict for one in columns]
    yield Heading(Localized("拟判", "Proposed verdict"))
    yield Grid(
        heads,
        (
            _row("更新类型", "type of update", *(word("severity", one.severity.value) for one in verdicts)),
            _row("更新分类", "category", *(word("category", one.category) for one in verdicts)),
            _row("研究报告类型", "form of the report", *(forms.get(one.report_form, NONE) for one in verdicts)),
            _row("注册路径", "route", *(word("route", one.route) for one in verdicts)),
            _row("应变动字段", "field to move", *(_field(one) for one in verdicts)),
            _row("实际变动字段", "field that moved", *(same(one.actual_version_field or "—") for one in verdicts)),
        ),
    )


def _column_head(one: _Column) -> Localized:
    since, name = _SINCE[one.since], one.range.name
    return Localized(f"{name}（{since.zh}）", f"{name} ({since.en})")


def _row(zh: str, en: str, *cells: Localized) -> tuple[Localized, ...]:
    return (Localized(zh, en), *cells)


def _field(verdict: Verdict) -> Localized:
    if not verdict.expected_version_field:
        return Localized("待判定", "undecided")
    name = verdict.expected_version
    following = (f"（{name}）", f" ({name})") if name else ("", "")
    return Localized(verdict.expected_version_field + following[0], verdict.expected_version_field + following[1])


def _steps(assessment: Assessment, manner: Manner) -> Iterator[Part]:
    steps = max((view.steps for view in assessment.views), key=len)
    if len(steps) < 2:  # noqa: PLR2004 - one step is the range itself
        return
    yield Heading(Localized("各发布版本（逐版判定，取最高）", "Released steps (each is judged, the highest counts)"))
    for step in some(steps, manner, 12, last=True):
        word = assessment.profile.word("severity", step.verdict.severity.value)
        rows = dict.fromkeys(one.trigger.id for one in step.findings if one.counts)
        zh, en, name = "、".join(rows) or NONE.zh, ", ".join(rows) or NONE.en, step.range.name
        yield Line(1, Localized(f"{name}　{word.zh}　检出：{zh}", f"{name}  {word.en}; fired: {en}"))
    yield from rest(len(steps), 12, manner)


def _counts(assessment: Assessment) -> Iterator[Part]:
    unlinked, total = len(assessment.changes.unlinked), len(assessment.changes.commits)
    counts = Counter(problem.severity.value for problem in assessment.problems)
    yield Heading(Localized("范围与追溯", "Scope and traceability"))
    yield Line(
        1,
        Localized(
            f"提交 {total} 个，其中 {unlinked} 个未关联到条目或变更单",
            f"Commits: {total}, {unlinked} of them tied to no item or issue",
        ),
    )
    yield Line(
        1,
        Localized(
            f"追溯检查：错误 {counts['error']}，缺失 {counts['warning']}，提示 {counts['note']}",
            f"Traceability: {', '.join(counted(counts[one], noun) for one, noun in _NOUNS)} (trace check)",
        ),
    )
