"""Decisions of people as values: `.trace/decisions/*.yaml` about one finding, `.trace/declarations/*.yaml` about rows.

    finding: P-04-1a2b3c4d
    evidence_digest: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    outcome: lowered
    severity: minor
    reason: 阈值仅用于界面提示，不参与判读。
    evidence: [VR-2026-031]
    signoffs:
      - {by: 何静, role: 法规事务经理, on: 2026-03-02}

With another digest the record no longer counts. A declaration ticks several rows that no rule serves; each of its rows
is read as a decision about `<trigger>-no-rule`.
"""

from medtrace.config.decision_shape import CircumstancesShape, DecisionShape, DeclarationShape, SignOffShape
from medtrace.config.mistakes import refuse
from medtrace.config.trees import read_tree
from medtrace.config.validate import read_shape
from medtrace.errors import ConfigError
from medtrace.model.decision import (
    NO_RULE,
    Circumstances,
    Decision,
    ExternalApproval,
    Outcome,
    SignOff,
)
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location

RECORD_UNREADABLE = "record-unreadable"


def read_decision(data: bytes | str, *, path: str) -> Decision:
    """One decision.

    Raises:
        ConfigError: every mistake with file:line:column.
    """
    tree = read_tree(data, path=path)
    shape, wrong = read_shape(tree, DecisionShape)
    if shape is None or tree.mistakes:
        refuse(path, (*tree.mistakes, *wrong))
    return Decision(
        finding=shape.finding,
        evidence_digest=shape.evidence_digest,
        outcome=shape.outcome,
        reason=shape.reason,
        severity=shape.severity or "",
        evidence=shape.evidence,
        until=shape.until,
        due=shape.due or "",
        profile=shape.profile,
        range=shape.range,
        step=shape.step,
        replaces=shape.replaces,
        decided_against=_circumstances(shape.decided_against),
        signoffs=tuple(map(_signoff, shape.signoffs)),
        path=path,
    )


def read_declaration(data: bytes | str, *, path: str) -> tuple[Decision, ...]:
    """The decisions that a declaration holds, one for each row; raises as `read_decision` does."""
    tree = read_tree(data, path=path)
    shape, wrong = read_shape(tree, DeclarationShape)
    if shape is None or tree.mistakes:
        refuse(path, (*tree.mistakes, *wrong))
    return tuple(
        Decision(
            finding=f"{row.trigger}-{NO_RULE}",
            evidence_digest=shape.evidence_digest,
            outcome=Outcome.CONFIRMED if row.applies else Outcome.NOT_APPLICABLE,
            reason=row.reason,
            severity=row.severity or "",
            profile=shape.profile,
            range=shape.range,
            replaces=shape.replaces,
            decided_against=_circumstances(shape.decided_against),
            signoffs=tuple(map(_signoff, shape.signoffs)),
            path=path,
        )
        for row in shape.rows
    )


def problems_of(fault: ConfigError) -> tuple[Diagnostic, ...]:
    """The mistakes of a record as problems: it does not count, and nothing else is hidden by it."""
    return tuple(
        Diagnostic(RECORD_UNREADABLE, DiagnosticSeverity.ERROR, words, _location(place))
        for place, words in fault.problems
    )


def _location(place: str) -> Location:
    path, line, column = place.rsplit(":", 2)
    return Location(path, int(line), int(column))


def _circumstances(shape: CircumstancesShape) -> Circumstances:
    cited = tuple(sorted(shape.cited.items()))
    stood = (shape.baseline, shape.safety_class, shape.component_map, shape.trigger_table)
    return Circumstances(*stood, cited, shape.subject)


def _signoff(shape: SignOffShape) -> SignOff:
    there = shape.external_approval
    if there is None:
        return SignOff(shape.by, shape.role, shape.on, shape.remark)
    number, digest = there.record_number, there.sha256 or ""
    external = ExternalApproval(there.system, number, digest, there.signers, there.on or "")
    return SignOff(shape.by, shape.role, shape.on, shape.remark, external)
