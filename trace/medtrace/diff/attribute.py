"""Which ids a commit carries and where they came from: trailers, subject, body, merge subject, branch, touched items.

In real histories trailers are rare and issue numbers common, so every place is read and named; what carries nothing is
listed, never dropped.
"""

import re
from collections.abc import Iterator, Mapping

from medtrace.model.change import CitedId, TracedCommit
from medtrace.model.history import Commit
from medtrace.model.ids import Sha, natural_key
from medtrace.model.project import CitationPatterns

_BRANCH = re.compile(
    r"^Merge (?:pull request \S+ from (\S+)|(?:remote-tracking )?branch(?:es)? '([^']+)'(?:,? (?:and )?'([^']+)')*)"
)
# In this order the first place that holds an id names where it came from.
_ORDER = ("trailer", "subject", "body", "merge", "branch", "touched-item")


def trace_commits(
    commits: tuple[Commit, ...], patterns: CitationPatterns, touched: Mapping[Sha, tuple[str, ...]]
) -> tuple[TracedCommit, ...]:
    """Every commit with its ids; `touched` names the items whose definition the commit itself changed."""
    return tuple(TracedCommit(commit, cited_ids(commit, patterns, touched.get(commit.sha, ()))) for commit in commits)


def cited_ids(commit: Commit, patterns: CitationPatterns, touched: tuple[str, ...] = ()) -> tuple[CitedId, ...]:
    """The ids of one commit, each once with the first place that holds it, items before issues, in natural order."""
    found: dict[tuple[str, str], CitedId] = {}
    places = [*_places(commit), *(("touched-item", name) for name in touched)]
    for via, text in sorted(places, key=lambda place: _ORDER.index(place[0])):
        for kind, name in _matches(text, patterns) if via != "touched-item" else (("item", text),):
            found.setdefault((kind, name), CitedId(name, kind, via))
    return tuple(sorted(found.values(), key=lambda cited: (cited.kind != "item", natural_key(cited.id))))


def _places(commit: Commit) -> Iterator[tuple[str, str]]:
    for trailer in commit.trailers:
        yield "trailer", trailer.value
    yield ("merge" if commit.is_merge else "subject"), commit.subject
    yield "body", commit.body
    branch = _BRANCH.match(commit.subject)
    if branch:
        yield "branch", " ".join(name for name in branch.groups() if name)


def _matches(text: str, patterns: CitationPatterns) -> Iterator[tuple[str, str]]:
    for pattern in patterns.ids:
        yield from (("item", found.group()) for found in pattern.finditer(text))
    items = [found.span() for pattern in patterns.ids for found in pattern.finditer(text)]
    for pattern in patterns.issues:
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in items):
                yield "issue", found.group()
