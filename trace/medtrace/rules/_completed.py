"""Evidence that a reviewer can open: each piece with file, line, commit and a value, as far as the range holds them.

A rule that knows no line of its own (a binary file, a value that several lines make up) is given the first line that
differs, or the one that says its value; a value that stands in no file, such as the names of two releases, is shown at
the configuration, which says how versions are named.
"""

import hashlib
from dataclasses import replace

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.snapshot import Blob
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.syntax.lines import Hunk, hunks

_WORD = expression(r"[\w.]+")
_LONGEST = 300
_NONE = Hunk(1, 1, "", "")


def completed(hit: Hit, changes: ChangeSet) -> Hit:
    """The hit with whole evidence; one that says that nothing was assessed stays as it is."""
    if hit.confidence is Confidence.UNASSESSABLE:
        return hit
    pieces = tuple(_completed(one, changes) for one in hit.evidence)
    return hit if pieces == hit.evidence else replace(hit, evidence=pieces)


def _completed(piece: Evidence, changes: ChangeSet) -> Evidence:
    if piece.path and piece.line and piece.commits and (piece.before or piece.after):
        return piece
    path = piece.path or changes.declared_after.path
    file = changes.once(_by_path).get(path)
    before, after = (piece.before, piece.after) if piece.before or piece.after else _values(changes, file)
    commits = piece.commits or changes.commits_touching(path, *((file.change.before_path,) if file else ()))
    return replace(
        piece,
        path=path,
        line=piece.line or _line(changes, path, file, after or before),
        commits=commits or (changes.range.new.sha,),
        before=before,
        after=after,
    )


def _by_path(changes: ChangeSet) -> dict[str, FileDelta]:
    return {path: file for file in changes.files for path in (file.change.before_path, file.path)}


def _line(changes: ChangeSet, path: str, file: FileDelta | None, said: str) -> int:
    """The line that says a value best, else the first one that differs; a binary file has the first one alone."""
    blob = changes.after.blob_by_path.get(path) or changes.before.blob_by_path.get(path)
    wanted = set(_WORD.findall(said))
    counted = [(len(wanted & set(_WORD.findall(line))), -number) for number, line in enumerate(_lines(blob), start=1)]
    best, number = max(counted, default=(0, 0))
    if best and best * 2 >= len(wanted):
        return -number
    return max(_first(changes, file).new_line, 1)


def _values(changes: ChangeSet, file: FileDelta | None) -> tuple[str, str]:
    """What the first run of lines that differs says at both ends; contents of a binary file by their digest."""
    if file is None:
        return "", ""
    sides = changes.blobs(file)
    if any(side is not None and side.is_binary for side in sides):
        old, new = (_digest(side) for side in sides)
        return old, new
    first = _first(changes, file)
    if not (first.before or first.after):
        return file.change.before_path, file.path
    return first.before[:_LONGEST], first.after[:_LONGEST]


def _first(changes: ChangeSet, file: FileDelta | None) -> Hunk:
    """The first run of lines that differs; one of blanks alone where nothing else does."""
    if file is None:
        return _NONE
    before, after = ("\n".join(_lines(side)) for side in changes.blobs(file))
    return next(iter(hunks(before, after) or hunks(before, after, exact=True)), _NONE)


def _lines(side: Blob | None) -> list[str]:
    return [] if side is None or side.data is None or side.is_binary else side.decode().text.split("\n")


def _digest(side: Blob | None) -> str:
    return f"sha256 {hashlib.sha256(side.data).hexdigest()[:16]}" if side and side.data is not None else ""
