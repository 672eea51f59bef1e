"""Fields of an item: those that the configuration names as links cite other items, the rest are attributes."""

from collections.abc import Iterable, Iterator

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Link, Location
from medtrace.sources._source import OptionsT, Setup
from medtrace.sources._targets import unread_targets
from medtrace.words import Localized


def field_links(
    setup: Setup[OptionsT], owner: tuple[str, str], field: str, value: str, location: Location
) -> Iterator[Link | Diagnostic]:
    """Links that one field's value makes; `owner` is (item id, item kind).

    Every whole token of the value that any source or external knows is a target, each once, in the order of the text.
    What looks like an id besides is told: it may be a target with a slip of the pen.
    """
    identity, kind = owner
    how = setup.links.get((kind, field))
    if how is None:
        return
    for other in dict.fromkeys(found.group() for found in setup.known.finditer(value)):
        source, target = (other, identity) if how.reverse else (identity, other)
        yield Link(source, how.kind, target, location, (("word", field),))
    for word in unread_targets(setup.known, value):
        yield Diagnostic(
            "target-not-read",
            DiagnosticSeverity.WARNING,
            Localized(
                f"{identity} 的“{field}”中的“{word}”形似编号，但不符合任何编号规则，未作为链接读取",
                f"“{word}” in “{field}” of {identity} looks like an id, matches no id pattern and made no link",
            ),
            location,
            about=word,
            owner=identity,
        )


def attributes(setup: Setup[OptionsT], kind: str, fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The fields that are no links, as attributes with ends stripped; empty values are left out."""
    return tuple((name, value.strip()) for name, value in fields if (kind, name) not in setup.links and value.strip())
