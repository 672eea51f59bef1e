"""The ids that each format shows in the text of one file, with the options under which they are read."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from medtrace.config.found import Options
from medtrace.config.grids import file_grid, page_grids
from medtrace.config.keyed import front_matter_ids, yaml_ids
from medtrace.config.outlined import heading_ids, listed_ids
from medtrace.config.tabular import Controls, Grid, table_ids

Held: TypeAlias = tuple[Controls, tuple[str, ...]]
"""Columns of the risk controls in the rows of their risks, and the ids of these."""
NONE: Held = ((), ())
Rows: TypeAlias = Iterator[tuple[str, Options, bool, tuple[str, ...], Held]]
"""Ids, options under which they are read, whether their place is called id, columns that name items, controls."""
LISTS = "lists"


def _headings(text: str) -> Rows:
    yield from ((one, (), False, (), NONE) for one in heading_ids(text))


def _lists(text: str) -> Rows:
    yield from ((one, (("lists", "true"),), False, (), NONE) for one in listed_ids(text))


def _tables(text: str) -> Rows:
    yield from _from_tables(page_grids(text), ())


def _rows(text: str) -> Rows:
    sign, grids = file_grid(text)
    delimiter: Options = () if sign == "," else (("delimiter", {"\t": "tab"}.get(sign, sign)),)
    yield from _from_tables(grids, delimiter)


def _from_tables(grids: Iterable[Grid], more: Options) -> Rows:
    for table in table_ids(grids):
        held = (table.controls, table.control_ids)
        yield from ((one, (*table.options, *more), table.named, table.links, held) for one in table.ids)


def _front_matter(text: str) -> Rows:
    yield from ((one, options, True, (), NONE) for one, options in front_matter_ids(text))


def _yaml(text: str) -> Rows:
    yield from ((one, options, False, (), NONE) for one, options in yaml_ids(text))


READERS = (
    ("markdown-headings", (".md", ".markdown"), _headings),
    ("markdown-table", (".md", ".markdown"), _tables),
    ("front-matter", (".md", ".markdown"), _front_matter),
    ("csv-table", (".csv", ".tsv"), _rows),
    ("yaml-items", (".yml", ".yaml"), _yaml),
    (LISTS, (".md", ".markdown"), _lists),
)
