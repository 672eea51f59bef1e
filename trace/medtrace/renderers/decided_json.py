"""`trace decide --format json`: the records that were written (schema `medtrace/decided/1`)."""

from typing import Any

from medtrace.model.verdict import Finding
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._ruling import ruling_json
from medtrace.renderers._shapes import Json, dump, problem, span


@record_renderer("decided-json", of="decided")
def decided_json(written: Any) -> str:  # noqa: ANN401 - the noun belongs to the use case above
    """Each finding with the decision beside it as `assessment.json` shows it, before the record is committed."""
    return dump(
        {
            "schema": "medtrace/decided/1",
            "range": span(written.range),
            "decisions": [_decided(one.finding, one.ruling) for one in written.decided],
            "problems": [problem(one) for one in written.problems],
        }
    )


def _decided(finding: Finding, ruling: Any) -> Json:  # noqa: ANN401 - a ruling, as `ruling_json` takes it
    return {
        "finding": finding.id,
        "evidence_digest": finding.evidence_digest,
        "trigger": finding.trigger.id,
        "severity": finding.severity.value,
        "decision": ruling_json(ruling),
    }
