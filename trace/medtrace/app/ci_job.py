"""What a CI job wants beside the documents: annotations, a summary, findings for code scanning, and its outputs."""

from pathlib import Path

from medtrace import plugins
from medtrace.model.assessment import Assessment
from medtrace.sinks.single import write_file

_FILES = {
    "annotations.txt": "assessment-github",
    "summary.md": "assessment-summary",
    "findings.sarif": "assessment-sarif",
}


def write_job_files(assessment: Assessment, folder: Path) -> None:
    """Write the files of a job into a folder, made where it is not there.

    Raises:
        SinkError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, record in _FILES.items():
        write_file(folder / name, plugins.record(record).render(assessment).encode("utf-8", "replace"))
    told = outputs(assessment)
    write_file(folder / "outputs.txt", "".join(f"{name}={value}\n" for name, value in told.items()).encode())
    # GitLab takes them as variables, whose names hold no dash.
    variables = (f"TRACE_{name.upper().replace('-', '_')}={value}\n" for name, value in told.items())
    write_file(folder / "outputs.env", "".join(variables).encode())


def outputs(assessment: Assessment) -> dict[str, str]:
    """What a later step may ask for: verdict, route, expected version, how many findings fired and how much is open."""
    verdict = assessment.verdict
    return {
        "verdict": verdict.severity.value,
        "route": verdict.route,
        "expected-version": verdict.expected_version,
        "findings": str(sum(one.fires for one in assessment.findings)),
        "open": str(len({(one.trigger, one.subject) for one in verdict.unknown})),
        "range": assessment.range.name,
        "version": assessment.range.new.name,
    }
