"""The main job: assess a range, compose the documents of the profile, render them, write the set whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from medtrace import plugins
from medtrace.app.assess import Asked, assess
from medtrace.app.ci_job import clear_job_files, write_job_files
from medtrace.app.failing import Failing, failing
from medtrace.app.names import safe_name
from medtrace.app.outside import kept_names
from medtrace.app.since_release import since_release
from medtrace.app.vocabulary import vocabulary
from medtrace.documents._compose import compose
from medtrace.errors import UsageError
from medtrace.gitio.repository import open_repository
from medtrace.model.assessment import Assessment
from medtrace.model.document import Document, Rendered
from medtrace.model.profile import Outline
from medtrace.sinks.folder import write_folder
from medtrace.sinks.manifest import manifest
from medtrace.words import Language, Localized


@dataclass(frozen=True, slots=True)
class Order:
    """What a report is asked to hold, and where; empty fields mean what the configuration says.

    `job` is the folder for what a CI job shows of it, `fail_on` what ends the job. `since_release` counts a single
    revision from the release before it, not from the registered version.
    """

    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    output: Path | None = None
    job: Path | None = None
    fail_on: frozenset[str] = frozenset()
    since_release: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The assessment, the files that were written, by name, and what of it reaches a gate.

    `notes` are what is to be said of the range that was chosen.
    """

    assessment: Assessment
    folder: Path
    files: tuple[Rendered, ...]
    failing: Failing
    notes: tuple[Localized, ...] = ()


def report(root: Path, asked: Asked, order: Order) -> Report:
    """Assess and write; nothing is written unless everything is.

    Raises:
        TraceError: whatever keeps the set from being whole.
    """
    if order.job:
        clear_job_files(order.job)
    _demand("format", order.formats, tuple(sorted(plugins.renderers())))
    notes: tuple[Localized, ...] = ()
    with open_repository(root) as repository:
        if order.since_release:
            asked, notes = since_release(repository, asked)
        assessment = assess(repository, asked)
    files = (*render(assessment, order), *_inputs(asked))
    folder = order.output or root / "trace-report" / safe_name(assessment.range.name)
    command = ("trace", "report", asked.range, *_options(assessment, asked, order))
    whole = (*files, manifest(assessment, files, command))
    write_folder(folder, whole)
    ending = failing(order.fail_on, assessment.problems, assessment.verdict)
    if order.job:
        write_job_files(assessment, order.job, ending, notes)
    return Report(assessment, folder, whole, ending, notes)


def _inputs(asked: Asked) -> tuple[Rendered, ...]:
    """Copies of what came from outside git, without which nobody could make the set again."""
    return tuple(Rendered(name, file.read_bytes()) for file, name in kept_names(asked.inputs).items())


def render(assessment: Assessment, order: Order) -> tuple[Rendered, ...]:
    """Every document in every language and format asked for, the assessment and copies of outside inputs."""
    settings = assessment.project.documents
    languages = tuple(Language(one) for one in order.languages or settings.languages)
    renderers = plugins.renderers()
    formats = order.formats or settings.formats
    _demand("format", formats, tuple(sorted(renderers)))
    _demand("document", order.documents, tuple(outline.id for outline in assessment.profile.outlines))
    files = [
        Rendered(f"{name}{_tag(language)}.{form}", renderers[form].render(document, language))
        for number, outline in enumerate(assessment.profile.outlines, 1)
        if not order.documents or outline.id in order.documents
        for document in (composed(outline, assessment),)
        for language in languages
        for name in (file_name(number, document, language, assessment.range.new.name),)
        for form in formats
    ]
    record = plugins.record("assessment-json").render(assessment)
    return (*files, Rendered("assessment.json", record.encode()))


def composed(outline: Outline, assessment: Assessment) -> Document:
    """One document from its outline."""
    builders = {name: plugins.block(name) for name in outline.blocks}
    return compose(outline, assessment, builders, vocabulary())


def file_name(number: int, document: Document, language: Language, revision: str) -> str:
    """`01-软件更新历史-v1.3`, in English by the document's short name: sorts as intended, legal on Windows."""
    title = document.id if language is Language.EN else document.title.zh
    return safe_name(f"{number:02d}-{title}-{revision}")


def _tag(language: Language) -> str:
    return f".{language.value}"


def _demand(what: str, asked: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in asked:
        if name not in known:
            raise UsageError(
                Localized(f"没有名为“{name}”的{_KIND[what]}", f"no {what} “{name}”"),
                hint=Localized(f"可用：{'、'.join(known)}", f"known: {', '.join(known)}"),
            )


_KIND = {"format": "格式", "document": "文件"}


def _options(assessment: Assessment, asked: Asked, order: Order) -> Iterator[str]:
    settings = assessment.project.documents
    yield f"--documents-lang={','.join(order.languages or settings.languages)}"
    yield f"--as={','.join(order.formats or settings.formats)}"
    if order.documents:
        yield f"--document={','.join(order.documents)}"
    if asked.profiles:
        yield f"--profile={','.join(asked.profiles)}"
    if asked.records or assessment.is_decided:
        # HEAD moves on with every record: the command names the one that was read.
        yield f"--records={assessment.records.sha}"
    names = kept_names(asked.inputs)
    if asked.config_file:
        yield f"--config={names[asked.config_file]}"
    yield from (f"--results={names[file]}" for file in asked.results)
