"""The items of one kind at the newer end, one per line. Options: `kind`: the kind that is listed."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents import Request, block
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Bullets
from medtrace.words import same


@dataclass(frozen=True, slots=True)
class Options:
    """What is listed."""

    kind: str


@block("device-list", options=Options)
def device_list(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """Id and name of each item; nothing where there is none."""
    listed = tuple(one for one in assessment.changes.after.items if one.kind == request.options.kind)
    if listed:
        yield Bullets(tuple(same(f"{one.id} {one.title}") for one in listed))
