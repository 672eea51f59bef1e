"""What people decided, as lines beside a finding: who said what, and why it does or does not count."""

from collections.abc import Iterator

from medtrace.app.page import seal
from medtrace.app.papers import papers_missing
from medtrace.app.vocabulary import vocabulary
from medtrace.cli.printed import Heading, Line, Part
from medtrace.model.assessment import Assessment
from medtrace.model.decision import Counted, Ruling
from medtrace.model.verdict import Finding
from medtrace.words import Localized

_SIGNATURE = "git_signature"
_PAPERS = {
    "intended-use": Localized("预期用途", "intended use"),
    "ifu": Localized("说明书", "instructions for use"),
    "ptr": Localized("产品技术要求", "product technical requirements"),
    "risk-file": Localized("风险管理文件", "risk management file"),
}


def decision_lines(finding: Finding, assessment: Assessment) -> Iterator[Part]:
    """The decision of a finding, or nothing where nobody wrote one."""
    if finding.ruling is None:
        return
    ruling = finding.ruling
    decision = ruling.decision
    outcome = vocabulary().word("decided", decision.outcome.value)
    severity = assessment.profile.word("severity", decision.severity) if decision.severity else Localized("", "")
    grade = (f"为{severity.zh}", f" to {severity.en}") if decision.severity else ("", "")
    state = _state(finding, ruling, assessment)
    yield Line(
        2,
        Localized(
            f"人工判定：{outcome.zh}{grade[0]}（{state.zh}）——{decision.reason}",
            f"decision: {outcome.en}{grade[1]} ({state.en}): {decision.reason}",
        ),
    )
    for one in ruling.signoffs:
        yield Line(3, _signoff(one, assessment))
    if "evidence" in ruling.stale:
        then, now = decision.evidence_digest[:10], finding.evidence_digest[:10]
        yield Line(3, Localized(f"判定时证据 {then}，现证据 {now}", f"evidence then {then}, evidence now {now}"))


def _state(finding: Finding, ruling: Ruling, assessment: Assessment) -> Localized:
    if ruling.stale:
        words = [vocabulary().word("stale", name) for name in ruling.stale]
        zh, en = "、".join(one.zh for one in words), ", ".join(one.en for one in words)
        return Localized(f"已失效：{zh}已变化，按待判定处理", f"stale: changed since: {en}; counts as undecided")
    if not ruling.is_complete:
        roles = [one.name for one in assessment.profile.sign_off.roles if one.id in ruling.missing]
        words = [*(vocabulary().word("lacking", name) for name in ruling.lacking), *roles]
        zh, en = "、".join(one.zh for one in words), ", ".join(one.en for one in words)
        return Localized(f"未完成，还缺{zh}", f"not complete, still needs {en}")
    if not finding.is_settled:
        until, due = ruling.decision.until, ruling.decision.due
        more = (f"，待{until}，期限 {due}", f", until {until}, due {due}") if until else ("", "")
        return Localized(f"待判定{more[0]}", f"undecided{more[1]}")
    return Localized("签署完整", "complete")


def _signoff(one: Counted, assessment: Assessment) -> Localized:
    signoff, word = one.signed.signoff, vocabulary().word
    sealed = seal(one, vocabulary())
    fault = word("signoff-fault", one.fault) if one.fault else Localized("", "")
    there, approval = signoff.external_approval, ("", "")
    if there:
        approval = (f"；体系签批 {there.system} {there.record_number}", f"; {there.system} {there.record_number}")
    title = assessment.profile.sign_off.title(signoff.role)
    zh = f"{signoff.by}（{title.zh}）{signoff.on}，{sealed.zh}{approval[0]}"
    en = f"{signoff.by} ({title.en}) {signoff.on}, {sealed.en}{approval[1]}"
    if one.fault:
        return Localized(f"{zh}；不计入：{fault.zh}", f"{en}; does not count: {fault.en}")
    return Localized(zh, en)


def row_lines(assessment: Assessment) -> Iterator[Part]:
    """Rows that no rule serves and people wrote about, papers that are missing, and what a signature means."""
    missing = [_PAPERS[kind] for kind in papers_missing(assessment.project.controlled_documents)]
    if missing:
        zh, en = "、".join(one.zh for one in missing), ", ".join(one.en for one in missing)
        yield Line(1, Localized(f"未提供受控文件：{zh}", f"controlled documents not provided: {en}"))
    rows = [row for row in assessment.views[0].rows if row.ruling]
    if rows:
        yield Heading(
            Localized(f"人员已判定的无规则触发项（{len(rows)} 项）", f"Rows that people answered ({len(rows)})")
        )
    for row in rows:
        yield Line(1, Localized(f"{row.trigger.id} {row.trigger.name.zh}", f"{row.trigger.id} {row.trigger.name.en}"))
        yield from decision_lines(row, assessment)
    statement = dict(assessment.profile.statements).get(_SIGNATURE)
    if statement and assessment.is_decided:
        yield Line(1, statement)
