"""`trace init`: survey a repository and write a `trace.yaml` that already works on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from medtrace.app.house import CONFIG_NAME, Shapes
from medtrace.app.left_over import left_over
from medtrace.app.trial import sheets_in, shown_in
from medtrace.config.citing import id_beginnings
from medtrace.config.config import load_config
from medtrace.config.detect import detect
from medtrace.config.starter import items_to_propose, propose
from medtrace.config.survey import CODE, Survey, wanted
from medtrace.errors import SinkError
from medtrace.gitio.repository import Repository, open_repository
from medtrace.model.ids import Revision, Sha
from medtrace.model.snapshot import Blob
from medtrace.sinks.single import write_file
from medtrace.words import Localized

# Larger than any document that a person writes, smaller than what would keep a first look waiting.
SAMPLE_BYTES = 2 * 1024 * 1024
ALL_BYTES = 192 * 1024 * 1024
AT_ONCE = 200
MOST_CITING = 3000
SUBJECTS = 500
_NAMELESS = frozenset({"repo", "repository", "git", "bare", "mirror"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """The text of a configuration, where it belongs, how many files were looked into, and what it leaves unread."""

    text: str
    place: Path
    looked_into: int
    left: tuple[Localized, ...] = ()


def proposal(root: Path) -> Proposal:
    """Look at HEAD of a repository and propose a configuration for it.

    Raises:
        EvidenceError: no repository, or one without a commit.
    """
    with open_repository(root) as repository:
        head = repository.resolve("HEAD")
        survey, blobs = _survey(repository, head)
        home = repository.working_folder or repository.root
        found = items_to_propose(survey)
        text = propose(survey, found)
        # What is proposed must load: a proposal that does not would be a fault of ours.
        config = load_config(text, path=CONFIG_NAME, shapes=Shapes("sources"))
        left = left_over(repository, head, (config, found), (survey, blobs))
    return Proposal(text + _remarks(left), home / CONFIG_NAME, len(survey.samples), left)


def _remarks(left: tuple[Localized, ...]) -> str:
    """What is left unread, as comments."""
    if not left:
        return ""
    lines = (f"# {word}\n" for one in left for word in (one.zh, one.en))
    return "\n# 本配置未读取。 What this configuration does not read:\n" + "".join(lines)


def _survey(repository: Repository, head: Revision) -> tuple[Survey, tuple[Blob, ...]]:
    entries = {entry.path: entry.id for entry in repository.tree(head).entries if entry.mode.startswith("100")}
    chosen = wanted(sorted(entries))
    blobs = _read(repository, [(path, entries[path]) for path in chosen])
    survey = Survey(
        name=_name((repository.working_folder or repository.root).resolve()),
        tags=tuple(tag.name for tag in sorted(repository.tags(), key=lambda tag: datetime.fromisoformat(tag.when))),
        paths=tuple(sorted(entries)),
        samples=_texts(blobs),
        subjects=repository.recent_subjects(head, SUBJECTS),
        shown=tuple(shown_in(blobs)),
        sheets=tuple(sheets_in(blobs)),
    )
    code = {path for path in entries if PurePosixPath(path).suffix.lower() in CODE} - set(chosen)
    if not code:
        return survey, blobs
    # More code than is looked into: what names the ids that were found is asked of git.
    citing = [path for path in repository.files_with(head, id_beginnings(detect(survey))) if path in code]
    more = _texts(_read(repository, [(path, entries[path]) for path in citing[:MOST_CITING]]))
    return replace(survey, samples=tuple(sorted((*survey.samples, *more)))), blobs


def _read(repository: Repository, asked: list[tuple[str, Sha]]) -> tuple[Blob, ...]:
    """The files in order of their path, those first in the list until they are too many bytes in all."""
    found: list[Blob] = []
    for start in range(0, len(asked), AT_ONCE):
        found += repository.blobs(asked[start : start + AT_ONCE], limit=SAMPLE_BYTES)
        if sum(len(one.data or b"") for one in found) > ALL_BYTES:
            break
    return tuple(sorted(found, key=lambda blob: blob.path))


def _texts(blobs: Iterable[Blob]) -> tuple[tuple[str, str], ...]:
    return tuple((blob.path, blob.decode().text) for blob in blobs if _is_text(blob))


def _name(folder: Path) -> str:
    """The product as its folder is called: `NAME.git` is NAME, and `repo` or `.git` say less than the folder above."""
    for one in (folder, folder.parent):
        name = one.name.removesuffix(".git")
        if name and name.casefold() not in _NAMELESS:
            return name
    return ""


def _is_text(blob: Blob) -> bool:
    return blob.data is not None and not blob.is_binary


def write(made: Proposal) -> None:
    """Write the proposal beside the code; a configuration that is there already stays.

    Raises:
        SinkError: there is one already, or the place cannot be written.
    """
    if made.place.exists():
        raise SinkError(
            Localized(f"{CONFIG_NAME} 已存在，未作改动", f"{CONFIG_NAME} is there already and was left as it is"),
            hint=Localized("用 --print 只看建议", "look at the proposal with --print"),
        )
    write_file(made.place, made.text.encode())
