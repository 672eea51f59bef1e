"""The matrix of user needs: the software requirements that come from each, and the tests that confirm it (L-1, L-10).

G9 二(五): user tests are traced to the user needs. A test counts here where it cites the need itself; tests of the
requirements stand in the requirement matrix.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, lines, table
from medtrace.documents._gaps import Gaps
from medtrace.documents._words import joined
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Role
from medtrace.model.ids import natural_key
from medtrace.model.items import ItemKind, LinkKind

_ON_A_LINE = 5


@block("need-matrix", options=NoOptions)
def need_matrix(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each user need."""
    words = request.words
    columns = (
        column(words, "needs", Role.ID, 10),
        column(words, "title", weight=22),
        column(words, "requirements", weight=40),
        column(words, "need-tests", Role.ID, 18),
    )
    gaps = Gaps(assessment.coverage, words)
    requirements, tests = _requirements(assessment), _tests(assessment)
    needs = (item for item in assessment.changes.after.item_by_id.values() if item.kind == ItemKind.USER_NEED)
    rows = (
        (
            cell(need.id),
            cell(need.title),
            _in_lines(gaps.ids("need-requirement", need.id, tuple(requirements[need.id]))),
            lines(tests[need.id]),
        )
        for need in sorted(needs, key=lambda item: natural_key(item.id))
    )
    yield table(columns, rows, request.empty)


def _in_lines(ids: Cell) -> Cell:
    """Several ids on a line: one need may have many."""
    return replace(
        ids, lines=tuple(joined(ids.lines[one : one + _ON_A_LINE]) for one in range(0, len(ids.lines), _ON_A_LINE))
    )


def _requirements(assessment: Assessment) -> defaultdict[str, list[str]]:
    """Requirements by the need that they come from, in their own order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for chain in assessment.coverage.requirements:
        for need in chain.needs:
            found[need].append(chain.item)
    return found


def _tests(assessment: Assessment) -> defaultdict[str, list[str]]:
    """Tests by what they cite, each once in natural order."""
    snapshot = assessment.changes.after
    verifies = [link for link in snapshot.links if link.kind == LinkKind.VERIFIES and not snapshot.lost_end(link)]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in sorted(
        {(link.source, link.target) for link in verifies}, key=lambda one: natural_key(one[0])
    ):
        found[target].append(source)
    return found
