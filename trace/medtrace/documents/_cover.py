"""The cover of a document: which product, which versions, since which registration, in which state."""

from collections.abc import Iterator

from medtrace.documents._cells import cell, given, missing, open_cell, short
from medtrace.documents._versions import full_cell, release_cell
from medtrace.documents._words import Words, phrase, statement
from medtrace.model.assessment import Assessment
from medtrace.model.document import Cell, Signature, Tone
from medtrace.model.ids import Revision
from medtrace.model.profile import Outline
from medtrace.model.project import Registration
from medtrace.words import Localized

UNDECIDED = "undecided"
SUBMISSION = "submission"


def facts(outline: Outline, assessment: Assessment, words: Words) -> Iterator[tuple[Localized, Cell]]:
    """Rows of the cover; what is not configured is missing. A submission holds no commits, tags or route."""
    record = outline.purpose != SUBMISSION
    for name, value in (*_product(assessment, words), *_versions(assessment, words, record=record)):
        yield words.word("column", name), value
    number = assessment.project.documents.number(outline.id)
    yield words.word("column", "document-number"), given(words, number)
    if is_draft(assessment):
        why = phrase(words, "draft-why", route=assessment.profile.word("route", UNDECIDED)) if record else ""
        yield words.word("column", "state"), cell(draft(assessment), why, tone=Tone.OPEN)


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


def _versions(assessment: Assessment, words: Words, *, record: bool) -> Iterator[tuple[str, Cell]]:
    project, span = assessment.project, assessment.range
    yield "full-version-from", full_cell(project, span.old.name, words)
    yield "full-version-to", full_cell(project, span.new.name, words)
    yield "release-version-from", release_cell(project, span.old.name, words)
    yield "release-version-to", release_cell(project, span.new.name, words)
    yield "baseline", baseline(assessment, words, record=record)
    if record:
        yield "range", cell(*(_revision(one) for one in (span.old, span.new)))


def baseline(assessment: Assessment, words: Words, *, record: bool = True) -> Cell:
    """The registration from which updates count; a renewal never is one. A record names its tag too."""
    registration = assessment.baseline
    if registration is None:
        return open_cell(words, "no-baseline")
    kind = assessment.profile.word("registration", registration.kind)
    rev = registration.rev if record else ""
    return cell(kind, registration.certificate, registration.approved_version, *dates(registration, words), rev)


def dates(registration: Registration, words: Words) -> Iterator[Localized]:
    """When it was accepted and approved, as far as the configuration says."""
    if registration.accepted_on:
        yield phrase(words, "accepted-on", date=registration.accepted_on)
    if registration.approved_on:
        yield phrase(words, "approved-on", date=registration.approved_on)


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
