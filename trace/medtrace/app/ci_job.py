"""What a CI job wants beside the documents: annotations, a summary, findings for code scanning, and its outputs."""

from pathlib import Path

from medtrace import plugins
from medtrace.app.failing import SHOWN, Failing
from medtrace.model.assessment import Assessment
from medtrace.model.items import Diagnostic
from medtrace.renderers._annotations import MOST, annotations, command
from medtrace.renderers._quiet import quiet, quiet_code
from medtrace.renderers._told import fired, open_points
from medtrace.sinks.single import write_file
from medtrace.words import Localized

FILES = ("annotations.txt", "summary.md", "findings.sarif", "outputs.txt", "outputs.env")


def clear_job_files(folder: Path) -> None:
    """Take away what an earlier run left: a run that fails must not show the result of another."""
    for name in FILES:
        (folder / name).unlink(missing_ok=True)


def write_job_files(assessment: Assessment, folder: Path, failing: Failing, notes: tuple[Localized, ...] = ()) -> None:
    """Write the files of a job into a folder, made where it is not there; why it fails stands first, then the notes.

    Raises:
        SinkError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    first = [*_annotated(failing), *(command("notice", f"{one.zh} / {one.en}") for one in notes)]
    lines = [*first, *annotations(assessment, MOST - len(first))]
    summary = _summed(failing) + _noted(notes) + plugins.record("assessment-summary").render(assessment)
    told = outputs(assessment)
    # GitLab takes them as variables, whose names hold no dash.
    variables = (f"TRACE_{name.upper().replace('-', '_')}={value}\n" for name, value in told.items())
    texts = (
        "\n".join([*lines, ""]),
        summary,
        plugins.record("assessment-sarif").render(assessment),
        "".join(f"{name}={value}\n" for name, value in told.items()),
        "".join(variables),
    )
    for name, text in zip(FILES, texts, strict=True):
        write_file(folder / name, text.encode("utf-8", "replace"))


def _annotated(failing: Failing) -> list[str]:
    """One error that names the gates and the first problems, whatever else is shown."""
    if not failing.gates:
        return []
    head = f"fail-on 已达到 / reached: {', '.join(failing.reasons())}"
    return [command("error", "\n".join([head, *map(problem_line, failing.problems[:SHOWN]), *_rest(failing)]))]


def _summed(failing: Failing) -> str:
    """The same as the first part of the summary."""
    if not failing.gates:
        return ""
    head = f"## trace fail-on\n\n**fail-on 已达到 / reached: {quiet(', '.join(failing.reasons()))}**\n\n"
    rows = [f"- {_summed_problem(one)}" for one in failing.problems[:SHOWN]]
    return head + "".join(f"{line}\n" for line in [*rows, *(f"- {one}" for one in _rest(failing))]) + "\n"


def _noted(notes: tuple[Localized, ...]) -> str:
    """How the range was chosen, where that is to be said."""
    return "".join(f"> {quiet(f'{one.zh} / {one.en}')}\n\n" for one in notes)


def _summed_problem(problem: Diagnostic) -> str:
    where = f" {quiet_code(str(problem.location))}" if problem.location else ""
    return f"`{problem.code}`{where} {quiet(f'{problem.message.zh} / {problem.message.en}')}"


def problem_line(problem: Diagnostic) -> str:
    """A problem in one line, in both languages: which one reads the log of a job is not known."""
    where = f"{problem.location}: " if problem.location else ""
    return f"{where}{problem.code}: {problem.message.zh} / {problem.message.en}"


def _rest(failing: Failing) -> list[str]:
    more = len(failing.problems) - SHOWN
    return [f"另有 {more} 个问题，见产物 / {more} more problems in the artifacts"] if more > 0 else []


def outputs(assessment: Assessment) -> dict[str, str]:
    """What a later step may ask for: verdict, route, expected version, how many findings fired and how much is open."""
    verdict = assessment.verdict
    return {
        "verdict": verdict.severity.value,
        "route": verdict.route,
        "expected-version": verdict.expected_version,
        "findings": str(fired(assessment)),
        "open": str(open_points(assessment)),
        "range": assessment.range.name,
        "version": assessment.range.new.name,
    }
