"""Versions of modules, medical middleware among them: their own rule must be related to the system's.

The configuration of this release holds no module versions: the builder lists the software units and says that nobody
recorded a version for them; it does not claim that they have none (G9 二(七), 八(一)2(8)).
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, given, open_cell, table
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Note, Role, Tone
from medtrace.words import Localized


@block("module-versions", options=NoOptions)
def module_versions(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """The reason, then the units; only the reason where no unit is configured."""
    words = request.words
    yield Note(request.empty, Tone.OPEN)
    components = assessment.changes.components.components
    if not components:
        return
    columns = (
        column(words, "unit-id", Role.ID, 12),
        column(words, "unit-name", weight=20),
        column(words, "unit-class", weight=8),
        column(words, "module-version", Role.STATUS, 14),
    )
    rows = (
        (
            cell(one.id),
            cell(one.name),
            given(words, _class(assessment, one.safety_class)),
            open_cell(words, "not-recorded"),
        )
        for one in components
    )
    yield table(columns, rows, request.empty)


def _class(assessment: Assessment, name: str) -> Localized:
    return assessment.profile.word("safety_class", name) if name else Localized("", "")
