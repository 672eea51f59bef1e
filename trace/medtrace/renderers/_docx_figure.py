"""A figure as a row of boxes with arrows between them; arrows that lead elsewhere are listed below by number."""

from medtrace.model.document import Figure
from medtrace.renderers._docx_table import cell_of
from medtrace.renderers._docx_xml import Element, paragraph, run, w
from medtrace.renderers._flow import MOST_IN_A_ROW, Arrow, arrows, rows
from medtrace.renderers._spoken import inline, spoken
from medtrace.words import Language

# A box is about twice as wide as the arrow after it.
_BOX_SHARE, _ARROW_SHARE = 20, 11


def boxes(figure: Figure, language: Language, width: int) -> list[Element]:
    """One small table for each row of boxes, then the other arrows."""
    whole = MOST_IN_A_ROW * _BOX_SHARE + (MOST_IN_A_ROW - 1) * _ARROW_SHARE
    box, arrow = width * _BOX_SHARE // whole, width * _ARROW_SHARE // whole
    drawn = _Row(figure, language, box, arrow)
    made: list[Element] = []
    for row in rows(figure):
        made += [drawn.table(row), paragraph("Gap", marks=(w("keepNext"),))]
    return [*made, *drawn.others()]


class _Row:
    """Draws rows of one figure."""

    def __init__(self, figure: Figure, language: Language, box: int, arrow: int) -> None:
        self.figure, self.language = figure, language
        self.box, self.arrow = box, arrow
        self.row_of = {index: number for number, row in enumerate(rows(figure)) for index in row}
        self.arrows = arrows(figure)

    def table(self, row: tuple[int, ...]) -> Element:
        """Boxes and arrows in turn; only boxes are framed."""
        cells: list[Element] = []
        for index in row:
            if cells:
                cells.append(self._between(index - 1))
            cells.append(self._boxed(index))
        widths = [self.arrow if position % 2 else self.box for position in range(len(cells))]
        return w(
            "tbl",
            w("tblPr", w("tblW", w=sum(widths), type="dxa"), w("tblLayout", type="fixed")),
            w("tblGrid", *(w("gridCol", w=width) for width in widths)),
            w("tr", w("trPr", w("cantSplit")), *cells),
        )

    def _boxed(self, index: int) -> Element:
        first, *more = spoken(self.figure.steps[index], self.language)
        lines = [run(f"{index + 1}  {first.text}")], *([run(line.text)] for line in more)
        cell = cell_of([paragraph("FigureText", *runs) for runs in lines], self.box, middle=True)
        sides = [w(side, val="single", sz=8, space=0, color="000000") for side in ("top", "left", "bottom", "right")]
        cell[0].insert(1, w("tcBorders", *sides))
        return cell

    def _between(self, start: int) -> Element:
        words = [run(line.text) for one in self._onward(start) for line in spoken(one.words, self.language)]
        lines = [paragraph("FigureText", word) for word in words]
        return cell_of([*lines, paragraph("FigureText", run("→"))], self.arrow, middle=True)

    def _onward(self, start: int) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.start == start and arrow.onward]

    def others(self) -> list[Element]:
        """Arrows that do not lead to the box beside: `3 → 7  words`."""
        found = [one for one in self.arrows if not one.onward or self.row_of[one.start] != self.row_of[one.end]]
        texts = [f"{one.start + 1} → {one.end + 1}  {inline(one.words, self.language)}" for one in found]
        return [paragraph("FigureText", run(text.rstrip())) for text in texts]
