"""A range compared: two snapshots, the changed paths between them and the commits on the way, as one change set."""

from dataclasses import replace

from medtrace.app.commit_sides import touched
from medtrace.app.former import former_names, former_notes, with_former
from medtrace.app.globs import glob_notes
from medtrace.app.house import CONFIG_NAME, config_text, open_house
from medtrace.app.ranges_not_read import ranges_not_read
from medtrace.app.reading import Library
from medtrace.config.nouns import Config
from medtrace.diff.attribute import trace_commits
from medtrace.diff.compare import Frame, Road, compare
from medtrace.diff.fence import fence_changes
from medtrace.errors import TraceError
from medtrace.model.change import ChangeSet
from medtrace.model.declared import Declared
from medtrace.model.globs import glob_pattern
from medtrace.model.history import FileChange
from medtrace.model.ids import Range, Revision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import ComponentMap
from medtrace.model.versions import NamingRule
from medtrace.words import Localized


def compare_range(library: Library, span: Range) -> ChangeSet:
    """The change set of a range, without the texts of files (rules that look into files ask for them apart).

    Raises:
        EvidenceError: where git cannot give a commit or tree of the range.
    """
    repository, config = library.repository, library.house.config
    compared = repository.changes(span.old.sha, span.new.sha)
    commits = repository.commits(span)
    earlier, notes = _earlier(library, compared.changes, span.old)
    traced = trace_commits(commits, config.citations, touched(earlier, commits, library.snapshot(span.new)))
    newer, newer_notes = _declared(library, span.new, config)
    older, older_notes = _declared(library, span.old, newer)
    fence = fence_changes(_fence(older), _fence(newer), CONFIG_NAME)
    ranges = ranges_not_read(commits, config.citations)
    problems = (*compared.problems, *_apart(span), *notes, *older_notes, *newer_notes, *fence, *ranges)
    components = _with_earlier(tuple(map(_beside_records, (config, newer, older))))
    environments = (older.project.environment, newer.project.environment)
    declared = (_said(older, is_own=older is not newer), _said(newer, is_own=newer is not config))
    frame = Frame(components, config.project.naming, *environments, declared)
    road = Road(compared.changes, traced, problems, repository.carried_over(span))
    return compare(span, (earlier.snapshot(span.old), library.snapshot(span.new)), road, frame)


def _earlier(
    library: Library, changes: tuple[FileChange, ...], older: Revision
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """The library for the older end, which reads renamed files under their older names, and what is told of it."""
    paths = tuple(entry.path for entry in library.repository.tree(older).entries)
    former = former_names(library.house, changes, paths)
    found = {one.new for one in former}
    followed = {
        use for use in library.house.config.globs if use.format and any(map(glob_pattern(use.glob).match, found))
    }
    globs = tuple(use for use in library.house.config.globs if use not in followed)
    return with_former(library, former), (*former_notes(library, former, older), *glob_notes(globs, paths, older))


def _beside_records(config: Config) -> ComponentMap:
    """The map of a configuration; records of people are never product."""
    records = f"{config.records_folder}/**"
    own = config.components
    return own if records in own.not_product else replace(own, not_product=(*own.not_product, records))


def _with_earlier(maps: tuple[ComponentMap, ...]) -> ComponentMap:
    """The first map, with each further one that differs as what held before: a tag once given still counts."""
    first, *others = dict.fromkeys(maps)
    return replace(first, earlier=_with_earlier(tuple(others))) if others else first


def _fence(config: Config) -> tuple[ComponentMap, NamingRule | None]:
    return config.components, config.project.naming


def _said(config: Config, *, is_own: bool) -> Declared:
    """What rules may compare of one end's configuration."""
    project = config.project
    return Declared(
        product=project.product,
        naming=project.naming,
        registrations=project.registrations,
        environment=project.environment,
        documents=project.controlled_documents,
        components=config.components,
        approvers=tuple((one.name, one.role, one.key) for one in config.approvers),
        profiles=config.profiles,
        template=project.documents.template,
        records=config.records_folder,
        path=CONFIG_NAME,
        is_own=is_own,
    )


def _declared(library: Library, end: Revision, otherwise: Config) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The configuration that a revision holds itself: environment and map belong to a version as its files do.

    A revision without one, or with one that cannot be read, is taken to declare `otherwise`.
    """
    if library.repository.tree(end).entry(CONFIG_NAME) is None:
        return otherwise, ()
    try:
        return _config_at(library, end), ()
    except TraceError as fault:
        note = Diagnostic(
            "configuration-unreadable",
            DiagnosticSeverity.NOTE,
            Localized(
                f"{end.name} 的配置无法读取，未比较其声明的运行环境和软件单元映射（{fault.message.zh}）",
                f"the configuration of {end.name} cannot be read, its environment and component map were not compared "
                f"({fault.message.en})",
            ),
            Location(CONFIG_NAME),
            identity=fault.message.en.replace(end.name, ""),
        )
        return otherwise, (note,)


def _config_at(library: Library, end: Revision) -> Config:
    """A configuration of its own, even where it is the text of the house: it is then not converted again."""
    house, templates = library.house, library.house.config.project.documents.template
    if house.path == CONFIG_NAME and not templates and config_text(library.repository, end) == house.text:
        return replace(house.config)
    return open_house(library.repository, end).config


def _apart(span: Range) -> tuple[Diagnostic, ...]:
    """Histories without a common ancestor are compared end to end, and that is said."""
    if span.merge_base:
        return ()
    return (
        Diagnostic(
            "no-common-ancestor",
            DiagnosticSeverity.WARNING,
            Localized(
                f"{span.old.name} 与 {span.new.name} 没有共同祖先：按两端文件比较，提交列出新端全部历史",
                f"{span.old.name} and {span.new.name} share no ancestor: "
                "trees are compared end to end, commits are the whole history of the newer end",
            ),
            identity="the ends share no ancestor",
        ),
    )
