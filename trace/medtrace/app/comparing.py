"""A range compared: two snapshots, the changed paths between them and the commits on the way, as one change set."""

from medtrace.app.house import CONFIG_NAME, open_house
from medtrace.app.reading import Library
from medtrace.diff.attribute import trace_commits
from medtrace.diff.compare import Frame, Road, compare
from medtrace.errors import ConfigError
from medtrace.model.change import ChangeSet
from medtrace.model.ids import Range
from medtrace.model.items import Diagnostic, DiagnosticSeverity
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
    environment, problems = _environment(library, span)
    road = Road(compared.changes, traced, (*compared.problems, *_apart(span), *problems))
    frame = Frame(config.components, config.project.naming, environment, config.project.environment)
    return compare(span, (library.snapshot(span.old), library.snapshot(span.new)), road, frame)


def _environment(library: Library, span: Range) -> tuple[tuple[EnvironmentItem, ...], tuple[Diagnostic, ...]]:
    """What the older end declared; where its configuration cannot be read, what the newer one declares."""
    declared = library.house.config.project.environment
    if library.repository.tree(span.old).entry(CONFIG_NAME) is None:
        return declared, ()
    try:
        return open_house(library.repository, span.old).config.project.environment, ()
    except ConfigError as fault:
        note = Diagnostic(
            "older-configuration-unreadable",
            DiagnosticSeverity.NOTE,
            Localized(
                f"{span.old.name} 的配置无法读取，两端均按 {span.new.name} 的配置比较",
                f"the configuration of {span.old.name} cannot be read ({fault.message.en}); "
                f"both ends are compared under that of {span.new.name}",
            ),
        )
        return declared, (note,)


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
