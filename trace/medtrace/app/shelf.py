"""The records of people as they lie in the working folder, committed or not: what can be read, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.dossier import DECISIONS, DECLARATIONS
from medtrace.config.decisions import problems_of, read_decision, read_declaration
from medtrace.errors import ConfigError, SinkError
from medtrace.model.decision import Decision
from medtrace.model.items import Diagnostic
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Shelf:
    """Decisions by path with the text of their file, and the mistakes of every record that cannot be read."""

    decisions: dict[str, tuple[Decision, str]]
    unread: tuple[Diagnostic, ...] = ()

    def about(self, finding: str) -> dict[str, tuple[Decision, str]]:
        """The decisions about one finding."""
        return {path: one for path, one in self.decisions.items() if one[0].finding == finding}


def read_shelf(home: Path, folder: str, findings: tuple[str, ...]) -> Shelf:
    """The records below `folder` of a working folder.

    Raises:
        ConfigError: a file named after one of the findings cannot be read; every mistake has its place.
        SinkError: a file cannot be opened.
    """
    decisions: dict[str, tuple[Decision, str]] = {}
    unread: list[Diagnostic] = []
    for path, data in _files(home, f"{folder}/{DECISIONS}"):
        try:
            decisions[path] = (read_decision(data, path=path), data.decode("utf-8-sig"))
        except ConfigError as fault:
            if path.rpartition("/")[2].startswith(findings):
                raise
            unread += problems_of(fault)
    for path, data in _files(home, f"{folder}/{DECLARATIONS}"):
        unread += _of_declaration(data, path)
    return Shelf(decisions, tuple(unread))


def _of_declaration(data: bytes, path: str) -> tuple[Diagnostic, ...]:
    try:
        read_declaration(data, path=path)
    except ConfigError as fault:
        return problems_of(fault)
    return ()


def _files(home: Path, place: str) -> Iterator[tuple[str, bytes]]:
    files = [*(home / place).glob("*.yaml"), *(home / place).glob("*.yml")] if (home / place).is_dir() else []
    for file in sorted(files):
        path = f"{place}/{file.name}"
        try:
            yield path, file.read_bytes()
        except OSError as fault:
            raise SinkError(Localized(f"无法读取 {path}", f"cannot read {path}: {fault.strerror}")) from fault
