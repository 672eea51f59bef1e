"""Parts of a bill of materials as items, whatever the format: identity, attributes, links between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from medtrace.model.items import ItemKind, Link, LinkKind, Location, make_item
from medtrace.sources._fields import attributes
from medtrace.sources._source import FieldLink, OptionsT, Parsed, Setup

Identity: TypeAlias = Literal["ref", "purl", "name"]
_NOTHING = frozenset({"", "NONE", "NOASSERTION"})
# Where the configuration names no kind: what a model or data set is called in either format.
_BY_TYPE = {
    "machine-learning-model": ItemKind.MODEL,
    "data": ItemKind.DATASET,
    "ai_aipackage": ItemKind.MODEL,
    "dataset_datasetpackage": ItemKind.DATASET,
}
_USUAL = FieldLink(LinkKind.USES)


class BomOptions(Protocol):
    """What the options of every bill of materials say."""

    @property
    def identity(self) -> Identity:
        """What an item is called after."""

    @property
    def kinds(self) -> tuple[tuple[str, ItemKind], ...]:
        """Types of parts and their item kinds; empty where every part is read."""


@dataclass(slots=True)
class Part:
    """One part: `ref` is its name inside the file, `type` the word of the format for what it is."""

    ref: str
    name: str
    version: str
    line: int
    type: str = ""
    purl: str = ""
    text: str = ""
    says: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tie:
    """One part cites another by their names inside the file; `usual` is the link where the configuration names none."""

    source: str
    field: str
    target: str
    line: int
    usual: FieldLink | None = _USUAL


class Bill:
    """The parts of one file and what ties them."""

    def __init__(self, parts: list[Part], ties: Iterable[Tie], others: frozenset[str] = frozenset()) -> None:
        self._parts, self._ties, self._others = parts, ties, others

    def items(self, setup: Setup[OptionsT], options: BomOptions, path: str) -> Iterator[Parsed]:
        """Items in the order of the file, then links; a tie to a part that the file lacks is a link all the same."""
        kinds = {name.casefold(): str(kind) for name, kind in options.kinds}
        counts = Counter(_bare(part) for part in self._parts)
        known: dict[str, tuple[str, str]] = {}
        for part in self._parts:
            kind = kinds.get(part.type.casefold(), "") if kinds else _kind(setup.kind, part.type)
            name = _identity(part, options.identity, counts)
            if kind and name:
                known.setdefault(part.ref or name, (name, kind))
                yield _item(setup, part, (name, kind), path)
        left = self._others | {part.ref for part in self._parts}
        yield from _links(setup, self._ties, known, left, path)


def _kind(said: str, word: str) -> str:
    # A source without a kind is one of tests, and no part is a test.
    return said if said and said != ItemKind.TEST else _BY_TYPE.get(word.casefold(), ItemKind.COMPONENT)


def _bare(part: Part) -> str:
    """The name without the version: of the package address what stands before `@`, else the name."""
    address = part.purl.partition("?")[0].partition("#")[0]
    at = address.rfind("@")
    return (address[:at] if at > address.rfind("/") else address) or part.name


def _identity(part: Part, how: Identity, counts: Mapping[str, int]) -> str:
    versioned = f"{part.name}@{part.version}" if part.version and part.name else part.name
    match how:
        case "ref":
            return part.ref or part.purl or versioned
        case "purl":
            return part.purl or versioned or part.ref
        case "name":
            bare = _bare(part)
            return (f"{bare}@{part.version}" if counts[bare] > 1 and part.version else bare) or part.ref


def _item(setup: Setup[OptionsT], part: Part, item: tuple[str, str], path: str) -> Parsed:
    name, kind = item
    said: dict[str, list[str]] = {}
    for word, value in (("type", part.type), ("version", part.version), ("purl", part.purl), *part.says):
        if value.strip() not in _NOTHING:
            said.setdefault(word, []).append(value.strip())
    found = attributes(setup, kind, ((word, ", ".join(dict.fromkeys(values))) for word, values in said.items()))
    return make_item(
        name,
        kind,
        title=part.name or name,
        text=part.text,
        location=Location(path, part.line),
        attributes=found,
        counted=[word for word, _ in found],
    )


def _links(
    setup: Setup[OptionsT],
    ties: Iterable[Tie],
    known: dict[str, tuple[str, str]],
    left: frozenset[str],
    path: str,
) -> Iterator[Link]:
    told: set[tuple[str, str, str]] = set()
    nothing = ("", "")
    for tie in ties:
        source, kind = known.get(tie.source, nothing)
        target, other = known.get(tie.target, nothing)
        how = setup.links.get((kind or other, tie.field)) or tie.usual
        if how is None:
            continue
        cited, name = (source, tie.source) if how.reverse else (target, tie.target)
        citing, cited = target if how.reverse else source, cited or ("" if name in left else name)
        if citing and cited not in _NOTHING and citing != cited and (citing, how.kind, cited) not in told:
            told.add((citing, how.kind, cited))
            yield Link(citing, how.kind, cited, Location(path, tie.line), (("word", tie.field),))
