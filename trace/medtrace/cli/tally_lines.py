"""How many rows of the trigger table stand where: a table whose lines add up, for each comparison and over all."""

from collections.abc import Iterator, Sequence

from medtrace.app.vocabulary import vocabulary
from medtrace.cli.printed import Grid, Heading, Part
from medtrace.model.assessment import Assessment
from medtrace.model.tally import OPEN_STATES, State, Tally, tally
from medtrace.words import Localized, same

_ALL = Localized("以上合计（每项只计一次）", "all of them (each row once)")


def tally_lines(assessment: Assessment, columns: Sequence[tuple[Localized, Tally]]) -> Iterator[Part]:
    """The states of all rows; a last column over everything where it is none of the others."""
    whole = tally(assessment)
    shown = [*columns, *([(_ALL, whole)] if all(one != whole for _, one in columns) else [])]
    yield Heading(Localized("触发项统计（每项只计一次）", "Rows of the trigger table (each counted once)"))
    yield Grid((same(""), *(head for head, _ in shown)), tuple(_rows([one for _, one in shown])))


def _rows(tallies: list[Tally]) -> Iterator[tuple[Localized, ...]]:
    for state in State:
        yield _row(_named(state), [len(one.those(state)) for one in tallies])
    yield _row(Localized("合计：触发项总数", "sum: rows of the table"), [len(one.rows) for one in tallies])
    yield _row(Localized("待判定合计（带 ? 的各行）", "undecided in all (lines with ?)"), [one.open for one in tallies])
    yield _row(Localized("重大更新候选", "candidates of a major update"), [len(one.major) for one in tallies])
    waiting = Localized("检出而人员尚未判定", "fired and not decided by people")
    yield _row(waiting, [len(one.waiting) for one in tallies])


def _named(state: State) -> Localized:
    word, sign = vocabulary().word("row-state", state.value), "? " if state in OPEN_STATES else ""
    return Localized(sign + word.zh, sign + word.en)


def _row(name: Localized, counts: list[int]) -> tuple[Localized, ...]:
    return (name, *(same(str(count)) for count in counts))
