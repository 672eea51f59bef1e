"""Which commits of a range a merge brought in: those that its own line did not have before."""

from collections.abc import Iterator

from medtrace.model.history import Commit
from medtrace.model.ids import Sha


def brought_in(commits: tuple[Commit, ...]) -> dict[Sha, tuple[Sha, ...]]:
    """The commits of the road that each merge brought to its line, merges that other branches hold apart.

    `commits` are newest first, as a change set has them. A line is followed from its oldest commit to the newest, so
    what an earlier merge brought, or what a branch took from the line that it came from, is never counted again. Each
    commit is walked once: linear, whatever the shape of the history.
    """
    known = {one.sha: one for one in commits}
    seen: set[Sha] = set()
    found: dict[Sha, list[Sha]] = {}
    # Lines still to be walked, with the merge that brought them; the newest commit of all may not be the only end.
    for tip in _tips(commits):
        waiting: list[tuple[Sha, Sha]] = [(tip, "")]
        while waiting:
            sha, merge = waiting.pop()
            if sha in seen or sha not in known:
                continue
            line = tuple(_line(sha, known, seen))
            seen.update(line)
            found.setdefault(merge, []).extend(line)
            # The oldest merge of the line is the next to be walked: what it brought, no later one brings.
            waiting += [(parent, one) for one in line for parent in known[one].parents[1:]]
    found.pop("", None)
    return {merge: tuple(shas) for merge, shas in found.items()}


def _tips(commits: tuple[Commit, ...]) -> Iterator[Sha]:
    """The commits that no other has as a parent, newest first."""
    parents = {sha for one in commits for sha in one.parents}
    return (one.sha for one in commits if one.sha not in parents)


def _line(sha: Sha, known: dict[Sha, Commit], seen: set[Sha]) -> Iterator[Sha]:
    """First parents from a commit on, newest first, as far as the road and what was not walked yet."""
    while sha in known and sha not in seen:
        yield sha
        sha = known[sha].parents[0] if known[sha].parents else ""
