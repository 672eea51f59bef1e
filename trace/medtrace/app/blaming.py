"""Findings with the commits of their very elements: one question to git for the files that several commits touched."""

from medtrace.errors import MissingObject
from medtrace.gitio.repository import Repository
from medtrace.model.change import ChangeSet
from medtrace.model.history import Patch
from medtrace.model.ids import Sha
from medtrace.model.verdict import Finding
from medtrace.rules._blame import Blame

Known = dict[tuple[Sha, Sha], Patch]


def blamed(
    findings: tuple[Finding, ...], changes: ChangeSet, repository: Repository, known: Known
) -> tuple[Finding, ...]:
    """The findings; `known` remembers differences that an earlier range of the run asked for.

    Where git lacks an object the commits of the files stay.
    """
    blame = Blame(changes, findings)
    wanted = blame.wanted(known)
    if wanted:
        shas, paths = wanted
        try:
            known |= dict.fromkeys(blame.pairs, ()) | repository.patches(shas, paths)
        except MissingObject:
            return findings
    return tuple(blame.told(one, known) for one in findings)
