"""What git says about a road between two revisions: commits and the paths they change."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from medtrace.model.ids import Sha

Hunk: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Lines that a commit took away at one place of a file and those that it brought there, without their indents."""
Patch: TypeAlias = tuple[Hunk, ...]
"""What a commit did to one file."""


class FileStatus(StrEnum):
    """How a path changed, in git's letters."""

    ADDED = "A"
    MODIFIED = "M"
    DELETED = "D"
    RENAMED = "R"
    TYPE = "T"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One path between two trees; `old_path` is empty but for renames, a blob id is empty on the absent side."""

    status: FileStatus
    path: str
    old_path: str = ""
    old_blob: Sha = ""
    new_blob: Sha = ""
    old_mode: str = ""
    new_mode: str = ""
    similarity: int = 0

    @property
    def before_path(self) -> str:
        """The path on the older side."""
        return self.old_path or self.path


@dataclass(frozen=True, slots=True)
class Trailer:
    """One `Key: value` line of the last paragraph of a message."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as a value: no handle to the repository inside.

    `when` is the committer date in ISO 8601 with its zone. `files` are the changes against the first parent;
    a merge carries what it brought in.
    """

    sha: Sha
    parents: tuple[Sha, ...]
    author: str
    author_mail: str
    when: str
    subject: str
    body: str
    trailers: tuple[Trailer, ...] = ()
    files: tuple[FileChange, ...] = ()

    @property
    def is_merge(self) -> bool:
        """Whether the commit has more than one parent."""
        return len(self.parents) > 1


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and the commit it names; `when` is the tagger's date, or the commit's for a light tag."""

    name: str
    sha: Sha
    when: str
    annotated: bool
