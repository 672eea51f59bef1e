"""Sections in reading order, each with its depth, its anchor and the way its page lies."""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.document import Section

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A section where it stands; `level` is 1 at the top, `anchor` is unique in the document."""

    section: Section
    level: int
    anchor: str
    landscape: bool

    @property
    def depth(self) -> int:
        """The heading's level below the title, as HTML and Markdown count them: 2 to 6."""
        return min(self.level + 1, _DEEPEST)

    @property
    def headed(self) -> bool:
        """Whether the section has a heading at all."""
        return bool(self.section.heading.zh or self.section.heading.en)


def places(sections: tuple[Section, ...]) -> tuple[Place, ...]:
    """All sections, parents before their children."""
    walked = _walk(sections, 1, across=False)
    return tuple(Place(section, level, f"s{index}", across) for index, (section, level, across) in enumerate(walked, 1))


def _walk(sections: tuple[Section, ...], level: int, *, across: bool) -> Iterator[tuple[Section, int, bool]]:
    for section in sections:
        wide = across or section.landscape
        yield section, level, wide or _leads_to_landscape(section)
        yield from _walk(section.sections, level + 1, across=wide)


def _leads_to_landscape(section: Section) -> bool:
    """A heading with nothing but a landscape section below lies with it, so that no page holds a heading alone."""
    if section.blocks or not section.sections:
        return False
    first = section.sections[0]
    return first.landscape or _leads_to_landscape(first)
