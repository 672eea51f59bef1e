"""Markdown (`md`): a document as GitHub-flavoured text for reading and reviewing beside the code.

The cover's facts stand in a table, sections are `##` with their numbers, tables keep their columns whatever a cell
holds (every sign of Markdown and HTML in a text is escaped; lines of a cell are joined with `<br>`). A note is a
quotation, a figure a `mermaid` flow chart, a difference a fenced `diff`. With `zh-en` the English stands below the
Chinese in the same cell, in a paragraph of its own, and after a stroke in a heading. UTF-8, line feeds, one at the end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.model.document import (
    Block,
    Bullets,
    Cell,
    Diff,
    Document,
    Figure,
    KeyValues,
    Note,
    Paragraph,
    Role,
    Signature,
    Table,
)
from medtrace.renderers._differences import signed_lines
from medtrace.renderers._escape import code, fence, inline_text, mermaid_label
from medtrace.renderers._flow import arrows
from medtrace.renderers._outline import Place, places
from medtrace.renderers._renderer import renderer
from medtrace.renderers._spoken import all_spoken, inline, spoken
from medtrace.renderers._terms import CONTENT, ITEM, NOTE, SIGN_OFF
from medtrace.words import Language, Localized

_BREAK = "<br>"


@renderer("md")
def markdown(document: Document, language: Language) -> bytes:
    """The document as UTF-8 text."""
    pen = _Pen(language)
    parts = [*pen.cover(document), *(part for place in places(document.sections) for part in pen.section(place))]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes blocks in one language; every method gives text without a line end."""

    language: Language

    def cover(self, document: Document) -> Iterator[str]:
        """Company, title, state, facts and sign-off."""
        yield self._joined(document.company, " / ")
        yield f"# {self._joined(document.title, ' / ')}"
        yield self._strong(document.product)
        yield self._strong(document.status)
        yield self.key_values(KeyValues(document.facts)) if document.facts else ""
        yield self.signature(document.signatures) if document.signatures else ""

    def section(self, place: Place) -> Iterator[str]:
        """The heading with its number, then the blocks."""
        number = inline_text(place.section.number)
        if place.headed:
            mark = "#" * place.depth
            yield f"{mark} {number} {self._joined(place.section.heading, ' / ')}".replace("  ", " ")
        for block in place.section.blocks:
            yield self.block(block)

    def block(self, block: Block) -> str:  # noqa: PLR0911 - one for each kind
        """Any block."""
        match block:
            case Paragraph(text):
                return "\n\n".join(inline_text(line.text) for line in spoken(text, self.language))
            case Note(text):
                return f"> **{self._joined(NOTE, ' / ')}** {self._joined(text, _BREAK)}"
            case Bullets(items):
                return "\n".join(f"- {self._joined(item, _BREAK)}" for item in items)
            case KeyValues():
                return self.key_values(block)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Diff():
                return self.diff(block)
            case Signature():
                return self.signature(block)

    def key_values(self, block: KeyValues) -> str:
        """Names and values as a table of two columns."""
        rows = ((self._joined(name, _BREAK), self._cell(value, Role.TEXT)) for name, value in block.pairs)
        return _grid((self._joined(ITEM, _BREAK), self._joined(CONTENT, _BREAK)), rows)

    def table(self, block: Table) -> str:
        """Caption and grid, or caption and the reason why there is no row."""
        caption = self._strong(block.caption) if block.caption else ""
        if not block.rows:
            return "\n\n".join(part for part in (caption, self._joined(block.empty, _BREAK)) if part)
        heads = tuple(self._joined(column.title, _BREAK) for column in block.columns)
        rows = (
            tuple(self._cell(cell, column.role) for cell, column in zip(row, block.columns, strict=True))
            for row in block.rows
        )
        grid = _grid(heads, rows)
        return f"{caption}\n\n{grid}" if caption else grid

    def figure(self, block: Figure) -> str:
        """A mermaid flow chart whose source reads as a list of steps."""
        steps = [f'  s{index}["{self._label(step)}"]' for index, step in enumerate(block.steps, 1)]
        lines = [
            f'  s{arrow.start + 1} -- "{self._label(arrow.words)}" --> s{arrow.end + 1}'
            if self._label(arrow.words)
            else f"  s{arrow.start + 1} --> s{arrow.end + 1}"
            for arrow in arrows(block)
        ]
        chart = "\n".join(("```mermaid", "flowchart LR", *steps, *lines, "```"))
        return f"{self._strong(block.caption)}\n\n{chart}"

    def diff(self, block: Diff) -> str:
        """A fenced difference under its place."""
        lines = tuple(f"{line.sign}{line.text}" for line in signed_lines(block))
        mark = fence(lines)
        return "\n".join((code(block.place), "", f"{mark}diff", *lines, mark))

    def signature(self, block: Signature) -> str:
        """A row for each role, with room to sign."""
        heads = tuple(self._joined(head, _BREAK) for head in SIGN_OFF)
        return _grid(heads, ((self._joined(role, _BREAK), "", "", "") for role in block.roles))

    def _joined(self, text: Localized, joint: str) -> str:
        return joint.join(inline_text(line.text) for line in spoken(text, self.language))

    def _strong(self, text: Localized) -> str:
        words = self._joined(text, " / ")
        return f"**{words}**" if words else ""

    def _label(self, text: Localized) -> str:
        return mermaid_label(inline(text, self.language))

    def _cell(self, cell: Cell, role: Role) -> str:
        write = code if role is Role.CODE else inline_text
        return _BREAK.join(write(line.text) for line in all_spoken(cell.lines, self.language))


def _grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; each row on one line, so nothing in a cell can start another."""
    ruled = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)
