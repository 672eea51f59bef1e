"""Items that a range added, removed, changed or (as a proposal) gave another id; those that only moved are one line.

What was added or removed is shown with its text, what changed with both wordings. List lines that hold an attribute or
a link of the item (`- 追溯：URS-001`) are no text: attributes are rows of their own, links stand in the table of links.

Options: `kinds`: only items of these kinds, such as `[requirement]`; all where it is empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.documents._block import Request, block
from medtrace.documents._cells import cell, column, lines, table
from medtrace.documents._runs import in_runs
from medtrace.documents._words import Value, Words, phrase
from medtrace.expressions import expression
from medtrace.model.assessment import Assessment
from medtrace.model.change import ChangeKind, ItemChange
from medtrace.model.document import Block, Cell, Note, Paragraph, Role, Tone
from medtrace.model.ids import natural_key
from medtrace.model.items import Artifact
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
    told = [one for one in shown if one.kind is not ChangeKind.MOVED]
    ordered = sorted(told, key=lambda one: (one.item.kind, natural_key(one.item.id), _ORDER.index(one.kind)))
    yield table(columns, (_row(one, words) for one in ordered), request.empty)
    moved = [one.item.id for one in shown if one.kind is ChangeKind.MOVED]
    if moved:
        yield Paragraph(phrase(words, "only-moved", count=len(moved), ids=in_runs(moved, words)))
    yield from _renames(assessment, request)


def _row(change: ItemChange, words: Words) -> tuple[Cell, ...]:
    return (
        cell(change.item.id),
        cell(words.word("kind", change.item.kind)),
        cell(words.word("change", change.kind)),
        cell(change.item.title),
        lines(_what(change, words)),
    )


def _what(change: ItemChange, words: Words) -> Iterator[Value]:
    before, after = change.before, change.after
    if before is None or after is None:
        yield from _whole(change.item, words)
        return
    for name in change.fields:
        field = words.word("field", name)
        if name == "attributes":
            yield from (_attribute(key, before.attribute(key), after.attribute(key), words) for key in _keys(change))
        elif name == "title":
            yield _from_to(field, before.title, after.title, words=words)
        else:
            yield _text(field, before, after, words)


def _whole(item: Artifact, words: Words) -> Iterator[Value]:
    """The text of an item that came or went; a row of a risk table by the names of its columns."""
    body = " ".join(_body(item))
    values = {value for _, value in item.attributes}
    if not {piece.strip() for piece in body.split("|")} - {""} <= values or not values:
        yield body if len(body) <= _WHOLE else phrase(words, "text-cut", text=body[:_WHOLE])
        return
    for name in _NAMED:
        if item.attribute(name):
            yield phrase(words, "field-is", field=words.word("attribute", name), value=item.attribute(name))


def _text(field: Localized, before: Artifact, after: Artifact, words: Words) -> Localized:
    old, new = _body(before), _body(after)
    if old == new:
        return phrase(words, "only-field-lines")
    texts = (" ".join(line for line in one if line not in other) for one, other in ((old, new), (new, old)))
    return _from_to(field, *texts, words=words)


def _body(item: Artifact) -> list[str]:
    """The lines of an item's own text, without the list lines that hold its attributes and links."""
    names = {name for name, _ in item.attributes}
    stripped = [line.strip() for line in item.text.splitlines()]
    return [line for line in stripped if line and not _is_field(line, names)]


def _is_field(line: str, names: set[str]) -> bool:
    found = _FIELD_LINE.match(line)
    return found is not None and (found["name"] in names or _IDS.fullmatch(found["value"]) is not None)


# A longer text is named as changed; both wordings stand in the requirement specification itself.
_SHOWN = 240
_WHOLE = 1200
# What of a risk is shown by name, where its text is the row of a table.
_NAMED = ("sequence", "situation", "harm")
_FIELD_LINE = expression(r"[-*+]\s+\W{0,2}(?P<name>[^：:*]+)\W{0,2}[：:]\W{0,2}\s*(?P<value>.*)")
_IDS = expression(r"(?:[A-Za-z][\w.]*[-_]\d[\w.-]*[\s、,，;；]*)+")


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
