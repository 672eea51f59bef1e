"""What commits of the range changed and the two ends do not show: made and undone, or moved on.

Only what was never released may be silent, and even that is listed (contracts: every released step counts).
"""

from collections.abc import Iterator

from medtrace.model.change import TracedCommit
from medtrace.model.history import FileChange
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import ComponentMap
from medtrace.words import Localized


def made_and_undone(
    files: tuple[FileChange, ...], commits: tuple[TracedCommit, ...], components: ComponentMap
) -> Iterator[Diagnostic]:
    """A note for each product file that commits touched and that is the same at both ends."""
    shown = {path for change in files for path in (change.path, change.before_path)}
    touched: dict[str, int] = {}
    for traced in commits:
        if not traced.commit.is_merge:
            for change in traced.commit.files:
                touched[change.path] = touched.get(change.path, 0) + 1
    for path in sorted(set(touched) - shown):
        if components.is_product(path):
            yield Diagnostic(
                "made-and-undone",
                DiagnosticSeverity.NOTE,
                Localized(
                    f"范围内有 {touched[path]} 次提交改动过该文件，首尾比较无变化（改动后又撤回）",
                    f"{touched[path]} commits of the range changed it, its two ends are the same: made and undone",
                ),
                Location(path),
            )
