"""When an empty cell is a gap, when the level was never read, and when it is simply none."""

from dataclasses import dataclass

from medtrace.documents._cells import lines, missing, open_cell
from medtrace.documents._words import Words
from medtrace.model.coverage import Coverage
from medtrace.model.document import Cell


@dataclass(frozen=True, slots=True)
class Gaps:
    """Cells of ids, held against the coverage figures: a figure that is absent was not asked (unknown is never no)."""

    coverage: Coverage
    words: Words

    def asked(self, ratio: str) -> bool:
        """Whether that figure was taken at all."""
        return any(one.name == ratio for one in self.coverage.ratios)

    def ids(self, ratio: str, item: str, found: tuple[str, ...]) -> Cell:
        """The ids; without one, a gap where the figure was taken, else that the level was not read."""
        if found:
            return lines(found)
        if not self.asked(ratio):
            return open_cell(self.words, "not-read")
        return missing(self.words) if item in self.coverage.ratio(ratio).missing else lines(())
