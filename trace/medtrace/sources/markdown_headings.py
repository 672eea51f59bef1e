"""Items written as headings of a Markdown page.

    ## SRS-014 判读窗划分
    ### [REQ-1] Title
    ## **SRS-014**：标题
    ### 3.1.2 REQ-1 — Title
    ## REQ-1 / REQ-2 Title

An id counts where it begins the heading, after a section number, brackets or emphasis. ATX (`#`) and Setext
(underlined) headings are read; those in code fences, HTML comments and front matter are not. The text of an item is
every line down to the next heading of the same or a higher level, or to the next item. Ids that stand beside each other
(`REQ-1 / REQ-2`, `REQ-1、REQ-2`) are an item each, with the same title and text, and are told
(`heading-with-several-ids`); of a range (`REQ-1 to REQ-9`) the first is one, and it is told.

Labelled lines of the text are fields; they stay in the text, and those that `links` names become links:

    追溯：URS-003、URS-004
    - **Trace:** URS-003,
      URS-004

With `lists: true` a point of a list that begins with an id is an item too, outside of the text of others; its text is
the rest of the point with what is indented below it:

    - **REQ-1**: text

What begins like an item elsewhere (a point without that option, a paragraph, an id in brackets at the end of a
heading) is not read; a note says where, unless an item of the revision bears the id (`item-not-read`).

Options:
    levels: levels of heading that hold items; all six by default.
    lists: whether points of lists hold items.
    fields: labels that are read as attributes; labels that `links` names for the kind are read anyway.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location, make_item
from medtrace.model.snapshot import Blob
from medtrace.sources._blank import told_blank
from medtrace.sources._fields import attributes
from medtrace.sources._heading_ids import Identified, identified, range_end
from medtrace.sources._labels import Labelled, Labels, Line, label_links
from medtrace.sources._listed import points, told_unread, unread
from medtrace.sources._markdown import Heading, Page, headings, read_page, unclosed_problems
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """Levels that hold items, labels of their fields, and whether points of lists are items."""

    levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    fields: tuple[str, ...] = ()
    lists: bool = False


@source("markdown-headings", options=Options, version=2)
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
    sections = tuple(_sections(page, found, setup))
    taken = {number for one in sections for number in range(one.headings[0].line, one.end + 1)}
    listed = tuple(points(page, setup.id, taken)) if setup.options.lists else ()
    whole = (*sections, *(_Section((), one.end, one.own, one.line) for one in listed))
    for section in whole:
        yield from _items(page, section, setup, labels, blob.path)
    others = tuple(one for one in found if one.line not in taken)
    defined = {name for one in whole for name in (one.own.id, *one.own.others)}
    lost = list(unread(page, setup.id, others, defined, taken))
    yield from told_unread(lost, blob.path, lists=setup.options.lists)


@dataclass(frozen=True, slots=True)
class _Section:
    """An item's heading with the headings below it, or no heading for a point of a list; and the last line of its text.

    `line` is where it begins.
    """

    headings: tuple[Heading, ...]
    end: int
    own: Identified
    line: int

    def parts(self) -> Iterator[tuple[Heading | None, int, int]]:
        """Each heading with the first and the last line of its own text."""
        if not self.headings:
            yield None, self.line + 1, self.end
        lasts = (*(heading.line - 1 for heading in self.headings[1:]), self.end)
        for heading, last in zip(self.headings, lasts, strict=False):
            yield heading, heading.below, last


def _sections(page: Page, found: tuple[Heading, ...], setup: Setup[Options]) -> Iterator[_Section]:
    """The headings that are items, each with its text."""
    for index, heading in enumerate(found):
        own = identified(setup.id, heading.text, several=True) if heading.level in setup.options.levels else None
        if own:
            stop = _stop(found, index, setup)
            end = found[stop].line - 1 if stop < len(found) else len(page.lines)
            yield _Section((heading, *found[index + 1 : stop]), end, own, heading.line)


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


def _items(page: Page, section: _Section, setup: Setup[Options], labels: Labels, path: str) -> Iterator[Parsed]:
    """The item, or one for each id that begins its heading."""
    own, place = section.own, Location(path, section.line)
    fields = tuple(_fields(page, section, labels))
    values: dict[str, list[str]] = {}
    for one in fields:
        values.setdefault(one.label, []).append(one.value)
    named = [(label, "\n".join(said)) for label, said in values.items()]
    for name in (own.id, *own.others):
        item = make_item(
            name,
            setup.kind,
            title=own.title,
            text=_text(page, section),
            location=place,
            attributes=attributes(setup, setup.kind, named),
        )
        yield item
        # A heading may well say all there is to say.
        yield from () if own.title else told_blank(item, "")
        yield from label_links(setup, (name, setup.kind), fields, path)
    yield from _told_several(own, setup, place)


def _text(page: Page, section: _Section) -> str:
    if section.headings:
        return "\n".join(page.lines[section.headings[0].below - 1 : section.end]).strip()
    return "\n".join((section.own.title, dedent("\n".join(page.lines[section.line : section.end])))).strip()


def _told_several(own: Identified, setup: Setup[Options], place: Location) -> Iterator[Diagnostic]:
    """Ids beside each other, and a range of which one id is read."""
    if own.others:
        names = (own.id, *own.others)
        words = Localized(
            f"一个标题有多个编号：{'、'.join(names)}，各作为一个条目，名称和正文相同；请分开书写",
            f"one heading has several ids: {', '.join(names)}: an item each, of the same title and text; part them",
        )
        yield Diagnostic("heading-with-several-ids", DiagnosticSeverity.WARNING, words, place)
    elif last := range_end(setup.id, own.title):
        words = Localized(
            f"标题写的是编号范围 {own.id} 至 {last}，只有 {own.id} 作为条目读取；请逐条书写",
            f"the heading names the range {own.id} to {last}; only {own.id} was read as an item; write each by itself",
        )
        yield Diagnostic("heading-with-several-ids", DiagnosticSeverity.WARNING, words, place)


def _fields(page: Page, section: _Section, labels: Labels) -> Iterator[Labelled]:
    for heading, first, last in section.parts():
        numbers = range(first, last + 1)
        lines: list[Line] = [(one, page.lines[one - 1]) for one in numbers if not page.hidden[one - 1]]
        below = heading is not None and heading is not section.headings[0]
        label = labels.heading(heading.text) if heading and below else None
        if label is None:
            yield from labels.find(lines)
        else:
            yield Labelled(label, tuple((number, line.strip()) for number, line in lines if line.strip()))
