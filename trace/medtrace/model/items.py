"""What a repository says: items, links between them, and what could not be read."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.model.ids import ItemId, natural_key
from medtrace.words import Localized

Pairs: TypeAlias = tuple[tuple[str, str], ...]


class ItemKind(StrEnum):
    """Kinds of item that the tool knows; a configuration may declare others, so fields hold plain `str`."""

    USER_NEED = "user-need"
    REQUIREMENT = "requirement"
    SPECIFICATION = "specification"
    DESIGN = "design"
    UNIT = "unit"
    TEST = "test"
    TEST_EXECUTION = "test-execution"
    TEST_RESULT = "test-result"
    RISK = "risk"
    HAZARD = "hazard"
    HAZARDOUS_SITUATION = "hazardous-situation"
    HARM = "harm"
    RISK_CONTROL = "risk-control"
    DEFECT = "defect"
    CHANGE_REQUEST = "change-request"
    COMPONENT = "component"
    MODEL = "model"
    DATASET = "dataset"


# Kinds whose meaning is a text that people write; a risk says it in several fields, a test in its code.
WRITTEN_OUT = frozenset(
    {ItemKind.USER_NEED, ItemKind.REQUIREMENT, ItemKind.SPECIFICATION, ItemKind.DESIGN, ItemKind.RISK_CONTROL}
)


# Attributes that say where a test stands and what its code is: another body is no other test.
OF_CODE = frozenset({"node", "code"})
# So many words, or Chinese characters, are more than a state, a name or a date.
_PROSE = expression(r"(?<!\S)(?:\S++\s++){3}\S|(?:[一-鿿][^一-鿿\n]{0,3}){7}[一-鿿]")


class LinkKind(StrEnum):
    """Kinds of link, read from the citing to the cited item."""

    DERIVES = "derives"
    SATISFIES = "satisfies"
    IMPLEMENTS = "implements"
    VERIFIES = "verifies"
    MITIGATES = "mitigates"
    CONTROLS = "controls"
    CAUSES = "causes"
    RESULT_OF = "result-of"
    PART_OF = "part-of"
    USES = "uses"
    RESOLVES = "resolves"
    MENTIONS = "mentions"


class DiagnosticSeverity(StrEnum):
    """How much a defect of the input weighs: an error is a problem, a warning a gap, a note is told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the repository: path with `/`, never absolute; line and column count from 1, 0 = unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True)
class Artifact:
    """One item: a requirement, risk, test, result and so on.

    `digest` covers title and body apart from white space; of an item without a body also what its attributes say.
    """

    id: ItemId
    kind: str
    title: str
    text: str
    location: Location
    attributes: Pairs = ()
    digest: str = ""

    def attribute(self, name: str) -> str:
        """The value of one attribute, empty where there is none."""
        return next((value for key, value in self.attributes if key == name), "")


@dataclass(frozen=True, slots=True)
class Link:
    """`source` cites `target`; the source is an item id, or a path where the citing place is no item."""

    source: str
    kind: str
    target: ItemId
    location: Location
    attributes: Pairs = ()

    @property
    def is_external(self) -> bool:
        """Whether the configuration declares the target as defined in another repository."""
        return ("external", "true") in self.attributes


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A defect of the input: collected, shown and counted, never raised; `about` names the word at fault, if one is.

    `owner` is the item whose field holds that word.

    `identity` is what the message says without the name of a revision, where it holds one.
    """

    code: str
    severity: DiagnosticSeverity
    message: Localized
    location: Location | None = None
    about: str = ""
    identity: str = ""
    owner: ItemId = ""

    @property
    def same_as(self) -> tuple[str, str, str]:
        """What makes it the same defect at another time: code, path and words, whatever the line and the revision."""
        return self.code, self.location.path if self.location else "", self.identity or self.message.en


def is_prose(value: str) -> bool:
    """Whether a value is a sentence rather than a state, a name or a date."""
    return bool(_PROSE.search(value))


def normalised(text: str) -> str:
    """NFC, white-space runs as one blank, ends stripped: the text in which meaning is compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def content_digest(title: str, text: str, extra: Iterable[str] = ()) -> str:
    """SHA-256 in hex over normalised title and body (and the fields that count for the kind)."""
    joined = "\n".join(normalised(part) for part in (title, text, *extra))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def make_item(  # noqa: PLR0913 - an item has this many parts; all but two are named at the call
    identity: ItemId,
    kind: str,
    *,
    title: str,
    text: str,
    location: Location,
    attributes: Iterable[tuple[str, str]] = (),
    counted: Iterable[str] = (),
) -> Artifact:
    """An item with its digest and its attributes in order; `counted` names attributes that belong to its meaning."""
    pairs = tuple(sorted(attributes))
    names = frozenset(counted) | frozenset(_instead_of_text(kind, title, text, pairs))
    extra = [f"{key}={value}" for key, value in pairs if key in names]
    return Artifact(identity, kind, title, text, location, pairs, content_digest(title, text, extra))


def _instead_of_text(kind: str, title: str, text: str, pairs: Pairs) -> Iterator[str]:
    """Attributes that say what an item means which has no text: all where it has no title either, else the prose.

    A column of an unknown name (“User Need”, 规格说明) is an attribute, and may hold all that there is to read.
    """
    if not text.strip() and kind in WRITTEN_OUT | {ItemKind.TEST}:
        yield from (name for name, value in pairs if name not in OF_CODE and (not title.strip() or is_prose(value)))


def with_meaning(item: Artifact, fields: frozenset[str]) -> Artifact:
    """The item with a digest over the named fields alone: `title`, `text` and attributes."""
    title = item.title if "title" in fields else ""
    text = item.text if "text" in fields else ""
    extra = [f"{key}={value}" for key, value in item.attributes if key in fields]
    return replace(item, digest=content_digest(title, text, extra))


def item_order(item: Artifact) -> tuple[object, ...]:
    """Items sort by natural id, then by place, so that a duplicate's first definition comes first."""
    place = item.location
    return (natural_key(item.id), place.path, place.line, place.column, item.kind, item.title, item.text)


def link_order(link: Link) -> tuple[object, ...]:
    """Links sort by source, kind, target and place."""
    return (
        natural_key(link.source),
        link.kind,
        natural_key(link.target),
        link.location.path,
        link.location.line,
    )


def diagnostic_order(problem: Diagnostic) -> tuple[object, ...]:
    """Problems sort by place, then code and words."""
    place = problem.location or Location("")
    return (place.path, place.line, place.column, problem.code, problem.message.en)
