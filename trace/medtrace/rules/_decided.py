"""Puts the decisions of people beside findings: which record is meant, who signed it, whether it still holds.

A record is about one finding and one evidence. Where the very finding it was taken on shows other evidence now, or with
another baseline, safety class, component map or trigger table, it is stale, and stale counts as undecided; a finding of
the same id in another range or released step is another finding. A record is complete when the roles that its severity
asks for have signed, author, reviewer and approver being different people. Nothing here ever takes a finding away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from medtrace.model.decision import (
    Approver,
    Circumstances,
    Counted,
    Decision,
    Hand,
    Outcome,
    Ruling,
    Signed,
    SignedDecision,
    SigningRule,
)
from medtrace.model.ids import Range, Sha
from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Finding, Severity
from medtrace.rules._hands import hand, is_by
from medtrace.rules._outcomes import contradicts, lacks_severity

SERIOUS = "严重"
LEAST_FOR_LOWERING = 2
_NAMES = (
    ("baseline", "baseline"),
    ("safety_class", "safety-class"),
    ("component_map", "component-map"),
    ("trigger_table", "trigger-table"),
)


@dataclass(frozen=True)
class Court:
    """What decisions are held against: the records, the rule of signing, who may sign, and what stands now.

    `authors` maps commits to who wrote them; with no `approvers` declared anybody may sign, and that is told elsewhere.
    `span` is the range that is judged and `is_step` says that it is one of several released steps; `starts` are the
    commits of the revisions at which the ranges of records begin, as far as they are known, and `cited` the digests of
    the items that records name, as they stand. `holds_keys`: people of the project sign with keys;
    `records_unread`: a record cannot be read.
    """

    records: tuple[SignedDecision, ...] = ()
    profile: str = ""
    rule: SigningRule = SigningRule()
    approvers: tuple[Approver, ...] = ()
    now: Circumstances = Circumstances()
    components: ComponentMap = ComponentMap()
    authors: Mapping[str, str] = field(default_factory=dict)
    span: Range | None = None
    is_step: bool = False
    starts: Mapping[str, Sha] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    holds_keys: bool = False
    records_unread: bool = False

    def about(self, finding: str) -> tuple[SignedDecision, ...]:
        """The records that name a finding of this profile; without a profile of its own a record is about any."""
        own = {"", self.profile}
        return tuple(one for one in self.records if one.decision.finding == finding and one.decision.profile in own)

    def was_taken_here(self, decision: Decision) -> bool:
        """Whether a decision about another evidence was taken on what this range shows, as far as can be told.

        A range that begins elsewhere shows another finding, and so does a released step beside the whole.
        """
        if self.span is None:
            return True
        start = self.starts.get(start_of(decision.range), "")
        if start and start != self.span.old.sha:
            return False
        return decision.step == self.span.new.name if decision.step else not self.is_step


def start_of(range_: str) -> str:
    """The name of the older end in a range as a record writes it, empty where it names none."""
    older, dots, _ = range_.partition("..")
    return older.strip() if dots else ""


def ruled(finding: Finding, court: Court) -> Finding:
    """The finding with the decision that stands beside it; unchanged where nobody wrote one."""
    records = court.about(finding.id)
    same = _standing(tuple(one for one in records if one.decision.evidence_digest == finding.evidence_digest))
    chosen = same or _standing(tuple(one for one in records if court.was_taken_here(one.decision)))
    if not chosen:
        return finding
    last = max(chosen, key=lambda one: (max((s.on for s in one.decision.signoffs), default=""), one.decision.path))
    lacking = ("one-word",) if len(same) > 1 else ()
    return replace(finding, ruling=ruling(finding, last, court, lacking))


def _standing(records: tuple[SignedDecision, ...]) -> tuple[SignedDecision, ...]:
    """The records that no other of them replaces."""
    replaced = {path for one in records for path in one.decision.replaces if path != one.decision.path}
    return tuple(one for one in records if one.decision.path not in replaced) or records


def ruling(finding: Finding, record: SignedDecision, court: Court, lacking: tuple[str, ...] = ()) -> Ruling:
    """One record held against a finding."""
    decision = record.decision
    signoffs = _counted(finding, record.signed, court)
    roles = {one.role for one in signoffs if not one.fault}
    missing = tuple(role for role in needed(finding, decision, court) if role not in roles)
    people = {one.signed.signoff.by for one in signoffs if not one.fault}
    return Ruling(
        decision=decision,
        signoffs=signoffs,
        missing=missing,
        lacking=(*lacking, *_lacking(finding, decision, people)),
        stale=tuple(_stale(finding, decision, court)),
    )


def needed(finding: Finding, decision: Decision, court: Court) -> tuple[str, ...]:
    """The roles that a decision asks for, in the order of the rule."""
    rule = court.rule
    severities = [finding.severity, *([Severity(decision.severity)] if decision.severity else [])]
    asked = set(rule.always)
    if max(one.rank for one in severities) >= Severity.DEPENDS.rank:
        asked |= set(rule.major)
    if decision.outcome is Outcome.LOWERED:
        asked |= set(rule.lowered)
    if _is_serious(finding, court):
        asked |= set(rule.serious)
    return tuple(role.id for role in rule.roles if role.id in asked)


def _is_serious(finding: Finding, court: Court) -> bool:
    """Whether the evidence lies in a unit of class 严重; a unit without a class is of the product's."""
    owners = [court.components.owner(one.path) for one in finding.hit.evidence if one.path]
    classes = {owner.safety_class or court.now.safety_class for owner in owners if owner}
    return SERIOUS in classes


