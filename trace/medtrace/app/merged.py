"""What a merge, a pull or a rebase brought in: its commits, what fired, and the command that shows more.

One comparison of the two ends, without released steps and without the view from the registered version: a hook may
cost a second.
"""

from dataclasses import dataclass
from pathlib import Path

from medtrace.app.id_list import keep_ids
from medtrace.app.judging import Bench
from medtrace.app.kept_house import kept_house
from medtrace.app.reading import Library
from medtrace.gitio.repository import open_repository
from medtrace.model.change import TracedCommit
from medtrace.model.ids import Range
from medtrace.model.verdict import Confidence, Finding, Severity


@dataclass(frozen=True, slots=True)
class Merged:
    """The range, its commits, the findings that fired, and how many questions it raises for a person."""

    range: Range
    commits: tuple[TracedCommit, ...]
    fired: tuple[Finding, ...]
    open: int

    @property
    def unlinked(self) -> tuple[TracedCommit, ...]:
        """Commits that nothing ties to an item or an issue, merges apart."""
        return tuple(one for one in self.commits if not one.is_linked and not one.commit.is_merge)


def merged(root: Path, old: str, new: str = "HEAD") -> Merged:
    """Look at what lies between two revisions and keep the list of ids.

    Raises:
        TraceError: no configuration, history that is not there, and whatever else keeps it from looking.
    """
    with open_repository(root, bare=True) as repository:
        span = repository.resolve_range(f"{old}..{new}")
        house = kept_house(repository, span.new)
        library = Library(repository, house)
        bench = Bench(repository, house, library, house.profile)
        changes = bench.changes(span)
        judged = bench.judged(span)
        keep_ids(repository, house, library.snapshot(span.new))
    fired = tuple(one for one in judged.findings if one.fires)
    # What is not mapped is so at every merge; a question is what this one raises.
    asked = sum(_asks(one) for one in judged.findings)
    return Merged(span, changes.commits, fired, asked)


def _asks(finding: Finding) -> bool:
    return finding.hit.confidence is Confidence.QUESTION or (finding.fires and finding.severity is Severity.DEPENDS)
