"""Items written as headings of a Markdown page.

    ## SRS-014 判读窗划分
    ### [REQ-1] Title
    ## **SRS-014**：标题
    ### 3.1.2 REQ-1 — Title

An id counts where it begins the heading, after a section number, brackets or emphasis. ATX (`#`) and Setext
(underlined) headings are read; those in code fences, HTML comments and front matter are not. The text of an item is
every line down to the next heading of the same or a higher level, or to the next item.

Labelled lines of the text are fields; they stay in the text, and those that `links` names become links:

    追溯：URS-003、URS-004
    - **Trace:** URS-003,
      URS-004

Options:
    levels: levels of heading that hold items; all six by default.
    fields: labels that are read as attributes; labels that `links` names for the kind are read anyway.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.items import Location, make_item
from medtrace.model.snapshot import Blob
from medtrace.sources._fields import attributes
from medtrace.sources._heading_ids import Identified, identified
from medtrace.sources._labels import Labelled, Labels, Line, label_links
from medtrace.sources._markdown import Heading, Page, headings, read_page, unclosed_problems
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of


@dataclass(frozen=True, slots=True)
class Options:
    """Levels that hold items, and labels of their fields."""

    levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    fields: tuple[str, ...] = ()


@source("markdown-headings", options=Options)
def markdown_headings(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items of each page in order."""
    links = (field for kind, field in setup.links if kind == setup.kind)
    labels = Labels.of((*setup.options.fields, *links))
    for blob in files.own:
        yield from _page(blob, setup, labels)


def _page(blob: Blob, setup: Setup[Options], labels: Labels) -> Iterator[Parsed]:
    text, problems = text_of(blob)
    yield from problems
    page = read_page(text)
    yield from unclosed_problems(page, blob.path)
    found = tuple(one for one in headings(page) if not one.tight or identified(setup.id, one.text))
    for index, heading in enumerate(found):
        own = _own(heading, setup)
        if own:
            stop = _stop(found, index, setup)
            end = found[stop].line - 1 if stop < len(found) else len(page.lines)
            yield from _item(page, own, _Section((heading, *found[index + 1 : stop]), end), setup, labels, blob.path)


@dataclass(frozen=True, slots=True)
class _Section:
    """The heading of an item with the headings below it, and the last line of its text."""

    headings: tuple[Heading, ...]
    end: int

    def parts(self) -> Iterator[tuple[Heading, int]]:
        """Each heading with the last line of its own text."""
        lasts = (*(heading.line - 1 for heading in self.headings[1:]), self.end)
        return zip(self.headings, lasts, strict=True)


def _own(heading: Heading, setup: Setup[Options]) -> Identified | None:
    return identified(setup.id, heading.text) if heading.level in setup.options.levels else None


def _stop(found: tuple[Heading, ...], index: int, setup: Setup[Options]) -> int:
    """Index of the heading that ends the text: same or higher level, or an item of this or another source."""
    level = found[index].level
    for later in range(index + 1, len(found)):
        heading = found[later]
        if heading.level <= level:
            return later
        mine = identified(setup.id, heading.text)
        if heading.level in setup.options.levels if mine else identified(setup.known, heading.text):
            return later
    return len(found)


def _item(
    page: Page, own: Identified, section: _Section, setup: Setup[Options], labels: Labels, path: str
) -> Iterator[Parsed]:
    top = section.headings[0]
    fields = tuple(_fields(page, section, labels))
    values: dict[str, list[str]] = {}
    for one in fields:
        values.setdefault(one.label, []).append(one.value)
    named = ((label, "\n".join(said)) for label, said in values.items())
    yield make_item(
        own.id,
        setup.kind,
        title=own.title,
        text="\n".join(page.lines[top.below - 1 : section.end]).strip(),
        location=Location(path, top.line),
        attributes=attributes(setup, setup.kind, named),
    )
    yield from label_links(setup, (own.id, setup.kind), fields, path)


def _fields(page: Page, section: _Section, labels: Labels) -> Iterator[Labelled]:
    for heading, last in section.parts():
        numbers = range(heading.below, last + 1)
        lines: list[Line] = [(one, page.lines[one - 1]) for one in numbers if not page.hidden[one - 1]]
        label = labels.heading(heading.text) if heading is not section.headings[0] else None
        if label is None:
            yield from labels.find(lines)
        else:
            yield Labelled(label, tuple((number, line.strip()) for number, line in lines if line.strip()))
