"""The cover of a document: which product, which versions, since which registration, in which state."""

from collections.abc import Iterator

from medtrace.documents._cells import cell, given, missing, open_cell, short
from medtrace.documents._versions import full_cell, release_cell
from medtrace.documents._words import Words, phrase, statement
from medtrace.model.assessment import Assessment
from medtrace.model.document import Cell, Signature, Tone
from medtrace.model.ids import Revision
from medtrace.words import Localized

UNDECIDED = "undecided"


def facts(document: str, assessment: Assessment, words: Words) -> Iterator[tuple[Localized, Cell]]:
    """Rows of the cover; what the configuration does not say is shown as missing."""
    for name, value in (*_product(assessment, words), *_versions(assessment, words)):
        yield words.word("column", name), value
    number = assessment.project.documents.number(document)
    yield words.word("column", "document-number"), given(words, number)
    if is_draft(assessment):
        route = assessment.profile.word("route", UNDECIDED)
        state = cell(draft(assessment), phrase(words, "draft-why", route=route), tone=Tone.OPEN)
        yield words.word("column", "state"), state


def _product(assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    product = assessment.project.product
    yield "product", given(words, product.name)
    yield "model", given(words, product.model)
    yield "applicant", given(words, product.applicant)
    if product.agent:
        yield "agent", cell(product.agent)
    yield "safety-class", safety_class(assessment, words)
    yield "management-class", given(words, product.management_class)


def safety_class(assessment: Assessment, words: Words) -> Cell:
    """The software safety class as configured; the tool refuses to guess it."""
    name = assessment.project.product.safety_class
    return cell(assessment.profile.word("safety_class", name)) if name else missing(words, "safety-class")


def _versions(assessment: Assessment, words: Words) -> Iterator[tuple[str, Cell]]:
    project, span = assessment.project, assessment.range
    yield "full-version-from", full_cell(project, span.old.name, words)
    yield "full-version-to", full_cell(project, span.new.name, words)
    yield "release-version-from", release_cell(project, span.old.name, words)
    yield "release-version-to", release_cell(project, span.new.name, words)
    yield "baseline", baseline(assessment, words)
    yield "range", cell(*(_revision(one) for one in (span.old, span.new)))


def baseline(assessment: Assessment, words: Words) -> Cell:
    """The registration from which updates count; a renewal never is one."""
    registration = assessment.baseline
    if registration is None:
        return open_cell(words, "no-baseline")
    kind = assessment.profile.word("registration", registration.kind)
    approved = phrase(words, "approved-on", date=registration.approved_on) if registration.approved_on else ""
    return cell(kind, registration.certificate, registration.approved_version, approved, registration.rev)


def _revision(revision: Revision) -> str:
    return revision.name if revision.name == revision.sha else f"{revision.name} ({short(revision.sha)})"


def is_draft(assessment: Assessment) -> bool:
    """Whether the route of any view is undecided: then every document is a draft."""
    return any(view.verdict.route == UNDECIDED for view in assessment.views)


def draft(assessment: Assessment) -> Localized:
    """The controlled state: the draft mark, or nothing once the route is decided."""
    return statement(assessment.profile, "draft") if is_draft(assessment) else Localized("", "")


def signatures(words: Words) -> Signature:
    """编制, 审核, 批准."""
    return Signature(tuple(words.word("role", name) for name in ("prepared", "reviewed", "approved")))
