"""Relations between items that an option of a directive names, and the ids that it lists."""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.items import Link, LinkKind, Location
from medtrace.sources._directives import Option
from medtrace.sources._source import FieldLink, OptionsT, Setup
from medtrace.sources._tokens import bare

_BOTH_ENDS: tuple[tuple[str, str, str], ...] = (
    ("fulfills", "fulfilled_by", LinkKind.SATISFIES),
    ("satisfies", "satisfied_by", LinkKind.SATISFIES),
    ("depends_on", "impacts_on", LinkKind.USES),
    ("implements", "implemented_by", LinkKind.IMPLEMENTS),
    ("realizes", "realized_by", LinkKind.IMPLEMENTS),
    ("validates", "validated_by", LinkKind.VERIFIES),
    ("verifies", "verified_by", LinkKind.VERIFIES),
    ("tests", "tested_by", LinkKind.VERIFIES),
    ("trace", "backtrace", LinkKind.DERIVES),
    ("derives", "derived_by", LinkKind.DERIVES),
    ("refines", "refined_by", LinkKind.DERIVES),
    ("mitigates", "mitigated_by", LinkKind.MITIGATES),
)
_RELATIONS = {
    **{name: FieldLink(kind) for name, _, kind in _BOTH_ENDS},
    **{name: FieldLink(kind, reverse=True) for _, name, kind in _BOTH_ENDS},
}
_BETWEEN = expression(r"[\s,;，、；]+")


def relation(setup: Setup[OptionsT], kind: str, name: str) -> FieldLink | None:
    """How an option of an item kind cites: as the configuration says, else by the usual meaning of its name."""
    return setup.links.get((kind, name)) or usual(name)


def usual(name: str) -> FieldLink | None:
    """What the name of a field usually means as a relation, if it is one."""
    return _RELATIONS.get(name.casefold())


def targets(identity: str, how: FieldLink, option: Option, path: str) -> Iterator[Link]:
    """A link for each id of a value, each once, in the order of the text."""
    for other in dict.fromkeys(map(bare, _BETWEEN.split(option.value))):
        if other:
            ends = (other, identity) if how.reverse else (identity, other)
            yield Link(ends[0], how.kind, ends[1], Location(path, option.line), (("word", option.name),))
