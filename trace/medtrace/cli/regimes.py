"""Other regimes on the terminal: the verdict of each, its questions in order, and one change under all of them."""

from collections.abc import Iterator

from medtrace.app.page import Answer, Change, Question, changes, questions
from medtrace.model.assessment import Assessment, OtherRegime
from medtrace.model.profile import Profile
from medtrace.model.verdict import Finding
from medtrace.words import Language, Localized

_ANSWERS = {
    Answer.YES: Localized("拟答：是", "points to yes"),
    Answer.OPEN: Localized("待判定", "open"),
    Answer.NOTHING_SEEN: Localized("规则未见", "a rule looked and saw nothing"),
}
_NOT_A_ROW = Localized("规则未见，或没有对应的行", "nothing seen, or no row looks at it")


def regime_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    """Nothing where the range was judged under one profile only."""
    for regime in assessment.beside:
        yield ""
        yield from _verdict_lines(regime, language)
    if assessment.beside:
        yield ""
        yield Localized("同一变更在各法规配置下：", "One change under each regime:").get(language)
        for change in changes(assessment):
            yield from _change_lines(change, language)


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
    for profile, findings in change.findings:
        told = ", ".join(_told(profile, one, language) for one in findings) or _NOT_A_ROW.get(language)
        yield f"      {profile.id}: {told}"


def _told(profile: Profile, finding: Finding, language: Language) -> str:
    word = profile.word("confidence", finding.hit.confidence.value).get(language)
    severity = _severity(profile, finding.severity.value, language)
    return f"{finding.trigger.id} [{finding.trigger.clause.mark}] {severity if finding.fires else word}"


def _severity(profile: Profile, name: str, language: Language) -> str:
    return profile.word("severity", name).get(language)
