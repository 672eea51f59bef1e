"""Tables as a survey sees them: which column holds the ids, which the text, which names other items."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from medtrace.config.headers import is_plain_id, link_of, names_control, names_control_id, names_id, plain_words
from medtrace.config.small_ids import small_ids
from medtrace.config.survey import DOTTED, ID
from medtrace.expressions import expression

Options: TypeAlias = tuple[tuple[str, object], ...]
Controls: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Roles of a risk control and their headers."""
_WHOLE = expression(DOTTED)
_INSIDE = expression(rf"(?<![A-Za-z0-9]){ID}(?![A-Za-z0-9])")
_MARKS = " *`[]"
_LETTER = expression(r"[^\W\d_]")
_MOST = 0.6
_SENTENCE = 15
_TITLE_ROWS = 20
_ROLES = (
    ("title", ("title", "name", "名称", "标题", "summary", "header")),
    ("hazard", ("hazard", "危险源", "危险", "危害", "危害源", "风险", "风险描述", "风险名称")),
    ("sequence", ("sequence", "事件序列", "可预见的事件序列")),
    ("situation", ("situation", "hazardous situation", "危险情况", "危险处境", "危险情景")),
    ("harm", ("harm", "伤害", "损害")),
)
_NAMED = expression(r".*(?:名称|标题)")
_DESCRIBED = expression(r".*(?:\b(?:text|description|statement|shall)\b|内容|描述|正文|说明).*")
# Why something is asked for, and what was remarked on it, is not what is asked for.
_BESIDE = expression(r"rationale|reason|justification|comment|note|remark|理由|原因|备注")
_TEXT = expression(r".*(?:\b(?:text|description|requirements?|statement|shall)\b|内容|描述|需求|要求|说明).*")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its headers and the cells of its rows, ends stripped; without a header columns have numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    by_number: bool = False

    def column(self, header: str) -> tuple[str, ...]:
        """The cells below a header that are not empty."""
        at = self.headers.index(header)
        return tuple(row[at] for row in self.rows if at < len(row) and row[at])

    @property
    def usable(self) -> tuple[str, ...]:
        """Headers that stand once."""
        return tuple(header for header in self.headers if header and self.headers.count(header) == 1)

    @property
    def says_columns(self) -> bool:
        """Whether the header has words for half of the columns and no id of its own: a title says one thing."""
        said = [header for header in self.headers if header]
        has_id = any(_WHOLE.fullmatch(header.strip(_MARKS)) for header in said)
        return not has_id and 2 * len(said) >= max(map(len, self.rows), default=0)

    @property
    def says_text(self) -> bool:
        """Whether a column is called like the title or text of an item."""
        words = [plain_words(header) for header in self.headers]
        return any(one in _ROLES[0][1] or _TEXT.fullmatch(one) for one in words)

    @property
    def begins_with_item(self) -> bool:
        """Whether the cell of the first row under the id column of a table without a header is an id."""
        header = _id_header(self)
        return bool(header) and _ids(self, header)[:1] == tuple(
            cell.strip(_MARKS) for cell in self.rows[0][int(header) - 1 : int(header)]
        )


@dataclass(frozen=True, slots=True)
class TableIds:
    """The ids of all tables of a file that hold them under the same header."""

    ids: tuple[str, ...]
    options: Options
    named: bool
    links: tuple[str, ...]
    controls: Controls = ()
    control_ids: tuple[str, ...] = ()


def table_ids(grids: Iterable[Grid]) -> Iterator[TableIds]:
    """Ids with the columns by their roles; tables under the same id header are read with one set of columns."""
    by_header: dict[str, list[Grid]] = {}
    for grid in grids:
        header = _id_header(grid)
        if header:
            by_header.setdefault(header, []).append(grid)
    for header, own in by_header.items():
        roles: dict[str, tuple[str, ...]] = {"id": (header,)}
        links: tuple[str, ...] = ()
        for grid in own:
            cited = tuple(other for other in grid.usable if other != header and link_of(other) and _cites(grid, other))
            links += cited
            for role, name in _roles(grid, {header, *cited}):
                roles[role] = tuple(dict.fromkeys((*roles.get(role, ()), name)))
        ids = tuple(dict.fromkeys(one for grid in own for one in _ids(grid, header)))
        taken = set(links) | {name for role, names in roles.items() if role != "text" for name in names}
        yield TableIds(
            ids,
            (("columns", tuple((role, _free(role, names, taken)) for role, names in roles.items())),),
            names_id(header) and len(ids) > 1,
            tuple(dict.fromkeys(links)),
            *_controls(own, links),
        )


