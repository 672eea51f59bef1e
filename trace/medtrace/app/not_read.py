"""Places that look like items and were not read: where the revision defines the id elsewhere, they only cite it."""

from collections.abc import Collection, Iterable

from medtrace.model.ids import ItemId
from medtrace.model.items import Diagnostic, DiagnosticSeverity

_CODES = frozenset({"item-not-read", "header-missing"})


def without_citing(problems: Iterable[Diagnostic], ids: Collection[ItemId]) -> list[Diagnostic]:
    """The problems without those about ids that all stand for items of the revision; an error stays."""
    return [one for one in problems if not _cites(one, ids)]


def _cites(problem: Diagnostic, ids: Collection[ItemId]) -> bool:
    words = problem.about.split() if problem.code in _CODES else []
    return bool(words) and problem.severity is not DiagnosticSeverity.ERROR and all(word in ids for word in words)
