"""A figure as rows of boxes with arrows between them; arrows that lead elsewhere are listed below by number."""

from medtrace.model.document import Figure
from medtrace.renderers._docx_table import cell_of, frame
from medtrace.renderers._docx_xml import Element, paragraph, run, w
from medtrace.renderers._flow import Arrow, arrows, rows
from medtrace.renderers._spoken import inline, spoken
from medtrace.renderers._width import longest_word
from medtrace.words import Language

# 10.5 points, and the room beside a text, in twentieths of a point.
_SIZE = 210
_MARGINS = 2 * 85 + 16
_WIDEST_BOX = 3000
_LEAST_ARROW = 600
_BETWEEN_ROWS = 160
_SIDES = ("top", "left", "bottom", "right")


def boxes(figure: Figure, language: Language, width: int) -> list[Element]:
    """One table of boxes and arrows in turn, only boxes framed, then the arrows that lead elsewhere."""
    if not figure.steps:
        return []
    drawn = _Drawn(figure, language, width)
    made = frame(drawn.widths, style="TableNormal")
    for number, row in enumerate(drawn.rows):
        if number:
            made.append(drawn.space())
        made.append(w("tr", w("trPr", w("cantSplit")), *drawn.cells(row)))
    return [made, paragraph("Gap", marks=(w("keepNext"),)), *drawn.others()]


class _Drawn:
    """Draws one figure in one language on one width."""

    def __init__(self, figure: Figure, language: Language, width: int) -> None:
        self.figure, self.language = figure, language
        self.rows, self.arrows = rows(figure), arrows(figure)
        self.row_of = {index: number for number, row in enumerate(self.rows) for index in row}
        longest = max(len(row) for row in self.rows)
        box, arrow = self._room(longest, width)
        self.widths = [arrow if position % 2 else box for position in range(2 * longest - 1)]

    def _room(self, longest: int, width: int) -> tuple[int, int]:
        """Widths of a box and an arrow: an arrow as wide as its longest word, boxes share the rest."""
        words = [line.text for one in self.arrows if one.onward for line in spoken(one.words, self.language)]
        need = round(max((longest_word(text) for text in words), default=0.0) * _SIZE) + _MARGINS
        arrow = min(max(need, _LEAST_ARROW), width // (2 * longest))
        return min((width - (longest - 1) * arrow) // longest, _WIDEST_BOX), arrow

    def cells(self, row: tuple[int, ...]) -> list[Element]:
        """Boxes and arrows of one row, blank where another row is longer."""
        found: list[Element] = []
        for index in row:
            if found:
                found.append(self._between(index - 1))
            found.append(self._boxed(index))
        return [*found, *(self._blank(width) for width in self.widths[len(found) :])]

    def space(self) -> Element:
        """An empty row, for rows of boxes do not touch."""
        height = w("trHeight", val=_BETWEEN_ROWS, hRule="exact")
        return w("tr", w("trPr", w("cantSplit"), height), *(self._blank(width, "Turn") for width in self.widths))

    def _blank(self, width: int, style: str = "FigureText") -> Element:
        return cell_of([paragraph(style, marks=(w("keepNext"),))], width)

    def _boxed(self, index: int) -> Element:
        texts = [line.text for line in spoken(self.figure.steps[index], self.language)] or [""]
        texts[0] = f"{index + 1}  {texts[0]}"
        cell = cell_of([paragraph("FigureText", run(text)) for text in texts], self.widths[0], middle=True)
        # After the width of the cell, as the schema orders it.
        cell[0].insert(1, w("tcBorders", *(w(side, val="single", sz=8, space=0, color="000000") for side in _SIDES)))
        return cell

    def _between(self, start: int) -> Element:
        texts = [line.text for one in self._onward(start) for line in spoken(one.words, self.language)]
        lines = [paragraph("FigureText", run(text)) for text in (*texts, "→")]
        return cell_of(lines, self.widths[1], middle=True)

    def _onward(self, start: int) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.start == start and arrow.onward]

    def others(self) -> list[Element]:
        """Arrows that do not lead to the box beside: `3 → 7  words`."""
        found = [one for one in self.arrows if not one.onward or self.row_of[one.start] != self.row_of[one.end]]
        texts = [f"{one.start + 1} → {one.end + 1}  {inline(one.words, self.language)}" for one in found]
        return [paragraph("FigureText", run(text.rstrip())) for text in texts]
