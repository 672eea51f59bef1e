"""Which column of a table plays which role: what the configuration says, held against the headers that are there.

A column is named by its header, or by its number from 1 where no header is called so.
"""

import difflib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Protocol, TypeAlias

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Location
from medtrace.sources._source import OptionsT, Setup
from medtrace.words import Localized

Columns: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Role → headers or numbers of columns, as the options of a source hold them."""

RISK_KINDS = frozenset({ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION})
RISK_ROLES = (
    "hazard",
    "sequence",
    "situation",
    "harm",
    "severity_before",
    "probability_before",
    "severity_after",
    "probability_after",
    "acceptable",
)
# Of the headers of a table that lacks a column: how many are compared with it, and how many a problem names.
_COMPARED, _SHOWN = 1_000, 40
# The residual of a risk is what remains after its last control.
_RESIDUAL = RISK_ROLES[-3:]
_USUAL = (
    ("id", ("id", "编号", "标识")),
    ("title", ("title", "name", "名称", "标题")),
    ("text", ("text", "description", "内容", "描述")),
)
ID_WORDS = dict(_USUAL)["id"]
_NUMBER = expression(r"-?[0-9]{1,9}")
_QUOTES = str.maketrans({"’": "'", "′": "'", "‘": "'", "`": "", "*": ""})


class TableOptions(Protocol):
    """What the options of every table say."""

    @property
    def columns(self) -> Columns:
        """Roles of an item and their headers."""

    @property
    def controls(self) -> Columns:
        """Roles of a risk control and their headers; empty where rows hold no controls."""


@dataclass(frozen=True, eq=False)
class Plan:
    """The roles of one header row; `id` is empty where the table has no id column."""

    id: str
    roles: dict[str, tuple[str, ...]]
    controls: dict[str, tuple[str, ...]]
    headers: tuple[str, ...]
    owned: frozenset[str]

    @cached_property
    def attribute_roles(self) -> tuple[str, ...]:
        """Roles that are attributes."""
        return tuple(role for role in self.roles if role not in {"id", "title", "text"})

    @cached_property
    def residual(self) -> frozenset[str]:
        """Headers of what remains of a risk after its controls."""
        return frozenset(header for role in _RESIDUAL for header in self.roles.get(role, ()))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Headers of the item without a role."""
        taken = {header for found in self.roles.values() for header in found} | self.owned | {self.id}
        return tuple(header for header in self.headers if header and header not in taken)

    @cached_property
    def citing(self) -> tuple[str, ...]:
        """Headers of the item that may be links: all but the id."""
        return tuple(header for header in self.headers if header not in self.owned and header != self.id)

    @cached_property
    def control_citing(self) -> tuple[str, ...]:
        """Headers of the control that may be links: all but its id."""
        names = self.controls.get("id", ())
        return tuple(header for header in self.headers if header in self.owned and header not in names)

    @cached_property
    def control_plain(self) -> tuple[str, ...]:
        """Headers of the control without a role."""
        taken = {header for found in self.controls.values() for header in found}
        return tuple(header for header in self.control_citing if header not in taken)

    @cached_property
    def after_hazard(self) -> tuple[str, ...]:
        """Headers after the hazard (or title, or id) column that belong to the item."""
        marks = self.roles.get("hazard") or self.roles.get("title") or (self.id,)
        start = max(self.headers.index(mark) for mark in marks) + 1
        return tuple(header for header in self.headers[start:] if header not in self.owned)


def plan(setup: Setup[OptionsT], options: TableOptions, headers: tuple[str, ...]) -> Plan:
    """The roles of a header row, as far as it has them."""
    wanted = options.columns or _USUAL
    roles = _present(wanted, headers)
    own = dict(roles).get("id", ())
    identity = own[0] if own else "" if "id" in dict(options.columns) else _first(headers)
    if not options.columns and not {"title", "text"} & dict(roles).keys():
        beside = [header for header in headers if header != identity]
        roles = (*roles, ("text", tuple(beside[:1])))
    controls = _present(options.controls, headers)
    return Plan(identity, dict(roles), dict(controls), headers, _owned(setup, headers, roles, controls))


def _first(headers: tuple[str, ...]) -> str:
    usual = _present(_USUAL[:1], headers)
    return usual[0][1][0] if usual else next((header for header in headers if header), "")


