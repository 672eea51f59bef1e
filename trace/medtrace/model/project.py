"""What the configuration says of the product: its parts, its surroundings, and what counts as a citation."""

import re
from dataclasses import dataclass
from functools import cached_property

from medtrace.model.globs import glob_pattern, matches, specificity
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Product:
    """The registered product; `safety_class` is 轻微, 中等 or 严重 (YY/T 0664 class A, B, C), empty if not stated."""

    name: Localized
    model: str = ""
    applicant: Localized = Localized("", "")
    agent: str = ""
    udi_di: str = ""
    management_class: Localized = Localized("", "")
    safety_class: str = ""
    safety_reason: Localized = Localized("", "")
    ai: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """A software item or unit: the files it owns, its safety class, what it is for (`tags`) and its design items."""

    id: str
    name: Localized
    files: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    safety_class: str = ""
    tags: tuple[str, ...] = ()
    design: tuple[str, ...] = ()

    def owns(self, path: str) -> bool:
        """Whether a glob of this component matches the path."""
        return matches(path, self.files, self.exclude)

    def narrowness(self, path: str) -> tuple[int, int]:
        """How specific the best matching glob is."""
        return max((specificity(glob) for glob in self.files if glob_pattern(glob).match(path)), default=(-1, 0))


@dataclass(frozen=True)
class ComponentMap:
    """Which component a path belongs to; the most specific glob wins, and a tie names all.

    `earlier` is the map of the older end where that differs: a tag that the newer map took away still counts, and what
    the older map held for product still is (contracts §8: one configuration for both ends, and nobody moves the fence).
    """

    components: tuple[Component, ...] = ()
    not_product: tuple[str, ...] = ()
    earlier: "ComponentMap | None" = None

    @cached_property
    def _memory(self) -> dict[str, tuple[Component, ...]]:
        return {}

    def owners(self, path: str) -> tuple[Component, ...]:
        """Every component that owns the path, the most specific first."""
        known = self._memory.get(path)
        if known is None:
            found = [component for component in self.components if component.owns(path)]
            known = tuple(sorted(found, key=lambda one: (one.narrowness(path), one.id), reverse=True))
            self._memory[path] = known
        return known

    def owner(self, path: str) -> Component | None:
        """The component that owns the path, or None for an unmapped one."""
        owners = self.owners(path)
        return owners[0] if owners else None

    def owner_tagged(self, path: str, tag: str) -> Component | None:
        """The component that owns the path and carries the tag, in this map or else in the earlier one."""
        own = next((owner for owner in self.owners(path) if tag in owner.tags), None)
        return own or (self.earlier.owner_tagged(path, tag) if self.earlier else None)

    def tags(self, path: str) -> frozenset[str]:
        """The tags of every component that owns the path in either map: a file may be both algorithm and output."""
        own = frozenset(tag for component in self.owners(path) for tag in component.tags)
        return own | self.earlier.tags(path) if self.earlier else own

    def is_product(self, path: str) -> bool:
        """Whether the path counts as product code: not listed in `not_product` of both maps."""
        listed = matches(path, self.not_product)
        return not listed or (self.earlier is not None and self.earlier.is_product(path))

    @cached_property
    def known_tags(self) -> frozenset[str]:
        """Every tag that some component of either map carries."""
        own = frozenset(tag for component in self.components for tag in component.tags)
        return own | self.earlier.known_tags if self.earlier else own


@dataclass(frozen=True, slots=True)
class CitationPatterns:
    """How commits cite: `ids` name items, `issues` name tickets; each match is a whole token.

    With `ranges`, "SRS-001 to SRS-006" names all six.
    """

    ids: tuple[re.Pattern[str], ...] = ()
    issues: tuple[re.Pattern[str], ...] = ()
    ranges: bool = False


@dataclass(frozen=True, slots=True)
class EnvironmentItem:
    """One declared item of the operating environment (外部软件环境, 必备软件, hardware, network)."""

    name: str
    kind: str
    version: str = ""
    supplier: str = ""
    released: str = ""
    compatible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlledDocument:
    """A document of the quality system: edition and digest as approved, and as it stands."""

    name: Localized
    kind: str
    number: str = ""
    baseline_edition: str = ""
    baseline_sha256: str = ""
    current_edition: str = ""
    current_sha256: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """One approval; a `renewal` is never a baseline (fact sheet H-9)."""

    kind: str
    certificate: str = ""
    accepted_on: str = ""
    approved_on: str = ""
    dossier_version: str = ""
    approved_version: str = ""
    rev: str = ""
    release_version: str = ""
    jurisdiction: str = "CN"

    @property
    def is_baseline(self) -> bool:
        """Whether an update is counted from here: an initial or a change registration with a revision."""
        return self.kind in {"initial", "change"} and bool(self.rev)


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What the documents need beside the facts.

    Controlled numbers, company, languages and formats; `template` is a folder of the repository whose files replace
    those of the profile by name, empty for none.
    """

    numbers: tuple[tuple[str, str], ...] = ()
    company: Localized = Localized("", "")
    languages: tuple[str, ...] = ("zh-en",)
    formats: tuple[str, ...] = ("md", "docx", "html")
    template: str = ""

    def number(self, document: str) -> str:
        """The controlled number of one document, empty where the configuration gives none."""
        return next((number for name, number in self.numbers if name == document), "")
