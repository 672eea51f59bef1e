"""A figure as boxes, lines and words with coordinates, laid out by rule: the same figure is the same picture.

Boxes stand in rows from left to right. An arrow to the box beside it is straight; any other leaves by the bottom or
top, runs in a lane of its own between the rows, past the right edge where it skips a row, and enters its target
upright. Units are SVG user units; words are wrapped by display width.
"""

from dataclasses import dataclass

from medtrace.model.document import Figure
from medtrace.renderers._flow import Arrow, arrows, rows
from medtrace.renderers._spoken import Line, spoken
from medtrace.renderers._width import columns, wrap
from medtrace.words import Language

FONT = 14
_LINE = 19
_BOX = 150
_GAP = 98
_PAD = 9
_LANE = 26
_EDGE = 8
_BOX_COLUMNS = 18
_GAP_COLUMNS = 12
_HEAD = 8


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, set from its middle at (x, y)."""

    x: int
    y: int
    line: Line


@dataclass(frozen=True, slots=True)
class Box:
    """A step with its wrapped text."""

    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """An arrow along points, with its words."""

    points: tuple[tuple[int, int], ...]
    words: tuple[Words, ...]

    @property
    def drawn(self) -> str:
        """The points as an SVG path."""
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)

    @property
    def head(self) -> str:
        """The arrow head at the last point, pointing on from the point before."""
        (before_x, before_y), (x, y) = self.points[-2:]
        along, up = _sign(x - before_x), _sign(y - before_y)
        back_x, back_y = x - along * _HEAD, y - up * _HEAD
        side_x, side_y = up * _HEAD // 2, along * _HEAD // 2
        return f"M{x} {y} L{back_x + side_x} {back_y + side_y} L{back_x - side_x} {back_y - side_y} Z"


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]


def drawing(figure: Figure, language: Language) -> Drawing:
    """The figure laid out in one language, or with English below Chinese."""
    return _Layout(figure, language).drawing()


class _Layout:
    """Places boxes row by row, counting the lanes that each space between rows needs."""

    def __init__(self, figure: Figure, language: Language) -> None:
        self.language = language
        self.rows = rows(figure)
        self.at = {box: (row, column) for row, boxes in enumerate(self.rows) for column, box in enumerate(boxes)}
        self.arrows = arrows(figure)
        self.texts = [self._wrapped(spoken(step, language), _BOX_COLUMNS) for step in figure.steps]
        self.lanes = self._lanes()
        self.boxes = self._boxes()
        self.right = _EDGE + max((len(row) for row in self.rows), default=1) * (_BOX + _GAP) - _GAP

    def drawing(self) -> Drawing:
        """Boxes, then arrows over the space that is left."""
        paths = tuple(self._straight(arrow) if self._beside(arrow) else self._routed(arrow) for arrow in self.arrows)
        far = sum(self._skips(arrow) for arrow in self.arrows)
        bottom = max((box.y + box.height for box in self.boxes), default=0)
        below = len(self.lanes.get(len(self.rows) - 1, ())) * _LANE
        return Drawing(self.right + _EDGE + far * _LANE, bottom + below + 2 * _EDGE, tuple(self.boxes), paths)

    def _wrapped(self, lines: tuple[Line, ...], width: int) -> tuple[Line, ...]:
        return tuple(Line(part, line.tongue) for line in lines for part in wrap(line.text, width))

    def _beside(self, arrow: Arrow) -> bool:
        return arrow.onward and self.at[arrow.start][0] == self.at[arrow.end][0]

    def _skips(self, arrow: Arrow) -> bool:
        return abs(self.at[arrow.start][0] - self.at[arrow.end][0]) > 1

    def _lanes(self) -> dict[int, list[tuple[int, int]]]:
        """Arrows by the space they run in (below row n), in order: leaving lanes, then entering ones."""
        lanes: dict[int, list[tuple[int, int]]] = {}
        for index, arrow in enumerate(self.arrows):
            if self._beside(arrow):
                continue
            for end, space in enumerate(self._spaces(arrow)):
                lanes.setdefault(space, []).append((index, end))
        return lanes

    def _spaces(self, arrow: Arrow) -> tuple[int, ...]:
        """The spaces between rows that an arrow uses: the one it leaves by, and the one it enters from if another."""
        start, end = self.at[arrow.start][0], self.at[arrow.end][0]
        leave = start - 1 if end < start else start
        enter = end - 1 if end > start else end
        return (leave,) if leave == enter else (leave, enter)

    def _boxes(self) -> list[Box]:
        boxes: list[Box] = []
        top = _EDGE
        for number, row in enumerate(self.rows):
            lines = max(len(self.texts[index]) for index in row)
            # Words stand above the arrow, so they need the upper half of the row.
            above = max((2 * len(self._between(arrow)) for arrow in self.arrows if arrow.start in row), default=0)
            height = max(lines, above) * _LINE + 2 * _PAD
            boxes += [self._box(index, column, top, height) for column, index in enumerate(row)]
            top += height + (len(self.lanes.get(number, ())) + 1) * _LANE
        return boxes

    def _box(self, index: int, column: int, top: int, height: int) -> Box:
        x = _EDGE + column * (_BOX + _GAP)
        return Box(x, top, _BOX, height, _stacked(self.texts[index], x + _BOX // 2, top + height // 2))

    def _straight(self, arrow: Arrow) -> Path:
        start, end = self.boxes[arrow.start], self.boxes[arrow.end]
        y = start.y + start.height // 2
        lines = self._between(arrow)
        middle = (start.x + start.width + end.x) // 2
        words = tuple(
            Words(middle, y - 7 - _LINE * (len(lines) - 1 - position), line) for position, line in enumerate(lines)
        )
        return Path(((start.x + start.width, y), (end.x, y)), words)

    def _between(self, arrow: Arrow) -> tuple[Line, ...]:
        """The words over a straight arrow."""
        lines = spoken(arrow.words, self.language) if self._beside(arrow) else ()
        return self._wrapped(lines, _GAP_COLUMNS)

    def _routed(self, arrow: Arrow) -> Path:
        index = self.arrows.index(arrow)
        start, end = self.boxes[arrow.start], self.boxes[arrow.end]
        spaces = self._spaces(arrow)
        lanes = [self._lane(space, (index, number)) for number, space in enumerate(spaces)]
        # Leaving and entering lines stand apart from the middle, so that no two arrows cover each other.
        out, into = start.x + start.width * 2 // 3, end.x + end.width // 3
        leave = start.y if spaces[0] < self.at[arrow.start][0] else start.y + start.height
        enter = end.y if spaces[-1] < self.at[arrow.end][0] else end.y + end.height
        points = [(out, leave), (out, lanes[0])]
        if len(spaces) > 1:
            edge = self.right + (1 + self._far(index)) * _LANE - _EDGE
            points += [(edge, lanes[0]), (edge, lanes[1])]
        points += [(into, lanes[-1]), (into, enter)]
        return Path(tuple(points), self._lane_words(arrow, points[1], points[2]))

    def _far(self, index: int) -> int:
        return sum(self._skips(arrow) for arrow in self.arrows[:index])

    def _lane(self, space: int, end: tuple[int, int]) -> int:
        row = self.rows[space]
        bottom = self.boxes[row[0]].y + self.boxes[row[0]].height
        return bottom + (self.lanes[space].index(end) + 1) * _LANE

    def _lane_words(self, arrow: Arrow, begin: tuple[int, int], end: tuple[int, int]) -> tuple[Words, ...]:
        text = " ".join(line.text for line in spoken(arrow.words, self.language))
        if not text:
            return ()
        half = columns(text) * FONT // 4 + _EDGE
        # Beside the place where the arrow leaves its box: further on it may cross others.
        middle = begin[0] + (half if end[0] > begin[0] else -half)
        return (Words(middle, begin[1] - 6, Line(text)),)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _stacked(lines: tuple[Line, ...], x: int, middle: int) -> tuple[Words, ...]:
    top = middle - len(lines) * _LINE // 2 + FONT
    return tuple(Words(x, top + position * _LINE, line) for position, line in enumerate(lines))