def _owned(setup: Setup[OptionsT], headers: tuple[str, ...], roles: Columns, controls: Columns) -> frozenset[str]:
    """Columns of the control: its roles, its links, and what stands right of its id and has no other owner."""
    if not controls:
        return frozenset()
    mapped = {header for _, found in controls for header in found}
    taken = {header for _, found in roles for header in found}
    start = min(headers.index(header) for header in (dict(controls).get("id") or tuple(mapped)))
    found = set(mapped - taken)
    for index, header in enumerate(headers):
        ours, theirs = (setup.kind, header) in setup.links, (ItemKind.RISK_CONTROL, header) in setup.links
        if header not in taken and (theirs or (index > start and not ours)):
            found.add(header)
    return frozenset(found)


def _present(wanted: Columns, headers: tuple[str, ...]) -> Columns:
    by_key = {header_key(header): header for header in reversed(headers) if header}
    found = ((role, tuple(filter(None, (_named(name, by_key, headers) for name in names)))) for role, names in wanted)
    return tuple((role, names) for role, names in found if names)


def _named(name: str, by_key: dict[str, str], headers: tuple[str, ...]) -> str:
    """The header of that name, else of that number; empty where there is neither."""
    found = by_key.get(header_key(name), "")
    return found or (headers[position(name) - 1] if 0 < position(name) <= len(headers) else "")


def position(name: str) -> int:
    """The column that a number names, from 1; 0 for a header."""
    return max(0, int(name)) if _NUMBER.fullmatch(name) else 0


def id_position(options: TableOptions) -> int:
    """The number of the column that holds the ids, where the configuration gives a number; else 0."""
    names = dict(options.columns).get("id", ())
    return position(names[0]) if names else 0


def check_positions(columns: Columns, controls: Columns = ()) -> None:
    """Refuse columns that no table has.

    Raises:
        ValueError: a number below 1.
    """
    for role, names in (*columns, *controls):
        for name in names:
            if _NUMBER.fullmatch(name) and int(name) < 1:
                raise ValueError(f"{role}: {name}（列号从 1 起 / columns are numbered from 1）")


def headers_of(setup: Setup[OptionsT], options: TableOptions, headers: tuple[str, ...]) -> tuple[str, ...]:
    """Headers under which columns can be found by number: a blank one, and one that `links` numbers, is its number."""
    if not any(position(name) for _, names in (*options.columns, *options.controls) for name in names):
        return headers
    kinds, taken = {setup.kind, ItemKind.RISK_CONTROL}, frozenset(headers)
    cited = {field for kind, field in setup.links if kind in kinds}
    # A twin of a blank header is numbered behind a blank.
    return tuple(
        str(at) if str(at) not in taken and (str(at) in cited or header[:1] in {"", " "}) else header
        for at, header in enumerate(headers, 1)
    )


def header_key(header: str) -> str:
    """A header apart from case, width, emphasis and the shape of its quotes."""
    return " ".join(unicodedata.normalize("NFKC", header.translate(_QUOTES)).casefold().split())


def has_id_column(setup: Setup[OptionsT], options: TableOptions, headers: tuple[str, ...]) -> bool:
    """Whether a table with these headers can hold items of this source."""
    names = dict(options.columns).get("id")
    if names is None:
        return bool(plan(setup, options, headers).id)
    # Asked for every row above the header: the other roles are not looked at.
    wanted = {header_key(name) for name in names}
    return any(header and header_key(header) in wanted for header in headers) or any(
        0 < position(name) <= len(headers) for name in names
    )


def missing_columns(options: TableOptions, headers: tuple[str, ...], location: Location) -> Iterator[Diagnostic]:
    """A problem for each column that the configuration names and the header row lacks, with the nearest that it has."""
    there = {header_key(header): header for header in headers}
    compared = tuple(islice(there, _COMPARED))
    others = [header for header in headers[:_COMPARED] if header][:_SHOWN]
    for role, names in (*options.columns, *options.controls):
        for name in names:
            if header_key(name) not in there and not 0 < position(name) <= len(headers):
                near = difflib.get_close_matches(header_key(name), compared, n=2, cutoff=0.5)
                yield _missing(role, name, [there[key] for key in near] or others, location)


def _missing(role: str, name: str, near: list[str], location: Location) -> Diagnostic:
    shown = (f"第 {name} ", f"number {name}") if position(name) else (f"“{name}”", f"“{name}”")
    zh = f"表中没有{shown[0]}列（{role}）" + (f"；现有：{'、'.join(near)}" if near else "")
    en = f"no column {shown[1]} ({role})" + (f"; nearest: {', '.join(near)}" if near else "")
    return Diagnostic("column-missing", DiagnosticSeverity.WARNING, Localized(zh, en), location, f"{role}: {name}")
