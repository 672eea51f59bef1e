"""git's raw form of changed paths (`--raw -z --no-abbrev`) as values."""

from collections.abc import Iterable, Iterator

from medtrace.gitio.wording import text
from medtrace.model.history import FileChange, FileStatus

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
_STATUS = {status.value: status for status in FileStatus}


def file_changes(fields: Iterable[bytes]) -> Iterator[FileChange]:
    """Changes from NUL-separated fields: `:modes ids status`, the path, and for a rename the new path."""
    rest = iter(fields)
    for about in filter(None, rest):
        old_mode, new_mode, old_blob, new_blob, letters = about.decode("ascii").lstrip("\n:").split(" ")
        status = _STATUS[letters[0]]
        path = text(next(rest))
        # git writes the absent side as zeros, as many as its ids are long
        match status:
            case FileStatus.ADDED:
                yield FileChange(status, path, "", "", new_blob, "", new_mode)
            case FileStatus.DELETED:
                yield FileChange(status, path, "", old_blob, "", old_mode, "")
            case FileStatus.RENAMED:
                new_path = text(next(rest))
                yield FileChange(status, new_path, path, old_blob, new_blob, old_mode, new_mode, int(letters[1:]))
            case _:
                yield FileChange(status, path, "", old_blob, new_blob, old_mode, new_mode)
