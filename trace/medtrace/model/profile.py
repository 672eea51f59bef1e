"""A regime as data: triggers, words and the outlines of its documents."""

from dataclasses import dataclass
from functools import cached_property

from medtrace.model.decision import SigningRule
from medtrace.model.verdict import Trigger
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A guideline or law that rows cite by key."""

    key: str
    title: Localized
    number: str
    date: str
    status: Localized
    mark: str


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """One section of an outline: a heading and at most one of text, block or signature.

    `empty` is compulsory for a block that is a table: a blank space in a record must say why it is blank.
    `only` names the safety classes for which the section is due, empty for all. `signature` are the roles that sign.
    """

    heading: Localized | None = None
    text: tuple[Localized, ...] = ()
    block: str = ""
    options: tuple[tuple[str, object], ...] = ()
    empty: Localized | None = None
    landscape: bool = False
    only: tuple[str, ...] = ()
    sections: tuple["OutlineSection", ...] = ()
    signature: tuple[Localized, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as data; `purpose` is submission or record (the second never goes into a submission)."""

    id: str
    title: Localized
    purpose: str
    sections: tuple[OutlineSection, ...]

    @property
    def blocks(self) -> tuple[str, ...]:
        """The names of the block builders that its sections name, sorted."""
        waiting, found = list(self.sections), set[str]()
        while waiting:
            section = waiting.pop()
            waiting += section.sections
            found |= {section.block} if section.block else set()
        return tuple(sorted(found))


@dataclass(frozen=True)
class Profile:
    """One regime and year, with digests of what it was read from.

    `routes` are (severity, way to the authority).

    `ordered` rows are questions that are asked one after the other.
    """

    id: str
    title: Localized
    guideline: str
    triggers: tuple[Trigger, ...]
    categories: tuple[str, ...]
    report_forms: tuple[tuple[str, Localized], ...]
    words: tuple[tuple[str, Localized], ...]
    statements: tuple[tuple[str, Localized], ...]
    outlines: tuple[Outline, ...]
    sources: tuple[SourceDocument, ...]
    sign_off: SigningRule = SigningRule()
    digest: str = ""
    trigger_table_digest: str = ""
    routes: tuple[tuple[str, str], ...] = ()
    ordered: bool = False

    @cached_property
    def trigger_by_id(self) -> dict[str, Trigger]:
        """Rows by their exact id."""
        return {trigger.id: trigger for trigger in self.triggers}

    @cached_property
    def _words(self) -> dict[str, Localized]:
        return dict(self.words)

    def word(self, group: str, name: str) -> Localized:
        """A word of the regime, such as ("severity", "major"); the name itself where the profile has none."""
        return self._words.get(f"{group}.{name}", Localized(name, name))

    @cached_property
    def source_by_key(self) -> dict[str, SourceDocument]:
        """The cited documents."""
        return {source.key: source for source in self.sources}
