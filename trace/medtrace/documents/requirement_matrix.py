"""The matrix of software requirements: user needs above, design, unit, test and result below, risks beside.

G9 二(五) and 八(一)2(6): requirements, design, source code (the name of the software unit is enough), tests and risk
management are traced; an update report files the part that changed. One row for each requirement.

Options: `scope`: `all` (default) or `changed`: requirements that changed themselves or through what is tied to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, lines, open_cell, table
from medtrace.documents._changed import ChangedPart, changed_part
from medtrace.documents._gaps import Gaps
from medtrace.documents._tests import PASSED
from medtrace.documents._words import Words, joined, phrase
from medtrace.graph.outcomes import FAILED
from medtrace.model.assessment import Assessment
from medtrace.model.coverage import Chain
from medtrace.model.document import Block, Cell, Column, Role, Tone
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """Which requirements have a row."""

    scope: Literal["all", "changed"] = "all"


@block("requirement-matrix", options=Options)
def requirement_matrix(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """One table; the changed scope has a column that says what changed."""
    words = request.words
    sheet = _Sheet(assessment, words, Gaps(assessment.coverage, words))
    if request.options.scope == "all":
        yield table(_columns(words), (sheet.row(chain) for chain in assessment.coverage.requirements), request.empty)
        return
    part = changed_part(assessment, words)
    change = column(words, "change-state", Role.STATUS, 12)
    yield table((*_columns(words), change), tuple(_changed_rows(sheet, part)), request.empty)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "requirement", Role.ID, 9),
        column(words, "title", weight=16),
        column(words, "needs", Role.ID, 9),
        column(words, "design", Role.ID, 9),
        column(words, "units", weight=16),
        column(words, "tests", Role.ID, 9),
        column(words, "results", Role.STATUS, 9),
        column(words, "risks", Role.ID, 9),
        column(words, "controls", Role.ID, 9),
    )


def _changed_rows(sheet: "_Sheet", part: ChangedPart) -> Iterator[tuple[Cell, ...]]:
    for chain in sheet.assessment.coverage.requirements:
        if chain.item in part.reasons:
            yield (*sheet.row(chain), lines(part.reasons[chain.item]))
    for item in part.removed:
        blank = (cell(),) * (len(_columns(sheet.words)) - 2)
        yield cell(item.id), cell(item.title), *blank, lines(part.reasons[item.id], tone=Tone.OPEN)


@dataclass(frozen=True, slots=True)
class _Sheet:
    assessment: Assessment
    words: Words
    gaps: Gaps

    def row(self, chain: Chain) -> tuple[Cell, ...]:
        item = self.assessment.changes.after.item_by_id.get(chain.item)
        return (
            cell(chain.item),
            cell(item.title if item else ""),
            self.gaps.ids("requirement-need", chain.item, chain.needs),
            self.gaps.ids("requirement-design", chain.item, chain.design),
            self._units(chain),
            self.gaps.ids("requirement-test", chain.item, chain.tests),
            self._results(chain),
            lines(chain.risks),
            lines(chain.controls),
        )

    def _units(self, chain: Chain) -> Cell:
        names = {one.id: one.name for one in self.assessment.changes.components.components}
        if not chain.units:
            return self.gaps.ids("requirement-unit", chain.item, ())
        through = (
            phrase(self.words, "through-design", design=design, units=joined(names.get(one, one) for one in units))
            for design, units in chain.design_units
        )
        return lines([*(names.get(unit, unit) for unit in chain.direct_units), *through])

    def _results(self, chain: Chain) -> Cell:
        outcomes = dict(chain.results)
        names = tuple(dict.fromkeys((*chain.tests, *outcomes)))
        if not names:
            return cell()
        if not outcomes and not self.gaps.asked("test-result"):
            return open_cell(self.words, "not-read")
        shown = [self._outcome(test, outcomes) for test in names]
        return lines(shown, tone=_tone(tuple(outcomes.get(test, "") for test in names)))

    def _outcome(self, test: str, outcomes: dict[str, str]) -> Localized:
        if test not in outcomes:
            return phrase(self.words, "no-result")
        return self.words.word("outcome", outcomes[test])


def _tone(outcomes: tuple[str, ...]) -> Tone:
    if any(outcome in FAILED for outcome in outcomes):
        return Tone.BAD
    return Tone.GOOD if all(outcome == PASSED for outcome in outcomes) else Tone.OPEN
