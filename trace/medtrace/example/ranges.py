"""What lies between two worlds: items that came, went, changed or moved, and the commits that did it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from medtrace.example.content import Item
from medtrace.example.history import Commit, History
from medtrace.example.links import KINDS
from medtrace.example.world import World
from medtrace.expressions import expression

ITEM = expression(r"(?<![\w-])(?:URS|SRS|SDD|RISK|RC|TC|DEF)-\d{3}(?![\w-])")
ISSUE = expression(r"(?<![\w-])CR-\d{4}-\d{3}(?![\w-])")
# The body of a test is code and its links are links: neither is part of the item.
_NO_PART = frozenset({"file", "func", "code", "verifies"})
TRAILER = expression(r"[A-Z][A-Za-z-]*: .+")


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """An id that stands behind a commit, and where it was found."""

    id: str
    kind: str
    via: str


def items(world: World) -> dict[str, Item]:
    """The items that are traced, with what is left of each risk; the list of off-the-shelf software is none."""
    return {key: _whole(world, item) for key, item in world.items.items() if item.table in KINDS}


def _whole(world: World, item: Item) -> Item:
    """A risk is as high as its last control leaves it."""
    controls = [control for control in world.table("controls") if control["风险"] == item.id]
    if item.table != "risks" or not controls:
        return item
    return replace(item, fields={**item.fields, **{label: controls[-1][label] for label in ("S'", "P'", "剩余风险")}})


def place(world: World, item: Item) -> str:
    """The file in which an item stands."""
    table = "risks" if item.table == "controls" else item.table
    return item["file"] if item.table == "tests" else world.places[table]


def changed_fields(before: Item, after: Item) -> tuple[str, ...]:
    """Which parts of an item differ, in the words of the contract."""
    labels = {label for label in {*before.fields, *after.fields} if before[label] != after[label]}
    return tuple(sorted({_part(after.table, label) for label in labels - _NO_PART}))


def _part(table: str, label: str) -> str:
    if label in {"title", "危险源"}:
        return "title"
    return "attributes" if table in {"controls", "defects"} else "text"


def citations(history: History, commit: Commit) -> tuple[Citation, ...]:
    """Every id behind a commit: in its message, in the merge that brought it, or by the items that it touches."""
    place = "merge" if len(commit.parents) > 1 else "subject"
    found = {*_in_message(commit.message, place), *_in_merge(history, commit), *_touched(history, commit)}
    return tuple(sorted(found))


def _in_message(message: str, place: str) -> Iterator[Citation]:
    subject, _, body = message.partition("\n")
    yield from _ids(subject, place)
    for line in body.splitlines():
        yield from _ids(line, "trailer" if TRAILER.fullmatch(line) else "body")


def _ids(text: str, via: str) -> Iterator[Citation]:
    for pattern, kind in ((ITEM, "item"), (ISSUE, "issue")):
        yield from (Citation(key, kind, via) for key in pattern.findall(text))


def _in_merge(history: History, commit: Commit) -> Iterator[Citation]:
    for merge in history.commits:
        if len(merge.parents) > 1 and commit.key in history.side(merge):
            yield from _ids(merge.subject, "merge")


def _touched(history: History, commit: Commit) -> Iterator[Citation]:
    if len(commit.parents) > 1:
        return
    before = items(history.worlds[commit.parents[0]]) if commit.parents else {}
    after = items(history.worlds[commit.key])
    changed = {key for key in before.keys() & after.keys() if changed_fields(before[key], after[key])}
    yield from (Citation(key, "item", "touched-item") for key in (before.keys() ^ after.keys()) | changed)
