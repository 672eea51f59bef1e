"""Items that a range added, removed, changed, moved or (as a proposal) gave another id.

Options: `kinds`: only items of these kinds, such as `[requirement]`; all where it is empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, lines, table
from medtrace.documents._words import Words, phrase
from medtrace.model.assessment import Assessment
from medtrace.model.change import ChangeKind, ItemChange
from medtrace.model.document import Block, Cell, Note, Role, Tone
from medtrace.model.ids import natural_key
from medtrace.words import Localized

_ORDER = list(ChangeKind)


@dataclass(frozen=True, slots=True)
class Options:
    """Which kinds of item have a row."""

    kinds: tuple[str, ...] = ()


@block("item-changes", options=Options)
def item_changes(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    """One row for each change; then the proposals of renamed ids, where there are any."""
    words, kinds = request.words, request.options.kinds
    if not (assessment.changes.before.items or assessment.changes.after.items):
        yield Note(phrase(words, "nothing-read"), Tone.BAD)
    columns = (
        column(words, "id", Role.ID, 10),
        column(words, "kind", weight=10),
        column(words, "change", Role.STATUS, 8),
        column(words, "title", weight=22),
        column(words, "what-changed", weight=34),
    )
    shown = [one for one in assessment.changes.items if not kinds or one.item.kind in kinds]
    ordered = sorted(shown, key=lambda one: (one.item.kind, natural_key(one.item.id), _ORDER.index(one.kind)))
    yield table(columns, (_row(one, words) for one in ordered), request.empty)
    yield from _renames(assessment, request)


def _row(change: ItemChange, words: Words) -> tuple[Cell, ...]:
    return (
        cell(change.item.id),
        cell(words.word("kind", change.item.kind)),
        cell(words.word("change", change.kind)),
        cell(change.item.title),
        lines(_what(change, words)),
    )


def _what(change: ItemChange, words: Words) -> Iterator[Localized]:
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if change.kind is ChangeKind.MOVED:
        yield phrase(words, "from-to", before=before.location.path, after=after.location.path)
    for name in change.fields:
        field = words.word("field", name)
        if name == "attributes":
            yield from (_attribute(key, before.attribute(key), after.attribute(key), words) for key in _keys(change))
        else:
            texts = (before.title, after.title) if name == "title" else _changed_lines(before.text, after.text)
            yield _from_to(field, *texts, words=words)


# A longer text is named as changed; both wordings stand in the requirement specification itself.
_SHOWN = 240


def _changed_lines(before: str, after: str) -> tuple[str, str]:
    """The lines that only one side has, in one line each."""
    old, new = ([line.strip() for line in text.splitlines() if line.strip()] for text in (before, after))
    return " ".join(line for line in old if line not in new), " ".join(line for line in new if line not in old)


def _from_to(field: Localized, before: str, after: str, *, words: Words) -> Localized:
    if not before + after or len(before) + len(after) > _SHOWN:
        return phrase(words, "field-changed", field=field)
    none = phrase(words, "none")
    return phrase(words, "field-from-to", field=field, before=before or none, after=after or none)


def _keys(change: ItemChange) -> list[str]:
    before = dict(change.before.attributes) if change.before else {}
    after = dict(change.after.attributes) if change.after else {}
    return [key for key in sorted({*before, *after}) if before.get(key) != after.get(key)]


def _attribute(key: str, before: str, after: str, words: Words) -> Localized:
    return _from_to(words.word("attribute", key), before, after, words=words)


def _renames(assessment: Assessment, request: Request[Options]) -> Iterator[Block]:
    words, kinds = request.words, request.options.kinds
    before = assessment.changes.before.item_by_id
    renames = [
        one for one in assessment.changes.renames if not kinds or (one.old in before and before[one.old].kind in kinds)
    ]
    if renames:
        columns = (column(words, "id-before", Role.ID, 10), column(words, "id-after", Role.ID, 10))
        rows = ((cell(one.old), cell(one.new)) for one in renames)
        yield table(columns, rows, request.empty, words.word("caption", "renames"))
