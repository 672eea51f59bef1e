"""Which finding a person means: its id, a beginning that only one id has, or a trigger that only one finding has."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from medtrace.app.page import Entry, all_entries
from medtrace.app.standing import Content, row_finding, row_id
from medtrace.errors import UsageError
from medtrace.model.assessment import Assessment
from medtrace.model.ids import Range, natural_key
from medtrace.model.verdict import Finding
from medtrace.words import Localized

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A finding that is meant, with the range that shows it; `step` is the release where only a released step does.

    `subject` is the digest of what a row that no rule serves is about.
    """

    finding: Finding
    span: Range
    step: str = ""
    subject: str = ""


def named_finding(assessment: Assessment, name: str, step: str, content: Content) -> Named:
    """The finding with the evidence that is decided: end to end, or that of a released step.

    A row that no rule serves is decided on what changed in the whole range, which is `content`.

    Raises:
        UsageError: no finding, several, or no such step; the nearest are named.
    """
    rows = {row_id(one.id): one for one in assessment.profile.triggers if not one.is_answered}
    entries = all_entries(assessment)
    id_ = _id(name, tuple(dict.fromkeys((*(one.finding.id for one in entries), *rows))))
    if id_ in rows:
        return Named(row_finding(rows[id_], content.whole), assessment.range, subject=content.of(rows[id_]))
    return _seen(_entry(tuple(one for one in entries if one.finding.id == id_), assessment, step), assessment, step)


def _seen(entry: Entry, assessment: Assessment, step: str) -> Named:
    """The entry with its range: that of a view which shows it, the one asked for first, else that of the step."""
    span = next((view.range for view in assessment.views if view.range.name in entry.ranges), None)
    if span:
        return Named(entry.finding, span)
    part = next((one for one in entry.steps if one.release.name == step), entry.steps[0])
    return Named(entry.finding, part.range, part.release.name)


def _id(name: str, known: tuple[str, ...]) -> str:
    if name in known:
        return name
    of_row = [one for one in known if one.rpartition("-")[0] == name or one == row_id(name)]
    found = of_row or [one for one in known if one.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            Localized(f"“{name}”对应 {len(found)} 个检出项", f"“{name}” may be {len(found)} findings"),
            hint=_listed("请写全编号", "write one of", found),
        )
    near = difflib.get_close_matches(name, known, n=3)
    raise UsageError(
        Localized(f"该范围没有检出项“{name}”", f"the range has no finding “{name}”"),
        hint=_listed("相近的有", "nearest", near) if near else None,
    )


def _entry(entries: tuple[Entry, ...], assessment: Assessment, step: str) -> Entry:
    """The evidence that is meant: that of the step, else what is seen in the range as asked, else the only one."""
    name = entries[0].finding.id
    if step:
        of_step = [one for one in entries if step in {part.release.name for part in one.steps}]
        if of_step:
            return of_step[0]
        names = sorted({part.release.name for one in entries for part in one.steps}, key=natural_key)
        raise UsageError(
            Localized(f"{name} 不见于发布 {step}", f"{name} is not in release {step}"),
            hint=_listed("见于", "it is in", names) if names else None,
        )
    asked = [one for one in entries if assessment.range.name in one.ranges]
    chosen = asked or [one for one in entries if one.is_end_to_end] or list(entries)
    if len(chosen) == 1:
        return chosen[0]
    names = [part.release.name for one in entries for part in one.steps]
    raise UsageError(
        Localized(
            f"{name} 在不同发布步骤中证据不同，请用 --step 指明",
            f"{name} rests on other evidence in each released step: name one with --step",
        ),
        hint=_listed("发布步骤", "released steps", names),
    )


def _listed(zh: str, en: str, names: Iterable[str]) -> Localized:
    shown = list(names)
    more = " …" if len(shown) > _SHOWN else ""
    return Localized(f"{zh}：{'、'.join(shown[:_SHOWN])}{more}", f"{en}: {', '.join(shown[:_SHOWN])}{more}")
