"""Cells, columns and tables: what is missing says so, and an id column is as wide as its longest id."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from medtrace.documents._words import Value, Words, phrase
from medtrace.model.document import Cell, Column, KeyValues, Role, Table, Tone
from medtrace.words import Localized, same

# Beyond this an id is a path or a test's node name: it is set as code and may wrap.
WIDEST_ID = 24
SHORT_SHA = 10


def cell(*lines: Value, tone: Tone = Tone.PLAIN) -> Cell:
    """A cell of lines; empty lines are left out."""
    texts = tuple(line if isinstance(line, Localized) else same(str(line)) for line in lines)
    return Cell(tuple(text for text in texts if text.zh), tone)


def lines(texts: Iterable[Value], tone: Tone = Tone.PLAIN) -> Cell:
    """A cell with one line for each text."""
    return cell(*texts, tone=tone)


def missing(words: Words, why: str = "", **values: Value) -> Cell:
    """「缺失」, with the reason (a phrase) where there is one."""
    return cell(phrase(words, f"missing-{why}" if why else "missing", **values), tone=Tone.BAD)


def open_cell(words: Words, name: str = "undecided", **values: Value) -> Cell:
    """Something that a person decides or adds."""
    return cell(phrase(words, name, **values), tone=Tone.OPEN)


def decision_cell(words: Words) -> Cell:
    """The outcomes among which a person chooses."""
    return cell(phrase(words, "blank-decision"), phrase(words, "blank-decision-more"))


def given(words: Words, *texts: Value) -> Cell:
    """The texts, or 「缺失」 where none says anything."""
    found = lines(texts)
    return found if found.lines else missing(words)


def short(sha: str) -> str:
    """A commit id as documents print it."""
    return sha[:SHORT_SHA]


def column(words: Words, name: str, role: Role = Role.TEXT, weight: int = 10) -> Column:
    """A column under a head of `words.yaml`."""
    return Column(words.word("column", name), role, weight)


def pair(words: Words, name: str, value: Cell) -> tuple[Localized, Cell]:
    """A name of `words.yaml` with its value."""
    return words.word("column", name), value


def pairs(words: Words, values: Iterable[tuple[str, Cell]]) -> KeyValues:
    """Names of `words.yaml` with their values."""
    return KeyValues(tuple(pair(words, name, value) for name, value in values))


def table(
    columns: Iterable[Column], rows: Iterable[tuple[Cell, ...]], empty: Localized, caption: Localized | None = None
) -> Table:
    """A table whose id columns fit their longest id."""
    filled = tuple(rows)
    fitted = tuple(
        _fitted(one, [line.zh for row in filled for line in row[index].lines]) if one.role is Role.ID else one
        for index, one in enumerate(columns)
    )
    return Table(fitted, filled, empty, caption)


def _fitted(one: Column, texts: list[str]) -> Column:
    widest = max((width(text) for text in texts), default=0)
    if widest > WIDEST_ID:
        return replace(one, role=Role.CODE, weight=WIDEST_ID)
    return replace(one, weight=max(one.weight, widest))


def width(text: str) -> int:
    """Columns on a line: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
