"""What a configuration holds, as plain values: uses of sources, globs with their places, approvers, neighbours."""

import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from medtrace.model.assessment import Project
from medtrace.model.decision import Approver
from medtrace.model.project import CitationPatterns, ComponentMap


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One entry of `sources` or `results`.

    `id` matches an id as a whole token and `id_text` is the expression as written; without one, `id_text` is empty and
    `id` matches nothing. `options` is the dataclass of the plug-in. `place` is file:line:column. `encoding` is
    a declared one, by Python's name.
    """

    format: str
    files: tuple[str, ...]
    exclude: tuple[str, ...]
    id: re.Pattern[str]
    id_text: str
    kind: str
    options: object
    place: str
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class GlobUse:
    """One glob of the configuration, its place, the key it stands under, such as `sources.files`, and whose it is."""

    glob: str
    place: str
    what: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another repository of the product, given as a snapshot file or as a path."""

    name: str
    snapshot: str
    path: str
    rev: str


@dataclass(frozen=True, slots=True)
class Config:
    """One configuration; `digest` is over the file's bytes.

    `links` maps (item kind, field) to (link kind, reverse), `meaning` an item kind to the fields that count.
    `test_ids` is the expression of the ids that tests bear.
    """

    project: Project
    sources: tuple[SourceUse, ...]
    results: tuple[SourceUse, ...]
    links: MappingType[tuple[str, str], tuple[str, bool]]
    meaning: MappingType[str, frozenset[str]]
    citations: CitationPatterns
    components: ComponentMap
    externals: tuple[re.Pattern[str], ...]
    artifacts: tuple[str, ...]
    profiles: tuple[str, ...]
    records_folder: str
    repositories: tuple[Neighbour, ...]
    approvers: tuple[Approver, ...]
    globs: tuple[GlobUse, ...]
    digest: str
    test_ids: str = ""
