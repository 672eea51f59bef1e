"""Everything that is said of the version naming rule at a revision: the rule, the tags, the modules, the papers.

The checks are those of the version model: types and fields (`graph/naming.py`), release tags (`graph/released.py`),
modules that are versioned apart, and whether the product technical requirements print the same rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.app.house import open_house
from medtrace.app.reading import Library
from medtrace.errors import EvidenceError, TraceError
from medtrace.graph.naming import naming_problems
from medtrace.graph.released import release_problems
from medtrace.model.ids import Revision, Sha
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.snapshot import Blob
from medtrace.model.versions import NamingRule, VersionField
from medtrace.sources._paper import paper_words
from medtrace.words import Localized

# The kinds of controlled documents that print the naming rule (G9 附录1).
_PRINTS_THE_RULE = frozenset({"ptr", "naming-rule"})


@dataclass(frozen=True, slots=True)
class Naming:
    """What was found: version by component for the modules that are versioned apart, and every problem."""

    modules: tuple[tuple[str, str], ...]
    problems: tuple[Diagnostic, ...]


def naming_at(library: Library, revision: Revision) -> Naming:
    """The rule of the configuration held against itself and against what the revision holds."""
    project, path = library.house.config.project, library.house.path
    problems = list(naming_problems(project.naming, path, ai=project.product.ai))
    modules: tuple[tuple[str, str], ...] = ()
    if project.naming:
        modules, unread = _modules(library, revision, project.naming)
        problems += [*_released(library, revision, project.naming), *unread]
        problems += _papers(library, revision, project.naming)
    return Naming(modules, tuple(problems))


def edited_since(library: Library, registered: Revision) -> tuple[Diagnostic, ...]:
    """A rule that is not the one of the registered version: it was filed with the dossier (check 10).

    A registered version that holds no configuration, or one that cannot be read, says nothing here.
    """
    try:
        then = open_house(library.repository, registered).config.project.naming
    except TraceError:
        return ()
    now = library.house.config.project.naming
    if then is None or now is None or (then.tags, then.fields) == (now.tags, now.fields):
        return ()
    changed = [
        name for name in dict.fromkeys((*then.field_names, *now.field_names)) if _field(then, name) != _field(now, name)
    ]
    words = Localized(
        f"软件版本命名规则与已注册版本 {registered.name} 的规则不同（{'、'.join(changed) or '标签格式'}）",
        f"the naming rule is not that of the registered version {registered.name} "
        f"({', '.join(changed) or 'pattern of tags'})",
    )
    return (Diagnostic("naming-rule-changed", DiagnosticSeverity.WARNING, words, Location(library.house.path)),)


def _field(naming: NamingRule, name: str) -> VersionField | None:
    return next((field for field in naming.fields if field.id == name), None)


def _released(library: Library, revision: Revision, naming: NamingRule) -> tuple[Diagnostic, ...]:
    repository, path = library.repository, library.house.path
    try:
        tags = repository.releases_between(None, revision.sha, lambda _: True)
    except EvidenceError:
        words = Localized(
            "克隆不含完整历史，未按命名规则核对发布标签", "the clone lacks history: release tags were not checked"
        )
        return (Diagnostic("naming-tags-not-checked", DiagnosticSeverity.NOTE, words, Location(path)),)
    shas = {tag.name: tag.sha for tag in tags}
    released = tuple(name for name in shas if naming.parse(name))
    others = tuple(name for name in shas if not naming.parse(name))
    kept = release_problems(
        naming, released, others, lambda old, new: repository.is_ancestor(shas[old], shas[new]), path
    )
    return (*kept, *_together(naming, {name: shas[name] for name in released}, path))


def _together(naming: NamingRule, shas: dict[str, Sha], path: str) -> Iterator[Diagnostic]:
    """Two versions on one commit: one of them is no step of its own, so what it stands for is not compared."""
    first: dict[Sha, str] = {}
    for name, sha in shas.items():
        kept = first.setdefault(sha, name)
        if _key(naming, kept) != _key(naming, name):
            words = Localized(
                f"发布标签 {kept} 和 {name} 指向同一提交 {sha[:10]}：按 {kept} 计为一个发布版本，{name} 不单独比较",
                f"the release tags {kept} and {name} stand on one commit {sha[:10]}: {kept} counts as the released "
                f"step, {name} is not compared by itself",
            )
            yield Diagnostic("naming-tags-together", DiagnosticSeverity.WARNING, words, Location(path))


def _key(naming: NamingRule, tag: str) -> tuple[int, ...]:
    version = naming.parse(tag)
    return version.key if version else ()


def _blob(library: Library, revision: Revision, path: str) -> Blob | None:
    entry = library.repository.tree(revision).entry(path)
    return library.repository.blobs([(entry.path, entry.id)])[0] if entry else None


def _modules(
    library: Library, revision: Revision, naming: NamingRule
) -> tuple[tuple[tuple[str, str], ...], tuple[Diagnostic, ...]]:
    found: list[tuple[str, str]] = []
    problems: list[Diagnostic] = []
    for module in naming.modules:
        blob = _blob(library, revision, module.file)
        version = module.version(blob.decode().text) if blob and blob.data is not None else ""
        if version:
            found.append((module.component, version))
        else:
            words = Localized(
                f"未能从 {module.file} 读取模块 {module.component} 的版本",
                f"the version of module {module.component} could not be read from {module.file}",
            )
            problems.append(
                Diagnostic("naming-module-unread", DiagnosticSeverity.WARNING, words, Location(library.house.path))
            )
    return tuple(found), tuple(problems)


def _papers(library: Library, revision: Revision, naming: NamingRule) -> Iterator[Diagnostic]:
    """Whether each paper that prints the rule states the meaning of every field in the words of the configuration."""
    for paper in library.house.config.project.controlled_documents:
        if paper.kind not in _PRINTS_THE_RULE or not paper.path:
            continue
        blob = _blob(library, revision, paper.path)
        words = paper_words(blob) if blob else None
        if words is None:
            told = Localized(
                f"无法读取《{paper.name.zh}》的文字，未核对其中的版本命名规则",
                f"the text of “{paper.name.en}” cannot be read: its naming rule was not compared",
            )
            yield Diagnostic("naming-paper-unread", DiagnosticSeverity.NOTE, told, Location(paper.path))
            continue
        missing = [
            field.id for field in naming.fields if field.meaning.zh and "".join(field.meaning.zh.split()) not in words
        ]
        if missing:
            told = Localized(
                f"《{paper.name.zh}》中没有与配置相同的字段含义：{'、'.join(missing)}",
                f"“{paper.name.en}” does not state the meaning of these fields as configured: {', '.join(missing)}",
            )
            yield Diagnostic("naming-paper-differs", DiagnosticSeverity.WARNING, told, Location(paper.path))
