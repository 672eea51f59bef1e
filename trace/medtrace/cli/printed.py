"""A page for the terminal or as Markdown: headings, lines at a level, and tables that fall apart where it is narrow."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.renderers._width import columns, wrap
from medtrace.words import Language, Localized

NEVER = 1_000_000
"""The width of what a program reads: no line is broken."""
_NARROWEST = 40
_INDENT = ("", "  ", "      ", "        ")
_MARKED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_<>|[]"})


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a part of the page."""

    text: Localized


@dataclass(frozen=True, slots=True)
class Line:
    """One line at a level from 0; what does not fit goes on below its own beginning."""

    level: int
    text: Localized


@dataclass(frozen=True, slots=True)
class Grid:
    """Names down the side, one column for each comparison."""

    heads: tuple[Localized, ...]
    rows: tuple[tuple[Localized, ...], ...]


Part = Heading | Line | Grid


def terminal_width() -> int:
    """Columns of the terminal; what goes into a file or a pipe is not broken."""
    if not sys.stdout.isatty():
        return NEVER
    return max(shutil.get_terminal_size().columns, _NARROWEST)


def as_text(parts: Iterable[Part], language: Language, width: int = NEVER) -> Iterator[str]:
    """The page in lines of at most `width` columns."""
    for number, part in enumerate(parts):
        match part:
            case Heading(text):
                yield from [""] if number else []
                yield from wrap(text.get(language), width)
            case Line(level, text):
                yield from _hung(text.get(language), _INDENT[level], width)
            case Grid():
                yield from _grid(part, language, width)


def headings(parts: Iterable[Part], language: Language) -> frozenset[str]:
    """The heads as they are printed, for a terminal that can show them bold."""
    return frozenset(part.text.get(language) for part in parts if isinstance(part, Heading))


def _hung(text: str, indent: str, width: int) -> Iterator[str]:
    for line in wrap(text, max(width - len(indent), _NARROWEST // 2)):
        yield indent + line


def _grid(grid: Grid, language: Language, width: int) -> Iterator[str]:
    table = [[cell.get(language) for cell in row] for row in (grid.heads, *grid.rows)]
    widths = [max(columns(row[index]) for row in table) for index in range(len(grid.heads))]
    if sum(widths) + 2 * len(widths) <= width:
        for row in table:
            cells = (cell + " " * (room - columns(cell)) for cell, room in zip(row, widths, strict=True))
            yield ("  " + "  ".join(cells)).rstrip()
        return
    # Too narrow for columns: each comparison by itself.
    colon = Localized("：", ": ").get(language)
    for index, head in enumerate(table[0][1:], 1):
        yield from _hung(head, _INDENT[1], width)
        for row in table[1:]:
            yield from _hung(f"{row[0]}{colon}{row[index]}", _INDENT[2], width)


def as_markdown(parts: Iterable[Part], language: Language) -> Iterator[str]:
    """The page as Markdown."""
    for number, part in enumerate(parts):
        match part:
            case Heading(text):
                yield from ["", f"## {_plain(text, language)}", ""] if number else [f"# {_plain(text, language)}", ""]
            case Line(0, text):
                yield from [_plain(text, language), ""]
            case Line(level, text):
                yield f"{'  ' * (level - 1)}- {_plain(text, language)}"
            case Grid(heads, rows):
                yield _cells(heads, language)
                yield "|" + " --- |" * len(heads)
                yield from (_cells(row, language) for row in rows)
                yield ""


def _cells(row: tuple[Localized, ...], language: Language) -> str:
    return "| " + " | ".join(_plain(cell, language) for cell in row) + " |"


def _plain(text: Localized, language: Language) -> str:
    return " ".join(text.get(language).split()).translate(_MARKED)
