"""The writing of a decision: a new record, or one more sign-off under a record about the same evidence."""

from dataclasses import dataclass, replace
from pathlib import Path

from medtrace.app.assess import Session, assessed, open_session
from medtrace.app.cited import cited_now, rests_on
from medtrace.app.dossier import DECISIONS
from medtrace.app.finding_names import Named, named_finding
from medtrace.app.judging import content_of
from medtrace.app.page import all_entries
from medtrace.app.shelf import read_shelf
from medtrace.app.span import Asked
from medtrace.app.who_signs import demand_signer
from medtrace.app.whole_decision import demand_fitting, demand_one_word, demand_options, demand_whole
from medtrace.config.decision_text import decision_text, with_signoff
from medtrace.errors import SinkError, UsageError
from medtrace.gitio.repository import Repository, open_repository
from medtrace.model.assessment import Assessment
from medtrace.model.decision import Decision, Outcome, Ruling, Signed, SignedDecision, SignOff
from medtrace.model.ids import Range
from medtrace.model.items import Diagnostic
from medtrace.model.verdict import Finding
from medtrace.rules._decided import Court, moved_on, ruling
from medtrace.sinks.single import write_file
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of findings; empty texts were not said."""

    signoff: SignOff
    outcome: str = ""
    severity: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    until: str = ""
    due: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A record as it was written, and how far it counts once it is committed."""

    finding: Finding
    path: str
    ruling: Ruling
    missing: tuple[Localized, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The records of one call, with the range that they were decided in; `problems` are those of other records."""

    range: Range
    decided: tuple[Decided, ...]
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """A record ready to be written."""

    decision: Decision
    text: str


def decide(root: Path, asked: Asked, names: tuple[str, ...], step: str, said: Said) -> Written:
    """Write the records of all findings named, or none.

    Raises:
        UsageError: a finding that is not in the range, somebody who may not sign, an outcome that lacks something or
            does not fit its severity, or another word about the same evidence that is not to be replaced.
        ConfigError: an older record about the finding cannot be read; every mistake has its place.
        SinkError: a bare repository, or a place that cannot be written.
    """
    with open_repository(root) as repository:
        session = open_session(repository, asked)
        demand_signer(said.signoff, session.court)
        home = _home(repository)
        assessment = assessed(repository, session)
        folder = session.opened.house.config.records_folder
        content = content_of(assessment.changes, session.opened.house, repository)
        found = tuple(named_finding(assessment, name, step, content) for name in dict.fromkeys(names))
    shelf = read_shelf(home, folder, tuple(one.finding.id for one in found))
    pages = [(one.finding, _page(one, shelf.about(one.finding.id), said, assessment, session)) for one in found]
    for _, page in pages:
        _write(home / page.decision.path, page.text)
    return Written(assessment.range, tuple(_decided(one, page, session.court) for one, page in pages), shelf.unread)


def _home(repository: Repository) -> Path:
    if repository.working_folder is None:
        raise SinkError(
            Localized("裸仓库中无法写入记录", "a bare repository has no place for a record"),
            hint=Localized("请在工作副本中运行", "run in a working copy"),
        )
    return repository.working_folder


def _page(
    named: Named, known: dict[str, tuple[Decision, str]], said: Said, assessment: Assessment, session: Session
) -> _Page:
    """One more sign-off where a record says the same of the same evidence, else a new record."""
    named = _as_recorded(named, known)
    finding = named.finding
    now, named_items = session.court.now, {name for one, _ in known.values() for name, _ in one.decided_against.cited}
    court = replace(session.court, cited=cited_now(assessment.changes.after, named_items))
    standing = _standing(known, assessment.profile.id)
    here = tuple(one for one, _ in standing.values() if one.evidence_digest == finding.evidence_digest)
    same = next((one for one in here if _is_same(one, said, court)), None)
    if same:
        return _added(same, known[same.path][1], said)
    bare = _said_of(named, said)
    demand_fitting(finding, bare, assessment.profile)
    demand_whole(finding, bare)
    if not said.replace:
        demand_one_word(finding, tuple(one for one in here if _holds(one, court)))
    older = _replaced(finding, {path: one for path, (one, _) in standing.items()}, assessment)
    path = _free(finding.id, known, session.opened.house.config.records_folder)
    stood = replace(now, cited=rests_on(finding, said.evidence, assessment.changes.after), subject=named.subject)
    decision = replace(bare, profile=assessment.profile.id, replaces=older, decided_against=stood, path=path)
    return _Page(decision, decision_text(decision))


def _as_recorded(named: Named, known: dict[str, tuple[Decision, str]]) -> Named:
    """A row with the evidence of the last record whose subject still stands, else as it is."""
    held = [one for one, _ in known.values() if named.subject and one.decided_against.subject == named.subject]
    return replace(named, finding=replace(named.finding, evidence_digest=held[-1].evidence_digest)) if held else named


def _standing(known: dict[str, tuple[Decision, str]], profile: str) -> dict[str, tuple[Decision, str]]:
    """The records under a profile that no other of them replaces."""
    own = {path: one for path, one in known.items() if one[0].profile in {"", profile}}
    replaced = {path for one, _ in own.values() for path in one.replaces}
    return {path: one for path, one in own.items() if path not in replaced}


def _said_of(named: Named, said: Said) -> Decision:
    """What a person says of a finding, before anything else is known of the record.

    Raises:
        UsageError: nothing was said of the outcome.
    """
    if not said.outcome:
        demand_options(named.finding, ["outcome", *([] if said.reason.strip() else ["reason"])])
    return Decision(
        finding=named.finding.id,
        evidence_digest=named.finding.evidence_digest,
        outcome=Outcome(said.outcome),
        reason=said.reason,
        severity=said.severity,
        evidence=said.evidence,
        until=said.until,
        due=said.due,
        range=named.span.name,
        step=named.step,
        signoffs=(said.signoff,),
    )


def _is_same(decision: Decision, said: Said, court: Court) -> bool:
    """Whether a person agrees with a record, which was written under what still stands."""
    agrees = said.outcome in {"", decision.outcome.value} and said.severity in {"", decision.severity}
    return agrees and _holds(decision, court)


def _holds(decision: Decision, court: Court) -> bool:
    return not any(moved_on(decision, court))


def _added(decision: Decision, text: str, said: Said) -> _Page:
    if any((one.by, one.role) == (said.signoff.by, said.signoff.role) for one in decision.signoffs):
        raise UsageError(
            Localized(
                f"{said.signoff.by} 已以“{said.signoff.role}”签署 {decision.path}",
                f"{said.signoff.by} has signed {decision.path} as “{said.signoff.role}” already",
            )
        )
    remark = said.reason if said.reason != decision.reason else ""
    signoff = replace(said.signoff, remark=remark)
    whole = replace(decision, signoffs=(*decision.signoffs, signoff))
    return _Page(whole, with_signoff(text, decision, signoff))


def _replaced(finding: Finding, standing: dict[str, Decision], assessment: Assessment) -> tuple[str, ...]:
    """Older records about evidence that is no longer seen anywhere, or about this evidence with another word."""
    seen = {one.finding.evidence_digest for one in all_entries(assessment) if one.finding.id == finding.id}
    others = seen - {finding.evidence_digest}
    return tuple(path for path, one in standing.items() if one.evidence_digest not in others)


def _free(finding: str, known: dict[str, tuple[Decision, str]], folder: str) -> str:
    stem = f"{folder}/{DECISIONS}/{finding}"
    names = (f"{stem}.yaml", *(f"{stem}-{number}.yaml" for number in range(2, len(known) + 3)))
    return next(name for name in names if name not in known)


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        words = Localized(
            f"无法建立文件夹 {target.parent.name}", f"cannot make the folder {target.parent.name}: {fault}"
        )
        raise SinkError(words) from fault
    write_file(target, text.encode("utf-8"))


def _decided(finding: Finding, page: _Page, court: Court) -> Decided:
    """How far the record counts, keys left aside: what signs it is the commit that is still to come."""
    signed = tuple(Signed(one) for one in page.decision.signoffs)
    keyless = replace(court, approvers=tuple(replace(one, key="") for one in court.approvers))
    found = ruling(finding, SignedDecision(page.decision, signed), keyless)
    missing = tuple(role.name for role in court.rule.roles if role.id in found.missing)
    return Decided(finding, page.decision.path, found, missing)
