"""Tables of items written as the documents a team keeps: Markdown pages and CSV sheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from medtrace.example.content import Item, document, flat
from medtrace.example.world import World

FIELDS = {
    "urs": ("使用者", "优先级"),
    "srs": ("追溯", "软件单元", "优先级"),
    "sdd": ("追溯", "软件单元"),
    "manual": ("验证", "级别", "前提", "方法"),
}
RISK_COLUMNS = ("危险源", "事件序列", "危险情况", "伤害", "S", "P")
CONTROL_COLUMNS = ("控制措施", "控制类型", "实施位置", "验证", "S'", "P'", "剩余风险", "是否引入新风险")


def page(world: World, table: str) -> str:
    """One Markdown page: its head, then the items under the headings of their groups."""
    items = [*world.table(table), *(twin for twin in world.twins if twin.table == table)]
    parts = [flat(document("heads"))[table].strip()]
    group = ""
    for item in sorted(items, key=lambda item: (_rank(items, item["组"]), item.id)):
        if item["组"] != group:
            group = item["组"]
            parts.append(f"# {group}")
        parts.append(_section(item, FIELDS[table]))
    return "\n\n".join(parts) + "\n"


def _rank(items: Sequence[Item], group: str) -> int:
    """Groups stand in the order in which their first item was numbered."""
    return next(index for index, item in enumerate(items) if item["组"] == group)


def _section(item: Item, labels: Iterable[str]) -> str:
    fields = "\n".join(f"- {label}：{item[label]}" for label in labels if item[label])
    body = f"{item['text']}\n\n" if item["text"] else ""
    return f"## {item.id} {item.title}\n\n{body}{fields}"


def risk_sheet(world: World) -> str:
    """Risks with one control per row; a row whose risk number is empty belongs to the risk above."""
    lines: list[tuple[str, ...]] = [("风险编号", *RISK_COLUMNS, "控制编号", *CONTROL_COLUMNS)]
    for risk in world.table("risks"):
        first = (risk.id, *(risk[label] for label in RISK_COLUMNS))
        for control in _controls(world, risk):
            lines.append((*first, control.id, *(control[label] for label in CONTROL_COLUMNS)))
            first = ("",) * len(first)
        if first[0]:
            lines.append((*first, *("",) * (1 + len(CONTROL_COLUMNS))))
    return sheet(lines)


def _controls(world: World, risk: Item) -> tuple[Item, ...]:
    return tuple(control for control in world.table("controls") if control["风险"] == risk.id)


def table_sheet(world: World, table: str, columns: Sequence[str]) -> str:
    """A plain sheet: one row per item, the first column is its id."""
    rows = ((item.id, *(item[label] for label in columns[1:])) for item in world.table(table))
    return sheet([tuple(columns), *rows])


def sheet(lines: Iterable[Sequence[str]]) -> str:
    """Lines as CSV; they end in a plain line feed on every machine."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()
