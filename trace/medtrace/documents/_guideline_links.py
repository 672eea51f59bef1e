"""The links that the guideline's traceability analysis names, L-1 to L-11, and what was read of each.

G9 二(五) and A43 2.3.9 to 2.3.15: a link of which the sources give nothing was not looked at; that is neither covered
nor a gap, and the table says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.documents._cells import cell, column, lines, open_cell, table
from medtrace.documents._tests import level
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Cell, Role, Table
from medtrace.model.items import Artifact, ItemKind, LinkKind
from medtrace.words import Localized

_NEEDS = (ItemKind.USER_NEED,)
_REQUIREMENTS = (ItemKind.REQUIREMENT, ItemKind.SPECIFICATION)
_DESIGNS = (ItemKind.DESIGN,)
_RISKS = (ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION, ItemKind.RISK_CONTROL)
_CODE = ("path", ItemKind.UNIT, ItemKind.COMPONENT)
_TESTS = (ItemKind.TEST,)
_SECTION = "二(五)"
_LOWER, _SYSTEM, _USER = ("test-unit", "test-integration", "test-system"), ("test-system",), ("test-user",)


_Ends: TypeAlias = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Named:
    """One link of the guideline: what it ties, and the section of the appendix beside G9 二(五)."""

    id: str
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    appendix: str = ""


_LINKS = (
    _Named("L-1", (_REQUIREMENTS, _NEEDS), "2.3.9"),
    _Named("L-2", (_REQUIREMENTS, _RISKS), "2.3.9"),
    _Named("L-3", (_DESIGNS, _REQUIREMENTS), "2.3.10"),
    _Named("L-4", (_DESIGNS, _RISKS)),
    _Named("L-5", (_CODE, _DESIGNS), "2.3.11"),
    _Named("L-6", (_CODE, _TESTS), "2.3.11"),
    _Named("L-7", (_LOWER, _DESIGNS), "2.3.13"),
    _Named("L-8", (_SYSTEM, _REQUIREMENTS)),
    _Named("L-9", (_SYSTEM, _RISKS)),
    _Named("L-10", (_USER, _NEEDS), "2.3.15"),
    _Named("L-11", (_USER, _RISKS)),
)


def guideline_links(assessment: Assessment, empty: Localized, words: Words) -> Table:
    """One row for each link: its words, its clause, and how many links were read or that none was."""
    columns = (
        column(words, "guideline-link", weight=34),
        column(words, "clause", weight=18),
        column(words, "checked", Role.STATUS, 28),
    )
    read = tuple(_kinds(assessment))
    return table(
        columns,
        tuple(_row(one, read, assessment, words) for one in _LINKS),
        empty,
        words.word("caption", "guideline-links"),
    )


def _row(one: _Named, read: tuple[_Ends, ...], assessment: Assessment, words: Words) -> tuple[Cell, ...]:
    upper, lower = (frozenset(end) for end in one.ends)
    count = sum(bool((a & upper and b & lower) or (a & lower and b & upper)) for a, b in read)
    checked = cell(phrase(words, "links-read", count=count)) if count else _unread(one, assessment, words)
    clauses = [phrase(words, "clause-guideline", section=_SECTION)]
    if one.appendix:
        clauses.append(phrase(words, "clause-appendix", section=one.appendix))
    return _named(one, words), lines(clauses), checked


def _named(one: _Named, words: Words) -> Cell:
    """The number of the link and its two ends."""
    return cell(phrase(words, "link-named", id=one.id, name=words.word("guideline_link", one.id)))


def _unread(one: _Named, assessment: Assessment, words: Words) -> Cell:
    declared = any(part.design for part in assessment.changes.components.components)
    return open_cell(words, "link-declared" if declared and one.ends == (_CODE, _DESIGNS) else "link-not-given")


def _kinds(assessment: Assessment) -> Iterator[_Ends]:
    """What each link of the newer end ties; a test counts by its level too, and a mention ties nothing."""
    snapshot = assessment.changes.after
    items = snapshot.item_by_id
    runs = {link.target: items.get(link.source) for link in snapshot.links if link.kind == LinkKind.RESULT_OF}
    for link in snapshot.links:
        if (
            link.kind not in {LinkKind.MENTIONS, LinkKind.RESULT_OF}
            and link.target in items
            and not snapshot.lost_end(link)
        ):
            ends = (items.get(link.source), items[link.target])
            if ends[0] or link.kind == LinkKind.IMPLEMENTS:
                yield _kind(ends[0], runs), _kind(ends[1], runs)


def _kind(item: Artifact | None, runs: dict[str, Artifact | None]) -> frozenset[str]:
    if item is None:
        return frozenset({"path"})
    if item.kind != ItemKind.TEST:
        return frozenset({item.kind})
    return frozenset({item.kind, f"test-{level(item, runs.get(item.id))}"})
