"""The order of a figure's boxes: which arrows there are, and which boxes stand in a row."""

from dataclasses import dataclass

from medtrace.model.document import Figure
from medtrace.words import Localized

MOST_IN_A_ROW = 4
_NO_WORDS = Localized("", "")


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another, by index, with what passes between them."""

    start: int
    end: int
    words: Localized

    @property
    def onward(self) -> bool:
        """Whether it leads to the very next box."""
        return self.end == self.start + 1


def arrows(figure: Figure) -> tuple[Arrow, ...]:
    """The figure's edges, or one from each box to the next where none is given."""
    if figure.edges:
        return tuple(Arrow(start, end, words) for start, end, words in figure.edges)
    return tuple(Arrow(index, index + 1, _NO_WORDS) for index in range(len(figure.steps) - 1))


def rows(figure: Figure) -> tuple[tuple[int, ...], ...]:
    """Boxes row by row: a row ends where no arrow leads onward, and long chains are cut into even rows."""
    onward = {arrow.start for arrow in arrows(figure) if arrow.onward}
    chains: list[list[int]] = []
    for index in range(len(figure.steps)):
        if index and index - 1 in onward:
            chains[-1].append(index)
        else:
            chains.append([index])
    return tuple(row for chain in chains for row in _even(chain))


def _even(chain: list[int]) -> list[tuple[int, ...]]:
    count = -(-len(chain) // MOST_IN_A_ROW)
    size = -(-len(chain) // count)
    return [tuple(chain[start : start + size]) for start in range(0, len(chain), size)]
