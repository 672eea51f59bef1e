"""What a rule sees, what the regulator's table makes of it, and what follows for the update."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from medtrace.model.decision import Outcome, Ruling
from medtrace.model.ids import Sha
from medtrace.words import Localized


class Severity(Enum):
    """The ladder of a finding, lowest first (contracts: firing, severity, verdict, route)."""

    NONE = "none"
    BUILD = "build"
    CORRECTIVE = "corrective"
    MINOR = "minor"
    DEPENDS = "depends"
    MAJOR = "major"
    RECALL = "recall"

    @property
    def rank(self) -> int:
        """Position on the ladder."""
        return list(Severity).index(self)


class Confidence(StrEnum):
    """How sure a rule is; `certain` and `likely` fire, the others are for a person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    QUESTION = "question"
    UNASSESSABLE = "unassessable"

    @property
    def fires(self) -> bool:
        """Whether a finding of this confidence counts for the verdict."""
        return self in {Confidence.CERTAIN, Confidence.LIKELY}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a reviewer opens to check us: place, commits of the range, value before and after.

    `is_blamed` says that the commits are those that touched the very lines or item; else they are those of the file.
    """

    path: str
    line: int = 0
    commits: tuple[Sha, ...] = ()
    before: str = ""
    after: str = ""
    is_blamed: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule observed about one subject (a component, key or item); never a severity.

    `conditions` are words of what else was observed, on which a trigger row may escalate. `unknown` says why a hit
    of confidence `unassessable` or `question` is open: not-mapped, not-readable, depends.
    """

    subject: str
    summary: Localized
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence.CERTAIN
    items: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a row of the table comes from, and how sure that is (A read, B reported, C unconfirmed, D ours)."""

    document: str
    section: str
    mark: str


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule's name and the options with which a row uses it."""

    rule: str
    options: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """Another severity where the rule observed a condition."""

    when: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the regulator's table; `route` is the way to the authority that it asks for whatever the severity."""

    id: str
    name: Localized
    topic: str
    category: str
    severity: Severity
    clause: Clause
    unless: Localized | None = None
    condition: Localized | None = None
    escalate_if: tuple[Escalation, ...] = ()
    rules: tuple[RuleUse, ...] = ()
    route: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether a rule answers the row; one that only `aids` brings evidence, and the row stays a person's."""
        return any(not dict(use.options).get("aids") for use in self.rules)


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit under a trigger: `id` is stable for the subject, `evidence_digest` for what was seen.

    `change_items` are the change requests that the commits of its evidence cite, the one behind most of it first;
    `ruling` is what people decided.
    """

    id: str
    evidence_digest: str
    trigger: Trigger
    severity: Severity
    hit: Hit
    change_items: tuple[str, ...] = ()
    ruling: Ruling | None = None

    @property
    def fires(self) -> bool:
        """Whether the rule is sure enough for the finding to count for the verdict before a person decides."""
        return self.hit.confidence.fires

    @property
    def change_item(self) -> str:
        """The first change request, empty for none."""
        return next(iter(self.change_items), "")

    @property
    def is_settled(self) -> bool:
        """Whether a complete decision about this very evidence stands; a `depends` needs a severity or a route."""
        if self.ruling is None or not self.ruling.settles:
            return False
        decision = self.ruling.decision
        named = decision.severity or self.trigger.route or not decision.outcome.affirms
        return bool(named) or self.severity is not Severity.DEPENDS

    @property
    def counts(self) -> bool:
        """Whether the finding counts for the verdict, decisions considered."""
        if self.ruling is None or not self.is_settled:
            return self.fires
        decision = self.ruling.decision
        return decision.outcome.affirms or bool(decision.outcome is Outcome.LOWERED and decision.severity)

    @property
    def weight(self) -> Severity:
        """The severity at which it counts: the one decided, else that of the row."""
        if self.ruling is None or not self.is_settled:
            return self.severity
        if self.ruling.decision.severity:
            return Severity(self.ruling.decision.severity)
        return Severity.NONE if self.severity is Severity.DEPENDS else self.severity


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the verdict does not know: `why` is no-rule, not-mapped, not-readable or depends."""

    trigger: str
    why: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows for the update as far as the tool can see; a person decides.

    `undecided` are findings without a decision that counts; `ways` are routes that rows ask for whatever the severity.
    """

    severity: Severity
    category: str
    report_form: str
    route: str
    because: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    undecided: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    expected_version_field: str = ""
    actual_version_field: str = ""
    expected_version: str = ""
