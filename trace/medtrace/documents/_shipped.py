"""Versions and the registered baseline as the judgement record names them."""

from collections.abc import Iterator

from medtrace.documents._cells import cell, open_cell
from medtrace.documents._versions import known_version, release_version
from medtrace.documents._words import Value, Words, joined, phrase
from medtrace.model.assessment import Assessment, Step
from medtrace.model.document import Cell
from medtrace.words import Localized


def step_name(step: Step, assessment: Assessment, words: Words) -> Localized:
    """The released step by the versions of its ends."""
    project, ends = assessment.project, (step.range.old.name, step.range.new.name)
    before, after = (known_version(project, rev) or rev for rev in ends)
    return phrase(words, "step-versions", before=before, after=after)


def expected_cell(tag: str, assessment: Assessment, words: Words) -> Cell:
    """Release and full version that the naming rule calls for; a field that no tag shows comes from elsewhere."""
    project = assessment.project
    release = release_version(project, tag)
    if not release or project.naming is None:
        return cell(tag) if tag else open_cell(words)
    values: dict[str, Value] = {"release": release, "full": known_version(project, tag)}
    absent = tuple(one for one in project.naming.fields if f"{{{one.id}}}" not in project.naming.tags)
    if not absent:
        return cell(phrase(words, "expected-version", **values))
    values["fields"] = joined(one.id for one in absent)
    if all(set(one.covers) <= {"build"} for one in absent):
        return cell(phrase(words, "expected-version-build", **values))
    return cell(phrase(words, "expected-version-record", **values))


def baseline_cell(assessment: Assessment, words: Words) -> Cell:
    """The registration that counts, with its dates and both versions: the one filed and the one approved."""
    registration = assessment.baseline
    if registration is None:
        return open_cell(words, "no-baseline")
    return cell(
        assessment.profile.word("registration", registration.kind),
        registration.certificate,
        *_stated(assessment, words),
        registration.rev,
    )


def _stated(assessment: Assessment, words: Words) -> Iterator[Localized]:
    registration = assessment.baseline
    if registration is None:
        return
    if registration.accepted_on:
        yield phrase(words, "accepted-on", date=registration.accepted_on)
    if registration.approved_on:
        yield phrase(words, "approved-on", date=registration.approved_on)
    if registration.dossier_version:
        yield phrase(words, "version-filed", version=registration.dossier_version)
    if registration.approved_version:
        yield phrase(words, "version-approved", version=registration.approved_version)
