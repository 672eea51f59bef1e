"""Ranges of ids in messages of commits of which only the ends count, for they run backwards or are too long."""

from collections.abc import Iterable, Iterator

from medtrace.model.history import Commit
from medtrace.model.ids import unread_ranges
from medtrace.model.items import Diagnostic, DiagnosticSeverity
from medtrace.model.project import CitationPatterns
from medtrace.words import Localized

_SHORT = 10


def ranges_not_read(commits: Iterable[Commit], patterns: CitationPatterns) -> Iterator[Diagnostic]:
    """A warning for each such range, with its commit; none where ranges are not declared."""
    for commit in commits if patterns.ranges else ():
        name = commit.sha[:_SHORT]
        for text in (commit.subject, commit.body):
            for one in (one for pattern in patterns.ids for one in unread_ranges(pattern, text)):
                words = Localized(f"提交 {name}：{one.why.zh}", f"commit {name}: {one.why.en}")
                yield Diagnostic("ids-not-ranged", DiagnosticSeverity.WARNING, words, about=commit.sha)
