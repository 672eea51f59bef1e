"""Whether what a person says of a finding can stand: refused before anything is written, with what to say instead."""

from medtrace.app.vocabulary import vocabulary
from medtrace.errors import UsageError
from medtrace.model.decision import Decision, Outcome
from medtrace.model.profile import Profile
from medtrace.model.verdict import Finding
from medtrace.rules._outcomes import contradicts, lacks_severity
from medtrace.words import Localized


def demand_whole(finding: Finding, said: Decision) -> None:
    """A new record needs what its outcome asks for.

    Raises:
        UsageError: naming the option that is missing.
    """
    wanted = [] if said.reason.strip() else ["reason"]
    if said.outcome is Outcome.CONDITIONAL:
        wanted += [name for name in ("until", "due") if not getattr(said, name).strip()]
    if lacks_severity(finding, said.outcome, said.severity):
        wanted.append("severity")
    if said.outcome is Outcome.LOWERED and not said.evidence:
        wanted.append("evidence")
    demand_options(finding, wanted)


def demand_options(finding: Finding, wanted: list[str]) -> None:
    """Refuse where options are missing; raises as `demand_whole` does."""
    if wanted:
        options = [f"--{name}" for name in wanted]
        raise UsageError(
            Localized(f"{finding.id} 的判定还需要 {'、'.join(options)}", f"{finding.id} needs {', '.join(options)}")
        )


def demand_fitting(finding: Finding, said: Decision, profile: Profile) -> None:
    """The severity must fit the outcome.

    Raises:
        UsageError: naming the finding, its place and severity, and what could be said instead.
    """
    if not contradicts(finding, said.outcome, said.severity):
        return
    found = profile.word("severity", finding.severity.value)
    place = next((f"{one.path}:{one.line}" if one.line else one.path for one in finding.hit.evidence if one.path), "")
    option = f"--outcome {said.outcome.value} --severity {said.severity}"
    raise UsageError(
        Localized(
            f"{finding.id}（{found.zh}）的结论与级别矛盾：{option}",
            f"{finding.id} ({found.en}): the severity does not fit the outcome: {option}",
        ),
        hint=_instead(said.outcome, found, finding.severity.value),
        place=place,
    )


def _instead(outcome: Outcome, found: Localized, name: str) -> Localized:
    match outcome:
        case Outcome.LOWERED:
            return Localized(
                f"降级后的级别须低于“{found.zh}”（{name}）；维持原级别请用 --outcome confirmed",
                f"a lowering ends below {name}; --outcome confirmed leaves it as found, raised goes above",
            )
        case Outcome.RAISED:
            return Localized(
                f"升级后的级别须高于“{found.zh}”（{name}）；维持原级别请用 --outcome confirmed",
                f"a raising ends above {name}; --outcome confirmed leaves it as found, lowered goes below",
            )
        case Outcome.CONFIRMED:
            return Localized(
                "确认即维持检出的级别：不写 --severity，或改用 --outcome raised、--outcome lowered",
                "a confirmation takes the severity as found: leave --severity out, or say --outcome raised or lowered",
            )
        case _:
            return Localized(
                "该结论没有级别：不写 --severity，或改用 --outcome confirmed、raised、lowered",
                "this outcome has no severity: leave --severity out, or say --outcome confirmed, raised or lowered",
            )


def demand_one_word(finding: Finding, others: tuple[Decision, ...]) -> None:
    """Another word about the same evidence is only replaced where somebody says so.

    Raises:
        UsageError: naming each record, what it says and who signed it.
    """
    if not others:
        return
    zh, en = zip(*map(_told, others), strict=True)
    raise UsageError(
        Localized(
            f"{finding.id} 的同一证据已有不同结论：{'；'.join(zh)}",
            f"{finding.id}: there is another word about the same evidence: {'; '.join(en)}",
        ),
        hint=Localized(
            "加 --replace 以新记录替代旧记录（旧记录保留）；同意旧结论并签署，则不写 --outcome",
            "--replace writes a record that replaces it (the old one stays); to sign it, leave --outcome out",
        ),
        place=others[0].path,
    )


def _told(one: Decision) -> tuple[str, str]:
    word = vocabulary().word("decided", one.outcome.value)
    people = [f"{signoff.by} {signoff.on}" for signoff in one.signoffs]
    grade = f" {one.severity}" if one.severity else ""
    zh = f"{one.path}（{'，'.join((word.zh + grade, *people))}）"
    return zh, f"{one.path} ({', '.join((word.en + grade, *people))})"
