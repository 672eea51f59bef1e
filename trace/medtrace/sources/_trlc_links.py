"""Fields of TRLC records that cite: named by the configuration, or declared by a model to hold records.

The kind of a declared one is what its name usually means (`derived_from`, `parents`, `satisfies`, `mitigated_by`, …),
else `mentions`; a test that names what it stands below verifies it.
"""

from collections.abc import Iterator

from medtrace.model.items import ItemKind, Link, LinkKind
from medtrace.sources._rst_relations import usual
from medtrace.sources._source import FieldLink, OptionsT, Setup
from medtrace.sources._trlc_records import TrlcField, TrlcRecord
from medtrace.sources._trlc_types import Types
from medtrace.sources._trlc_values import references

_ABOVE = frozenset({"derived_from", "derives_from", "parent", "parents", "traces_to", "traced_to", "source"})


def declared_links(types: Types, one: TrlcRecord, kind: str) -> dict[tuple[str, str], FieldLink]:
    """The fields of a record that its type declares to name records, as a configuration would write them."""
    return {(kind, name): _meaning(name, kind) for name in types.citing(one)}


def _meaning(name: str, kind: str) -> FieldLink:
    found = FieldLink(LinkKind.DERIVES) if name.casefold() in _ABOVE else usual(name) or FieldLink(LinkKind.MENTIONS)
    if found == FieldLink(LinkKind.DERIVES) and kind == ItemKind.TEST:
        return FieldLink(LinkKind.VERIFIES)
    return found


def configured(one: TrlcRecord, found: TrlcField, how: FieldLink) -> Iterator[Link]:
    """The links of a field that the configuration names, words in strings too."""
    for other, version in dict.fromkeys(references(found.value, one.package)):
        yield _link(one, found, how, (other, version))


def declared(setup: Setup[OptionsT], types: Types, one: TrlcRecord, found: TrlcField, how: FieldLink) -> Iterator[Link]:
    """The links of a field that the model declares: a string names nothing, a word of an enumeration neither.

    What a field names that holds records which are no items here is left alone, unless another source reads such ids.
    """
    said = tuple(word for word in found.value if word.sort != "string")
    is_read = types.citing(one)[found.name]
    for other, version in dict.fromkeys(references(said, one.package)):
        elsewhere = setup.known.fullmatch(other) and not setup.id.fullmatch(other)
        if not types.is_literal(other) and (is_read or elsewhere):
            yield _link(one, found, how, (other, version))


def _link(one: TrlcRecord, found: TrlcField, how: FieldLink, cited: tuple[str, str]) -> Link:
    other, version = cited
    ends = (other, one.id) if how.reverse else (one.id, other)
    said = (("version", version),) if version else ()
    return Link(ends[0], how.kind, ends[1], found.location, (*said, ("word", found.name)))
