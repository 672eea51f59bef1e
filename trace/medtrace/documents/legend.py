"""What the ids and the links of the matrices mean: prefix, kind of item and number; kind of link and its reading."""

from collections import Counter
from collections.abc import Iterator

from medtrace.documents._block import NoOptions, Request, block
from medtrace.documents._cells import cell, column, table
from medtrace.documents._twice import twice, twice_text
from medtrace.documents._words import Words, phrase
from medtrace.expressions import expression
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Cell, Role
from medtrace.model.items import Artifact, ItemKind, LinkKind
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized, same

_PREFIX = expression(r"[^\W\d]+(?:[-_.][^\W\d]+)*[-_.]?(?=\d)")


@block("legend", options=NoOptions)
def legend(assessment: Assessment, request: Request[NoOptions]) -> Iterator[Block]:
    """Two tables: ids and links; nothing where no item was read."""
    snapshot, words = assessment.changes.after, request.words
    if not snapshot.items:
        return
    ids = (
        column(words, "prefix", weight=16),
        column(words, "kind", weight=16),
        column(words, "count", Role.NUMBER, 16),
        column(words, "example-id", Role.ID, 12),
    )
    groups: dict[tuple[str, str], list[Artifact]] = {}
    for item in snapshot.item_by_id.values():
        groups.setdefault((item.kind, _prefix(item.id)), []).append(item)
    rows = (
        (
            cell(_shown(kind, prefix, words)),
            cell(words.word("kind", kind)),
            _count(kind, prefix, found, snapshot, words),
            cell() if _nameless(kind, prefix) else cell(found[0].id),
        )
        for (kind, prefix), found in sorted(groups.items())
    )
    yield table(ids, rows, request.empty, words.word("caption", "id-legend"))
    yield from _links(snapshot, request)


def _nameless(kind: str, prefix: str) -> bool:
    """Whether ids are file and case of a run: their long names are explained, not shown."""
    return kind == ItemKind.TEST_RESULT and not prefix


def _count(kind: str, prefix: str, found: list[Artifact], snapshot: Snapshot, words: Words) -> Cell:
    """How many ids there are, and which of them are defined more than once."""
    again = tuple(name for name in twice(snapshot, (kind,)) if _prefix(name) == prefix)
    return cell(len(found), twice_text(again, words)) if again else cell(len(found))


def _links(snapshot: Snapshot, request: Request[NoOptions]) -> Iterator[Block]:
    words = request.words
    known = [kind.value for kind in LinkKind]
    counts = Counter(link.kind for link in snapshot.links)
    order = sorted(counts, key=lambda name: (known.index(name) if name in known else len(known), name))
    columns = (
        column(words, "link", weight=14),
        column(words, "link-reading", weight=40),
        column(words, "count", Role.NUMBER, 8),
    )
    rows = ((cell(words.word("link", name)), cell(_reading(name, words)), cell(counts[name])) for name in order)
    yield table(columns, rows, phrase(words, "no-links"), words.word("caption", "link-legend"))


def _reading(name: str, words: Words) -> Localized:
    return words.word("link_reading", name)


def _prefix(identity: str) -> str:
    found = _PREFIX.match(identity)
    return found.group().rstrip("-_.") if found else ""


def _shown(kind: str, prefix: str, words: Words) -> Localized:
    if _nameless(kind, prefix):
        return phrase(words, "result-ids")
    return same(prefix) if prefix else phrase(words, "no-prefix")
