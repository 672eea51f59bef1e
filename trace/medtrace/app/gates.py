"""What a gate looks at: pushed commits, a merge about to be made, references that a server is asked to move.

A gate that cannot look does not let through: what keeps it from judging is raised, and the hook stops.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.assess import Asked, assess
from medtrace.app.check import check
from medtrace.errors import EvidenceError, TraceError
from medtrace.gitio.repository import open_repository
from medtrace.model.ids import Sha
from medtrace.model.items import Diagnostic
from medtrace.model.verdict import Verdict

_NONE = "0"
# git names what is merged in the environment of the hook; MERGE_HEAD is written only after it.
_MERGING = "GITHEAD_"


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing a gate looked at: its name, the problems of its revision, the verdict where a range was judged.

    `earlier` are those that were there before; None where nothing tells what was.
    """

    name: str
    problems: tuple[Diagnostic, ...]
    verdict: Verdict | None = None
    earlier: frozenset[Diagnostic] | None = None


def pushed(root: Path, lines: str) -> Iterator[Looked]:
    """Each reference of `pre-push` (`local-ref local-sha remote-ref remote-sha`); deletions are not looked at."""
    for line in lines.splitlines():
        words = line.split()
        if len(words) == 4 and words[1].strip(_NONE):  # noqa: PLR2004 - git's four words
            yield _checked(root, words[2], words[3], words[1])


def received(root: Path, lines: str) -> Iterator[Looked]:
    """Each reference of `pre-receive` (`old-sha new-sha ref`), or the one of `update`."""
    for line in lines.splitlines():
        words = line.split()
        if len(words) == 3 and words[1].strip(_NONE):  # noqa: PLR2004 - git's three words
            yield _checked(root, words[2], words[0], words[1])


def merging(root: Path, environment: Mapping[str, str] | None = None) -> Iterator[Looked]:
    """Each commit that a merge brings in, judged from where the two histories part."""
    named = sorted((environment or os.environ).items())
    for sha, name in ((key.removeprefix(_MERGING), value) for key, value in named if key.startswith(_MERGING)):
        with open_repository(root) as repository:
            assessment = assess(repository, Asked(f"HEAD...{sha}"))
        base = assessment.range.old.sha
        earlier = _earlier(root, assessment.problems, base)
        yield Looked(name, assessment.problems, assessment.verdict, earlier)


def _checked(root: Path, name: str, old: str, new: str) -> Looked:
    """The new revision, with the commits since the old one where this clone has it."""
    asked = new
    if old.strip(_NONE):
        try:
            with open_repository(root) as repository:
                repository.resolve(old)
            asked = f"{old}..{new}"
        except EvidenceError:
            asked = new  # the other side has commits that were never fetched: the revision itself counts
    problems = check(root, asked, None).problems
    return Looked(name, problems, earlier=None if asked == new else _earlier(root, problems, old))


def _earlier(root: Path, problems: tuple[Diagnostic, ...], old: Sha) -> frozenset[Diagnostic] | None:
    """Those of the problems that the older revision has too, whatever their line; None where it cannot be checked."""
    try:
        # Compared with itself a revision tells what a comparison says of what stood in it.
        known = {one.same_as for one in check(root, f"{old}..{old}", None).problems}
    except TraceError:
        return None
    return frozenset(one for one in problems if one.same_as in known)
