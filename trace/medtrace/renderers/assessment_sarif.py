"""`trace assess --format sarif`: SARIF 2.1.0 for code scanning, a result for each finding and each problem.

The findings are those of the range as asked for, so that code scanning on a pull request shows what it did: the view
from the registered version and released steps within the range stand in the summary and in the record of the run. The
fingerprint of a finding is its id with the digest of its evidence, so that a service recognises it in the next run,
whatever the lines; that of a problem is what it says, without the name of a revision. Regions name lines of the newer
end; what lies in no file is shown at the configuration.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from medtrace import __version__
from medtrace.model.assessment import Assessment
from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.model.verdict import Evidence, Finding, Trigger
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._shapes import Json, dump
from medtrace.renderers._told import Loudness, loudness, of_the_range
from medtrace.words import Localized

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Loudness.ERROR: "error", Loudness.WARNING: "warning", Loudness.NOTICE: "note"}
_PROBLEMS = {DiagnosticSeverity.ERROR: "error", DiagnosticSeverity.WARNING: "warning", DiagnosticSeverity.NOTE: "note"}
_MOST_PLACES = 10


@record_renderer("assessment-sarif", of="assessment")
def assessment_sarif(assessment: Assessment) -> str:
    """The findings of the range, then the problems of traceability at its newer end."""
    findings, fallback = of_the_range(assessment), assessment.provenance.config_path
    triggers = {one.trigger.id: one.trigger for one in findings}
    codes = sorted({one.code for one in assessment.problems})
    rules: list[Json] = [*(_rule(triggers[name]) for name in sorted(triggers)), *({"id": code} for code in codes)]
    driver: dict[str, Json] = {"name": "trace", "version": __version__, "rules": rules}
    results = [_result(one, fallback) for one in findings]
    results += _problems(assessment.problems, fallback)
    run: dict[str, Json] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(trigger: Trigger) -> dict[str, Json]:
    clause = f"{trigger.clause.document} {trigger.clause.section} [{trigger.clause.mark}]"
    return {
        "id": trigger.id,
        "shortDescription": {"text": _both(trigger.name)},
        "fullDescription": {"text": f"{_both(trigger.name)}; {clause}"},
        "properties": {"tags": list(dict.fromkeys((trigger.topic, trigger.category))), "mark": trigger.clause.mark},
    }


def _result(finding: Finding, fallback: str) -> dict[str, Json]:
    places = [one for one in finding.hit.evidence if one.path][:_MOST_PLACES]
    key = f"{finding.id}\0{finding.evidence_digest}"
    return {
        "ruleId": finding.trigger.id,
        "level": _LEVELS[loudness(finding)],
        "message": {"text": _both(finding.hit.summary)},
        "locations": [_at(one) for one in places] or [_location(fallback, 0)],
        "partialFingerprints": {"medtraceFinding/v1": hashlib.sha256(key.encode()).hexdigest()},
        "properties": {"confidence": finding.hit.confidence.value, "severity": finding.severity.value},
    }


def _problems(problems: tuple[Diagnostic, ...], fallback: str) -> Iterator[dict[str, Json]]:
    """A result for each; of those that say the same in one file the second has its number in the fingerprint."""
    seen: Counter[tuple[str, ...]] = Counter()
    for one in problems:
        seen[one.same_as] += 1
        again = (str(seen[one.same_as]),) if seen[one.same_as] > 1 else ()
        yield _problem(one, (*one.same_as, *again), fallback)


def _problem(problem: Diagnostic, identity: tuple[str, ...], fallback: str) -> dict[str, Json]:
    place = problem.location
    path, line = (place.path, place.line) if place else (fallback, 0)
    key = "\0".join(identity)
    return {
        "ruleId": problem.code,
        "level": _PROBLEMS[problem.severity],
        "message": {"text": _both(problem.message)},
        "locations": [_location(path, line)],
        "partialFingerprints": {"medtraceProblem/v1": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()},
    }


def _at(evidence: Evidence) -> dict[str, Json]:
    return _location(evidence.path, evidence.line)


def _location(path: str, line: int) -> dict[str, Json]:
    where: dict[str, Json] = {"artifactLocation": {"uri": quote(path, errors="replace"), "uriBaseId": "%SRCROOT%"}}
    return {"physicalLocation": {**where, **({"region": {"startLine": line}} if line else {})}}


def _both(text: Localized) -> str:
    return text.en if text.zh == text.en else f"{text.zh} / {text.en}"
