"""Two trees compared end to end, with renames; a clone that lacks blobs still gets an answer, and is told its limit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from posixpath import basename

from medtrace.gitio.process import Answer, Program
from medtrace.gitio.raw import SWITCHES, file_changes
from medtrace.model.history import FileChange, FileStatus
from medtrace.model.ids import Sha
from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.words import Localized

_SIMILARITY = "-M50%"
_LIMIT = "-l1000"  # git's own, written out: a setting must not change what counts as a rename
_REGULAR = "100"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changed paths in order, and what the comparison could not look at."""

    changes: tuple[FileChange, ...]
    problems: tuple[Diagnostic, ...] = ()


def compare(program: Program, old: Sha, new: Sha) -> Comparison:
    """What differs between two commits: added, modified, deleted, renamed, and changed in type.

    Raises:
        MissingObject: where a commit or tree is absent.
    """
    found = _diff(program, (_SIMILARITY, _LIMIT), old, new)
    if not found.code:
        skipped = "rename detection was skipped" in found.error
        return Comparison(_sorted(_parsed(found)), (_TOO_MANY,) if skipped else ())
    plain = _diff(program, ("--no-renames",), old, new)
    plain.needed(Localized(f"{old} 与 {new} 的差异", f"the difference of {old} and {new}"))
    return Comparison(_sorted(exact_renames(tuple(_parsed(plain)))), (_BLOB_MISSING,))


def exact_renames(changes: tuple[FileChange, ...]) -> Iterator[FileChange]:
    """The changes with each added path joined to a deleted one of the same content; equal file names come first."""
    deleted = [change for change in changes if change.status is FileStatus.DELETED]
    added = [change for change in changes if change.status is FileStatus.ADDED]
    origin: dict[str, FileChange] = {}
    for same_name in (True, False):
        for change in added:
            fits = (old for old in deleted if change.path not in origin and _fits(old, change, same_name=same_name))
            if old := next(fits, None):
                origin[change.path] = old
                deleted.remove(old)
    gone = {old.path for old in origin.values()}
    for change in changes:
        if change.status is FileStatus.ADDED and change.path in origin:
            yield _renamed(origin[change.path], change)
        elif change.status is not FileStatus.DELETED or change.path not in gone:
            yield change


def _fits(old: FileChange, new: FileChange, *, same_name: bool) -> bool:
    kind = old.old_mode == new.new_mode or old.old_mode[:3] == new.new_mode[:3] == _REGULAR
    return old.old_blob == new.new_blob and kind and (not same_name or basename(old.path) == basename(new.path))


def _renamed(old: FileChange, new: FileChange) -> FileChange:
    return replace(
        new,
        status=FileStatus.RENAMED,
        old_path=old.path,
        old_blob=old.old_blob,
        old_mode=old.old_mode,
        similarity=100,
    )


def _diff(program: Program, renames: tuple[str, ...], old: Sha, new: Sha) -> Answer:
    return program.ask("diff-tree", "-r", *SWITCHES, *renames, old, new, "--")


def _parsed(answer: Answer) -> Iterator[FileChange]:
    return file_changes(answer.out.split(b"\0"))


def _sorted(changes: Iterable[FileChange]) -> tuple[FileChange, ...]:
    return tuple(sorted(changes, key=lambda change: (change.path, change.old_path)))


_BLOB_MISSING = Diagnostic(
    "renames-not-compared",
    DiagnosticSeverity.WARNING,
    Localized(
        "此克隆缺少部分文件内容：仅识别了内容完全相同的改名，改名且修改的文件显示为删除和新增。",
        "this clone lacks contents of files: only renames of equal content are found; "
        "a file renamed and edited is shown as deleted and added",
    ),
)
_TOO_MANY = Diagnostic(
    "renames-not-compared",
    DiagnosticSeverity.NOTE,
    Localized(
        "变更文件过多：仅识别了内容完全相同的改名。",
        "too many files changed: only renames of equal content are found",
    ),
)
