"""`trace assess --format github`: commands that GitHub shows as annotations, at most ten, and a line for the rest.

GitHub keeps ten errors and ten warnings of a step: the ten loudest findings of the range as given are told, and how
many more there are. What only the comparison with the registered version shows stands in the summary.
"""

from collections.abc import Iterator

from medtrace.model.assessment import Assessment
from medtrace.model.verdict import Finding
from medtrace.renderers._renderer import record_renderer
from medtrace.renderers._told import Loudness, loudness, of_the_range, place, told

MOST = 10
_COMMANDS = {Loudness.ERROR: "error", Loudness.WARNING: "warning", Loudness.NOTICE: "notice"}


@record_renderer("assessment-github", of="assessment")
def assessment_github(assessment: Assessment) -> str:
    """One line for each annotation."""
    return "\n".join([*_lines(assessment), ""])


def _lines(assessment: Assessment) -> Iterator[str]:
    own = of_the_range(assessment)
    findings = tuple(one for one in told(assessment) if (one.id, one.evidence_digest) in own)
    for one in findings[:MOST]:
        yield _annotation(one)
    if len(findings) > MOST:
        more = len(findings) - MOST
        words = f"另有 {more} 项，见作业摘要与产物 / {more} more in the job summary and the artifacts"
        yield f"::notice title=trace::{_data(words)}"


def _annotation(finding: Finding) -> str:
    where = place(finding)
    parts = [f"file={_property(where.path)}"] if where else []
    parts += [f"line={where.line}"] if where and where.line else []
    trigger, summary = finding.trigger, finding.hit.summary
    parts.append(f"title={_property(f'{trigger.id} {trigger.name.zh} / {trigger.name.en}')}")
    return f"::{_COMMANDS[loudness(finding)]} {','.join(parts)}::{_data(f'{summary.zh} / {summary.en}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
