"""A decision as the text of its file: keys in the order of the shape, nothing empty; a sign-off added at the end."""

from collections.abc import Mapping
from dataclasses import replace

from medtrace.config.decisions import read_decision
from medtrace.errors import ConfigError
from medtrace.model.decision import Circumstances, Decision, ExternalApproval, SignOff

_HEAD = "# Fields and outcomes: schemas/decision.schema.json of the tool\n"


def decision_text(decision: Decision) -> str:
    """The whole record."""
    return _HEAD + _yaml(
        _filled(
            {
                "finding": decision.finding,
                "evidence_digest": decision.evidence_digest,
                "profile": decision.profile,
                "range": decision.range,
                "step": decision.step,
                "outcome": decision.outcome.value,
                "severity": decision.severity,
                "reason": decision.reason,
                "evidence": [*decision.evidence],
                "until": decision.until,
                "due": decision.due,
                "replaces": [*decision.replaces],
                "decided_against": _circumstances(decision.decided_against),
                "signoffs": [_signoff(one) for one in decision.signoffs],
            }
        )
    )


def with_signoff(text: str, decision: Decision, signoff: SignOff) -> str:
    """The record with one more sign-off; what was written by hand stays where the list can be lengthened at its end."""
    lengthened = text.rstrip("\n") + "\n" + _yaml([_signoff(signoff)])
    whole = replace(decision, signoffs=(*decision.signoffs, signoff))
    try:
        if read_decision(lengthened, path=decision.path) == whole:
            return lengthened
    except ConfigError:
        pass
    return decision_text(whole)


def _yaml(value: object) -> str:
    import yaml

    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def _filled(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _circumstances(stood: Circumstances) -> dict[str, object]:
    return _filled(
        {
            "baseline": stood.baseline,
            "safety_class": stood.safety_class,
            "component_map": stood.component_map,
            "trigger_table": stood.trigger_table,
            "subject": stood.subject,
            "cited": dict(stood.cited),
        }
    )


def _signoff(one: SignOff) -> dict[str, object]:
    return _filled(
        {
            "by": one.by,
            "role": one.role,
            "on": one.on,
            "remark": one.remark,
            "external_approval": _external(one.external_approval),
        }
    )


def _external(there: ExternalApproval | None) -> dict[str, object]:
    if there is None:
        return {}
    return _filled(
        {
            "system": there.system,
            "record_number": there.record_number,
            "sha256": there.sha256,
            "signers": [*there.signers],
            "on": there.on,
        }
    )
