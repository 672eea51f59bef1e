"""The matrix of risks: hazard and harm, controls, the requirements that implement them, the tests that verify them.

Initial and residual risk are shown in the words of the risk table; the tool evaluates neither. A risk without a
control and a control without requirement or test are gaps (L-2, L-4, L-9 of G9 二(五)).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, lines, missing, table
from medtrace.documents._gaps import Gaps
from medtrace.documents._words import Value, Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.coverage import RiskChain
from medtrace.model.document import Block, Cell, Column, Role, Tone
from medtrace.model.items import Artifact
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized

_SEVERITY_AFTER = ("severity_after", "S'", "S’")
_PROBABILITY_AFTER = ("probability_after", "P'", "P’")
_ACCEPTABLE = ("acceptable", "剩余风险")


@block("risk-matrix", options=NoOptions)
def risk_matrix(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each risk."""
    words = request.words
    sheet = _Sheet(assessment.changes.after, words, Gaps(assessment.coverage, words))
    yield table(_columns(words), (sheet.row(chain) for chain in assessment.coverage.risks), request.empty)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        column(words, "risk", Role.ID, 9),
        column(words, "hazard", weight=14),
        column(words, "situation", weight=18),
        column(words, "harm", weight=12),
        column(words, "initial-risk", weight=12),
        column(words, "controls", weight=22),
        column(words, "requirements", Role.ID, 9),
        column(words, "control-tests", Role.ID, 11),
        column(words, "indirect-tests", Role.ID, 11),
        column(words, "residual-risk", weight=12),
        column(words, "acceptable", Role.STATUS, 10),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    snapshot: Snapshot
    words: Words
    gaps: Gaps

    def row(self, chain: RiskChain) -> tuple[Cell, ...]:
        risk = self.snapshot.item_by_id.get(chain.risk)
        bearers = (risk, *(self.snapshot.item_by_id.get(name) for name in chain.controls))
        sequence = _said(("sequence", "事件序列"), risk)
        return (
            cell(chain.risk),
            cell(_said(("hazard", "危险源"), risk) or (risk.title if risk else "")),
            given(self.words, sequence, _said(("situation", "危险情况"), risk)),
            given(self.words, _said(("harm", "伤害"), risk)),
            self._level((risk,), ("severity_before", "S"), ("probability_before", "P")),
            self._controls(chain),
            self._through(chain, chain.requirements, "control-requirement"),
            self._through(chain, chain.control_tests, "control-verification"),
            self._indirect(chain),
            self._residual(bearers),
            given(self.words, *_all_said(_ACCEPTABLE, bearers)),
        )

    def _controls(self, chain: RiskChain) -> Cell:
        if not chain.controls:
            return self.gaps.ids("risk-control", chain.risk, ())
        items = self.snapshot.item_by_id
        return lines(f"{name} {items[name].title}" if name in items else name for name in chain.controls)

    def _indirect(self, chain: RiskChain) -> Cell:
        """Tests of the requirements only: they say nothing of the control by themselves."""
        return lines(test for test in chain.tests if test not in chain.control_tests)

    def _residual(self, bearers: tuple[Artifact | None, ...]) -> Cell:
        """The residual risk; of several rows of one table the source kept the last, which the cell says."""
        level = self._level(bearers, _SEVERITY_AFTER, _PROBABILITY_AFTER)
        risk, *controls = bearers
        rows = {one.location.line for one in controls if one and risk and one.location.path == risk.location.path}
        if len(rows) > 1 and _said(_SEVERITY_AFTER, risk):
            return cell(*level.lines, phrase(self.words, "of-last-control"), tone=level.tone)
        return level

    def _through(self, chain: RiskChain, found: tuple[str, ...], ratio: str) -> Cell:
        """Requirements or tests of the risk; each control that has none is named as a gap of its own."""
        uncovered = tuple(name for name in chain.controls if self.gaps.lacks(ratio, name))
        if not found and not uncovered:
            return self.gaps.ids(ratio, "", ()) if chain.controls else missing(self.words)
        shown: tuple[Value, ...] = (*found, *(phrase(self.words, "missing-for", item=name) for name in uncovered))
        return cell(*shown, tone=Tone.BAD if uncovered else Tone.PLAIN)

    def _level(self, bearers: tuple[Artifact | None, ...], severity: tuple[str, ...], chance: tuple[str, ...]) -> Cell:
        """Severity and probability in the table's own words; those of several controls one below the other."""
        levels = [
            phrase(self.words, "risk-level", severity=_said(severity, one), probability=_said(chance, one))
            for one in bearers
            if _said(severity, one) and _said(chance, one)
        ]
        return given(self.words, *dict.fromkeys(levels))


def _said(names: tuple[str, ...], item: Artifact | None) -> str:
    return next((item.attribute(name) for name in names if item.attribute(name)), "") if item else ""


def _all_said(names: tuple[str, ...], items: tuple[Artifact | None, ...]) -> tuple[Localized, ...]:
    found = dict.fromkeys(filter(None, (_said(names, one) for one in items)))
    return tuple(Localized(text, text) for text in found)
