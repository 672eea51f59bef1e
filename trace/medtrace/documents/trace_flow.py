"""The flow of the traceability analysis: user needs to results and risks to requirements, with what was counted.

G9 八(一)2(6) asks for a flow chart of the process; this one shows the levels that were read and the links that are
checked between them. A level of which nothing was read is named as such.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Figure
from medtrace.model.items import ItemKind
from medtrace.words import Localized

_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("user-need", (ItemKind.USER_NEED,)),
    ("requirement", (ItemKind.REQUIREMENT, ItemKind.SPECIFICATION)),
    ("design", (ItemKind.DESIGN,)),
    ("unit", ()),
    ("test", (ItemKind.TEST,)),
    ("test-result", (ItemKind.TEST_RESULT,)),
    ("risk", (ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION)),
    ("risk-control", (ItemKind.RISK_CONTROL,)),
)
_EDGES = (
    (0, 1, "derives"),
    (1, 2, "satisfies"),
    (2, 3, "implements"),
    (1, 4, "verifies"),
    (4, 5, "result-of"),
    (6, 7, "controls"),
    (7, 1, "implements"),
    (7, 4, "verifies"),
)


@block("trace-flow", options=NoOptions)
def trace_flow(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """One figure; nothing where no item and no unit was read."""
    words = request.words
    counts = [_count(assessment, name, kinds) for name, kinds in _STEPS]
    if not any(counts):
        return
    steps = tuple(_step(name, count, words) for (name, _), count in zip(_STEPS, counts, strict=True))
    edges = tuple((start, end, words.word("flow", name)) for start, end, name in _EDGES)
    yield Figure(words.word("caption", "trace-flow"), steps, edges)


def _count(assessment: Assessment, name: str, kinds: tuple[str, ...]) -> int:
    if name == "unit":
        return len(assessment.changes.components.components)
    return sum(item.kind in kinds for item in assessment.changes.after.item_by_id.values())


def _step(name: str, count: int, words: Words) -> Localized:
    return phrase(words, "step-count" if count else "step-none", name=words.word("kind", name), count=count)
