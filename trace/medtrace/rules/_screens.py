"""Changed files of a screen with the sides that differ: wording, looks, structure."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.project import Component
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Evidence
from medtrace.rules._deltas import Content, Delta, Unit, commits_of
from medtrace.syntax.facets import Facet, ScreenChange, is_look_file, screen_change
from medtrace.syntax.lines import hunks
from medtrace.syntax.string_tables import is_string_table, locale_of

MOST_REMEMBERED = 5_000
MOST_HUNKS = 10
LONGEST = 300
_TAKEN_APART: dict[tuple[str, str, str], ScreenChange | None] = {}


@dataclass(frozen=True, slots=True)
class Screen:
    """A changed file of a component and the sides of it that differ."""

    delta: Delta
    change: ScreenChange

    @property
    def is_table(self) -> bool:
        """Whether the file is a table of texts."""
        return is_string_table(self.delta.before or self.delta.after, self.delta.path)


def screens(unit: Unit) -> tuple[Screen, ...]:
    """Files of a component that differ in meaning and can be taken apart."""
    found = ((delta, screen_of(delta)) for delta in unit.deltas)
    return tuple(Screen(delta, change) for delta, change in found if change is not None)


def screen_of(delta: Delta) -> ScreenChange | None:
    """The sides of a changed file that differ; None where nothing differs, or it cannot be taken apart."""
    if delta.content is Content.MISSING or delta.sameness.is_same:
        return None
    if delta.content is Content.BINARY:
        return ScreenChange(frozenset({Facet.LOOKS})) if is_look_file(delta.path) else None
    key = (delta.file.change.old_blob, delta.file.change.new_blob, delta.path)
    if key not in _TAKEN_APART:
        if len(_TAKEN_APART) >= MOST_REMEMBERED:
            _TAKEN_APART.clear()
        _TAKEN_APART[key] = screen_change(delta.before, delta.after, delta.path)
    return _TAKEN_APART[key]


def is_only_words_or_looks(delta: Delta) -> bool:
    """Whether nothing of a file but words for people and looks differs; a table of texts holds nothing else."""
    change = screen_of(delta)
    return change is not None and (says_nothing(delta) or (bool(change.facets) and not change.is_structure))


def says_nothing(delta: Delta) -> bool:
    """Whether a file holds words or looks alone, whatever changed in it: a table of texts, a style sheet, a picture."""
    return is_look_file(delta.path) or is_string_table(delta.before or delta.after, delta.path)


def languages(end: Snapshot, component: Component) -> frozenset[str]:
    """Languages that files of a component name at one end, by path alone: unchanged texts are not read."""
    named = ((one.path, locale_of(one.path)) for one in end.files)
    return frozenset(language for path, language in named if language and component.owns(path))


def differing_lines(changes: ChangeSet, delta: Delta) -> Iterator[Evidence]:
    """The lines of a file that differ, each place with what stood there before."""
    commits = commits_of(changes, delta)
    found = hunks(delta.before, delta.after) if delta.content is Content.TEXT else ()
    for hunk in found[:MOST_HUNKS]:
        yield Evidence(delta.path, hunk.new_line, commits, short(hunk.before), short(hunk.after))
    if len(found) > MOST_HUNKS:
        yield Evidence(delta.path, found[MOST_HUNKS].new_line, commits, "", f"+ {len(found) - MOST_HUNKS}")
    if not found:
        yield Evidence(delta.path, 0, commits, delta.file.change.old_blob[:16], delta.file.change.new_blob[:16])


def short(text: str) -> str:
    """A text no longer than a cell of a table bears."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
