"""Brings ids that Doorstop links name to the form of the file: to Doorstop `NEED1` and `need-001` are `NEED001`.

It compares prefix, apart from case and separator, and number. An id that names a file as it stands is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from medtrace.app.house import House
from medtrace.app.silent import Said
from medtrace.expressions import expression
from medtrace.model.ids import ItemId, natural_key
from medtrace.model.items import Link
from medtrace.model.snapshot import TreeEntry

_NUMBERED = expression(r"(?P<prefix>[\w.-]*\D)(?P<number>[0-9]{1,18})")


def with_same_numbers(house: House, said: Iterable[Said], entries: tuple[TreeEntry, ...]) -> Iterator[Said]:
    """What the readers said; links of those whose items are told by number name the files among `entries`."""
    numbered = {number for number, reader in enumerate(house.readers) if reader.source.by_number}
    files = _Files(house, numbered, entries)
    for one in said:
        found = (files.meant(part) if isinstance(part, Link) else part for part in one.found)
        yield replace(one, found=tuple(found)) if one.reader in numbered else one


@dataclass
class _Files:
    """The item files of the readers whose items are told by number."""

    house: House
    numbered: set[int]
    entries: tuple[TreeEntry, ...]

    @cached_property
    def _names(self) -> frozenset[ItemId]:
        readers = [self.house.readers[number] for number in self.numbered]
        return frozenset(PurePosixPath(one.path).stem for reader in readers for one in reader.own(self.entries))

    @cached_property
    def _by_form(self) -> dict[tuple[str, int], ItemId]:
        ordered = sorted(self._names, key=natural_key, reverse=True)
        return {form: name for name in ordered if (form := _form(name))}

    def meant(self, link: Link) -> Link:
        """The link between the items that it means; `written` keeps an id that was brought to another form."""
        ends = self._item(link.source), self._item(link.target)
        other = [end for end, now in zip((link.source, link.target), ends, strict=True) if end != now]
        if not other:
            return link
        said = (*link.attributes, ("written", other[0]))
        return replace(link, source=ends[0], target=ends[1], attributes=said)

    def _item(self, name: ItemId) -> ItemId:
        form = None if name in self._names else _form(name)
        return self._by_form.get(form, name) if form else name


def _form(name: ItemId) -> tuple[str, int] | None:
    """Prefix and number, as Doorstop compares them; None for an item with a name in its place (`REQ-login`)."""
    found = _NUMBERED.fullmatch(name)
    return (found["prefix"].rstrip("-_.").casefold(), int(found["number"])) if found else None
