"""Suspect links of a revision with the records of people beside them, and the writing of a new record."""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.assess import records_revision
from medtrace.app.look import Look, look
from medtrace.app.suspects import Suspects, find_suspects
from medtrace.config.records import reviews
from medtrace.errors import SinkError, UsageError
from medtrace.expressions import expression
from medtrace.graph.suspects import claims, digest_of
from medtrace.model.ids import Revision
from medtrace.model.items import Diagnostic, Link
from medtrace.model.review import Review
from medtrace.sinks.single import write_file
from medtrace.words import Localized

_UNSAFE = expression(r"[^\w.()-]+")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a link."""

    outcome: str
    reason: str
    by: str
    role: str
    on: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Suspect links of a revision, all of them or those that were asked for."""

    revision: Revision
    suspects: Suspects


def suspects_of(seen: Look, records: str = "") -> Suspects:
    """The suspect links of what was looked at, reviews counted; `records` as `check` takes it.

    Raises:
        EvidenceError: the revision of the records is unknown, or an object is absent.
    """
    written, wrong = _written(seen, records)
    found = find_suspects(seen.library, seen.snapshot, written)
    return Suspects(found.links, (*found.notes, *wrong))


def _written(seen: Look, records: str) -> tuple[tuple[Review, ...], tuple[Diagnostic, ...]]:
    repository = seen.library.repository
    revision = repository.resolve(records) if records else records_revision(repository, seen.snapshot.revision)
    folder = f"{seen.house.config.records_folder.strip('/')}/reviews/"
    entries = [one for one in repository.tree(revision).entries if one.path.startswith(folder)]
    blobs = repository.blobs([(one.path, one.id) for one in entries if one.path.endswith((".yaml", ".yml"))])
    return reviews(blobs)


def look_again(root: Path, config_file: Path | None) -> tuple[Look, Suspects]:
    """HEAD with its suspect links; raises as `look` does."""
    seen = look(root, "HEAD", config_file)
    return seen, suspects_of(seen)


def chosen(seen: Look, found: Suspects, words: tuple[str, ...]) -> tuple[Link, ...]:
    """The links that the words name: one by both of its ends, or every suspect link of one item.

    Raises:
        UsageError: there is no such link or item; the nearest is named.
    """
    ends = [part.strip() for word in words for part in re.split(r"->|→", word) if part.strip()]
    if len(ends) == 1:
        return tuple(one.link for one in found.links if ends[0] in {one.link.source, one.link.target})
    by_ends = {(link.source, link.target): link for link in claims(seen.snapshot)}
    link = by_ends.get((ends[0], ends[1])) if len(ends) == 2 else None  # noqa: PLR2004 - both ends of a link
    if link is None:
        raise _no_such_link(words, [f"{source} -> {target}" for source, target in by_ends])
    return (link,)


def narrowed(seen: Look, found: Suspects, words: tuple[str, ...]) -> Listed:
    """All suspect links, or those that the words name; raises as `chosen` does."""
    if not words:
        return Listed(seen.snapshot.revision, found)
    links = chosen(seen, found, words)
    return Listed(seen.snapshot.revision, Suspects(tuple(one for one in found.links if one.link in links)))


def _no_such_link(words: tuple[str, ...], known: list[str]) -> UsageError:
    asked = " -> ".join(words) if len(words) > 1 else words[0]
    near = difflib.get_close_matches(asked, known, n=1)
    return UsageError(
        Localized(f"HEAD 中没有链接“{asked}”", f"HEAD holds no link “{asked}”"),
        hint=Localized(f"是否指 {near[0]}？", f"did you mean {near[0]}?") if near else None,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """The record of a link: its path in the repository, and whether it is new or one that says the same was there."""

    path: str
    is_new: bool


def write_reviews(seen: Look, links: tuple[Link, ...], word: Word) -> tuple[Written, ...]:
    """Write one record for each link; old records stay, and what one of them says is not written again.

    Raises:
        SinkError: a bare repository, or a place that cannot be written.
    """
    home = seen.library.repository.working_folder
    if home is None:
        raise SinkError(
            Localized("裸仓库中无法写入记录", "a bare repository has no place for a record"),
            hint=Localized("请在工作副本中运行", "run in a working copy"),
        )
    folder = f"{seen.house.config.records_folder.strip('/')}/reviews"
    return tuple(_write(home, folder, seen, link, word) for link in links)


def _write(home: Path, folder: str, seen: Look, link: Link, word: Word) -> Written:
    target_digest = digest_of(seen.snapshot, link.target)
    text = _text(link, word, (digest_of(seen.snapshot, link.source), target_digest))
    stem = "--".join(_UNSAFE.sub("-", name)[-_LONGEST_NAME:].strip("-.") for name in (link.source, link.target))
    said = f"{folder}/{stem}--{target_digest[:8]}"
    last = _last(home, said)
    if last and _says(home / last, text):
        return Written(last, is_new=False)
    path = _free(home, said)
    try:
        (home / path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SinkError(Localized(f"无法建立文件夹 {folder}", f"cannot make the folder {folder}: {fault}")) from fault
    write_file(home / path, text.encode())
    return Written(path, is_new=True)


def _text(link: Link, word: Word, digests: tuple[str, str]) -> str:
    """The record of a link; the digests are those of the texts of source and target."""
    import yaml

    record = {
        "source": link.source,
        "target": link.target,
        "outcome": word.outcome,
        "reason": word.reason,
        "by": word.by,
        "role": word.role,
        "on": word.on,
        "source_digest": digests[0],
        "target_digest": digests[1],
    }
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000)


def _last(home: Path, stem: str) -> str:
    """The newest record of a link with these texts; empty where there is none."""
    number = int(_free(home, stem).rpartition("-")[2].removesuffix(".yaml")) - 1
    return f"{stem}-{number}.yaml" if number else ""


def _says(place: Path, text: str) -> bool:
    """Whether a record says the same, the day apart: who said it once need not say it again."""
    try:
        found = place.read_text("utf-8")
    except (OSError, ValueError):
        return False
    return _without_day(found) == _without_day(text)


def _without_day(text: str) -> list[str]:
    # YAML 1.1 takes a bare `on` for a truth value, so the key stands in quotes.
    return [line for line in text.splitlines() if not line.startswith(("on: ", "'on': "))]


def _free(home: Path, stem: str) -> str:
    """A name that no record has: of several records of one day the highest number is the last word."""
    number = 1
    while (home / f"{stem}-{number}.yaml").exists():
        number += 1
    return f"{stem}-{number}.yaml"
