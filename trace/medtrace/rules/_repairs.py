"""What a range repairs: defects that were closed on the way, and commits that say of themselves that they fix.

A message is evidence to show and no more: `fix:` may bring a function, and a silent commit may mend one.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet, ItemChange, TracedCommit
from medtrace.model.history import FileChange
from medtrace.model.items import Artifact, ItemKind, normalised

_STATUS = frozenset({"status", "state", "resolution", "状态", "处理状态", "缺陷状态"})
_FIXED_IN = frozenset({"fixed in", "fixed-in", "fixed_in", "fix version", "fixversion", "修复版本", "解决版本"})
_CLOSED = frozenset(
    {
        *("closed", "fixed", "resolved", "done", "verified", "completed", "solved"),
        *("关闭", "已关闭", "修复", "已修复", "已解决", "已验证", "已完成"),
    }
)
_KEYS = frozenset({"fix", "fixes", "fixed", "closes", "resolves"})
_SUBJECT = expression(r"(?:bug|hot)?fix(?:\([^)\n]{0,80}\))?!?:", re.IGNORECASE)
_ISSUE = expression(
    r"\b(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?)\b:?\s+(?:[\w./-]{0,80}#\d+|[A-Z][A-Z0-9]{1,19}-\d+)", re.IGNORECASE
)


def repaired(changes: ChangeSet) -> tuple[ItemChange, ...]:
    """Defects that are closed at the newer end and were not at the older, in natural order."""
    return tuple(
        one
        for one in changes.items
        if one.after and one.item.kind == ItemKind.DEFECT and is_closed(one.after) and not is_closed(one.before)
    )


def is_closed(item: Artifact | None) -> bool:
    """Whether a defect is closed: by its status, or where it has none by the version that fixed it."""
    if item is None:
        return False
    status = [value for name, value in item.attributes if name.casefold() in _STATUS and normalised(value)]
    if status:
        return any(normalised(value).casefold() in _CLOSED for value in status)
    return any(normalised(value) for name, value in item.attributes if name.casefold() in _FIXED_IN)


def has_defects(changes: ChangeSet) -> bool:
    """Whether either end holds records of defects."""
    return any(item.kind == ItemKind.DEFECT for end in (changes.before, changes.after) for item in end.items)


def fixing(changes: ChangeSet, *, without: frozenset[str] = frozenset()) -> Iterator[TracedCommit]:
    """Commits that say that they fix something and touch the product, newest first.

    Those that name one of `without` are left out, and so are merges: what they brought in speaks for itself.
    """
    for traced in changes.commits:
        names = {one.id for one in traced.ids}
        if not traced.commit.is_merge and not names & without and _fixes(traced, changes) and touched(changes, traced):
            yield traced


def _fixes(traced: TracedCommit, changes: ChangeSet) -> bool:
    commit = traced.commit
    if any(one.key.casefold() in _KEYS for one in commit.trailers) or _SUBJECT.match(commit.subject):
        return True
    if _ISSUE.search(commit.subject) or _ISSUE.search(commit.body):
        return True
    cited = (changes.after.item_by_id.get(one.id) for one in traced.ids if one.via != "touched-item")
    return any(item and item.kind == ItemKind.DEFECT for item in cited)


def touched(changes: ChangeSet, traced: TracedCommit) -> tuple[FileChange, ...]:
    """The product files that a commit changed, by path."""
    components = changes.components
    paths = {one.path: one for one in traced.commit.files if components.is_product(one.path)}
    return tuple(paths[path] for path in sorted(paths))


def naming(changes: ChangeSet, name: str) -> Iterator[TracedCommit]:
    """Commits that name an item and touch the product, newest first."""
    for traced in changes.commits:
        if any(one.id == name for one in traced.ids) and touched(changes, traced):
            yield traced
