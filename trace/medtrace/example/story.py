"""The story of the example as data: steps, each of which becomes one commit."""

from collections.abc import Mapping
from dataclasses import dataclass

from medtrace.example.content import Deed, Node, document, flat, happens, listed
from medtrace.example.history import Person

VERBS = ("add", "change", "remove", "twin", "file", "edit", "drop", "move", "set", "run")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag as the story plans it."""

    name: str
    by: str
    date: str
    message: str


@dataclass(frozen=True, slots=True)
class Step:
    """One commit as the story plans it."""

    key: str
    branch: str
    start: str
    merge: str
    author: str
    committer: str
    date: str
    committed: str
    message: str
    deeds: tuple[Deed, ...]
    marks: tuple[Mark, ...]


def people() -> Mapping[str, Person]:
    """The team by short name."""
    node = document("team")
    team = node if isinstance(node, dict) else {}
    return {key: _person(flat(value)) for key, value in team.items()}


def _person(row: Mapping[str, str]) -> Person:
    return Person(row["name"], row["mail"], row["zh"], row["en"])


def steps(options: frozenset[str]) -> tuple[Step, ...]:
    """The commits in the order in which they are made, under the options chosen."""
    chapters = ("story-initial", "story-change", "story-renewal", "story-next")
    nodes = (node for name in chapters for node in _list(document(name)))
    return tuple(_step(node, options) for node in nodes)


def _list(node: Node) -> list[Node]:
    return node if isinstance(node, list) else []


def _step(node: Node, options: frozenset[str]) -> Step:
    row = flat(node)
    for other in listed(node, "instead"):
        if happens(flat(other)["when"], options):
            row |= flat(other)
    return Step(
        key=row["key"],
        branch=row.get("branch", "main"),
        start=row.get("from", ""),
        merge=row.get("merge", ""),
        author=row["author"],
        committer=row.get("committer", row["author"]),
        date=row["date"],
        committed=row.get("committed", row["date"]),
        message=row["message"].strip("\n") + "\n",
        deeds=tuple(deed for deed in map(_deed, listed(node, "do")) if happens(deed.when, options)),
        marks=tuple(_mark(flat(tag)) for tag in listed(node, "tags") if happens(flat(tag).get("when", ""), options)),
    )


def _deed(node: Node) -> Deed:
    row = flat(node)
    verb = next(verb for verb in VERBS if verb in row)
    target, when = row.pop(verb), row.pop("when", "")
    return Deed(verb, target, row, when)


def _mark(row: Mapping[str, str]) -> Mark:
    return Mark(row["name"], row.get("by", ""), row.get("date", ""), row.get("message", ""))
