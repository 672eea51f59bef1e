"""The matrix of user needs: the software requirements that come from each, and the tests that confirm it (L-1, L-10).

G9 二(五): user tests are traced to the user needs. A test counts here where it cites the need itself; tests of the
requirements stand in the requirement matrix.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, lines, table
from medtrace.documents._gaps import Gaps
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Role
from medtrace.model.ids import natural_key
from medtrace.model.items import Artifact, ItemKind, LinkKind


@block("need-matrix", options=NoOptions)
def need_matrix(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One row for each user need."""
    words = request.words
    columns = (
        column(words, "needs", Role.ID, 10),
        column(words, "title", weight=30),
        column(words, "requirements", Role.ID, 12),
        column(words, "need-tests", Role.ID, 12),
    )
    sheet = _Sheet(assessment, Gaps(assessment.coverage, words))
    needs = (item for item in assessment.changes.after.item_by_id.values() if item.kind == ItemKind.USER_NEED)
    rows = (sheet.row(need) for need in sorted(needs, key=lambda item: natural_key(item.id)))
    yield table(columns, rows, request.empty)


@dataclass(frozen=True, slots=True)
class _Sheet:
    assessment: Assessment
    gaps: Gaps

    def row(self, need: Artifact) -> tuple[Cell, ...]:
        chains = self.assessment.coverage.requirements
        requirements = tuple(chain.item for chain in chains if need.id in chain.needs)
        links = self.assessment.changes.after.links
        found = {link.source for link in links if link.kind == LinkKind.VERIFIES and link.target == need.id}
        tests = sorted(found, key=natural_key)
        return (
            cell(need.id),
            cell(need.title),
            self.gaps.ids("need-requirement", need.id, requirements),
            lines(tests),
        )
