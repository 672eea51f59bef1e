"""What a first look found: items of one format with their ids, kinds, places and links."""

from dataclasses import dataclass
from typing import TypeAlias

from medtrace.config.layout import globs_for
from medtrace.config.survey import Ids

Options: TypeAlias = tuple[tuple[str, object], ...]
FieldLinks: TypeAlias = tuple[tuple[str, str, bool], ...]
"""Fields, the kinds of link that they mean, and whether they are read backwards."""


@dataclass(frozen=True, slots=True)
class Found:
    """Items of one family in one format, and the paths that hold them.

    `folders` are globs where the paths themselves would match too much, `code` further files of another ending,
    `by_kind` the links of formats whose items are of several kinds, `left_alone` type words that are no items,
    `controls` ids of risk controls that stand in the rows of their risks.
    """

    format: str
    ids: Ids
    kind: str
    paths: tuple[str, ...]
    options: Options = ()
    links: FieldLinks = ()
    folders: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    by_kind: tuple[tuple[str, FieldLinks], ...] = ()
    left_alone: tuple[str, ...] = ()
    controls: tuple[Ids, ...] = ()

    @property
    def expressions(self) -> tuple[str, ...]:
        """Patterns of the ids, with those of the risk controls that stand in the same rows."""
        return tuple(one.expression for one in (self.ids, *self.controls) if one.expression)

    @property
    def own_globs(self) -> tuple[str, ...]:
        """A few globs that match every path that holds items."""
        return self.folders or globs_for(self.paths)
