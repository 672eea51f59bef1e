"""The figures over the chains: how many of how many, what is missing, and which figures could not be taken.

A figure always shows its denominator; there is no percentage of nothing, and 100 % is shown only where nothing is
missing. The links that the guideline names follow, each with what was read of it (G9 二(五)).

Options: `limit`: how many missing ids a row names (default 40); the rest is counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._guideline_links import guideline_links
from medtrace.documents._words import Words, joined, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.coverage import Ratio
from medtrace.model.document import Block, Cell, Role, Tone

_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """How much of a list is shown."""

    limit: int = 40


@block("coverage-summary", options=Options)
def coverage_summary(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """One row for each figure that was taken, then one for each link of the guideline."""
    words = request.words
    columns = (
        column(words, "figure", weight=22),
        column(words, "covered", Role.NUMBER, 8),
        column(words, "total", Role.NUMBER, 8),
        column(words, "share", Role.NUMBER, 8),
        column(words, "not-covered", weight=40),
    )
    asked = (ratio for ratio in assessment.coverage.ratios if ratio.total)
    yield table(columns, (_row(ratio, request.options.limit, words) for ratio in asked), request.empty)
    yield guideline_links(assessment, request.empty, words)


def _row(ratio: Ratio, limit: int, words: Words) -> tuple[Cell, ...]:
    return (
        cell(words.word("ratio", ratio.name)),
        cell(ratio.covered),
        cell(ratio.total),
        cell(share(ratio.covered, ratio.total), tone=Tone.BAD if ratio.missing else Tone.GOOD),
        _missing(ratio.missing, limit, words),
    )


def _missing(names: tuple[str, ...], limit: int, words: Words) -> Cell:
    if not names:
        return cell(phrase(words, "none"))
    listed = joined(names[:limit])
    rest = len(names) - limit
    more = phrase(words, "and-more", count=rest) if rest > 0 else ""
    return cell(phrase(words, "listed", count=len(names), ids=listed), more)


def share(covered: int, total: int) -> str:
    """A share in per cent with one decimal, half rounded up, below 100 while anything is missing; empty of nothing."""
    if not total:
        return ""
    tenths = (2 * covered * _THOUSAND + total) // (2 * total)
    if covered < total:
        tenths = min(tenths, _THOUSAND - 1)
    return f"{tenths // 10}.{tenths % 10}%"
