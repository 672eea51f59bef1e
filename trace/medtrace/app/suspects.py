"""Reads what suspect links need from the history: the newest change of every cited item, and what was said before it.

Commits are walked newest first and only as far as an item is still looked for; merges bring in what their branches
changed and are passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from medtrace.app.commit_sides import modified, moved_on
from medtrace.app.former import with_history
from medtrace.app.reading import Library
from medtrace.graph.suspects import claims, digest_of, review_problems, suspect_problem, suspects
from medtrace.model.descent import Descent
from medtrace.model.globs import literal_start
from medtrace.model.history import Commit
from medtrace.model.ids import Revision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Link
from medtrace.model.review import Review, Suspect, TargetChange
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized

MOST_COMMITS = 2000
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Suspects:
    """The suspect links of a revision, and what else is to be told: records about nothing, a history cut short."""

    links: tuple[Suspect, ...]
    notes: tuple[Diagnostic, ...] = ()

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Everything as problems."""
        return (*map(suspect_problem, self.links), *self.notes)


def find_suspects(library: Library, snapshot: Snapshot, reviews: tuple[Review, ...]) -> Suspects:
    """Every suspect link of a revision; a shallow clone is told, for it does not know when an item changed.

    Raises:
        MissingObject: where a commit or tree is absent.
    """
    notes = tuple(review_problems(snapshot, reviews))
    links = claims(snapshot)
    if not links:
        return Suspects((), notes)
    if library.repository.is_shallow:
        return Suspects((), (*notes, _not_judged()))
    followed, newest, rest = _newest_changes(library, snapshot, {link.target for link in links})
    changes = _changes(followed, snapshot, links, newest)
    if rest:
        notes = (*notes, _cut_short(rest))
    return Suspects(tuple(suspects(snapshot, changes, reviews)), notes)


def _newest_changes(
    library: Library, snapshot: Snapshot, wanted: set[str]
) -> tuple[Library, dict[str, Commit], set[str]]:
    """The newest commit that changed each item's meaning, and the items whose history was too long to walk.

    The library that is given back reads renamed files under their older names too.
    """
    paths = {snapshot.item_by_id[name].location.path for name in wanted}
    readers = {number for number, one in enumerate(library.house.readers) if any(map(one.reads, paths))}
    starts = {literal_start(glob) for number in readers for glob in library.house.readers[number].use.files}
    found: dict[str, Commit] = {}
    rest = set(wanted)
    followed, every = with_history(library, snapshot, frozenset(starts))
    commits = iter(every)
    walked = islice(commits, MOST_COMMITS)
    while rest and (some := tuple(islice(walked, _AT_ONCE))):
        # A library of its own, so that what old versions said is forgotten with it.
        changed = modified(Library(followed.repository, followed.house), some, snapshot, readers)
        for commit in some:
            names = rest & set(changed.get(commit.sha, ()))
            found |= dict.fromkeys(names, commit)
            rest -= names
    return followed, found, rest if next(commits, None) else set()


@dataclass
class _Followers:
    """Who among those that cite a changed item had the newer text before them when they were changed or made the link.

    On one line of history, whatever differs from what stood before the change came with or after it. Where a branch
    that had not seen the change touched the same files, each later commit is looked into.
    """

    library: Library
    snapshot: Snapshot
    places: frozenset[str]

    @cached_property
    def _descent(self) -> Descent:
        return self.library.repository.descent(self.snapshot.revision)

    @cached_property
    def _commits(self) -> tuple[Commit, ...]:
        """Every commit that touched a file of somebody who cites."""
        places = _with_older(self.library, self.places)
        found = self.library.repository.commits_at(self.snapshot.revision, tuple(sorted(places)))
        return tuple(commit for commit in found if not commit.is_merge)

    def followed(self, commit: Commit, links: list[Link]) -> frozenset[str]:
        """The sources of the links that followed the change that a commit made."""
        earlier = self.library.part(Revision(commit.parents[0], commit.parents[0]), _places(self.snapshot, links))
        cited = {(link.source, link.target) for link in earlier.links}
        differing = [
            link
            for link in links
            if (link.source, link.target) not in cited
            or digest_of(earlier, link.source) != digest_of(self.snapshot, link.source)
        ]
        if not differing or self._descent.is_one_line:
            return frozenset(link.source for link in differing)
        later, before = self._descent.containing(commit.sha), self._descent.contained(commit.sha)
        aware = [one for one in self._commits if one.sha in later]
        unaware = [one for one in self._commits if one.sha not in later and one.sha not in before]
        return frozenset(link.source for link in differing if self._is_aware(link, aware, unaware))

    def _is_aware(self, link: Link, aware: list[Commit], unaware: list[Commit]) -> bool:
        places = _with_older(self.library, _places(self.snapshot, (link,)))
        if not any(_touches(commit, places) for commit in unaware):
            return True
        own = tuple(commit for commit in aware if _touches(commit, places))
        return link.source in moved_on(Library(self.library.repository, self.library.house), own, self.snapshot)


def _touches(commit: Commit, places: frozenset[str]) -> bool:
    return any(change.path in places for change in commit.files)


def _changes(
    library: Library, snapshot: Snapshot, links: tuple[Link, ...], newest: dict[str, Commit]
) -> dict[str, TargetChange]:
    """The newest change of each target, with those that followed it."""
    by_target: dict[str, list[Link]] = {}
    for link in links:
        if link.target in newest:
            by_target.setdefault(link.target, []).append(link)
    followers = _Followers(library, snapshot, _places(snapshot, [one for some in by_target.values() for one in some]))
    return {
        target: TargetChange(commit.sha, commit.when, commit.subject, followers.followed(commit, citing))
        for target, citing in by_target.items()
        for commit in (newest[target],)
    }


def _places(snapshot: Snapshot, links: Iterable[Link]) -> frozenset[str]:
    """The files that say what the links' sources are, and where the links stand."""
    places: set[str] = set()
    for link in links:
        item = snapshot.item_by_id.get(link.source)
        places |= {item.location.path if item else link.source, link.location.path}
    return frozenset(places)


def _with_older(library: Library, places: frozenset[str]) -> frozenset[str]:
    """The places with the names that they had before."""
    found = set(places)
    for one in library.house.former:  # the younger name stands before the older one
        found |= {one.old} if one.new in found else set()
    return frozenset(found)


def _not_judged() -> Diagnostic:
    words = Localized(
        "浅克隆不含完整历史，未判定待复核的链接；请运行 git fetch --unshallow",
        "the clone is shallow: suspect links were not judged; run git fetch --unshallow",
    )
    return Diagnostic("suspects-not-judged", DiagnosticSeverity.NOTE, words)


def _cut_short(rest: set[str]) -> Diagnostic:
    words = Localized(
        f"已查看最近 {MOST_COMMITS} 个相关提交；{len(rest)} 个条目在此之前的修改未判定",
        f"the newest {MOST_COMMITS} commits were looked at; older changes of {len(rest)} items were not judged",
    )
    return Diagnostic("suspects-not-judged", DiagnosticSeverity.NOTE, words)
