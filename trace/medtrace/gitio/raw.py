"""git's raw form of changed paths (`--raw -z --no-abbrev`) as values."""

from collections.abc import Iterable, Iterator

from medtrace.gitio.wording import text
from medtrace.model.history import FileChange, FileStatus
from medtrace.model.ids import Sha

# Given to every command that compares trees, so that no setting of the person or the repository changes the answer.
SWITCHES = (
    "-z",
    "--raw",
    "--no-abbrev",
    "--no-color",
    "--no-relative",
    "--ignore-submodules=none",
    "-O/dev/null",
)
_STATUS = {status.value.encode(): status for status in FileStatus}


def file_changes(fields: Iterable[bytes]) -> Iterator[FileChange]:
    """Changes from NUL-separated fields: `:modes ids status`, the path, and for a rename the new path."""
    rest = iter(fields)
    for about in rest:
        if about:
            old_mode, new_mode, old_blob, new_blob, letters = about.lstrip(b"\n:").split(b" ")
            first = text(next(rest))
            status = _STATUS[letters[:1]]
            renamed = status is FileStatus.RENAMED
            yield FileChange(
                status,
                text(next(rest)) if renamed else first,
                first if renamed else "",
                _identity(old_blob),
                _identity(new_blob),
                _mode(old_mode),
                _mode(new_mode),
                int(letters[1:] or 0),
            )


def _identity(name: bytes) -> Sha:
    """An object id; git writes an absent side as zeros."""
    return name.decode("ascii") if name.strip(b"0") else ""


def _mode(mode: bytes) -> str:
    return mode.decode("ascii") if mode.strip(b"0") else ""
