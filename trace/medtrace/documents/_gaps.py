"""When an empty cell is a gap, when the level was never read, and when it is simply none."""

from dataclasses import dataclass
from functools import cached_property

from medtrace.documents._cells import lines, missing, open_cell
from medtrace.documents._words import Words
from medtrace.model.coverage import Coverage
from medtrace.model.document import Cell


@dataclass(frozen=True)
class Gaps:
    """Cells of ids, held against the coverage figures: a figure that is absent was not asked (unknown is never no)."""

    coverage: Coverage
    words: Words

    @cached_property
    def _missing(self) -> dict[str, frozenset[str]]:
        return {ratio.name: frozenset(ratio.missing) for ratio in self.coverage.ratios}

    def asked(self, ratio: str) -> bool:
        """Whether that figure was taken at all."""
        return ratio in self._missing

    def lacks(self, ratio: str, item: str) -> bool:
        """Whether the figure was taken and names the item as not covered."""
        return item in self._missing.get(ratio, frozenset())

    def ids(self, ratio: str, item: str, found: tuple[str, ...]) -> Cell:
        """The ids; without one, a gap where the figure was taken, else that the level was not read."""
        if found:
            return lines(found)
        if not self.asked(ratio):
            return open_cell(self.words, "not-read")
        return missing(self.words) if self.lacks(ratio, item) else lines(())
