"""Findings as lines of the verdict page: trigger, clause with its mark, evidence, decision; lists are shortened."""

from collections.abc import Iterator

from medtrace.app.page import Entry, all_unknown
from medtrace.cli.counted import counted
from medtrace.cli.folded_lines import Manner, evidence_lines, group_lines, groups, rest, some
from medtrace.cli.printed import Heading, Line, Part
from medtrace.model.assessment import Assessment
from medtrace.model.change_item import ChangeItem, change_items
from medtrace.model.decision import NO_RULE
from medtrace.model.ids import natural_key
from medtrace.model.tally import State, tally
from medtrace.model.verdict import Confidence
from medtrace.words import Localized, same

NONE = Localized("无", "none")


def fired_lines(entries: list[Entry], assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """What fired, the weightiest rows first, each with its evidence and what people decided."""
    rows, count = groups(entries, manner), len({one.finding.trigger.id for one in entries})
    dropped = len({one.finding.trigger.id for one in entries} & set(tally(assessment).those(State.DECIDED)))
    zh = f"，其中 {dropped} 项人工判定不适用" if dropped else ""
    en = f"; {dropped} of the rows decided not to apply" if dropped else ""
    yield Heading(
        Localized(
            f"检出的触发项（{count} 项，共 {len(entries)} 条检出{zh}）",
            f"What fired ({counted(count, 'row')}, {counted(len(entries), 'finding')}{en})",
        )
    )
    if not entries:
        yield Line(1, Localized("无", "nothing"))
    for group in some(rows, manner, 15):
        yield from group_lines(group, assessment, manner)
    yield from rest(len(rows), 15, manner)


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
        f"{name}  {word.en}; triggers: {en}; {counted(len(item.commits), 'commit')}",
    )


def open_lines(entries: list[Entry], assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """What no rule could decide, what nothing could be seen of, and the rows that no rule serves."""
    asked = [one for one in entries if one.finding.hit.confidence is not Confidence.UNASSESSABLE]
    unseen = [one for one in entries if one.finding.hit.confidence is Confidence.UNASSESSABLE]
    rows, whole = groups(asked, manner), tally(assessment)
    yield _counted(Localized("待人工判定的疑问", "Questions for a person"), asked, whole.those(State.OPEN))
    for group in some(rows, manner, 15):
        yield from group_lines(group, assessment, manner)
    yield from rest(len(rows), 15, manner)
    if not asked:
        yield Line(1, NONE)
    yield from _unseen_lines(unseen, whole.those(State.UNASSESSED), manner)
    yield from _unserved_lines(assessment, {one.finding.trigger.id for one in entries}, manner)


def _counted(head: Localized, entries: list[Entry], own: tuple[str, ...]) -> Heading:
    """A heading with its rows: those that the table above counts here, and those that it counts elsewhere."""
    rows = {one.finding.trigger.id for one in entries}
    here = len(rows & set(own))
    zh = f"，另有已计入上文的 {len(rows) - here} 项" if len(rows) > here else ""
    en = f", and {len(rows) - here} that are counted above already" if len(rows) > here else ""
    return Heading(Localized(f"{head.zh}（触发项 {here} 项{zh}）", f"{head.en} ({counted(here, 'row')}{en})"))


def _unseen_lines(unseen: list[Entry], own: tuple[str, ...], manner: Manner) -> Iterator[Part]:
    """What could not be assessed, rows for the same reason together."""
    if not unseen:
        return
    why: dict[Localized, list[Entry]] = {}
    for one in unseen:
        why.setdefault(one.finding.hit.summary, []).append(one)
    yield _counted(Localized("未能评估", "Not assessed"), unseen, own)
    for reason, entries in why.items():
        yield Line(1, reason)
        yield Line(2, _named({one.finding.trigger.id: one.finding.trigger.name for one in entries}))
        first = entries[0].finding
        if any(piece.before or piece.after for piece in first.hit.evidence):
            yield from evidence_lines(first, manner, commits=True)
    if manner.verbose:
        yield from (Line(3, same(f"{one.finding.id}  {one.finding.evidence_digest}")) for one in unseen)


def _named(rows: dict[str, Localized]) -> Localized:
    return Localized(
        "、".join(f"{row} {name.zh}" for row, name in rows.items()),
        "; ".join(f"{row} {name.en}" for row, name in rows.items()),
    )


def _unserved_lines(assessment: Assessment, shown: set[str], manner: Manner) -> Iterator[Part]:
    """Rows that no rule answers: those without any finding, then those of which a rule only brought evidence."""
    found = {one.trigger for one in all_unknown(assessment) if one.why == NO_RULE}
    bare, aided = (sorted(part, key=natural_key) for part in (found - shown, found & shown))
    if not found:
        return
    yield Heading(
        Localized(
            f"无规则、须由人员逐项判定的触发项（{len(bare)} 项）",
            f"Rows that no rule serves, a person answers ({len(bare)})",
        )
    )
    listed = bare if manner.whole else bare[:12]
    more = "" if len(listed) == len(bare) else " …"
    yield Line(1, Localized("、".join(listed) + more, ", ".join(listed) + more) if bare else NONE)
    if aided:
        yield Line(
            1,
            Localized(
                f"上列触发项中，规则只提供依据、仍须由人员判定的：{'、'.join(aided)}",
                f"of the rows above, a rule only brings evidence and a person answers: {', '.join(aided)}",
            ),
        )
