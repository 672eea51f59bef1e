"""One of the sentences that the profile permits, set apart as a remark: what was checked and what was not.

Options: `name`: the sentence, such as `traceability_scope`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents import _words
from medtrace.documents._block import Request, block
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Note


@dataclass(frozen=True, slots=True)
class Options:
    """Which sentence."""

    name: str


@block("statement", options=Options)
def statement(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """A note with the sentence."""
    yield Note(_words.statement(assessment.profile, request.options.name))
