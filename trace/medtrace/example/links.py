"""Which links a world holds, from its own values: what a correct reader of the repository must find."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from medtrace.example.content import Item
from medtrace.example.world import World
from medtrace.expressions import expression

KINDS: Mapping[str, str] = {
    "urs": "user-need",
    "srs": "requirement",
    "sdd": "design",
    "risks": "risk",
    "controls": "risk-control",
    "tests": "test",
    "manual": "test",
    "defects": "defect",
}
_TAG = expression(r"^# implements: (.+)$", re.MULTILINE)
_CODE = expression(r"src/.+\.py|Dockerfile|deploy/compose\.yaml")


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One link; the source is an item id, or a path where the citing place is code."""

    source: str
    kind: str
    target: str


def links(world: World) -> tuple[Link, ...]:
    """All links, each once, in order."""
    return tuple(sorted({*_of_items(world), *_of_code(world)}))


def _of_items(world: World) -> Iterator[Link]:
    for item in (*world.items.values(), *world.twins):
        match item.table:
            case "srs":
                yield from _forward(item, "追溯", "derives")
            case "sdd":
                yield from _forward(item, "追溯", "satisfies")
            case "tests":
                yield from _forward(item, "verifies", "verifies")
            case "manual":
                yield from _forward(item, "验证", "verifies")
            case "defects":
                yield from _forward(item, "关联需求", "mentions")
            case "controls":
                yield from _of_control(item)
            case _:
                continue


def _forward(item: Item, label: str, kind: str) -> Iterator[Link]:
    return (Link(item.id, kind, target) for target in item.named(label))


def _of_control(control: Item) -> Iterator[Link]:
    yield Link(control.id, "controls", control["风险"])
    for label, kind in (("实施位置", "implements"), ("验证", "verifies")):
        yield from (Link(source, kind, control.id) for source in control.named(label))


def _of_code(world: World) -> Iterator[Link]:
    for path, text in world.files.items():
        if _CODE.fullmatch(path):
            for ids in _TAG.findall(text):
                yield from (Link(path, "implements", target) for target in ids.split(", "))
