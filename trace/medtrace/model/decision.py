"""What people decide about a finding: the record as written, who signed it, and whether it counts.

The tool proposes, a person decides: a decision stands beside its finding and never takes it away.
"""

from dataclasses import dataclass
from enum import StrEnum

from medtrace.model.ids import Sha
from medtrace.words import Localized, same

NO_RULE = "no-rule"
"""The subject of a row that no rule serves; the id of its decision is `<trigger>-no-rule`."""


class Outcome(StrEnum):
    """What a person made of a finding; `conditional` waits for evidence, `open` says that somebody is at it."""

    CONFIRMED = "confirmed"
    RAISED = "raised"
    LOWERED = "lowered"
    NOT_APPLICABLE = "not-applicable"
    CONDITIONAL = "conditional"
    OPEN = "open"

    @property
    def settles(self) -> bool:
        """Whether nothing more is asked once the roles have signed."""
        return self not in {Outcome.CONDITIONAL, Outcome.OPEN}

    @property
    def affirms(self) -> bool:
        """Whether the finding counts for the verdict, a question too."""
        return self in {Outcome.CONFIRMED, Outcome.RAISED}


class Signature(StrEnum):
    """What git's signature of a commit shows: possession of a key and unchanged content, never what was meant."""

    VERIFIED = "verified"
    UNKNOWN_KEY = "unknown-key"
    NONE = "none"
    NOT_VERIFIABLE = "not-verifiable"


class Hand(StrEnum):
    """Whose hand put a sign-off into the repository, as far as the commit that brought it tells."""

    OWN_KEY = "own-key"
    OWN_COMMIT = "own-commit"
    ANOTHER = "another"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Approver:
    """A person who may sign, in which role, with which key."""

    name: str
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class ExternalApproval:
    """Where the quality system holds the approval itself: system, record number, digest of its file, signers, day."""

    system: str
    record_number: str
    sha256: str = ""
    signers: tuple[str, ...] = ()
    on: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's word under a record: name, role, day, a remark, and the record of the quality system if any."""

    by: str
    role: str
    on: str
    remark: str = ""
    external_approval: ExternalApproval | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What stood around a finding when it was decided; an empty text was not recorded and is not compared.

    `cited` are the items and files on which the decision rests and the risks of the finding, each with the digest it
    had. `subject` is the digest of what a row that no rule serves is about: where that still stands, so does the word.
    """

    baseline: str = ""
    safety_class: str = ""
    component_map: str = ""
    trigger_table: str = ""
    cited: tuple[tuple[str, str], ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One record. `severity` is the one that the person gives, empty for that of the finding.

    `evidence` names what the decision rests on, `until` and `due` belong to a conditional one, `replaces` are the paths
    of older records. `range` is the one that showed the finding; `step` is the released step, where only that showed
    this evidence. `path` is the file it was read from.
    """

    finding: str
    evidence_digest: str
    outcome: Outcome
    reason: str
    severity: str = ""
    evidence: tuple[str, ...] = ()
    until: str = ""
    due: str = ""
    profile: str = ""
    range: str = ""
    step: str = ""
    replaces: tuple[str, ...] = ()
    decided_against: Circumstances = Circumstances()
    signoffs: tuple[SignOff, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign-off with the commit that brought it; `altered` where the record said something else at that commit.

    `key` and `signer` are the fingerprint and the name of the key of a verified signature, the name as the project's
    own list of keys has it. `writers` are author and committer of the commit as `name <mail>`, once where they are one.
    """

    signoff: SignOff
    sha: Sha = ""
    signature: Signature = Signature.NOT_VERIFIABLE
    key: str = ""
    altered: bool = False
    signer: str = ""
    writers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedDecision:
    """A record with the commits of its sign-offs."""

    decision: Decision
    signed: tuple[Signed, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A sign-off held against the rule of signing: the role it stands for, and why it does not count, empty if so.

    `recorder` is who signed the commit, else who wrote it, where that is somebody else than the sign-off names.
    """

    signed: Signed
    role: str
    fault: str = ""
    hand: Hand = Hand.UNKNOWN
    recorder: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision beside its finding: `missing` are roles that have yet to sign, `lacking` what else keeps it open.

    `stale` names what differs now: evidence, baseline, safety-class, component-map, trigger-table, cited.
    """

    decision: Decision
    signoffs: tuple[Counted, ...] = ()
    missing: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every role has signed and nothing is lacking."""
        return not self.missing and not self.lacking

    @property
    def settles(self) -> bool:
        """Whether the decision takes the place of the tool's proposal."""
        return self.decision.outcome.settles and self.is_complete and not self.stale


@dataclass(frozen=True, slots=True)
class SigningRole:
    """A role of the sign-off: its words in a title, and whether it is the author's, a reviewer's or the approver's."""

    id: str
    name: Localized
    duty: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningRule:
    """Who has to sign: always, for what may be major, for what was lowered, for a unit of class 严重."""

    roles: tuple[SigningRole, ...] = ()
    always: tuple[str, ...] = ()
    major: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    serious: tuple[str, ...] = ()

    def role_of(self, title: str) -> SigningRole | None:
        """The role of a title: the first whose id or name it is, else the first of whose words it holds one."""
        folded = title.strip().casefold()
        exact = (one for one in self.roles if folded in {one.id, one.name.zh, one.name.en.casefold()})
        held = (one for one in self.roles if any(word.casefold() in folded for word in one.words))
        return next(exact, None) or next(held, None)

    def title(self, written: str) -> Localized:
        """A role written by its very name, in both languages; a person's own title as it is written."""
        role = self.role_of(written)
        known = role and written.strip().casefold() in {role.id, role.name.zh, role.name.en.casefold()}
        return role.name if role and known else same(written)
