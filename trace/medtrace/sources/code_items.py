r"""Items in comments of code: the place that implements something is its specification.

    /**
     * Normalises an accession number; anything but the validated shape is refused.
     *
     * @itemId:SDD-021
     * @itemTitle:"Accession number in canonical form"
     * @itemFulfills:SRS-005, SRS-006
     */

A comment is a run of lines that begin with `//`, `#`, `--`, `%` or `;`, or what stands between `/*` and `*/` or the
two marks of a Python docstring. Its tags are `@key:value` or `@key value`, one a line, with or without quotes; a line
below without a tag goes on. It is an item when a tag of the role `id` matches the id pattern. Its text is the prose
above its tags; other tags are links where the configuration names them under `links`, else attributes.

Options:
    columns: roles with their tags: `id` (`itemId` by default), `title` (`itemTitle`), `text` and any attribute.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location, make_item
from medtrace.sources._columns import Columns
from medtrace.sources._fields import attributes, field_links
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._tokens import ids_of_cell
from medtrace.words import Localized

_LINE = expression(r"[ \t]*(?://[/!]?|#+!?|--|%+|;+)(?P<said>.*)")
_OPEN = expression(r"[ \t]*(?:[rRbBuU]{0,2}(?P<quotes>\"\"\"|''')|/\*[*!]?)")
_TAG = expression(r"@(?P<key>[^\W\d][\w-]*)(?:[ \t]*[:=][ \t]*|[ \t]+|$)(?P<value>.*)")
_QUOTED = expression(r"\"(.*)\"|'(.*)'|“(.*)”", re.DOTALL)
_USUAL: Columns = (("id", ("itemId",)), ("title", ("itemTitle",)))


@dataclass(frozen=True, slots=True)
class Options:
    """Roles and the tags that hold them."""

    columns: Columns = ()


@dataclass(slots=True)
class _Comment:
    """The lines of one comment without its marks, each with its number."""

    lines: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Tag:
    """One tag of a comment."""

    line: int
    key: str
    value: str


@source("code-items", options=Options)
def code_items(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """The items of each file with their links, in the order of the text."""
    for blob in files.own:
        if blob.is_binary:
            continue
        text, problems = text_of(blob)
        yield from problems
        for comment in _comments(text.split("\n")):
            yield from _item(setup, comment, blob.path)


def _comments(lines: list[str]) -> Iterator[_Comment]:
    """Runs of comment lines, and what stands between the two marks of a block."""
    run: list[tuple[int, str]] = []
    closing = ""
    for number, line in enumerate(lines, start=1):
        if closing:
            said, closed, _ = line.partition(closing)
            run.append((number, _inner(said)))
            if not closed:
                continue
        elif opened := _OPEN.match(line):
            yield from _ended(run)
            closing = opened["quotes"] or "*/"
            said, closed, _ = line[opened.end() :].partition(closing)
            run = [(number, said)]
            if not closed:
                continue
        elif found := _LINE.match(line):
            run.append((number, found["said"]))
            continue
        yield from _ended(run)
        run, closing = [], ""
    yield from _ended(run)


def _inner(line: str) -> str:
    """A line of a block without the star that many writers begin it with."""
    bare = line.lstrip()
    return bare[1:] if bare.startswith("*") else line


def _ended(run: list[tuple[int, str]]) -> Iterator[_Comment]:
    if any("@" in said for _, said in run):
        yield _Comment([(number, said.strip()) for number, said in run])


def _read(comment: _Comment) -> tuple[str, list[_Tag]]:
    """The prose above the first tag, and the tags; lines without one go on with the tag above until a blank one."""
    prose: list[str] = []
    tags: list[tuple[int, str, list[str]]] = []
    going = False
    for number, said in comment.lines:
        found = _TAG.match(said)
        if found:
            tags.append((number, found["key"], [found["value"]]))
        elif going and said:
            tags[-1][2].append(said)
        elif not tags:
            prose.append(said)
        going = bool(found) or (going and bool(said))
    return "\n".join(prose).strip(), [_Tag(number, key, " ".join(said).strip()) for number, key, said in tags]


def _item(setup: Setup[Options], comment: _Comment, path: str) -> Iterator[Parsed]:
    prose, tags = _read(comment)
    roles = {key: role for role, keys in (*_USUAL, *setup.options.columns) for key in keys}
    named = next((tag for tag in tags if roles.get(tag.key) == "id"), None)
    if named is None:
        return
    found = ids_of_cell(setup.id, _plain(named.value))
    place = Location(path, named.line)
    if len(found) != 1:
        if not setup.known.fullmatch(_plain(named.value)):
            yield _unfit(named, place)
        return
    said = {role: [_plain(tag.value) for tag in tags if roles.get(tag.key) == role] for role in ("title", "text")}
    rest = [(roles.get(tag.key, tag.key), _plain(tag.value)) for tag in tags]
    yield make_item(
        found[0],
        setup.kind,
        title="\n".join(said["title"]),
        text="\n".join(said["text"]) or prose,
        location=place,
        attributes=attributes(setup, setup.kind, [(n, v) for n, v in rest if n not in {"id", "title", "text"}]),
    )
    for tag in tags:
        yield from field_links(setup, (found[0], setup.kind), tag.key, tag.value, Location(path, tag.line))


def _plain(value: str) -> str:
    found = _QUOTED.fullmatch(value)
    return next((part for part in found.groups() if part is not None), value) if found else value


def _unfit(tag: _Tag, place: Location) -> Diagnostic:
    zh = f"“{tag.value[:40]}”不符合该来源的编号规则，该注释未读取"
    en = f"“{tag.value[:40]}” does not match the id pattern of this source; the comment was not read"
    return Diagnostic("item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en), place)
