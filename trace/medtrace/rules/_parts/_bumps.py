"""Which commits of a range moved the version of a component."""

import re

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.history import Commit
from medtrace.rules._build_files import is_build_file
from medtrace.rules._parts._compare import PartChange
from medtrace.rules._parts._part import is_showing
from medtrace.rules._platform._readers import is_test, is_vendored
from medtrace.syntax.languages import language_of

_MOVES = expression(r"\b(?:bump|upgrade|update|migrate|switch|move)\w*\b|升级|更新|迁移", re.IGNORECASE)


def bumps(one: PartChange, changes: ChangeSet) -> tuple[Commit, ...]:
    """Commits that moved a component, oldest first: the only one that touched its files, else those that name it."""
    paths = {place.path for place in (*one.places, *one.was)}
    shas = set(changes.commits_touching(*sorted(paths)))
    touching = tuple(traced.commit for traced in reversed(changes.commits) if traced.commit.sha in shas)
    if len(touching) == 1:
        return touching
    return tuple(
        commit
        for commit in touching
        if one.name.casefold() in message(commit).casefold() and _MOVES.search(message(commit))
    )


def message(commit: Commit) -> str:
    """Subject and body of a commit."""
    return f"{commit.subject}\n{commit.body}"


def adapted(commit: Commit, changes: ChangeSet) -> tuple[str, ...]:
    """Source files of the product that a commit changed beside its manifests, sorted."""
    return tuple(sorted({file.path for file in commit.files if _is_source(file.path, changes)}))


def _is_source(path: str, changes: ChangeSet) -> bool:
    language = language_of(path)
    code = language is not None and language.family in {"python", "braces"} and language.name != "style"
    aside = is_test(path) or is_vendored(path) or is_showing(path)
    return code and not is_build_file(path) and not aside and changes.components.is_product(path)
