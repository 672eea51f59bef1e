"""One item of a revision: text, links both ways, tests and results."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.look import look
from medtrace.app.vocabulary import Vocabulary, vocabulary
from medtrace.errors import UsageError
from medtrace.model.ids import Revision
from medtrace.model.items import Artifact, Link, Location
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with everything tied to it; `also` are further places that define the same id.

    `titles` holds every item, `files` the paths that the item cites.
    """

    revision: Revision
    item: Artifact
    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]
    results: tuple[tuple[str, str], ...]
    also: tuple[Location, ...]
    titles: dict[str, str]
    files: frozenset[str]
    words: Vocabulary


def show(root: Path, item_id: str, rev: str, config_file: Path | None) -> Shown:
    """The item at a revision.

    Raises:
        UsageError: no item has that id there; the hint names the nearest.
    """
    seen = look(root, rev, config_file)
    snapshot = seen.snapshot
    item = snapshot.item_by_id.get(item_id)
    if item is None:
        near = difflib.get_close_matches(item_id, list(snapshot.item_by_id), n=3)
        raise UsageError(
            Localized(f"{rev} 中没有条目 {item_id}", f"{rev} has no item {item_id}"),
            hint=Localized(f"相近的有：{'、'.join(near)}", f"nearest: {', '.join(near)}") if near else None,
        )
    outcomes = {test: outcome for chain in seen.coverage.requirements for test, outcome in chain.results}
    cited_by = tuple(link for link in snapshot.links if link.target == item_id)
    tests = [item_id, *(link.source for link in cited_by)]
    cites = tuple(link for link in snapshot.links if link.source == item_id)
    files = frozenset(link.target for link in cites if link.target in snapshot.entry_by_path)
    return Shown(
        snapshot.revision,
        item,
        cites,
        cited_by,
        tuple((test, outcomes[test]) for test in dict.fromkeys(tests) if test in outcomes),
        tuple(one.location for one in snapshot.items if one.id == item_id and one is not item),
        {name: one.title for name, one in snapshot.item_by_id.items()},
        files,
        vocabulary(),
    )
