"""What is wrong with a world, from its own values: missing links, links to nothing, the same id twice, placeholders."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.example.content import Item
from medtrace.example.links import Link, links
from medtrace.example.world import World

PLACEHOLDERS = ("待定", "TODO", "TBD")


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """One thing that a check of this world must report."""

    problem: str
    about: str
    detail: str = ""


def gaps(world: World) -> tuple[Gap, ...]:
    """Everything that is wrong, in order."""
    made = links(world)
    return tuple(sorted({*_missing(world, made), *_dangling(world, made), *_texts(world)}))


def _missing(world: World, made: tuple[Link, ...]) -> Iterator[Gap]:
    verified = {link.target for link in made if link.kind == "verifies" and link.source in world.items}
    tied = {name for link in made for name in (link.source, link.target)}
    for table, problem, covered in (
        ("urs", "need-without-requirement", _targets(made, "derives")),
        ("srs", "requirement-without-need", {link.source for link in made if link.kind == "derives"}),
        ("srs", "requirement-without-design", _targets(made, "satisfies")),
        ("srs", "requirement-without-code", _targets(made, "implements")),
        ("srs", "requirement-without-test", verified),
        ("sdd", "design-without-requirement", {link.source for link in made if link.kind == "satisfies"}),
        ("risks", "orphan-item", tied),
        ("risks", "risk-without-control", _targets(made, "controls")),
        ("controls", "control-without-requirement", _targets(made, "implements")),
        ("controls", "control-without-verification", verified),
    ):
        yield from (Gap(problem, item.id) for item in world.table(table) if item.id not in covered)


def _targets(made: tuple[Link, ...], kind: str) -> set[str]:
    return {link.target for link in made if link.kind == kind}


def _dangling(world: World, made: tuple[Link, ...]) -> Iterator[Gap]:
    yield from (Gap("dangling-link", link.source, link.target) for link in made if link.target not in world.items)
    for control in world.table("controls"):
        cited = (*control.named("实施位置"), *control.named("验证"))
        yield from (Gap("dangling-link", control.id, key) for key in cited if key not in world.items)


def _texts(world: World) -> Iterator[Gap]:
    yield from (Gap("duplicate-id", twin.id) for twin in world.twins)
    yield from (Gap("placeholder", item.id) for item in world.items.values() if _unfinished(item))


def _unfinished(item: Item) -> bool:
    return any(word in item["text"] for word in PLACEHOLDERS)
