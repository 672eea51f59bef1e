"""One item of a revision: text, links both ways, tests and results."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from medtrace.app.look import look
from medtrace.app.meant_targets import plain_word
from medtrace.app.near_ids import nearest_id, other_forms
from medtrace.app.vocabulary import Vocabulary, vocabulary
from medtrace.errors import UsageError
from medtrace.model.ids import Revision
from medtrace.model.items import Artifact, Link, Location
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with everything tied to it; `also` are further places that define the same id.

    `titles` holds every item, `files` the paths that the item cites or that cite it.
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
        near = _near(item_id, tuple(snapshot.item_by_id))
        raise UsageError(
            Localized(f"{rev} 中没有条目 {item_id}", f"{rev} has no item {item_id}"),
            hint=Localized(f"相近的有：{'、'.join(near)}", f"nearest: {', '.join(near)}") if near else None,
        )
    outcomes = {test: outcome for chain in seen.coverage.requirements for test, outcome in chain.results}
    cited_by = tuple(link for link in snapshot.links if link.target == item_id)
    tests = [item_id, *(link.source for link in cited_by)]
    cites = tuple(link for link in snapshot.links if link.source == item_id)
    files = frozenset(snapshot.entry_by_path.keys() & {*tests, *(link.target for link in cites)})
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


def _near(name: str, ids: tuple[str, ...]) -> list[str]:
    """The ids that were probably meant: the one of which it is another form (`srs-1` for SRS-001), else the nearest."""
    plain = plain_word(name)
    meant = [plain] if plain in ids else [one for _, one in other_forms(plain, ids)]
    if meant:
        return meant[:1]
    alike = difflib.get_close_matches(plain.casefold(), [one.casefold() for one in ids], n=3)
    folded = {one.casefold(): one for one in reversed(ids)}
    found = dict.fromkeys((nearest_id(plain, ids), *(folded[one] for one in alike)))
    return [one for one in found if one][:3]
