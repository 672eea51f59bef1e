"""What a merge, a pull or a rebase brought in: its commits, what fired, and the command that shows more.

One comparison of the two ends, without released steps and without the view from the registered version: a hook may
cost a second. What is too large for that is counted and left to whoever asks.
"""

from dataclasses import dataclass
from pathlib import Path

from medtrace.app.id_list import keep_ids
from medtrace.app.judging import Bench
from medtrace.app.kept_house import kept_house
from medtrace.app.reading import Library
from medtrace.gitio.repository import Repository, open_repository
from medtrace.model.change import TracedCommit
from medtrace.model.ids import Range
from medtrace.model.verdict import Confidence, Finding, Severity
from medtrace.rules._waking import unmapped_tags

_MOST_COMMITS = 500
_MOST_FILES = 100


@dataclass(frozen=True, slots=True)
class Size:
    """How many commits a range holds, and how many files differ between its ends."""

    commits: int
    files: int

    @property
    def is_large(self) -> bool:
        """Whether looking at each would cost more than a second."""
        return self.commits > _MOST_COMMITS or self.files > _MOST_FILES


@dataclass(frozen=True, slots=True)
class Merged:
    """The range, its size and commits, the findings that fired, and how many questions it raises for a person.

    `unmapped` are the tags that rows of the trigger table look for and that no component carries: what changed there
    is not seen. Where the size is large nobody looked: no commit, finding or question says anything then.
    """

    range: Range
    size: Size
    commits: tuple[TracedCommit, ...] = ()
    fired: tuple[Finding, ...] = ()
    open: int = 0
    unmapped: tuple[str, ...] = ()

    @property
    def unlinked(self) -> tuple[TracedCommit, ...]:
        """Commits that nothing ties to an item or an issue, merges apart."""
        return tuple(one for one in self.commits if not one.is_linked and not one.commit.is_merge)


def merged(root: Path, old: str, new: str = "HEAD", *, rewritten: str = "") -> Merged:
    """Look at what lies between two revisions and keep the list of ids.

    `rewritten` is the last commit that a rebase wrote anew, empty where there is none: where `old` no longer holds it,
    somebody moved on while the rebase waited (`git reset` leaves its own ORIG_HEAD), and it is the older end itself.

    Raises:
        TraceError: no configuration, history that is not there, and whatever else keeps it from looking.
    """
    with open_repository(root, bare=True) as repository:
        span = _span(repository, old, new, rewritten)
        house = kept_house(repository, span.new)
        library = Library(repository, house)
        keep_ids(repository, house, library.snapshot(span.new))
        size = Size(repository.count(span), len(repository.changes(span.old.sha, span.new.sha).changes))
        if size.is_large:
            return Merged(span, size)
        bench = Bench(repository, house, library, house.profile)
        changes = bench.changes(span)
        judged = bench.judged(span)
    fired = tuple(one for one in judged.findings if one.fires)
    # What is not mapped is so at every merge; a question is what this one raises.
    asked = sum(_asks(one) for one in judged.findings)
    return Merged(span, size, changes.commits, fired, asked, unmapped_tags(house.profile.triggers, changes))


def _span(repository: Repository, old: str, new: str, rewritten: str) -> Range:
    if rewritten:
        last = repository.resolve(rewritten)
        if not repository.is_ancestor(last.sha, repository.resolve(old).sha):
            old = last.sha
    return repository.resolve_range(f"{old}..{new}")


def _asks(finding: Finding) -> bool:
    return finding.hit.confidence is Confidence.QUESTION or (finding.fires and finding.severity is Severity.DEPENDS)
