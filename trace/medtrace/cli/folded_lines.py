"""Findings folded by their row of the table: one head for a row, its findings below, the same subject only once.

A subject that several comparisons or released steps show with other evidence is one finding with a line for each of
the others. `--all` unfolds: every finding stands by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from medtrace.app.page import Entry
from medtrace.cli.decision_lines import decision_lines
from medtrace.cli.differences import difference
from medtrace.cli.printed import Line, Part
from medtrace.model.assessment import Assessment
from medtrace.model.profile import Profile
from medtrace.model.verdict import Evidence, Finding
from medtrace.words import Localized, same

OneT = TypeVar("OneT")
FEW = 3
"""Findings of a row, pieces of evidence of a finding, and further comparisons of a subject that are shown."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How much is shown: all of each list, and the ids, digests and commits behind it."""

    whole: bool = False
    verbose: bool = False


def groups(entries: list[Entry], manner: Manner) -> list[list[Entry]]:
    """The entries of each row together, or each by itself where all is asked for; the weightiest first."""
    rows: dict[object, list[Entry]] = {}
    for number, one in enumerate(entries):
        rows.setdefault(number if manner.whole else one.finding.trigger.id, []).append(one)
    return sorted(rows.values(), key=lambda row: -max(one.finding.severity.rank for one in row))


def group_lines(group: list[Entry], assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """One row with its findings."""
    yield Line(1, _head(group, assessment.profile))
    if any(one.finding.fires for one in group):
        yield Line(2, _clause(group[0].finding, assessment))
    subjects: dict[str, list[Entry]] = {}
    for one in group:
        subjects.setdefault(one.finding.id, []).append(one)
    found = list(subjects.values())
    for same_subject in some(found, manner, FEW):
        yield from _subject(same_subject, assessment, manner)
    yield from rest(len(found), FEW, manner, level=2)


def _head(group: list[Entry], profile: Profile) -> Localized:
    trigger = group[0].finding.trigger
    words = [profile.word("severity", one.finding.severity.value) for one in group if one.finding.fires]
    words += [profile.word("confidence", one.finding.hit.confidence.value) for one in group]
    once = list(dict.fromkeys(words))
    zh, en = "，".join(one.zh for one in once), ", ".join(one.en for one in once)
    many = (f"，{len(group)} 条", f"; {len(group)} findings") if len(group) > 1 else ("", "")
    return Localized(
        f"{trigger.id} {trigger.name.zh}［{zh}］{many[0]}", f"{trigger.id} {trigger.name.en} [{en}]{many[1]}"
    )


def _clause(finding: Finding, assessment: Assessment) -> Localized:
    """Title, section and mark; what is not confirmed says so in words."""
    clause = finding.trigger.clause
    source = assessment.profile.source_by_key.get(clause.document)
    title = source.title if source else same(clause.document)
    mark = assessment.profile.word("mark", clause.mark)
    zh, en = ("", "") if clause.mark == "A" else (f"：{mark.zh}", f": {mark.en}")
    # What has no section is no publication, and stands in no title marks.
    named = (f"《{title.zh}》{clause.section}", f"{title.en} {clause.section}")
    if clause.section in {"", "—"}:
        named = (title.zh, title.en)
    return Localized(f"依据：{named[0]}［可信度 {clause.mark}{zh}］", f"source: {named[1]} [mark {clause.mark}{en}]")


def _subject(entries: list[Entry], assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """The first comparison that shows a subject whole, each further one in a line."""
    first, others = entries[0], entries[1:]
    yield Line(2, first.finding.hit.summary)
    if first.finding.fires or not first.is_end_to_end:
        yield Line(2, _seen_in(first))
    yield from evidence_lines(first.finding, manner)
    yield from _behind(first.finding, assessment, manner)
    for one in some(others, manner, FEW):
        yield Line(2, _also(one))
        yield from _behind(one.finding, assessment, manner)
    yield from rest(len(others), FEW, manner, level=2)


def _behind(finding: Finding, assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """What people decided, and what a record of a decision has to name."""
    yield from decision_lines(finding, assessment)
    if manner.verbose:
        yield Line(2, same(f"{finding.id}  {finding.evidence_digest}"))


def _seen_in(entry: Entry) -> Localized:
    """Where an entry is seen; what only a released step shows was shipped and taken back or changed again."""
    steps = [step.release.name for step in entry.steps]
    if entry.is_end_to_end:
        return Localized(f"见于 {'、'.join(entry.ranges)}", f"seen in {', '.join(entry.ranges)}")
    return Localized(
        f"仅见于已发布的 {'、'.join(steps)}，首尾比较不可见", f"only in the released {', '.join(steps)}, not end to end"
    )


def _also(entry: Entry) -> Localized:
    """A further comparison of a subject: where, and the first thing that differs there."""
    where, found = _seen_in(entry), entry.finding.hit.evidence
    told = difference(found[0]) if found else entry.finding.hit.summary
    more = (f"，另 {len(found) - 1} 处", f", and {len(found) - 1} more") if len(found) > 1 else ("", "")
    return Localized(f"{where.zh}：{told.zh}{more[0]}", f"{where.en}: {told.en}{more[1]}")


def evidence_lines(finding: Finding, manner: Manner, *, commits: bool = False) -> Iterator[Part]:
    """The pieces of evidence, each with its commits where more, or that, is asked for."""
    found = finding.hit.evidence
    for one in some(found, manner, FEW):
        yield Line(3, difference(one, digests=manner.verbose))
        if (manner.verbose or commits) and one.commits:
            zh, en = ("", "") if one.is_blamed or len(one.commits) == 1 else ("涉及该文件的", " of the file")
            told = f"{zh}提交：{'、'.join(sha[:10] for sha in one.commits)}", f"commits{en}: {_shas(one)}"
            yield Line(3, Localized(*told))
    yield from rest(len(found), FEW, manner, level=3)


def _shas(one: Evidence) -> str:
    return ", ".join(sha[:10] for sha in one.commits)


def some(found: Sequence[OneT], manner: Manner, most: int, *, last: bool = False) -> Sequence[OneT]:
    """The first (or last) of a list, all of it where that is asked for."""
    if manner.whole or len(found) <= most:
        return found
    return found[-most:] if last else found[:most]


def rest(count: int, most: int, manner: Manner, level: int = 1) -> Iterator[Part]:
    """How many were left out, and how to see them."""
    if not manner.whole and count > most:
        yield Line(
            level, Localized(f"……另有 {count - most} 项，加 --all 显示全部", f"… {count - most} more: add --all")
        )
