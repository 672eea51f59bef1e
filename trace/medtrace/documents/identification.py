"""Software identification: name, model, versions, hash, applicant and safety class (G9 八(一), table 1).

The hash is that of the delivered package, equal to the tested sample; a commit id is none and never stands here.
"""

from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, given, missing, pairs
from medtrace.documents._cover import safety_class
from medtrace.documents._versions import full_cell, release_cell
from medtrace.documents._words import Words
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell


@block("identification", options=NoOptions)
def identification(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Names and values at the newer end."""
    yield pairs(request.words, _values(assessment, request.words))


def _values(assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    project, new = assessment.project, assessment.range.new.name
    product = project.product
    yield "product", given(words, product.name)
    yield "model", given(words, product.model)
    yield "release-version", release_cell(project, new, words)
    yield "full-version", full_cell(project, new, words)
    yield "package-hash", missing(words, "package-hash")
    yield "applicant", given(words, product.applicant)
    if product.udi_di:
        yield "udi-di", cell(product.udi_di)
    yield "safety-class", safety_class(assessment, words)
    if product.safety_class:
        yield "safety-reason", given(words, product.safety_reason)
    yield "management-class", given(words, product.management_class)
