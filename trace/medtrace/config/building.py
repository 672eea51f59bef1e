"""A validated `trace.yaml` made into our nouns."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from medtrace.config.nouns import Config, GlobUse, Neighbour, SourceUse
from medtrace.config.plugged import Plugged
from medtrace.config.product_shape import (
    FieldShape,
    ModuleShape,
    PaperShape,
    ProductShape,
    RegistrationShape,
    VersionShape,
)
from medtrace.config.shape import WITHOUT_ID, CommitsShape, ComponentShape, ResultShape, SourceShape, TraceFile
from medtrace.config.trees import Tree
from medtrace.config.values import Words
from medtrace.config.ways import find, nearest_mark
from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.assessment import Project
from medtrace.model.decision import Approver
from medtrace.model.ids import whole_token
from medtrace.model.items import ItemKind
from medtrace.model.project import (
    CitationPatterns,
    Component,
    ComponentMap,
    ControlledDocument,
    DocumentSettings,
    EnvironmentItem,
    Product,
    Registration,
)
from medtrace.model.versions import ModuleVersion, NamingRule, VersionField
from medtrace.words import Localized

NOTHING = r"(?!)"
_EMPTY = Localized("", "")
_GLOBS = (
    ("sources", "files"),
    ("sources", "exclude"),
    ("components", "files"),
    ("components", "exclude"),
    ("results", "files"),
    ("results", "exclude"),
    ("not_product",),
    ("artifacts",),
)


def build(file: TraceFile, tree: Tree, plugged: Plugged, digest: str) -> Config:
    """The configuration of a file without mistakes."""
    sources = tuple(
        _source(one, options, tree.place(nearest_mark(tree.root, ("sources", index))))
        for index, (one, options) in enumerate(zip(file.sources, plugged.sources, strict=True))
    )
    tests = _test_ids(sources)
    return Config(
        project=_project(file),
        sources=sources,
        results=_results(file, tree, plugged, tests),
        links=MappingProxyType({(one.from_, one.field): (one.kind.value, one.reverse) for one in file.links}),
        meaning=MappingProxyType({one.kind: frozenset(one.fields) for one in file.meaning}),
        citations=_citations(file.commits),
        components=ComponentMap(tuple(_component(one) for one in file.components), file.not_product),
        externals=_patterns(file.externals),
        artifacts=file.artifacts,
        profiles=file.profiles,
        records_folder=file.records.folder,
        repositories=tuple(Neighbour(one.name, one.snapshot, one.path, one.rev) for one in file.repositories),
        approvers=tuple(Approver(one.name, one.role, one.key) for one in file.approvers),
        globs=tuple(_globs(tree)),
        digest=digest,
        test_ids=tests,
    )


def _results(file: TraceFile, tree: Tree, plugged: Plugged, tests: str) -> tuple[SourceUse, ...]:
    return tuple(
        _result(one, options, tests, tree.place(nearest_mark(tree.root, ("results", index))))
        for index, (one, options) in enumerate(zip(file.results, plugged.results, strict=True))
    )


def _words(words: Words | None) -> Localized:
    return words.localized if words else _EMPTY


def _patterns(expressions: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(whole_token(one) for one in expressions)


def _citations(one: CommitsShape) -> CitationPatterns:
    return CitationPatterns(_patterns(one.ids), _patterns(one.issues), ranges=one.ranges)


def _source(one: SourceShape, options: object, place: str) -> SourceUse:
    kind = one.kind or (ItemKind.TEST.value if one.format in WITHOUT_ID else "")
    return SourceUse(
        *(one.format, one.files, one.exclude, whole_token(one.id or NOTHING), one.id or "", kind, options, place),
        encoding=one.encoding or "",
    )


def _result(one: ResultShape, options: object, tests: str, place: str) -> SourceUse:
    text = one.id or tests
    kind = ItemKind.TEST_RESULT.value
    return SourceUse(one.format, one.files, one.exclude, whole_token(text or NOTHING), text, kind, options, place)


def _test_ids(sources: tuple[SourceUse, ...]) -> str:
    """The ids that tests bear: those of sources of kind test, and what a source of code calls `test_id`."""
    found = [use.id_text for use in sources if use.kind == ItemKind.TEST and use.id_text]
    found += [text for use in sources if isinstance(text := getattr(use.options, "test_id", ""), str) and text]
    return "|".join(f"(?:{text})" for text in dict.fromkeys(found))


def _component(one: ComponentShape) -> Component:
    name = one.name.localized if one.name else Localized(one.id, one.id)
    return Component(one.id, name, one.files, one.exclude, one.safety_class or "", one.tags, one.design)


def _project(file: TraceFile) -> Project:
    settings = file.documents
    return Project(
        product=_product(file.product),
        naming=_naming(file.version) if file.version else None,
        registrations=tuple(_registration(one) for one in file.registrations),
        environment=tuple(
            EnvironmentItem(one.name, one.kind, one.version, one.supplier, one.released, one.compatible)
            for one in file.environment
        ),
        controlled_documents=tuple(_paper(one) for one in file.controlled_documents),
        documents=DocumentSettings(
            tuple(settings.numbers.items()),
            _words(settings.company),
            settings.languages,
            settings.formats,
            settings.template.strip("/"),
        ),
    )


def _product(one: ProductShape) -> Product:
    return Product(
        name=_words(one.name),
        model=one.model,
        applicant=_words(one.applicant),
        agent=one.agent,
        udi_di=one.udi_di,
        management_class=_words(one.management_class),
        safety_class=one.safety_class or "",
        safety_reason=_words(one.safety_reason),
        ai=one.ai,
    )


def _naming(one: VersionShape) -> NamingRule:
    return NamingRule(one.tags, tuple(map(_field, one.fields)), tuple(map(_module, one.modules)))


def _module(one: ModuleShape) -> ModuleVersion:
    return ModuleVersion(one.component, one.file, one.pattern, _words(one.rule), _words(one.relation))


def _field(one: FieldShape) -> VersionField:
    low, high = one.range or (None, None)
    return VersionField(
        id=one.id,
        digits=one.digits,
        low=low,
        high=high,
        meaning=_words(one.meaning),
        covers=one.covers,
        reset_on=one.reset_on,
        examples=tuple(words.localized for words in one.examples),
    )


def _registration(one: RegistrationShape) -> Registration:
    return Registration(
        kind=one.kind,
        certificate=one.certificate,
        accepted_on=one.accepted_on or "",
        approved_on=one.approved_on or "",
        dossier_version=one.dossier_version,
        approved_version=one.approved_version,
        rev=one.rev,
        release_version=one.release_version,
        jurisdiction=one.jurisdiction,
    )


def _paper(one: PaperShape) -> ControlledDocument:
    before, now = one.baseline, one.current
    return ControlledDocument(
        name=one.name.localized,
        kind=one.kind,
        number=one.number,
        baseline_edition=before.edition if before else "",
        baseline_sha256=(before.sha256 or "") if before else "",
        current_edition=now.edition if now else "",
        current_sha256=(now.sha256 or "") if now else "",
        path=now.path if now else "",
    )


def _globs(tree: Tree) -> Iterator[GlobUse]:
    for section, *rest in _GLOBS:
        top = find(tree.root, (section,))
        lists: tuple[tuple[str, Node | None], ...] = (("", top),)
        if rest and isinstance(top, Listing):
            lists = tuple((_said(one, "format"), one.get(rest[0])) for one in top.items if isinstance(one, Mapping))
        for name, node in lists:
            for item in node.items if isinstance(node, Listing) else ():
                if isinstance(item, Scalar):
                    yield GlobUse(str(item.text), tree.place(item.mark), ".".join((section, *rest)), name)


def _said(entry: Mapping, key: str) -> str:
    value = entry.get(key)
    return str(value.text) if isinstance(value, Scalar) else ""
