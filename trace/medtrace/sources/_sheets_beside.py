"""What a workbook holds and its reading leaves: hidden sheets, and a second table to the right of the first."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.sources._tokens import ids_of_cell
from medtrace.sources._workbook import Sheet
from medtrace.words import Localized

MAX_SHOWN = 5
_NUMBERED = expression(r" \(\d+\)\Z")


def hidden_sheet(sheet: Sheet, pattern: re.Pattern[str], path: str) -> Iterator[Diagnostic]:
    """A hidden sheet with ids of the source: what nobody sees is no live requirement, and is told."""
    found: dict[str, int] = {}
    for row, cells in sorted(sheet.rows.items()):
        for said in cells.values():
            for one in ids_of_cell(pattern, said):
                found.setdefault(one, row)
    if found:
        zh = f"工作表“{sheet.name}”已隐藏（{sheet.hidden}），其中 {len(found)} 个编号（{_some(found, '、')}）未读取；"
        en = f"the sheet “{sheet.name}” is hidden ({sheet.hidden}): its ids ({_some(found, ', ')}) were not read; "
        words = Localized(zh + "需要读取请写明 hidden: true 或 sheet", en + "say `hidden: true` or `sheet` to read it")
        place = Location(path, min(found.values()))
        yield Diagnostic("sheet-hidden", DiagnosticSeverity.WARNING, words, place, about=sheet.name)


def table_beside(
    sheet: Sheet, headers: tuple[str, ...], known: re.Pattern[str], place: Location, identity: int
) -> Iterator[Diagnostic]:
    """Ids below the header in columns that have none, or in a second column of ids: another table stands there."""
    again = {
        number
        for number, header in enumerate(headers, 1)
        if number != identity and _NUMBERED.sub("", header) == headers[identity - 1] and headers[identity - 1]
    }
    found: dict[str, tuple[int, int]] = {}
    for row, cells in sorted(sheet.rows.items()):
        for column, said in sorted(cells.items()) if row >= place.line else ():
            if column > len(headers) or column in again or not headers[column - 1]:
                for one in ids_of_cell(known, said):
                    found.setdefault(one, (row, column))
    if found:
        row, column = next(iter(found.values()))
        cell = f"{letters(column)}{row}"
        zh = f"工作表“{sheet.name}”的表格旁（自 {cell} 起）另有编号（{_some(found, '、')}），未作为条目读取；"
        en = f"beside the table of the sheet “{sheet.name}”, from {cell} on, stand ids ({_some(found, ', ')}) "
        words = Localized(
            zh + "请将其移至单独的工作表", en + "that were not read as items; move them to a sheet of their own"
        )
        yield Diagnostic("table-beside", DiagnosticSeverity.WARNING, words, Location(place.path, row))


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, sign = divmod(column - 1, 26)
        name = chr(ord("A") + sign) + name
    return name


def of_sheet(problem: Diagnostic, name: str) -> Diagnostic:
    """The problem with the name of its sheet, for the number of a row alone does not say where to look."""
    if f"“{name}”" in problem.message.en:
        return problem
    words = Localized(f"工作表“{name}”：{problem.message.zh}", f"sheet “{name}”: {problem.message.en}")
    return replace(problem, message=words)


def _some(names: Collection[str], between: str) -> str:
    return between.join(list(names)[:MAX_SHOWN]) + ("…" if len(names) > MAX_SHOWN else "")
