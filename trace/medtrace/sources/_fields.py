"""Fields of an item: those that the configuration names as links cite other items, the rest are attributes."""

from collections.abc import Iterable, Iterator

from medtrace.model.items import Link, Location
from medtrace.sources._source import OptionsT, Setup


def field_links(
    setup: Setup[OptionsT], owner: tuple[str, str], field: str, value: str, location: Location
) -> Iterator[Link]:
    """Links that one field's value makes; `owner` is (item id, item kind).

    Every whole token of the value that any source or external knows is a target, each once, in the order of the text.
    """
    identity, kind = owner
    how = setup.links.get((kind, field))
    if how is None:
        return
    for other in dict.fromkeys(found.group() for found in setup.known.finditer(value)):
        source, target = (other, identity) if how.reverse else (identity, other)
        yield Link(source, how.kind, target, location, (("word", field),))


def attributes(setup: Setup[OptionsT], kind: str, fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The fields that are no links, as attributes with ends stripped; empty values are left out."""
    return tuple((name, value.strip()) for name, value in fields if (kind, name) not in setup.links and value.strip())
