"""`trace.yaml` as our nouns: product, naming rule, sources, links, components, and every glob with its place.

Every mistake is told at once, as file:line:column with the nearest valid name: of the YAML, of single values, between
values, and of the options of each source, which are held against the dataclass of the plug-in that reads them.
"""

import hashlib
import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from medtrace.config.mistakes import refuse
from medtrace.config.options import OptionShapes
from medtrace.config.trees import read_tree
from medtrace.model.assessment import Project
from medtrace.model.project import CitationPatterns, ComponentMap


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One entry of `sources` or `results`.

    `id` matches an id as a whole token and `id_text` is the expression as written; without one, `id_text` is empty and
    `id` matches nothing. `options` is the dataclass of the plug-in. `place` is file:line:column.
    """

    format: str
    files: tuple[str, ...]
    exclude: tuple[str, ...]
    id: re.Pattern[str]
    id_text: str
    kind: str
    options: object
    place: str


@dataclass(frozen=True, slots=True)
class GlobUse:
    """One glob of the configuration, its place, and the key it stands under, such as `sources.files`."""

    glob: str
    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Approver:
    """A person who may sign, in which role, with which key."""

    name: str
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another repository of the product, given as a snapshot file or as a path."""

    name: str
    snapshot: str
    path: str
    rev: str


@dataclass(frozen=True, slots=True)
class Config:
    """One configuration; `links` maps (item kind, field) to (link kind, reverse), `digest` is over the file's bytes."""

    project: Project
    sources: tuple[SourceUse, ...]
    results: tuple[SourceUse, ...]
    links: MappingType[tuple[str, str], tuple[str, bool]]
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


def load_config(text: str | bytes, *, path: str, shapes: OptionShapes) -> Config:
    """Read a configuration; `path` stands in every message, `shapes` knows the options of the sources.

    Raises:
        ConfigError: with every mistake in `problems`, each as (file:line:column, words).
    """
    tree = read_tree(text, path=path)
    # Pydantic costs start-up time, so commands that read no configuration never load it.
    from medtrace.config.checks import cross_checks
    from medtrace.config.nouns import build
    from medtrace.config.plugged import plug_in
    from medtrace.config.shape import TraceFile
    from medtrace.config.validate import read_shape

    file, wrong = read_shape(tree, TraceFile)
    plugged = plug_in(tree, shapes)
    mistakes = (*tree.mistakes, *wrong, *cross_checks(tree), *plugged.mistakes)
    if file is None or mistakes:
        refuse(path, mistakes)
    return build(file, tree, plugged, digest(text))


def digest(text: str | bytes) -> str:
    """SHA-256 in hex over the bytes of a file."""
    return hashlib.sha256(text.encode("utf-8") if isinstance(text, str) else text).hexdigest()
