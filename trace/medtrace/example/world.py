"""What the example says at one commit: items, files, places and facts; deeds turn one world into the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from medtrace.example.content import Deed, Item, catalogue, source_text
from medtrace.example.junit import report
from medtrace.example.places import PLACES


@dataclass(frozen=True, slots=True)
class World:
    """One state of the product: values only, no bytes yet."""

    items: Mapping[str, Item]
    twins: tuple[Item, ...]
    files: Mapping[str, str]
    places: Mapping[str, str]
    facts: Mapping[str, str]

    def table(self, name: str) -> tuple[Item, ...]:
        """The items of one table in the order of their ids."""
        found = (item for item in self.items.values() if item.table == name)
        return tuple(sorted(found, key=lambda item: item.id))


class StoryFault(ValueError):
    """The story asks for something that its world does not hold; a defect of the example, not of a user."""


def empty() -> World:
    """The world before the first commit."""
    return World(MappingProxyType({}), (), MappingProxyType({}), PLACES, MappingProxyType({}))


def apply(world: World, deed: Deed) -> World:
    """The world after one deed."""
    match deed.verb:
        case "add":
            return _add(world, deed)
        case "change" | "remove" | "twin":
            return _item(world, deed)
        case "file" | "edit" | "drop":
            return _file(world, deed)
        case "move":
            return replace(world, places={**world.places, deed.target: deed.details["to"]})
        case "set":
            return replace(world, facts={**world.facts, deed.target: deed.details["to"]})
        case "run":
            return _run(world, deed)
        case _:
            raise StoryFault(f"unknown verb {deed.verb!r}")


def _add(world: World, deed: Deed) -> World:
    """Items of the catalogue enter: one id, or `FIRST..LAST` of one prefix."""
    first, _, last = deed.target.partition("..")
    prefix = first.rpartition("-")[0]
    wanted = {
        key: item
        for key, item in catalogue().items()
        if key.rpartition("-")[0] == prefix and first <= key <= (last or first)
    }
    if not wanted or wanted.keys() & world.items.keys():
        raise StoryFault(f"cannot add {deed.target}")
    return replace(world, items={**world.items, **wanted})


def _item(world: World, deed: Deed) -> World:
    old = world.items.get(deed.target)
    if old is None:
        raise StoryFault(f"no item {deed.target}")
    new = replace(old, fields={**old.fields, **deed.details})
    if deed.verb == "twin":
        return replace(world, twins=(*world.twins, new))
    rest = {key: item for key, item in world.items.items() if key != deed.target}
    if deed.verb == "remove":
        return replace(world, items=rest)
    if new == old:
        raise StoryFault(f"{deed.target} does not change")
    return replace(world, items={**rest, deed.target: new})


def _file(world: World, deed: Deed) -> World:
    path = deed.target
    if deed.verb == "file":
        return replace(world, files={**world.files, path: source_text(path)})
    text = world.files.get(path)
    if text is None:
        raise StoryFault(f"no file {path}")
    if deed.verb == "drop":
        return replace(world, files={key: value for key, value in world.files.items() if key != path})
    if text.count(deed.details["old"]) != 1:
        raise StoryFault(f"{path}: {deed.details['old']!r} stands there {text.count(deed.details['old'])} times")
    return replace(world, files={**world.files, path: text.replace(deed.details["old"], deed.details["new"])})


def _run(world: World, deed: Deed) -> World:
    """Test results of the current version replace those of the version before; git keeps the old ones at their tag."""
    version = world.facts["version"]
    tests = (*world.table("tests"), *world.table("manual"))
    name = deed.target.replace("{{version}}", version)
    kept = {path: text for path, text in world.files.items() if not path.startswith("results/") or version in path}
    return replace(world, files={**kept, name: report(tests, version, deed)})
