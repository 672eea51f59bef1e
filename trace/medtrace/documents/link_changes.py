"""Links between items that a range made, took away or left without one of their ends.

Options: `places`: whether the file of a link has a column and a citing file is named by its path (default true). A
submission names the software unit instead, for source code is traced by the name of the unit (G9 二(五)).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.change import LinkChange, LinkFate
from medtrace.model.document import Block, Cell, Note, Role, Tone
from medtrace.model.items import link_order
from medtrace.words import Localized, same


@dataclass(frozen=True, slots=True)
class Options:
    """Whether paths are shown."""

    places: bool = True


@block("link-changes", options=Options)
def link_changes(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """One row for each link that only one end has or that lost an end; a lost one is marked for a person."""
    words, places = request.words, request.options.places
    if not (assessment.changes.before.links or assessment.changes.after.links):
        yield Note(phrase(words, "no-links"), Tone.BAD)
    source = column(words, "source", Role.ID, 12) if places else column(words, "source", weight=24)
    columns = (
        column(words, "change", Role.STATUS, 10),
        source,
        column(words, "link", weight=14),
        column(words, "target", Role.ID, 12),
    )
    ordered = sorted(assessment.changes.links, key=lambda one: (*link_order(one.link), one.fate))
    if places:
        rows = [(*_row(one, same(one.link.source), words), cell(str(one.link.location))) for one in ordered]
        yield table((*columns, column(words, "place", Role.CODE, 30)), rows, request.empty)
    else:
        yield table(columns, tuple(_by_unit(ordered, assessment, words)), request.empty)


def _row(change: LinkChange, source: Localized, words: Words) -> tuple[Cell, ...]:
    link, fate = change.link, change.fate
    return (
        cell(words.word("change", fate), tone=Tone.PLAIN if fate is LinkFate.ADDED else Tone.OPEN),
        cell(source),
        cell(words.word("link", link.kind)),
        cell(link.target),
    )


def _by_unit(ordered: list[LinkChange], assessment: Assessment, words: Words) -> Iterator[tuple[Cell, ...]]:
    """Each link once by the unit that cites; one that only moved between files of a unit is no change."""
    keys = [(_source(one.link.source, assessment), one.link.kind, one.link.target) for one in ordered]
    fates: dict[tuple[Localized, str, str], set[LinkFate]] = {}
    for key, one in zip(keys, ordered, strict=True):
        fates.setdefault(key, set()).add(one.fate)
    seen: set[tuple[Localized, str, str]] = set()
    for key, one in zip(keys, ordered, strict=True):
        if key not in seen and len(fates[key]) == 1:
            yield _row(one, key[0], words)
        seen.add(key)


def _source(name: str, assessment: Assessment) -> Localized:
    """An item by its id, a citing file by the unit that owns it."""
    changes = assessment.changes
    if name in changes.after.item_by_id or name in changes.before.item_by_id:
        return same(name)
    owner = changes.components.owner(name)
    return owner.name if owner else same(name)
