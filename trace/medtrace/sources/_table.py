"""Rows of a table as items: the part that Markdown tables and CSV files share.

`columns` maps a role of the item to the headers that hold it: `id`, `title`, `text`, and any attribute, among them
those of a risk (`hazard`, `sequence`, `situation`, `harm`, `severity_before`, `probability_before`, `severity_after`,
`probability_after`, `acceptable`). A column without a role is a link where `links` names it, else an attribute under
its header. The text of a risk without a text column is every cell after the hazard that is no control's.

`controls` maps the roles of a risk control (`id`, `title`, `text`, `kind`, …) in the same way: one control per row; a
row whose own id is empty or repeats the id above adds a control to the item above. A row that only refers to controls
(`见 RC-001、RC-002`, `see RC-001`) cites them and defines none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from medtrace.model.items import (
    Artifact,
    Diagnostic,
    DiagnosticSeverity,
    ItemKind,
    Link,
    LinkKind,
    Location,
    make_item,
)
from medtrace.model.nothing import says_later, says_none
from medtrace.sources._blank import told_blank
from medtrace.sources._columns import RISK_KINDS, RISK_ROLES, Plan, TableOptions, plan
from medtrace.sources._fields import attributes, field_links
from medtrace.sources._referred import referred_ids
from medtrace.sources._source import OptionsT, Parsed, Setup
from medtrace.sources._tokens import bare, ids_of_cell, listed_ids
from medtrace.sources._told import lost_words, too_long
from medtrace.words import Localized

# As many as a sheet of Excel has.
MAX_COLUMNS = 16_384
# A header of many columns makes every short row below it as wide: what a file holds is counted as it is laid out.
MAX_CELLS = 10_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells by header in the order of the table, and cells for which there is no header."""

    cells: dict[str, str]
    line: int
    extra: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """An item whose rows are still being read."""

    id: str
    row: Row
    plan: Plan
    cells: dict[str, list[str]] = field(default_factory=dict)
    controls: int = 0

    def take(self, row: Row) -> None:
        """Add what a row says about the item itself; of the residual the last word counts, of the rest every word."""
        for header, value in row.cells.items():
            said = value.strip()
            kept = self.cells.setdefault(header, [])
            if not said or header in self.plan.owned or said in kept:
                continue
            if header in self.plan.residual:
                kept.clear()
            kept.append(said)

    def cell(self, header: str) -> str:
        """What one column says over all rows, one value a line."""
        return "\n".join(self.cells.get(header, ()))

    def said(self, role: str) -> str:
        """What the columns of one role say, one value a line."""
        return "\n".join(value for header in self.plan.roles.get(role, ()) for value in self.cells.get(header, ()))


def header_row(cells: Iterable[str]) -> tuple[str, ...]:
    """Headers as they are written, ends stripped; a header that stands twice is numbered: `P`, `P (2)`."""
    seen: dict[str, int] = {}
    found = []
    for cell in cells:
        name = cell.strip()
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)


def row_of(headers: tuple[str, ...], cells: Iterable[str], line: int) -> Row:
    """A row under its headers: missing cells are empty, surplus cells are kept apart."""
    values = tuple(cells)
    padded = (*values, *("",) * (len(headers) - len(values)))
    return Row(
        dict(zip(headers, padded, strict=False)), line, tuple(one for one in values[len(headers) :] if one.strip())
    )


@dataclass(slots=True)
class Cells:
    """How many cells of one file are still read."""

    path: str
    left: int = MAX_CELLS

    def within(self, rows: Iterable[Row | Diagnostic]) -> Iterator[Row | Diagnostic]:
        """The rows as far as they are read, and a problem where they go on."""
        for row in rows:
            if isinstance(row, Row):
                if self.left < 0:
                    return
                self.left -= len(row.cells)
                if self.left < 0:
                    yield too_long(Location(self.path, row.line), f"{MAX_CELLS} 个单元格", f"{MAX_CELLS} cells")
                    return
            yield row


