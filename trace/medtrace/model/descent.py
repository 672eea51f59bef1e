"""Which commits contain which others: the graph of commits without their contents."""

from dataclasses import dataclass
from functools import cached_property

from medtrace.model.ids import Sha


@dataclass(frozen=True)
class Descent:
    """Every commit up to a revision with its parents, children before parents."""

    parents: tuple[tuple[Sha, tuple[Sha, ...]], ...]

    @cached_property
    def is_one_line(self) -> bool:
        """Whether no commit ever had a sibling, so that of two commits one contains the other."""
        return all(len(parents) < 2 for _, parents in self.parents)  # noqa: PLR2004 - a merge has two

    def containing(self, commit: Sha) -> frozenset[Sha]:
        """The commit and every later one that contains it."""
        found = {commit}
        for one, parents in reversed(self.parents):
            if any(parent in found for parent in parents):
                found.add(one)
        return frozenset(found)

    def contained(self, commit: Sha) -> frozenset[Sha]:
        """The commit and every one that it contains."""
        found = {commit}
        for one, parents in self.parents:
            if one in found:
                found.update(parents)
        return frozenset(found)
