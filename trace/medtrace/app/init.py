"""`trace init`: survey a repository and write a `trace.yaml` that already works on it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from medtrace.app.house import CONFIG_NAME, Shapes
from medtrace.app.trial import sheets_in, shown_in
from medtrace.config.config import load_config
from medtrace.config.starter import propose
from medtrace.config.survey import Survey, wanted
from medtrace.errors import SinkError
from medtrace.gitio.repository import Repository, open_repository
from medtrace.model.snapshot import Blob
from medtrace.sinks.single import write_file
from medtrace.words import Localized

# Larger than any document that a person writes, smaller than what would keep a first look waiting.
SAMPLE_BYTES = 2 * 1024 * 1024
SUBJECTS = 500
_NAMELESS = frozenset({"repo", "repository", "git", "bare", "mirror"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """The text of a configuration, where it belongs, and how many files were looked into."""

    text: str
    place: Path
    looked_into: int


def proposal(root: Path) -> Proposal:
    """Look at HEAD of a repository and propose a configuration for it.

    Raises:
        EvidenceError: no repository, or one without a commit.
    """
    with open_repository(root) as repository:
        survey = _survey(repository)
        home = repository.working_folder or repository.root
    text = propose(survey)
    # What is proposed must load: a proposal that does not would be a fault of ours.
    load_config(text, path=CONFIG_NAME, shapes=Shapes("sources"))
    return Proposal(text, home / CONFIG_NAME, len(survey.samples))


def _survey(repository: Repository) -> Survey:
    head = repository.resolve("HEAD")
    entries = {entry.path: entry for entry in repository.tree(head).entries if entry.mode.startswith("100")}
    chosen = [(path, entries[path].id) for path in wanted(sorted(entries))]
    blobs = repository.blobs(chosen, limit=SAMPLE_BYTES)
    return Survey(
        name=_name((repository.working_folder or repository.root).resolve()),
        tags=tuple(tag.name for tag in sorted(repository.tags(), key=lambda tag: datetime.fromisoformat(tag.when))),
        paths=tuple(sorted(entries)),
        samples=tuple((blob.path, blob.decode().text) for blob in blobs if _is_text(blob)),
        subjects=repository.recent_subjects(head, SUBJECTS),
        shown=tuple(shown_in(blobs)),
        sheets=tuple(sheets_in(blobs)),
    )


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
