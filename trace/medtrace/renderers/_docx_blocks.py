"""Every kind of block as elements of the body, on the width of the page it stands on."""

from dataclasses import dataclass

from medtrace.model.document import (
    Block,
    Bullets,
    Diff,
    Figure,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
)
from medtrace.renderers._differences import signed_lines
from medtrace.renderers._docx_figure import boxes
from medtrace.renderers._docx_table import FILLS, cell_of, frame, grid, pairs, sign_off
from medtrace.renderers._docx_xml import Element, body_style, broken, paragraph, run, w
from medtrace.renderers._spoken import inline, plain, spoken
from medtrace.renderers._terms import DIFF_SIGNS, NOTE
from medtrace.words import Language, Localized


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets blocks in one language on one text width (twentieths of a point)."""

    language: Language
    width: int

    def set(self, block: Block) -> list[Element]:  # noqa: PLR0911 - one for each kind
        """Any block; a table is followed by a gap, else two tables in a row would become one."""
        match block:
            case Paragraph(text):
                return [paragraph(body_style(line), run(line.text)) for line in spoken(text, self.language)]
            case Note():
                return self._note(block)
            case Bullets(items):
                return [paragraph("ListBullet", *broken(spoken(item, self.language))) for item in items]
            case KeyValues():
                return [paragraph("Gap"), pairs(block, self.language, self.width), paragraph("Gap")]
            case Table():
                return [*self._caption(block.caption), grid(block, self.language, self.width), paragraph("Gap")]
            case Figure(caption):
                return [*boxes(block, self.language, self.width), *self._caption(caption, above=False)]
            case Diff():
                return self._diff(block)
            case Signature():
                return [paragraph("Gap"), sign_off(block, self.language, self.width), paragraph("Gap")]

    def _note(self, note: Note) -> list[Element]:
        fill = FILLS.get(note.tone)
        marks = (w("shd", val="clear", color="auto", fill=fill),) if fill else ()
        mark = f"{inline(NOTE, self.language)}  "
        return [
            paragraph("Gap"),
            paragraph("Note", run(mark, bold=True), *broken(spoken(note.text, self.language)), marks=marks),
            paragraph("Gap"),
        ]

    def _caption(self, text: Localized | None, *, above: bool = True) -> list[Element]:
        """A caption; above a table it stays with it, below a figure it does not hold on to what follows."""
        if text is None:
            return []
        marks = () if above else (w("keepNext", val=0),)
        return [paragraph("Caption", *broken(spoken(text, self.language)), marks=marks)]

    def _diff(self, block: Diff) -> list[Element]:
        """One framed cell that may run over pages: a difference can be longer than one."""
        lines = [paragraph("Difference", run(f"{line.sign}{line.text}")) for line in signed_lines(block)]
        made = frame((self.width,))
        made.append(w("tr", cell_of(lines, self.width)))
        place = run(f"{plain(block.place)}  ", bold=True)
        head = paragraph("TableCode", place, run(inline(DIFF_SIGNS, self.language)), marks=(w("keepNext"),))
        return [head, made, paragraph("Gap")]
