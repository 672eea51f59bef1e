"""`trace assess --format json` and `assessment.json` (schema `medtrace/assessment/1`).

Findings and verdict of the first view stand at the top again. A decision stands beside its finding, `null` where nobody
wrote one; `rows` are the rows that no rule serves and that people wrote about.
"""

from medtrace.model.assessment import Assessment, Step, View
from medtrace.model.change_item import ChangeItem, change_items
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Evidence, Finding, Verdict
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._ruling import ruling_json
from medtrace.renderers._shapes import Json, dump, problem, span, words


@record_renderer("assessment-json", of="assessment")
def assessment_json(assessment: Assessment) -> str:
    """The whole record as JSON."""
    provenance = assessment.provenance
    return dump(
        {
            "schema": "medtrace/assessment/1",
            "range": span(assessment.range),
            "records": {"rev": assessment.records.name, "sha": assessment.records.sha},
            "views": [_view(view) for view in (*assessment.views, *(one.view for one in assessment.beside))],
            "change_items": [_change_item(one) for one in change_items(assessment)],
            "findings": _findings(assessment.findings),
            "verdict": _verdict(assessment.verdict),
            "problems": [problem(one) for one in assessment.problems],
            "provenance": {
                "tool": provenance.tool,
                "profiles": [{"name": name, "digest": digest} for name, digest in provenance.profiles],
                "config_path": provenance.config_path,
                "config_digest": provenance.config_digest,
                "trigger_table_digest": provenance.trigger_table_digest,
                "plugins": list(provenance.plugins),
            },
        }
    )


def _change_item(item: ChangeItem) -> dict[str, Json]:
    """Nothing is foreseen until requests are records of their own: whether it agrees is then not known."""
    return {
        "id": item.id,
        "title": item.title,
        "foreseen": {"severity": "", "route": ""},
        "found": {"severity": item.severity.value},
        "agrees": None,
        "findings": [*item.findings],
        "commits": [*item.commits],
    }


def _view(view: View) -> dict[str, Json]:
    return {
        "profile": view.profile,
        "since": view.since,
        "range": span(view.range),
        "steps": [_step(step) for step in view.steps],
        "findings": _findings(view.findings),
        "rows": _rows(view.rows),
        "verdict": _verdict(view.verdict),
    }


def _rows(rows: tuple[Finding, ...]) -> list[Json]:
    return [
        {
            "id": row.id,
            "trigger": row.trigger.id,
            "evidence_digest": row.evidence_digest,
            "decision": ruling_json(row.ruling),
        }
        for row in sorted(rows, key=lambda one: natural_key(one.id))
    ]


def _step(step: Step) -> dict[str, Json]:
    return {
        "release": step.release.name,
        "range": span(step.range),
        "severity": step.verdict.severity.value,
        "findings": _in_order(tuple(finding.id for finding in step.findings)),
        # The same finding may rest on other evidence in a step than end to end: what was shipped and taken back.
        "details": _findings(step.findings),
    }


def _findings(findings: tuple[Finding, ...]) -> list[Json]:
    """Sorted by id, as every list of the contract is by its natural key."""
    return [_finding(finding) for finding in sorted(findings, key=lambda one: natural_key(one.id))]


def _finding(finding: Finding) -> dict[str, Json]:
    trigger, hit = finding.trigger, finding.hit
    return {
        "id": finding.id,
        "evidence_digest": finding.evidence_digest,
        "trigger": trigger.id,
        "topic": trigger.topic,
        "category": trigger.category,
        "severity": finding.severity.value,
        "title": words(trigger.name),
        "summary": words(hit.summary),
        "evidence": [_evidence(one) for one in hit.evidence],
        "items": _in_order(hit.items),
        "confidence": hit.confidence.value,
        "source": {
            "document": trigger.clause.document,
            "section": trigger.clause.section,
            "mark": trigger.clause.mark,
        },
        "change_item": finding.change_item or None,
        "change_items": [*finding.change_items],
        "decision": ruling_json(finding.ruling),
    }


def _in_order(names: tuple[str, ...]) -> list[Json]:
    ordered = sorted(names, key=natural_key)
    return [*ordered]


def _evidence(evidence: Evidence) -> dict[str, Json]:
    return {
        "path": evidence.path,
        "line": evidence.line,
        "commits": list(evidence.commits),
        "commits_of": "element" if evidence.is_blamed else "file",
        "before": evidence.before,
        "after": evidence.after,
    }


def _verdict(verdict: Verdict) -> dict[str, Json]:
    return {
        "severity": verdict.severity.value,
        "category": verdict.category,
        "report_form": verdict.report_form,
        "route": verdict.route,
        "because": _in_order(verdict.because),
        "unknown": [
            {"trigger": unknown.trigger, "why": unknown.why, "subject": unknown.subject} for unknown in verdict.unknown
        ],
        "undecided": _in_order(verdict.undecided),
        "expected_version_field": verdict.expected_version_field,
        "actual_version_field": verdict.actual_version_field,
        "expected_version": verdict.expected_version,
    }
