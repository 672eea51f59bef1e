"""A range compared: two snapshots, the changed paths between them and the commits on the way, as one change set."""

from medtrace.app.house import CONFIG_NAME, open_house
from medtrace.app.reading import Library
from medtrace.diff.attribute import trace_commits
from medtrace.diff.compare import Frame, Road, compare
from medtrace.errors import ConfigError
from medtrace.model.change import ChangeSet
from medtrace.model.ids import Range, Revision
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import EnvironmentItem
from medtrace.words import Localized


def compare_range(library: Library, span: Range) -> ChangeSet:
    """The change set of a range, without the texts of files (rules that look into files ask for them apart).

    Raises:
        EvidenceError: where git cannot give a commit or tree of the range.
    """
    repository, config = library.repository, library.house.config
    compared = repository.changes(span.old.sha, span.new.sha)
    commits = repository.commits(span)
    traced = trace_commits(commits, config.citations, library.touched(commits))
    after, newer_notes = _environment(library, span.new, config.project.environment)
    before, older_notes = _environment(library, span.old, after)
    road = Road(compared.changes, traced, (*compared.problems, *_apart(span), *older_notes, *newer_notes))
    frame = Frame(config.components, config.project.naming, before, after)
    return compare(span, (library.snapshot(span.old), library.snapshot(span.new)), road, frame)


def _environment(
    library: Library, end: Revision, otherwise: tuple[EnvironmentItem, ...]
) -> tuple[tuple[EnvironmentItem, ...], tuple[Diagnostic, ...]]:
    """What a revision's own configuration declares: the environment belongs to a version as its files do.

    A revision without a configuration, or with one that cannot be read, is taken to declare `otherwise`.
    """
    if library.repository.tree(end).entry(CONFIG_NAME) is None:
        return otherwise, ()
    try:
        return open_house(library.repository, end).config.project.environment, ()
    except ConfigError as fault:
        note = Diagnostic(
            "configuration-unreadable",
            DiagnosticSeverity.NOTE,
            Localized(
                f"{end.name} 的配置无法读取，未比较其声明的运行环境（{fault.message.zh}）",
                f"the configuration of {end.name} cannot be read, its declared environment was not compared "
                f"({fault.message.en})",
            ),
            Location(CONFIG_NAME),
        )
        return otherwise, (note,)


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
        ),
    )
