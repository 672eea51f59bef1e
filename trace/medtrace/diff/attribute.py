"""Which ids a commit carries and where they came from: trailers, subject, body, merge subject, branch, touched items.

In real histories trailers are rare and issue numbers common, so every place is read and named; what carries nothing is
listed, never dropped.
"""

import re
from collections.abc import Iterator, Mapping

from medtrace.expressions import expression
from medtrace.model.change import CitedId, TracedCommit
from medtrace.model.history import Commit
from medtrace.model.ids import Sha, found_ids, natural_key
from medtrace.model.project import CitationPatterns

_BRANCH = expression(
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
        for kind, name in _ids_at(via, text, patterns):
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


def _ids_at(via: str, text: str, patterns: CitationPatterns) -> Iterator[tuple[str, str]]:
    match via:
        case "touched-item":
            yield "item", text
        case "branch":
            yield from _in_branch(text, patterns)
        case _:
            yield from _matches(text, patterns)


def _in_branch(branch: str, patterns: CitationPatterns) -> Iterator[tuple[str, str]]:
    """A branch goes on after its id (`SRS-4-filter`): the longest run of its words that is a whole id counts."""
    for segment in re.split(r"[/\s]", branch):
        cuts = [0, *(sign.end() for sign in re.finditer(r"[-_]", segment)), len(segment) + 1]
        runs = ((low, high) for low in cuts for high in reversed(cuts) if low < high)
        taken = 0
        for low, high in runs:
            name = segment[low : high - 1]
            kind = _kind_of(name, patterns) if low >= taken else ""
            if kind:
                yield kind, name
                taken = high


def _kind_of(name: str, patterns: CitationPatterns) -> str:
    if any(pattern.fullmatch(name) for pattern in patterns.ids):
        return "item"
    return "issue" if any(pattern.fullmatch(name) for pattern in patterns.issues) else ""


def _matches(text: str, patterns: CitationPatterns) -> Iterator[tuple[str, str]]:
    for pattern in patterns.ids:
        yield from (("item", name) for name in found_ids(pattern, text, ranges=patterns.ranges))
    items = [found.span() for pattern in patterns.ids for found in pattern.finditer(text)]
    for pattern in patterns.issues:
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in items):
                yield "issue", found.group()
