"""What a gate looks at: pushed commits, a merge about to be made, references that a server is asked to move.

A gate that cannot look does not let through: what keeps it from judging is raised, and the hook stops. What is no
product is not its business: notes and other references beside branches and tags, tags of files, and revisions whose
history never held a `trace.yaml`; one that held it has lost it, and that is refused.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.assess import Asked, assess
from medtrace.app.check import check
from medtrace.app.house import CONFIG_NAME
from medtrace.errors import EvidenceError, TraceError
from medtrace.gitio.repository import Repository, open_repository
from medtrace.model.ids import Revision, Sha
from medtrace.model.items import Diagnostic
from medtrace.model.verdict import Verdict

_NONE = "0"
# `refs/for` is where Gerrit takes commits for a branch.
_LOOKED_AT = ("refs/heads/", "refs/tags/", "refs/for/")
# git names what is merged in the environment of the hook; MERGE_HEAD is written only after it.
_MERGING = "GITHEAD_"


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing a gate looked at: its name, the problems of its revision, the verdict where a range was judged.

    `earlier` are those that were there before; None where nothing tells what was. `is_foreign` says that the revision
    is of no product and was let through unseen.
    """

    name: str
    problems: tuple[Diagnostic, ...]
    verdict: Verdict | None = None
    earlier: frozenset[Diagnostic] | None = None
    is_foreign: bool = False


def pushed(root: Path, lines: str) -> Iterator[Looked]:
    """Each reference of `pre-push` (`local-ref local-sha remote-ref remote-sha`); deletions are not looked at."""
    for line in lines.splitlines():
        words = line.split()
        if len(words) == 4:  # noqa: PLR2004 - git's four words
            yield from _moved(root, words[2], words[3], words[1])


def received(root: Path, lines: str) -> Iterator[Looked]:
    """Each reference of `pre-receive` (`old-sha new-sha ref`), or the one of `update`."""
    for line in lines.splitlines():
        words = line.split()
        if len(words) == 3:  # noqa: PLR2004 - git's three words
            yield from _moved(root, words[2], words[0], words[1])


def merging(root: Path, environment: Mapping[str, str] | None = None) -> Iterator[Looked]:
    """Each commit that a merge brings in, judged from where the two histories part."""
    named = sorted((environment or os.environ).items())
    for sha, name in ((key.removeprefix(_MERGING), value) for key, value in named if key.startswith(_MERGING)):
        with open_repository(root) as repository:
            assessment = assess(repository, Asked(f"HEAD...{sha}"))
        base = assessment.range.old.sha
        earlier = _earlier(root, assessment.problems, base)
        yield Looked(name, assessment.problems, assessment.verdict, earlier)


def _moved(root: Path, name: str, old: str, new: str) -> Iterator[Looked]:
    """One reference that moves, if a product can lie there; deletions are not looked at."""
    if not new.strip(_NONE) or not name.startswith(_LOOKED_AT):
        return
    with open_repository(root) as repository:
        if repository.is_other_object(new):
            return
        before = _at_hand(repository, old)
        ends = (repository.resolve(new), *((before,) if before else ()))
        is_product = any(_holds(repository, end) for end in ends)
        is_product = is_product or any(repository.ever_held(end, CONFIG_NAME) for end in ends)
    yield _checked(root, name, before, new) if is_product else Looked(name, (), is_foreign=True)


def _at_hand(repository: Repository, old: str) -> Revision | None:
    """The older revision; None for a new reference, or where the other side's commits were never fetched."""
    try:
        return repository.resolve(old) if old.strip(_NONE) else None
    except EvidenceError:
        return None


def _holds(repository: Repository, revision: Revision) -> bool:
    return repository.tree(revision).entry(CONFIG_NAME) is not None


def _checked(root: Path, name: str, old: Revision | None, new: str) -> Looked:
    """The new revision, with the commits since the old one where this clone has it."""
    problems = check(root, f"{old.sha}..{new}" if old else new, None).problems
    return Looked(name, problems, earlier=_earlier(root, problems, old.sha) if old else None)


def _earlier(root: Path, problems: tuple[Diagnostic, ...], old: Sha) -> frozenset[Diagnostic] | None:
    """Those of the problems that the older revision has too, whatever their line; None where it cannot be checked."""
    try:
        # Compared with itself a revision tells what a comparison says of what stood in it.
        known = {one.same_as for one in check(root, f"{old}..{old}", None).problems}
    except TraceError:
        return None
    return frozenset(one for one in problems if one.same_as in known)
