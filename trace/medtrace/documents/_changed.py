"""The part of the requirements that a range changed: by themselves, through a tied item, a link or their unit.

G9 二(五), table 2: an update is traced too, and the update report files the analysis of the changed part.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.change import ChangeKind, ChangeSet
from medtrace.model.coverage import Chain
from medtrace.model.items import Artifact, ItemKind, LinkKind
from medtrace.words import Localized, same

REQUIREMENT_KINDS = (ItemKind.REQUIREMENT, ItemKind.SPECIFICATION)


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """Requirements by id with what changed about them; `removed` are those that the newer end no longer has."""

    reasons: dict[str, tuple[Localized, ...]]
    removed: tuple[Artifact, ...]


def changed_part(assessment: Assessment, words: Words) -> ChangedPart:
    """The changed requirements of the range; a move to another file is no change."""
    found = _Found(assessment, words)
    reasons = {chain.item: tuple(found.reasons(chain)) for chain in assessment.coverage.requirements}
    reasons = {name: texts for name, texts in reasons.items() if texts}
    removed = tuple(
        change.before
        for change in assessment.changes.items
        if change.kind is ChangeKind.REMOVED and change.before and change.before.kind in REQUIREMENT_KINDS
    )
    gone = (words.word("change", ChangeKind.REMOVED),)
    return ChangedPart({**reasons, **{item.id: gone for item in removed}}, removed)


class _Found:
    """What the range changed, looked up once."""

    def __init__(self, assessment: Assessment, words: Words) -> None:
        changes = assessment.changes
        self.words = words
        self.kinds = {one.item.id: one.kind for one in changes.items if one.kind is not ChangeKind.MOVED}
        self.linked = {name for one in changes.links for name in (one.link.source, one.link.target)}
        self.implemented, self.units = _changed_code(changes)

    def reasons(self, chain: Chain) -> Iterator[Localized]:
        kind = self.kinds.get(chain.item)
        if kind:
            yield self.words.word("change", kind)
        tied = (*chain.needs, *chain.design, *chain.tests, *chain.risks, *chain.controls)
        others = tuple(name for name in tied if name in self.kinds)
        if others:
            yield phrase(self.words, "tied-changed")
            yield from (same(name) for name in others)
        if chain.item in self.linked and kind is None:
            yield phrase(self.words, "links-changed")
        # Units that come through a design item only are asked where nothing implements the requirement itself.
        units = chain.direct_units or chain.units
        if self.implemented & {chain.item, *chain.design} or self.units & set(units):
            yield phrase(self.words, "unit-changed")


def _changed_code(changes: ChangeSet) -> tuple[frozenset[str], frozenset[str]]:
    """Items that changed product files implement, and units with a changed file that names no item.

    A file that says what it implements concerns that; one that does not concerns every requirement of its unit.
    """
    implements: dict[str, set[str]] = {}
    for link in (*changes.before.links, *changes.after.links):
        if link.kind == LinkKind.IMPLEMENTS:
            implements.setdefault(link.source, set()).add(link.target)
    items: set[str] = set()
    units: set[str] = set()
    for file in changes.files:
        cited = implements.get(file.path, set()) | implements.get(file.change.before_path, set())
        if file.product and cited:
            items |= cited
        elif file.product:
            units.add(file.component or file.path)
    return frozenset(items), frozenset(units)