def _lacking(finding: Finding, decision: Decision, people: set[str]) -> Iterator[str]:
    if not people:
        yield "signature"
    if decision.outcome is Outcome.LOWERED:
        if not decision.evidence:
            yield "evidence"
        if len(people) < LEAST_FOR_LOWERING:
            yield "second-signature"
    if lacks_severity(finding, decision.outcome, decision.severity):
        yield "severity"
    if contradicts(finding, decision.outcome, decision.severity):
        yield "direction"


def _stale(finding: Finding, decision: Decision, court: Court) -> Iterator[str]:
    if decision.evidence_digest != finding.evidence_digest:
        yield "evidence"
    yield from moved_on(decision, court)


def moved_on(decision: Decision, court: Court) -> Iterator[str]:
    """What stood around a decision and differs now."""
    for attribute, name in _NAMES:
        then = getattr(decision.decided_against, attribute)
        if then and then != getattr(court.now, attribute):
            yield name
    if any(court.cited.get(name, "") != digest for name, digest in decision.decided_against.cited):
        yield "cited"


def _counted(finding: Finding, signed: tuple[Signed, ...], court: Court) -> tuple[Counted, ...]:
    """Each sign-off with its role, and why it does not count; of a person's duties the first one counts."""
    duties: dict[str, str] = {}
    found: list[Counted] = []
    written = {court.authors.get(sha, "") for one in finding.hit.evidence for sha in one.commits}
    for one in signed:
        role = court.rule.role_of(one.signoff.role)
        duty = role.duty if role else "none"
        name = role.id if role else one.signoff.role
        fault, (whose, recorder) = _fault(one, name, court), hand(one, court.approvers)
        if not fault and _not_by_hand(one, whose, court):
            fault = "by-another"
        if not fault and duty != "author" and one.signoff.by in written:
            fault = "author"
        if not fault and duties.setdefault(one.signoff.by, duty) != duty:
            fault = "two-duties"
        found.append(Counted(one, name, fault, whose, recorder))
    return tuple(found)


def _fault(one: Signed, role: str, court: Court) -> str:
    if one.altered:
        return "altered"
    if court.rule.roles and court.rule.role_of(one.signoff.role) is None:
        return "no-role"
    allowed = [approver for approver in court.approvers if approver.name == one.signoff.by]
    if not court.approvers:
        return ""
    fitting = [approver for approver in allowed if _role(approver.role, court.rule) == role]
    if not fitting:
        return "not-in-this-role" if allowed else "no-approver"
    # Who has a key signs with it, or points to the approval of the quality system.
    keys = {approver.key for approver in fitting if approver.key}
    if keys and one.signoff.external_approval is None and not is_by(one, keys):
        return "not-by-key"
    return ""


def _not_by_hand(one: Signed, whose: Hand, court: Court) -> bool:
    """Whether somebody else wrote the name down, in a project whose people sign with keys."""
    return court.holds_keys and whose is Hand.ANOTHER and one.signoff.external_approval is None


def _role(title: str, rule: SigningRule) -> str:
    found = rule.role_of(title)
    return found.id if found else title