def rows_to_items(
    setup: Setup[OptionsT], options: TableOptions, rows: Iterable[Row | Diagnostic], path: str
) -> Iterator[Parsed]:
    """Items, links and problems of the rows of one table, and the problems among them.

    Tables without the id column give nothing.
    """
    planned = cache(lambda headers: plan(setup, options, headers))
    current: _Open | None = None
    above = ""
    for row in rows:
        if isinstance(row, Diagnostic):
            yield row
            continue
        layout: Plan = planned(tuple(row.cells))
        if not layout.id:
            continue
        yield from _surplus(row, path)
        found = ids_of_cell(setup.id, row.cells[layout.id])
        if not (current and options.controls and _continues(current, row, layout, found)):
            yield from _item(setup, current, path)
            above = current.id if current else above if not found else ""
            current = _Open(found[0], row, layout) if len(found) == 1 else None
        if current is None:
            yield from _no_id(setup, row, layout, found, (path, above))
            continue
        current.take(row)
        yield from _control(setup, current, row, path)
    yield from _item(setup, current, path)


def _continues(current: _Open, row: Row, layout: Plan, found: tuple[str, ...]) -> bool:
    return layout is current.plan and (found == (current.id,) or not row.cells[layout.id].strip())


def _item(setup: Setup[OptionsT], opened: _Open | None, path: str) -> Iterator[Parsed]:
    if opened is None:
        return
    layout, location, kind = opened.plan, Location(path, opened.row.line), setup.kind
    text = opened.said("text")
    title = opened.said("title") or opened.said("hazard") or text.partition("\n")[0]
    if kind in RISK_KINDS and "text" not in layout.roles:
        text = " | ".join(opened.cell(header) for header in layout.after_hazard)
    named = [
        (role, opened.said(role)) for role in layout.attribute_roles if not _cites(setup, kind, layout.roles[role])
    ]
    named += [(header, opened.cell(header)) for header in layout.plain]
    found, counted = attributes(setup, kind, named), RISK_ROLES if kind in RISK_KINDS else ()
    item = make_item(opened.id, kind, title=title, text=text, location=location, attributes=found, counted=counted)
    yield item
    yield from told_blank(item, layout.roles["text"][0]) if layout.roles.get("text") else ()
    for header in layout.citing:
        yield from field_links(setup, (opened.id, kind), header, opened.cell(header), location)


def _control(setup: Setup[OptionsT], risk: _Open, row: Row, path: str) -> Iterator[Parsed]:
    layout, location = risk.plan, Location(path, row.line)
    said = {role: _said(row, headers) for role, headers in layout.controls.items()}
    values = {role: "" if says_none(text) or says_later(text) else text for role, text in said.items()}
    values |= _of_itself(setup, values)
    yield from _put_off(risk.id, said, location)
    if not any(values.values()):
        return
    cited = _referred(setup, values)
    names = cited or listed_ids(values.get("id", ""))
    if not names and "id" in layout.controls:
        zh, en = f"{risk.id} 的一项控制措施没有编号，未读取", f"a control of {risk.id} has no id and was not read"
        yield _problem("control-without-id", DiagnosticSeverity.WARNING, location, zh, en)
        return
    risk.controls += 1
    word = next(iter(layout.controls.get("id", ())), "")
    for name in names or (f"{risk.id}/C{risk.controls}",):
        if not cited:
            yield _control_item(setup, name, values, row, layout, location)
        yield Link(name, LinkKind.CONTROLS, risk.id, location, (("word", word),) if word else ())
        for header in layout.control_citing:
            yield from field_links(setup, (name, ItemKind.RISK_CONTROL), header, row.cells[header], location)


def _of_itself(setup: Setup[OptionsT], values: dict[str, str]) -> dict[str, str]:
    """What a row says of its control where that is but a reference to its id: nothing."""
    own = set(listed_ids(values.get("id", "")))
    said = {role: set(referred_ids(setup.known, values.get(role, ""))) for role in ("title", "text")}
    return {role: "" for role, names in said.items() if names and names <= own}


