"""Findings as lines of the verdict page: trigger, clause with its mark, evidence, decision; lists are shortened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from medtrace.app.page import Entry, all_unknown
from medtrace.cli.decision_lines import decision_lines
from medtrace.cli.printed import Heading, Line, Part
from medtrace.model.assessment import Assessment
from medtrace.model.change_item import ChangeItem, change_items
from medtrace.model.decision import NO_RULE
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Evidence, Finding
from medtrace.words import Localized, same

OneT = TypeVar("OneT")
NONE = Localized("无", "none")


@dataclass(frozen=True, slots=True)
class Manner:
    """How much is shown: all of each list, and the ids, digests and commits behind it."""

    whole: bool = False
    verbose: bool = False


def fired_lines(entries: list[Entry], assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """What fired, each with its evidence and what people decided."""
    yield Heading(Localized(f"检出的触发项（{len(entries)} 项）", f"What fired ({len(entries)})"))
    if not entries:
        yield Line(1, Localized("无", "nothing"))
    for entry in some(entries, manner, 15):
        yield from _finding(entry, assessment, manner)
    yield from rest(len(entries), 15, manner)


def _finding(entry: Entry, assessment: Assessment, manner: Manner) -> Iterator[Part]:
    finding, profile = entry.finding, assessment.profile
    trigger = finding.trigger
    severity = profile.word("severity", finding.severity.value)
    sure = profile.word("confidence", finding.hit.confidence.value)
    yield Line(
        1,
        Localized(
            f"{trigger.id} {trigger.name.zh}［{severity.zh}，{sure.zh}］",
            f"{trigger.id} {trigger.name.en} [{severity.en}, {sure.en}]",
        ),
    )
    yield Line(2, _clause(finding, assessment))
    yield Line(2, finding.hit.summary)
    yield Line(2, _seen_in(entry))
    yield from _evidence(finding, manner)
    yield from decision_lines(finding, assessment)
    if manner.verbose:
        yield Line(2, same(f"{finding.id}  {finding.evidence_digest}"))


def _clause(finding: Finding, assessment: Assessment) -> Localized:
    """Title, section and mark; what is not confirmed says so in words."""
    clause = finding.trigger.clause
    source = assessment.profile.source_by_key.get(clause.document)
    title = source.title if source else same(clause.document)
    mark = assessment.profile.word("mark", clause.mark)
    zh, en = ("", "") if clause.mark == "A" else (f"：{mark.zh}", f": {mark.en}")
    return Localized(
        f"依据：《{title.zh}》{clause.section}［可信度 {clause.mark}{zh}］",
        f"source: {title.en} {clause.section} [mark {clause.mark}{en}]",
    )


def _seen_in(entry: Entry) -> Localized:
    """Where an entry is seen; what only a released step shows was shipped and taken back or changed again."""
    steps = [step.release.name for step in entry.steps]
    if entry.is_end_to_end:
        return Localized(f"见于：{'、'.join(entry.ranges)}", f"seen in {', '.join(entry.ranges)}")
    return Localized(
        f"仅见于已发布的 {'、'.join(steps)}，首尾比较不可见", f"only in the released {', '.join(steps)}, not end to end"
    )


def _evidence(finding: Finding, manner: Manner) -> Iterator[Part]:
    found = finding.hit.evidence
    for one in some(found, manner, 3):
        yield Line(3, _difference(one))
        if manner.verbose and one.commits:
            yield Line(3, Localized(f"提交：{'、'.join(sha[:10] for sha in one.commits)}", f"commits: {_shas(one)}"))
    yield from rest(len(found), 3, manner, level=3)


def _shas(one: Evidence) -> str:
    return ", ".join(sha[:10] for sha in one.commits)


def _difference(one: Evidence) -> Localized:
    place = ":".join(str(part) for part in (one.path, one.line) if part)
    if not one.before and not one.after:
        return same(place)
    before, after = _short(one.before), _short(one.after)
    head = (f"{place}　", f"{place}  ") if place else ("", "")
    return Localized(
        f"{head[0]}{before or '（无）'} → {after or '（无）'}", f"{head[1]}{before or '(none)'} → {after or '(none)'}"
    )


def _short(text: str, width: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def request_lines(assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """The change requests with the triggers that their commits made, and what fired outside all of them."""
    items = change_items(assessment)
    loose = [one for one in assessment.views[0].findings if one.fires and not one.change_items]
    if not items and not loose:
        return
    yield Heading(Localized(f"变更项（{len(items)} 项）", f"Change items ({len(items)})"))
    for item in some(items, manner, 10):
        yield Line(1, _request(item, assessment))
    yield from rest(len(items), 10, manner)
    if loose:
        rows = dict.fromkeys(one.trigger.id for one in loose)
        yield Line(
            1,
            Localized(
                f"不属于任何变更项的检出：{'、'.join(rows)}", f"fired outside every change item: {', '.join(rows)}"
            ),
        )


def _request(item: ChangeItem, assessment: Assessment) -> Localized:
    rows = dict.fromkeys(one.rpartition("-")[0] for one in item.findings)
    word = assessment.profile.word("severity", item.severity.value)
    name = f"{item.id} {item.title}".strip()
    zh, en = "、".join(rows) or NONE.zh, ", ".join(rows) or NONE.en
    return Localized(
        f"{name}　{word.zh}　触发项：{zh}　提交 {len(item.commits)} 个",
        f"{name}  {word.en}; triggers: {en}; {len(item.commits)} commits",
    )


def open_lines(entries: list[Entry], assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """What no rule could decide, and the rows that no rule serves."""
    unserved = sorted({one.trigger for one in all_unknown(assessment) if one.why == NO_RULE}, key=natural_key)
    yield Heading(Localized("待判定", "For a person to decide"))
    for entry in some(entries, manner, 10):
        yield from _question(entry.finding, assessment, manner)
    yield from rest(len(entries), 10, manner)
    if unserved:
        shown = unserved if manner.whole else unserved[:12]
        more = "" if len(shown) == len(unserved) else " …"
        yield Line(
            1,
            Localized(
                f"尚无规则、须由人员逐项判定的触发项（{len(unserved)} 项）：{'、'.join(shown)}{more}",
                f"Rows that no rule serves, a person decides ({len(unserved)}): {', '.join(shown)}{more}",
            ),
        )
    if not entries and not unserved:
        yield Line(1, Localized("无", "nothing"))


def _question(finding: Finding, assessment: Assessment, manner: Manner) -> Iterator[Part]:
    trigger = finding.trigger
    sure = assessment.profile.word("confidence", finding.hit.confidence.value)
    name = trigger.name
    yield Line(1, Localized(f"{trigger.id} {name.zh}［{sure.zh}］", f"{trigger.id} {name.en} [{sure.en}]"))
    yield Line(2, finding.hit.summary)
    yield from _evidence(finding, manner)
    yield from decision_lines(finding, assessment)
    if manner.verbose:
        yield Line(2, same(f"{finding.id}  {finding.evidence_digest}"))


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
