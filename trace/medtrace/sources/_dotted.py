"""Parents that an id itself names: CSV files and workbooks share this rule (`parent: dotted`).

In an outline of dotted numbers `CF4001.2.1` stands below `CF4001.2`, and that below `CF4001`. The option is read here,
by `with_parents`, around whatever items the table gave, so that a source needs one field in its options and one call.
The link says `derives` unless `links` names another kind for the pseudo-field `parent` of the item kind.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from medtrace.expressions import expression
from medtrace.model.items import Artifact, Link, LinkKind
from medtrace.sources._source import FieldLink, OptionsT, Parsed, Setup

ParentRule: TypeAlias = Literal["", "dotted"]
"""How an item's parent is found: not at all, or by its id without the last dotted number."""

FIELD = "parent"
_USUAL = FieldLink(LinkKind.DERIVES)
# A word before the dot, as in `SRS.1`, is a prefix and no item.
_DOTTED = expression(r"(?s)(.*[0-9])\.[0-9]+\Z")


def with_parents(setup: Setup[OptionsT], rule: ParentRule, parsed: Iterable[Parsed]) -> Iterator[Parsed]:
    """What was parsed, and behind each item of the source the link to its parent, whether or not that exists."""
    for one in parsed:
        yield one
        found = _DOTTED.match(one.id) if rule and isinstance(one, Artifact) and one.kind == setup.kind else None
        if isinstance(one, Artifact) and found:
            how = setup.links.get((one.kind, FIELD), _USUAL)
            source, target = (found[1], one.id) if how.reverse else (one.id, found[1])
            yield Link(source, how.kind, target, one.location, (("word", FIELD),))
