"""The act of a sign-off: the commit that brought it with the record as it stands, found by content.

A commit that lays a record out anew, writes another one beside it, or moves it to another file of the records folder is
no act. Where the record said something else since the sign-off was written, the person signed another text. A record
that comes from outside the folder counts as brought by the commit that moved it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from medtrace.errors import ConfigError
from medtrace.gitio.repository import Repository
from medtrace.model.decision import Decision, Signed, SignOff
from medtrace.model.ids import Revision, Sha

Reader: TypeAlias = Callable[..., tuple[Decision, ...]]
_Said: TypeAlias = tuple[Decision, ...] | None
"""What a file said; None where it cannot be read as a record."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """What a record file said before and after a commit; nothing where it was not there."""

    before: _Said
    after: _Said


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit with the record files that it changed."""

    sha: Sha
    is_merge: bool
    turns: Mapping[str, _Turn]


@dataclass(frozen=True, slots=True)
class Past:
    """The commits that changed record files, newest first; empty in a clone that may not hold them all."""

    steps: tuple[_Step, ...] = ()

    def act(self, decision: Decision, signoff: SignOff) -> Signed:
        """The sign-off with the commit since which it stands, and whether the record has said the same since then."""
        path, sha, altered = decision.path, "", False
        for step in self.steps:
            turn = step.turns.get(path)
            if turn is None or turn.after is None:
                continue
            then = _held(turn.after, decision, signoff)
            if then is None:
                break
            sha, altered = step.sha, altered or not _says(then, decision)
            if step.is_merge or turn.before is None or _held(turn.before, decision, signoff):
                continue
            moved = _origin(step, decision, signoff)
            if not moved:
                altered = altered or any(signoff in one.signoffs for one in turn.before)
                break
            path = moved
        return Signed(signoff, sha, altered=altered)


def read_past(repository: Repository, revision: Revision, readers: Mapping[str, Reader]) -> Past:
    """The past of every record file of a revision; `readers` by the folder whose files they read.

    Raises:
        MissingObject: where a commit or tree is absent.
    """
    if repository.is_shallow:
        return Past()
    folders = tuple(folder.rstrip("/") for folder in readers)
    commits = repository.commits_at(revision, folders)
    wanted = sorted(
        {(one.path, id_) for commit in commits for one in commit.files for id_ in (one.old_blob, one.new_blob) if id_}
    )
    said = {
        key: _read(blob.data or b"", blob.path, readers)
        for key, blob in zip(wanted, repository.blobs(wanted), strict=True)
    }
    return Past(
        tuple(
            _Step(
                commit.sha,
                commit.is_merge,
                {
                    one.path: _Turn(said.get((one.path, one.old_blob), ()), said.get((one.path, one.new_blob), ()))
                    for one in commit.files
                },
            )
            for commit in commits
        )
    )


def _read(data: bytes, path: str, readers: Mapping[str, Reader]) -> _Said:
    reader = next((one for folder, one in readers.items() if path.startswith(folder)), None)
    if reader is None or not path.endswith((".yaml", ".yml")):
        return ()
    try:
        return reader(data, path=path)
    except ConfigError:
        return None


def _held(said: tuple[Decision, ...], decision: Decision, signoff: SignOff) -> Decision | None:
    """The decision about the same finding with that sign-off."""
    return next((one for one in said if one.finding == decision.finding and signoff in one.signoffs), None)


def _says(one: Decision, other: Decision) -> bool:
    """Whether two records say the same, sign-offs and place left aside."""
    return replace(one, signoffs=(), path="") == replace(other, signoffs=(), path="")


def _origin(step: _Step, decision: Decision, signoff: SignOff) -> str:
    """The file from which a commit took the record: it held it before and does not hold it after."""
    for path, turn in sorted(step.turns.items()):
        before = _held(turn.before or (), decision, signoff)
        if before and _says(before, decision) and not _held(turn.after or (), decision, signoff):
            return path
    return ""