def _referred(setup: Setup[OptionsT], values: dict[str, str]) -> tuple[str, ...]:
    """The controls that a row only refers to: in the cell of the id, else in all that it says of a control."""
    said = (
        [values.get("id", "")] if values.get("id") else [values[role] for role in ("title", "text") if values.get(role)]
    )
    found = [referred_ids(setup.known, text) for text in said]
    return tuple(dict.fromkeys(name for names in found for name in names)) if all(found) else ()


def _put_off(risk: str, said: dict[str, str], location: Location) -> Iterator[Diagnostic]:
    word = next((text for text in said.values() if says_later(text)), "")
    if word:
        zh, en = f"{risk} 的控制措施为占位文字“{word}”", f"the control of {risk} is the placeholder “{word}”"
        yield _problem("placeholder", DiagnosticSeverity.WARNING, location, zh, en)


def _control_item(
    setup: Setup[OptionsT], name: str, values: dict[str, str], row: Row, layout: Plan, location: Location
) -> Artifact:
    kind, text = ItemKind.RISK_CONTROL, values.get("text", "")
    named = [
        ("control_kind" if role == "kind" else role, said)
        for role, said in values.items()
        if role not in {"id", "title", "text"} and not _cites(setup, kind, layout.controls[role])
    ]
    named += [(header, row.cells[header]) for header in layout.control_plain]
    return make_item(
        name,
        kind,
        title=values.get("title", "") or text.partition("\n")[0],
        text=text,
        location=location,
        attributes=attributes(setup, kind, named),
        counted=("control_kind",),
    )


def _cites(setup: Setup[OptionsT], kind: str, headers: Iterable[str]) -> bool:
    return any((kind, header) in setup.links for header in headers)


def _said(row: Row, headers: tuple[str, ...]) -> str:
    return "\n".join(row.cells[header].strip() for header in headers if row.cells[header].strip())


def _no_id(
    setup: Setup[OptionsT], row: Row, layout: Plan, found: tuple[str, ...], where: tuple[str, str]
) -> Iterator[Diagnostic]:
    path, above = where
    location = Location(path, row.line)
    shown = row.cells[layout.id].strip()
    if found:
        names = "、".join(found), ", ".join(found)
        words = f"一行中有多个编号（{names[0]}），未读取", f"a row holds several ids ({names[1]}) and was not read"
        yield _problem("row-with-several-ids", DiagnosticSeverity.WARNING, location, *words)
    elif any(value.strip() for value in row.cells.values()) and not _of_another(setup, shown):
        zh = f"“{layout.id}”列" + (f"中的“{shown}”不符合该来源的编号规则，该行未读取" if shown else "为空，该行未读取")
        en = f"“{shown}” in column “{layout.id}” does not match the id pattern of this source"
        en = en if shown else f"column “{layout.id}” is empty"
        if not shown:
            lost = lost_words(row.cells.values())
            zh += f"（位于 {above} 之下）：{lost}" if above else f"：{lost}"
            below = f" below {above}" if above else ""
            en = f"{en}; the row{below} was not read: {lost}"
            yield _problem("row-without-id", DiagnosticSeverity.NOTE, location, zh, en)
            return
        yield _problem("row-without-id", DiagnosticSeverity.NOTE, location, zh, f"{en}; the row was not read")


def _of_another(setup: Setup[OptionsT], shown: str) -> bool:
    """Whether an id column begins with an id of another source, which reads that row."""
    found = setup.known.match(bare(shown))
    return bool(found and not setup.id.fullmatch(found.group()))


def _surplus(row: Row, path: str) -> Iterator[Diagnostic]:
    if row.extra:
        words = (
            "该行的单元格多于表头，多出的内容未读取",
            "the row has more cells than the header; the surplus was not read",
        )
        yield _problem("row-too-long", DiagnosticSeverity.WARNING, Location(path, row.line), *words)


def _problem(code: str, severity: DiagnosticSeverity, location: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), location)
