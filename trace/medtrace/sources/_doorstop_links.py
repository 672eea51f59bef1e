"""Links of a Doorstop item: a list of ids, each with the stamp of its review where there was one."""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, Location
from medtrace.sources._source import FieldLink, OptionsT, Parsed, Setup
from medtrace.words import Localized

LINKS = "links"
_TESTS = frozenset({ItemKind.TEST, ItemKind.TEST_EXECUTION, ItemKind.TEST_RESULT})
_BETWEEN = expression(r"[\s,;，、；]+")


def links_of(setup: Setup[OptionsT], owner: tuple[str, str], field: str, node: Node) -> Iterator[Parsed]:
    """A link for each id of a key that cites; `owner` is (item id, item kind).

    What stands deeper than a list of ids with their stamps is no link.
    """
    identity, kind = owner
    how = setup.links.get((kind, field)) or (_usual(kind) if field == LINKS else None)
    if how is None:
        return
    for entry in node.items if isinstance(node, Listing) else (node,):
        if isinstance(entry, Listing):
            zh, en = f"{identity} 的“{field}”中有一项不是编号", f"an entry of “{field}” of {identity} is no id"
            yield Diagnostic("link-unreadable", DiagnosticSeverity.WARNING, Localized(zh, en), entry.location)
            continue
        for other, stamp, place in _cited(entry):
            ends = (other, identity) if how.reverse else (identity, other)
            yield Link(ends[0], how.kind, ends[1], place, (("word", field), *((("stamp", stamp),) if stamp else ())))


def _usual(kind: str) -> FieldLink:
    return FieldLink(LinkKind.VERIFIES if kind in _TESTS else LinkKind.DERIVES)


def _cited(entry: Scalar | Mapping) -> Iterator[tuple[str, str, Location]]:
    """Ids with the stamps of their review, as `ID: stamp` or `ID:stamp`."""
    if isinstance(entry, Mapping):
        for key, value in entry.pairs:
            if key.said.strip():
                yield key.said.strip(), value.said.strip() if isinstance(value, Scalar) else "", key.location
        return
    for word in _BETWEEN.split(entry.said):
        other, _, stamp = word.partition(":")
        if other:
            yield other, stamp, entry.location
