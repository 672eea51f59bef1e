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

# Lines of a difference that are kept on one page.
_SHORT_DIFF = 12


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets blocks in one language on one text width (twentieths of a point)."""

    language: Language
    width: int

    def set(self, block: Block, *, held: bool = False) -> list[Element]:  # noqa: PLR0911 - one for each kind
        """Any block; a table is followed by a gap, else two tables in a row would become one.

        With `held` a short table stays on the page of what follows, as a finding does with its evidence.
        """
        gap = paragraph("Gap", kept=held)
        match block:
            case Paragraph(text):
                lines = spoken(text, self.language)
                return [paragraph(body_style(line), run(line.text), kept=held) for line in lines]
            case Note():
                return [*self._note(block, held=held), gap]
            case Bullets(items):
                return [paragraph("ListBullet", *broken(spoken(item, self.language)), kept=held) for item in items]
            case KeyValues():
                above = paragraph("Gap", kept=True)
                return [above, pairs(block, self.language, self.width, held=held), gap]
            case Table():
                return [*self._caption(block.caption), grid(block, self.language, self.width, held=held), gap]
            case Figure(caption):
                return [*boxes(block, self.language, self.width), *self._caption(caption, above=False)]
            case Diff():
                return self._diff(block, held=held)
            case Signature():
                above = paragraph("Gap", kept=True)
                return [above, sign_off(block, self.language, self.width), paragraph("Gap")]

    def _note(self, note: Note, *, held: bool) -> list[Element]:
        fill = FILLS.get(note.tone)
        marks = (w("shd", val="clear", color="auto", fill=fill),) if fill else ()
        mark = f"{inline(NOTE, self.language)}  "
        return [
            paragraph("Gap", kept=True),
            paragraph("Note", run(mark, bold=True), *broken(spoken(note.text, self.language)), marks=marks, kept=held),
        ]

    def _caption(self, text: Localized | None, *, above: bool = True) -> list[Element]:
        """A caption; above a table it stays with it, below a figure it does not hold on to what follows."""
        if text is None:
            return []
        marks = () if above else (w("keepNext", val=0),)
        return [paragraph("Caption", *broken(spoken(text, self.language)), marks=marks)]

    def _diff(self, block: Diff, *, held: bool) -> list[Element]:
        """One framed cell that may run over pages, for a difference can be longer than one; a short one does not."""
        signed = signed_lines(block)
        short = len(signed) <= _SHORT_DIFF
        held = held and short
        lines = [paragraph("Difference", run(f"{line.sign}{line.text}"), kept=held) for line in signed]
        made = frame((self.width,))
        whole = (w("trPr", w("cantSplit")),) if short else ()
        made.append(w("tr", *whole, cell_of(lines, self.width)))
        place = run(f"{plain(block.place)}  ", bold=True)
        head = paragraph("TableCode", place, run(inline(DIFF_SIGNS, self.language)), kept=True)
        return [head, made, paragraph("Gap", kept=held)]
