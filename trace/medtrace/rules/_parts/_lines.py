"""On which lines of manifests and lock files a component stands that another row tells of, or that stays the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.change import ChangeSet
from medtrace.rules._parts._compare import part_changes
from medtrace.rules._parts._ends import MANAGED, End, Key, part_ends

Place: TypeAlias = tuple[str, int]


@dataclass(frozen=True)
class ToldLines:
    """Components by the line that names them, at either end, and those that differ: each of them is in some finding."""

    before: dict[Place, tuple[Key, str]]
    after: dict[Place, tuple[Key, str]]
    differing: frozenset[Key]

    def covers(self, old: Place | None, new: Place | None) -> bool:
        """Whether the lines name a component that differs, or the same one in the same version."""
        one, other = self.before.get(old) if old else None, self.after.get(new) if new else None
        if one and one == other:
            return True
        return any(found[0] in self.differing for found in (one, other) if found)


def told_lines(changes: ChangeSet) -> ToldLines:
    """The lines of both ends; read once for a change set."""
    return changes.once(_told_lines)


def _told_lines(changes: ChangeSet) -> ToldLines:
    before, after = part_ends(changes)
    differing = frozenset(one.key for one in part_changes(before, after))
    return ToldLines(dict(_lines(before)), dict(_lines(after)), differing)


def _lines(end: End) -> Iterator[tuple[Place, tuple[Key, str]]]:
    for side in (end.parts, end.pins):
        for (ecosystem, name), found in side.items():
            key = ecosystem.removesuffix(MANAGED), name
            yield from (((one.path, one.part.line), (key, one.part.version)) for one in found if one.part.line)
