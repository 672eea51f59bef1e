"""Says once for a source what each of its files would say again: a column that is not there, an encoding guessed."""

from collections.abc import Iterable
from dataclasses import replace

from medtrace.app.silent import Said
from medtrace.model.items import Diagnostic
from medtrace.sources._source import Parsed
from medtrace.words import Localized

_ONCE = frozenset({"column-missing", "encoding-guessed"})


def told_once(said: Iterable[Said]) -> list[Parsed]:
    """Everything that the readers made of their files, in order; of repeated words the first, with their number."""
    files = tuple(said)
    counted: dict[tuple[int, str, str], int] = {}
    for file in files:
        for one in file.found:
            if isinstance(one, Diagnostic) and one.code in _ONCE:
                counted[file.reader, one.code, one.about] = counted.get((file.reader, one.code, one.about), 0) + 1
    found: list[Parsed] = []
    for file in files:
        for one in file.found:
            if not isinstance(one, Diagnostic) or one.code not in _ONCE:
                found.append(one)
            elif count := counted.pop((file.reader, one.code, one.about), 0):
                found.append(_first_of(one, count) if count > 1 else one)
    return found


def _first_of(problem: Diagnostic, count: int) -> Diagnostic:
    words = problem.message
    thing = "table" if problem.code == "column-missing" else "file"
    more = f"1 more {thing}" if count == 2 else f"{count - 1} more {thing}s"  # noqa: PLR2004 - the first and one other
    return replace(problem, message=Localized(f"{words.zh}；另有 {count - 1} 处相同", f"{words.en}; so in {more}"))
