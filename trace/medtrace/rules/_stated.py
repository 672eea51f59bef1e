"""Where the configuration states a value, as evidence: its line at the newer end, its commits, old and new value."""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.words import Localized

LONGEST = 300
_CLASSES = {"轻微": "minor", "中等": "moderate", "严重": "serious"}


def short(text: str) -> str:
    """A value as evidence shows it."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def stated(changes: ChangeSet, before: str, after: str, *, beside: tuple[str, ...] = ()) -> Evidence:
    """A value of the configuration, old and new, at its line.

    `beside` are texts that stand on or above the line, in order, such as the name of the entry to which it belongs.
    """
    path = changes.declared_after.path
    line = _line(_lines(changes, path), (*beside, after) if after else beside)
    return Evidence(path, line, changes.commits_touching(path), short(before), short(after))


def _lines(changes: ChangeSet, path: str) -> list[str]:
    blob = changes.after.blob_by_path.get(path)
    return blob.decode().text.split("\n") if blob and blob.data is not None else []


def _line(lines: list[str], needles: tuple[str, ...]) -> int:
    """The line of the last needle that is found, each at or after the one before; 0 for none."""
    found = 0
    for needle in needles:
        start = max(found - 1, 0)
        at = next((number for number, text in enumerate(lines[start:], start + 1) if needle in text), 0)
        found = at or found
    return found


def safety_class(name: str) -> Localized:
    """A safety class in both languages."""
    return Localized(name or "未声明", _CLASSES.get(name, name) or "not stated")


def unassessed(subject: str, words: Localized, why: str = "not-mapped") -> Iterator[Hit]:
    """The one hit of a rule that has nothing to look at."""
    yield Hit(subject=subject, summary=words, confidence=Confidence.UNASSESSABLE, unknown=why)
