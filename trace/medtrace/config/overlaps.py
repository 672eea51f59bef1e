"""Entries of a proposal that would read one file twice: every item would be its own duplicate."""

from collections.abc import Iterable
from dataclasses import replace

from medtrace.config.found import Found
from medtrace.config.survey import Ids
from medtrace.model.globs import matches

_LISTS = ("lists", "true")


def without_overlap(found: Iterable[Found]) -> tuple[Found, ...]:
    """The entries; where headings and points of a file hold ids of one family, the entry that reads both has it."""
    kept = list(found)
    pairs = [(at, twin) for at, one in enumerate(kept) for twin in kept if _is_twin(twin, one)]
    for at, twin in pairs:
        lists = kept[at]
        ids = Ids(lists.ids.head, tuple(sorted({*lists.ids.ids, *twin.ids.ids})))
        links = tuple(dict.fromkeys((*lists.links, *twin.links)))
        rest = replace(twin, ids=ids, paths=tuple(path for path in twin.paths if path not in lists.paths))
        if rest.paths and any(matches(path, rest.own_globs) for path in lists.paths):
            # The globs of many files would take those of the other entry again.
            rest, lists = replace(rest, paths=()), replace(lists, paths=tuple(sorted({*lists.paths, *twin.paths})))
        kept[at] = replace(lists, ids=ids, links=links)
        kept[kept.index(twin)] = rest
    return tuple(one for one in kept if one.paths)


def _is_twin(one: Found, lists: Found) -> bool:
    """Whether an entry reads headings of a file of which another reads the points too."""
    alike = (one.format, one.kind, one.ids.head) == (lists.format, lists.kind, lists.ids.head)
    return alike and _LISTS in lists.options and not one.options and bool({*one.paths} & {*lists.paths})
