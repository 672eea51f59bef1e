"""Which columns hold what where no header says so: told by what stands in them, and always said.

The first column whose cells are all ids of the source holds the ids. The next column of text is the text; where a
longer one follows, the first is the title and the longest the text. Any other column keeps its number as its name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._columns import ID_WORDS, RISK_KINDS, Columns, TableOptions, header_key, plan
from medtrace.sources._source import OptionsT, Setup
from medtrace.sources._tokens import bare, ids_of_cell
from medtrace.words import Localized

# What is looked at: a page may have a million rows, and those that differ are told one by one.
MOST_ROWS = 200
_MOST_SHOWN = 12
Grid = Sequence[Sequence[str]]
_ID_HEADER = expression(r"(?:.*[ _(（-])?(?:u?id|identifier)\)?|.*(?:编号|标识符?)")
_HOLDS_WORDS = expression(r"[^\W\d_]")
_SHOWN = {"id": ("编号", "id"), "title": ("名称", "title"), "text": ("正文", "text")}


@dataclass(frozen=True, slots=True)
class Guessed:
    """Columns by number or header as a table's options hold them; nothing is guessed of controls."""

    columns: Columns
    controls: Columns = ()


def by_content(setup: Setup[OptionsT], rows: Grid) -> Guessed | None:
    """The columns of rows without a header, by number; None where no column holds ids alone."""
    at = id_column(setup, rows)
    if not at:
        return None
    texts = [column for column in range(at + 1, _width(rows) + 1) if _is_text(setup, rows, column)]
    texts = texts or [column for column in range(1, at) if _is_text(setup, rows, column)]
    roles = {"id": at}
    if texts:
        longest = max(texts, key=lambda column: (_length(rows, column), -column))
        roles |= {"title": texts[0]} if setup.kind in RISK_KINDS or longest != texts[0] else {}
        roles |= {} if setup.kind in RISK_KINDS else {"text": longest}
    return Guessed(tuple((role, (str(column),)) for role, column in roles.items()))


def id_column(setup: Setup[OptionsT], rows: Grid) -> int:
    """The first column, from 1, whose cells are all ids of the source, one each; 0 where there is none."""
    return next((at for at in range(1, _width(rows) + 1) if _all_ids(setup, _column(rows, at))), 0)


def under_headers(setup: Setup[OptionsT], options: TableOptions, headers: tuple[str, ...], rows: Grid) -> TableOptions:
    """The options of a table with a header: where none names the columns, the id need not stand in the first.

    Taken is a column that is called like an id and holds ids alone, where the first column holds none of any source.
    """
    if options.columns or {header_key(one) for one in headers} & set(ID_WORDS):
        return options
    first = next((at for at, header in enumerate(headers, 1) if header), 1)
    if any(setup.known.match(bare(cell)) for cell in _column(rows, first)):
        return options
    found = (at for at in range(1, len(headers) + 1) if is_id_header(headers[at - 1]))
    at = next((at for at in found if _all_ids(setup, _column(rows, at))), 0)
    if not at:
        return options
    usual = plan(setup, options, (*headers[at - 1 :], *headers[: at - 1]))
    roles = {"id": (headers[at - 1],), **{role: names for role, names in usual.roles.items() if role != "id"}}
    return Guessed(tuple(roles.items()), options.controls)


def is_id_header(header: str) -> bool:
    """Whether a header is called like an id: `需求编号`, `Requirement ID`."""
    key = header_key(header)
    return key in ID_WORDS or bool(_ID_HEADER.fullmatch(key))


def columns_taken(guess: TableOptions, place: Location, *, headed: bool = False) -> Diagnostic:
    """Says how the columns were taken, for a person to check."""
    said = [(_SHOWN[role], f"“{names[0]}”" if headed else names[0]) for role, names in guess.columns if role in _SHOWN]
    zh = "，".join(f"{shown[0]}取{name}列" if headed else f"{shown[0]}取第 {name} 列" for shown, name in said)
    en = ", ".join(f"{shown[1]} from column {name}" for shown, name in said)
    if headed:
        words = Localized(
            f"表头中没有通用的编号列名，按内容读取：{zh}；请核对，或以 columns 写明",
            f"the header has no usual name for ids and was read by content: {en}; check it, or say it in `columns`",
        )
    else:
        words = Localized(
            f"此处的行没有表头，按内容读取：{zh}，其余列以列号为名；请核对，或以 columns: {{id: 列号}} 写明",
            f"these rows have no header and were read by content: {en}, other columns by their numbers; "
            "check it, or say it in `columns: {id: NUMBER}`",
        )
    return Diagnostic("columns-taken", DiagnosticSeverity.NOTE, words, place)


def not_understood(
    setup: Setup[OptionsT],
    options: TableOptions,
    found: Iterable[tuple[Sequence[str], Grid, Location]],
    severity: DiagnosticSeverity = DiagnosticSeverity.WARNING,
) -> Iterator[Diagnostic]:
    """Tables without items whose cells hold ids of the source all the same: headers, rows and place of each.

    A table that begins with ids of another source cites these. `about` are the ids: other pages may define them all.
    """
    for headers, rows, place in found:
        first = map(bare, _column(rows, next((at for at, header in enumerate(headers, 1) if header), 1)))
        if any(setup.known.match(cell) and not setup.id.match(cell) for cell in first):
            continue
        ids = list(dict.fromkeys(one for row in rows for cell in row for one in ids_of_cell(setup.id, cell)))
        if ids:
            there = [header for header in headers if header][:_MOST_SHOWN]
            names = dict(options.columns).get("id", ID_WORDS)
            words = Localized(
                f"有编号 {ids[0]}，但没有可识别的编号列，未读取条目；现有列：{'、'.join(there)}；"
                f"可识别的列名：{'、'.join(names)}，或以 columns: {{id: 列名或列号}} 写明",
                f"there is {ids[0]}, but no column is known to hold ids: no items; columns: {', '.join(there)}; "
                f"known names: {', '.join(names)}, or say it in `columns: {{id: HEADER or NUMBER}}`",
            )
            yield Diagnostic("header-missing", severity, words, place, about=" ".join(ids[:MOST_ROWS]))


def _width(rows: Grid) -> int:
    return max(map(len, rows), default=0)


def _column(rows: Grid, at: int) -> list[str]:
    return [row[at - 1].strip() for row in rows if len(row) >= at and row[at - 1].strip()]


def _all_ids(setup: Setup[OptionsT], cells: Iterable[str]) -> bool:
    own = list(cells)
    return bool(own) and all(len(ids_of_cell(setup.id, cell)) == 1 for cell in own)


def _is_text(setup: Setup[OptionsT], rows: Grid, at: int) -> bool:
    """Whether at least half of the rows have words there that are no ids."""
    words = [one for one in _column(rows, at) if _HOLDS_WORDS.search(one) and not setup.known.match(bare(one))]
    return 2 * len(words) >= len(rows)


def _length(rows: Grid, at: int) -> int:
    return sum(map(len, _column(rows, at)))