def _controls(grids: list[Grid], links: tuple[str, ...]) -> tuple[Controls, tuple[str, ...]]:
    """The columns of risk controls with ids of their own that stand beside what they say, and those ids."""
    id_header = next((one for one in links if names_control_id(one)), "")
    own = [grid for grid in grids if id_header in grid.usable]
    text = next((one for grid in own for one in grid.usable if one not in links and names_control(one)), "")
    if not text:
        return (), ()
    ids = tuple(dict.fromkeys(found.group() for grid in own for found in map(_one_id, grid.column(id_header)) if found))
    return (("id", (id_header,)), ("text", (text,))), ids


def _one_id(cell: str) -> re.Match[str] | None:
    return _WHOLE.fullmatch(cell.strip(_MARKS))


def first_grid(rows: tuple[tuple[str, ...], ...]) -> tuple[Grid, ...]:
    """The table below the first of the upper rows with an id column that is called so, else with any: titles differ.

    Where the first item stands in the place of a header there is none.
    """
    upper = range(min(_TITLE_ROWS, len(rows)))
    grids = [Grid(rows[at], rows[at + 1 :]) for at in upper]
    called = (grid for grid in grids if names_id(_id_header(grid)))
    others = (grid for grid in grids if _id_header(grid) and grid.says_columns)
    bare = (grid for grid in (numbered(rows[at:]) for at in upper[:-1]) if grid.begins_with_item)
    return tuple(islice(chain(called, others, bare), 1))


def numbered(rows: tuple[tuple[str, ...], ...]) -> Grid:
    """Rows without a header, their columns called by their numbers."""
    width = max(map(len, rows), default=0)
    return Grid(tuple(str(at) for at in range(1, width + 1)), rows, by_number=True)


def _free(role: str, names: tuple[str, ...], taken: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in taken) or names if role == "text" else names


def _ids(grid: Grid, header: str) -> tuple[str, ...]:
    cells = tuple(cell.strip(_MARKS) for cell in grid.column(header))
    found = tuple(cell for cell in cells if _WHOLE.fullmatch(cell))
    return found or (small_ids(cells) if is_plain_id(header) and grid.says_text else ())


def _id_header(grid: Grid) -> str:
    """The column that is called id and mostly holds some, else the first where most cells are ids.

    Without a header it is the first whose cells are all ids, each another: what names one twice cites it.
    """
    if grid.by_number:
        columns = ((header, grid.column(header), _ids(grid, header)) for header in grid.headers)
        return next((header for header, cells, ids in columns if cells and len(cells) == len(set(ids))), "")
    named = sorted((one for one in grid.usable if names_id(one)), key=lambda one: not is_plain_id(one))
    for header in named:
        if len(_ids(grid, header)) * 2 > len(grid.column(header)):
            return header
    first = grid.headers[0] if grid.headers else ""
    if first in grid.usable and not named:
        cells, ids = grid.column(first), _ids(grid, first)
        if ids and (len(ids) == len(cells) or (len(ids) > 1 and len(ids) >= _MOST * len(cells))):
            return first
    return ""


def _cites(grid: Grid, header: str) -> bool:
    """Whether at least half of the cells name an item."""
    cells = grid.column(header)
    return bool(cells) and 2 * sum(bool(_INSIDE.search(cell)) for cell in cells) >= len(cells)


def _roles(grid: Grid, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Columns by what they are called; the text is the longest of those called so, else the longest of all."""
    rest = [header for header in grid.usable if header not in taken]
    if grid.by_number:
        yield from _numbered_roles(grid, rest)
        return
    for role, words in _ROLES:
        found = next((one for one in rest if plain_words(one) in words), None)
        if found:
            yield role, found
            rest.remove(found)
    described = any(_DESCRIBED.fullmatch(plain_words(one)) for one in rest)
    name = next((one for one in rest if _NAMED.fullmatch(plain_words(one)) and not names_id(one)), None)
    if name and described and not any(plain_words(one) in _ROLES[0][1] for one in grid.usable):
        yield "title", name
        rest.remove(name)
    lengths = {header: sum(map(len, grid.column(header))) / max(1, len(grid.rows)) for header in rest}
    called = [header for header in rest if _TEXT.fullmatch(plain_words(header)) and not names_id(header)]
    called = [header for header in called if _DESCRIBED.fullmatch(plain_words(header))] or called
    called = [header for header in called if not _BESIDE.search(plain_words(header))] or called
    best = max(called or rest, key=lambda header: lengths[header], default="")
    if best and (called or lengths[best] >= _SENTENCE):
        yield "text", best


def _numbered_roles(grid: Grid, rest: list[str]) -> Iterator[tuple[str, str]]:
    """The longest column of words is the text; where another stands before it, that is the title."""
    cells = {header: [one for one in grid.column(header) if _LETTER.search(one)] for header in rest}
    words = [
        header
        for header in rest
        if 2 * sum(not _WHOLE.match(one.strip(_MARKS)) for one in cells[header]) >= len(grid.rows)
    ]
    if words:
        text = max(words, key=lambda header: (sum(map(len, cells[header])), -words.index(header)))
        yield from ((("title", words[0]),) if text != words[0] else ())
        yield "text", text
