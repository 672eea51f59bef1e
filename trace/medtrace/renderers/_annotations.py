"""Commands that GitHub shows as annotations: the worst findings, within what it keeps of a step."""

from collections.abc import Iterator

from medtrace.model.assessment import Assessment
from medtrace.model.verdict import Confidence, Finding
from medtrace.renderers._told import Elsewhere, Loudness, elsewhere, loudness, of_the_range, place

MOST = 10
_COMMANDS = {Loudness.ERROR: "error", Loudness.WARNING: "warning", Loudness.NOTICE: "notice"}


def annotations(assessment: Assessment, most: int = MOST) -> Iterator[str]:
    """At most so many lines; where there are more findings the last line counts the rest.

    What was not assessed is shown where nothing better is, and else only counted. Released steps within the range are
    counted in a line of their own: their lines are those of other revisions.
    """
    findings = sorted(of_the_range(assessment), key=_badness)
    steps = sum(len(part.fired) for part in elsewhere(assessment) if _is_within(part, assessment))
    most -= bool(steps)
    better = [one for one in findings if not _is_unassessed(one)]
    shown = better or findings
    if len(findings) > min(most, len(shown)):
        shown = shown[: most - 1]
    yield from map(_annotation, shown)
    if len(findings) > len(shown):
        more = len(findings) - len(shown)
        words = f"另有 {more} 项，见作业摘要与产物 / {more} more in the job summary and the artifacts"
        yield command("notice", words)
    if steps:
        zh = f"其间的发布版本另检出 {steps} 条，见作业摘要"
        en = f"{steps} more fired in released steps within the range, see the summary"
        yield command("notice", f"{zh} / {en}")


def command(kind: str, words: str, title: str = "trace") -> str:
    """One command without a place."""
    return f"::{kind} title={_property(title)}::{_data(words)}"


def _is_within(part: Elsewhere, assessment: Assessment) -> bool:
    steps = assessment.views[0].steps
    return part.is_step and any(step.range == part.range for step in steps)


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
