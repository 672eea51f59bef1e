"""Other regimes: a line for each; with more asked for, its questions in order and one change under all of them."""

from collections.abc import Iterator

from medtrace.app.page import Answer, Change, Question, changes, questions
from medtrace.cli.printed import Grid, Heading, Line, Part
from medtrace.model.assessment import Assessment, OtherRegime
from medtrace.model.ids import natural_key
from medtrace.model.profile import Profile
from medtrace.model.tally import tally_of
from medtrace.model.verdict import Finding, Severity
from medtrace.words import Language, Localized, same

_ANSWERS = {
    Answer.YES: Localized("拟答：是", "points to yes"),
    Answer.OPEN: Localized("待判定", "open"),
    Answer.NOTHING_SEEN: Localized("规则未见", "a rule looked and saw nothing"),
}
_NOT_SEEN = Localized("有对应的行，规则未见", "a row looks, nothing seen")
_NOT_A_ROW = Localized("没有对应的行", "no row looks at it")


def regime_lines(assessment: Assessment, language: Language, *, verbose: bool = False) -> Iterator[str]:
    """The questions of each further regime and one change under all of them; nothing where there is one regime only."""
    if not verbose:
        return
    for regime in assessment.beside:
        yield ""
        yield from _verdict_lines(regime, language)
    if assessment.beside:
        yield ""
        yield Localized("同一变更在各法规配置下：", "One change under each regime:").get(language)
        for change in changes(assessment):
            yield from _change_lines(change, language)


def regime_table(assessment: Assessment, *, verbose: bool) -> Iterator[Part]:
    """One line for each regime: its verdict on the range as asked for, the route, and the rows that decided."""
    if not assessment.beside:
        return
    yield Heading(
        Localized(
            f"各法规配置下的拟判（{assessment.range.name}）", f"The verdict under each regime ({assessment.range.name})"
        )
    )
    own = OtherRegime(assessment.profile, assessment.views[0])
    heads = (("法规配置", "regime"), ("拟判", "verdict"), ("路径", "route"), ("依据", "decided by"), ("待判定", "open"))
    yield Grid(
        tuple(Localized(zh, en) for zh, en in heads), tuple(_regime_row(one) for one in (own, *assessment.beside))
    )
    if not verbose:
        yield Line(
            1, Localized("加 -v 显示各项问题和同一变更的对照", "add -v for the questions and the changes side by side")
        )


def _regime_row(regime: OtherRegime) -> tuple[Localized, ...]:
    profile, verdict = regime.profile, regime.view.verdict
    found = (*regime.view.findings, *(one for step in regime.view.steps for one in step.findings))
    counted = [one for one in found if one.counts and one.weight is verdict.severity]
    rows = sorted({one.trigger.id for one in counted if verdict.severity is not Severity.NONE}, key=natural_key)
    return (
        same(profile.id),
        profile.word("severity", verdict.severity.value),
        profile.word("route", verdict.route),
        Localized("、".join(rows) or "无", ", ".join(rows) or "none"),
        same(str(tally_of(regime.view, profile.triggers).open)),
    )


def _verdict_lines(regime: OtherRegime, language: Language) -> Iterator[str]:
    profile, verdict = regime.profile, regime.view.verdict
    colon = Localized("：", ": ").get(language)
    yield f"{profile.id}{colon}{profile.title.get(language)}"
    yield f"  {Localized('拟判', 'verdict').get(language)}{colon}{_severity(profile, verdict.severity.value, language)}"
    route = profile.word("route", verdict.route).get(language)
    yield f"  {Localized('路径', 'route').get(language)}{colon}{route}"
    if profile.ordered:
        for question in questions(regime):
            yield from _question_lines(profile, question, language)


def _question_lines(profile: Profile, question: Question, language: Language) -> Iterator[str]:
    trigger = question.trigger
    yield f"  {trigger.id} [{trigger.clause.mark}] {trigger.name.get(language)}"
    answer = _ANSWERS[question.answer].get(language)
    if question.answer is Answer.YES:
        answer += f" → {_severity(profile, _highest(question.findings), language)}"
    yield f"      {answer}"


def _highest(findings: tuple[Finding, ...]) -> str:
    return max((one.severity for one in findings if one.fires), key=lambda one: one.rank).value


def _change_lines(change: Change, language: Language) -> Iterator[str]:
    yield f"  {change.summary.get(language)}"
    looked = {use.rule for _, findings in change.findings for one in findings for use in one.trigger.rules}
    for profile, findings in change.findings:
        looks = looked & {use.rule for trigger in profile.triggers for use in trigger.rules}
        told = ", ".join(_told(profile, one, language) for one in findings)
        yield f"      {profile.id}: {told or (_NOT_SEEN if looks else _NOT_A_ROW).get(language)}"


def _told(profile: Profile, finding: Finding, language: Language) -> str:
    word = profile.word("confidence", finding.hit.confidence.value).get(language)
    severity = _severity(profile, finding.severity.value, language)
    return f"{finding.trigger.id} [{finding.trigger.clause.mark}] {severity if finding.fires else word}"


def _severity(profile: Profile, name: str, language: Language) -> str:
    return profile.word("severity", name).get(language)
