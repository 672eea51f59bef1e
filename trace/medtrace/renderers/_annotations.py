"""Commands that GitHub shows as annotations: the worst findings, within what it keeps of a step."""

from collections.abc import Iterator

from medtrace.model.assessment import Assessment
from medtrace.model.verdict import Confidence, Finding
from medtrace.renderers._told import Loudness, loudness, of_the_range, place, told

MOST = 10
_COMMANDS = {Loudness.ERROR: "error", Loudness.WARNING: "warning", Loudness.NOTICE: "notice"}


def annotations(assessment: Assessment, most: int = MOST) -> Iterator[str]:
    """At most so many lines; where there are more findings the last line counts the rest.

    What was not assessed is shown where nothing better is, and else only counted.
    """
    own = of_the_range(assessment)
    findings = sorted((one for one in told(assessment) if (one.id, one.evidence_digest) in own), key=_badness)
    better = [one for one in findings if not _is_unassessed(one)]
    shown = better or findings
    if len(findings) > min(most, len(shown)):
        shown = shown[: most - 1]
    yield from map(_annotation, shown)
    if len(findings) > len(shown):
        more = len(findings) - len(shown)
        words = f"另有 {more} 项，见作业摘要与产物 / {more} more in the job summary and the artifacts"
        yield command("notice", words)


def command(kind: str, words: str, title: str = "trace") -> str:
    """One command without a place."""
    return f"::{kind} title={_property(title)}::{_data(words)}"


def _badness(finding: Finding) -> tuple[int, bool, bool, int]:
    return loudness(finding), _is_unassessed(finding), not finding.fires, -finding.severity.rank


def _is_unassessed(finding: Finding) -> bool:
    return finding.hit.confidence is Confidence.UNASSESSABLE


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
