"""Says once for a source what each of its files would say again: a column that is not there, an encoding guessed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from medtrace.app.silent import Said
from medtrace.model.items import Diagnostic
from medtrace.sources._source import Parsed
from medtrace.sources._told import ids_not_read
from medtrace.words import Localized

_NOT_READ = "ids-not-read"
_ONCE = frozenset({"column-missing", "encoding-guessed"})


def told_once(said: Iterable[Said]) -> list[Parsed]:
    """Everything that the readers made of their files, in order; of repeated words the first, with their number."""
    files = tuple(said)
    counted: dict[tuple[int, str, str], int] = {}
    for file in files:
        for one in file.found:
            if isinstance(one, Diagnostic) and one.code in _ONCE:
                counted[file.reader, one.code, one.about] = counted.get((file.reader, one.code, one.about), 0) + 1
    found: list[Parsed] = list(_ids_not_read(files))
    for file in files:
        for one in file.found:
            if isinstance(one, Diagnostic) and one.code == _NOT_READ:
                continue
            if not isinstance(one, Diagnostic) or one.code not in _ONCE:
                found.append(one)
            elif count := counted.pop((file.reader, one.code, one.about), 0):
                found.append(_first_of(one, count) if count > 1 else one)
    return found


def _ids_not_read(files: Iterable[Said]) -> Iterator[Diagnostic]:
    """For each source the ids that its files name in a form that is not read, at the first of them."""
    by_reader: dict[int, list[Diagnostic]] = {}
    for file in files:
        told = [one for one in file.found if isinstance(one, Diagnostic) and one.code == _NOT_READ]
        by_reader.setdefault(file.reader, []).extend(told)
    for found in by_reader.values():
        place = found[0].location if found else None
        if place is not None:
            yield ids_not_read((word for one in found for word in one.about.split()), len(found), place)


def _first_of(problem: Diagnostic, count: int) -> Diagnostic:
    words = problem.message
    thing = "table" if problem.code == "column-missing" else "file"
    more = f"1 more {thing}" if count == 2 else f"{count - 1} more {thing}s"  # noqa: PLR2004 - the first and one other
    return replace(problem, message=Localized(f"{words.zh}；另有 {count - 1} 处相同", f"{words.en}; so in {more}"))
