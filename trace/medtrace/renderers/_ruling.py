"""A decision beside its finding, as `assessment.json` shows it (contracts §6, with what keeps it from counting)."""

from medtrace.model.decision import Counted, ExternalApproval, Ruling
from medtrace.renderers._shapes import Json


def ruling_json(ruling: Ruling | None) -> Json:
    """The decision, or null where nobody wrote one."""
    if ruling is None:
        return None
    decision = ruling.decision
    return {
        "outcome": decision.outcome.value,
        "severity": decision.severity,
        "reason": decision.reason,
        "evidence": [*decision.evidence],
        "until": decision.until,
        "due": decision.due,
        "signoffs": [_signoff(one) for one in ruling.signoffs],
        "complete": ruling.is_complete,
        "missing_roles": [*ruling.missing],
        "lacking": [*ruling.lacking],
        "stale": bool(ruling.stale),
        "stale_because": [*ruling.stale],
        "evidence_digest": decision.evidence_digest,
        "range": decision.range,
        "step": decision.step,
        "replaces": [*decision.replaces],
        "path": decision.path,
    }


def _signoff(one: Counted) -> Json:
    signoff = one.signed.signoff
    return {
        "by": signoff.by,
        "role": signoff.role,
        "on": signoff.on,
        "remark": signoff.remark,
        "sha": one.signed.sha,
        "signature": one.signed.signature.value,
        "key": one.signed.key,
        "signer": one.signed.signer,
        "hand": one.hand.value,
        "recorded_by": one.recorder,
        "counts": not one.fault,
        "fault": one.fault,
        "external_approval": _external(signoff.external_approval),
    }


def _external(there: ExternalApproval | None) -> Json:
    if there is None:
        return None
    return {
        "system": there.system,
        "record_number": there.record_number,
        "sha256": there.sha256,
        "signers": [*there.signers],
        "on": there.on,
    }
