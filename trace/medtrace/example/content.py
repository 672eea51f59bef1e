"""The written content of the example: items, files and story stand as YAML and text in the templates, not in code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeAlias

import yaml

Node: TypeAlias = "str | list[Node] | dict[str, Node]"

TABLES = ("urs", "srs", "sdd", "risks", "controls", "tests", "manual", "defects", "soup")


@dataclass(frozen=True, slots=True)
class Item:
    """A row of one of the tables: its fields by the label that the reader sees."""

    id: str
    table: str
    fields: Mapping[str, str]

    def __getitem__(self, label: str) -> str:
        """The field of that label; empty where the item has none."""
        return self.fields.get(label, "")

    @property
    def title(self) -> str:
        """The name of the item."""
        return self["title"]

    def named(self, label: str) -> tuple[str, ...]:
        """The ids that a field lists, as `SRS-001、SRS-002`."""
        return tuple(part for part in self[label].split("、") if part)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a commit does: `{add: URS-001..URS-012}` or `{edit: path, old: …, new: …, when: fault}`."""

    verb: str
    target: str
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    when: str = ""


def happens(when: str, options: frozenset[str]) -> bool:
    """Whether a condition (`name`, `not name` or nothing) holds under these options."""
    name = when.removeprefix("not ")
    return not when or (name in options) is (name == when)


def _root() -> Traversable:
    return files("medtrace.templates") / "example"


@cache
def document(name: str) -> Node:
    """One YAML file of the example with every scalar as text; read once, changed by nobody."""
    return _plain(yaml.safe_load((_root() / f"{name}.yaml").read_text("utf-8")))


def _plain(value: object) -> Node:
    match value:
        case dict():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case _:
            return "" if value is None else str(value)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one YAML file that is a list of flat mappings."""
    node = document(name)
    for row in node if isinstance(node, list) else []:
        yield flat(row)


def flat(node: Node) -> dict[str, str]:
    """A mapping of text to text; deeper levels are left out."""
    return {key: value for key, value in node.items() if isinstance(value, str)} if isinstance(node, dict) else {}


def listed(node: Node, key: str) -> list[Node]:
    """The list under a key, empty where there is none."""
    value = node.get(key) if isinstance(node, dict) else None
    return value if isinstance(value, list) else []


@cache
def catalogue() -> Mapping[str, Item]:
    """Every item that is ever written, in its first wording, by id."""
    found: dict[str, Item] = {}
    for table in TABLES:
        for row in rows(table):
            key = row.pop("id")
            found[key] = Item(key, table, MappingProxyType({label: text.strip("\n") for label, text in row.items()}))
    return MappingProxyType(found)


@cache
def source_text(path: str) -> str:
    """The first text of a plain file.

    It is stored with `.txt` behind its name so that no tool takes it for our own, and with `dot-` for a leading dot,
    since packaging leaves hidden files out.
    """
    name = f"dot-{path[1:]}" if path.startswith(".") else path
    return (_root() / "files" / f"{name}.txt").read_text("utf-8")
