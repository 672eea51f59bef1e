"""Adds to a link to nothing, or to an id that no source knows, where that seems to be defined without being read.

A forgotten folder is the usual reason for a link to nothing. Only those ids are looked for, by one question to
git over the text files of the revision; code is left out, for it cites.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from medtrace.app.house import House, Reader
from medtrace.app.meant_targets import UNREAD_TARGET, without_nearest
from medtrace.config.survey import CODE
from medtrace.expressions import expression
from medtrace.model.globs import matches
from medtrace.model.ids import whole_token
from medtrace.model.items import Diagnostic, Location
from medtrace.model.snapshot import Snapshot
from medtrace.words import Localized

_LOST = frozenset({"dangling-link", UNREAD_TARGET})
_MOST_IDS = 200
_BY_NAME = 3
# What stands before an id where a line defines it: the marks of a heading or cell, or a key that is called id.
_HEADING = expression(r"[ \t]*#{1,6}[ \t]+(?:\d[\d.]*[ \t]+)?[\[*`（(【]*")
_CELL = expression(r"[ \t]*\|[ \t]*[*`\[]*|[ \t]*[\"']?")
_KEY = expression(
    r"""(?ix)[ \t]*(?:-[ \t]+)?[@:<"']{0,2}
    (?:[\w.-]{0,20}[_.-])?(?:id|uid|identifier|itemid|number|编号|标识)["']?[ \t]*[:：=]{1,2}[ \t]*["']?"""
)
_DIRECTIVE = expression(r"[ \t]*\.\.[ \t]+[\w-]{1,40}::[ \t]+")
_EXCHANGED = expression(r'.{0,200}\bTHE-VALUE="')
_LISTED = expression(r"[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?[\[*`（(【]*")
_SAYS = expression(r"[\]*`）)】]*[ \t]*(?:[:：—–]|-[ \t])[ \t]*\S|[\]*`）)】]*[ \t]+\w")
_DATA = frozenset({".yml", ".yaml", ".json"})
_TABLES = frozenset({".csv", ".tsv"})

Lines = Callable[[Iterable[str]], Iterator[tuple[str, int, str]]]


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A line that seems to define an id; the lower the rank the surer. Line 0 is the file as a whole."""

    rank: int
    path: str
    line: int


def with_definitions(
    problems: Iterable[Diagnostic], house: House, snapshot: Snapshot, lines: Lines
) -> tuple[Diagnostic, ...]:
    """The problems; of the links to nothing those whose target stands in a file that no source reads, with its place.

    `lines` gives the lines of the revision that hold words: path, number, text.
    """
    found = tuple(problems)
    ids = list(dict.fromkeys(one.about for one in found if one.code in _LOST and one.about))[:_MOST_IDS]
    if not ids:
        return found
    places = _places(ids, house, snapshot, lines)
    return tuple(
        _told(one, house, places[one.about]) if one.code in _LOST and one.about in places else one for one in found
    )


def _places(ids: list[str], house: House, snapshot: Snapshot, lines: Lines) -> dict[str, _Place]:
    readers = [one for one in house.readers if not _links_only(one)]
    unread: dict[str, bool] = {}
    seen: dict[str, list[_Place]] = {}
    asked = frozenset(ids)
    for entry in snapshot.files:
        # Doorstop and others keep each item in a file of its name.
        name = PurePosixPath(entry.path).stem
        if name in asked and _is_unread(entry.path, readers, unread):
            seen.setdefault(name, []).append(_Place(_BY_NAME, entry.path, 0))
    patterns = {one: whole_token(re.escape(one)) for one in ids}
    for path, number, line in lines(ids):
        if path == house.path or not _is_unread(path, readers, unread):
            continue
        for name in (one for one in ids if one in line):
            rank = _rank(patterns[name], line, PurePosixPath(path).suffix.lower())
            if rank is not None:
                seen.setdefault(name, []).append(_Place(rank, path, number))
    return {name: min(places) for name, places in seen.items()}


def _links_only(reader: Reader) -> bool:
    """Whether a source makes no items from ids: it looks at any file."""
    return reader.source.own_ids and not reader.use.id_text


def _is_unread(path: str, readers: list[Reader], known: dict[str, bool]) -> bool:
    if path not in known:
        known[path] = PurePosixPath(path).suffix.lower() not in CODE and not any(one.reads(path) for one in readers)
    return known[path]


def _rank(pattern: re.Pattern[str], line: str, suffix: str) -> int | None:
    """How surely a line defines the id: 0 as a heading or under a key, 1 as a cell, 2 before its text; else None."""
    found = pattern.search(line)
    if found is None:
        return None
    start, end = found.span()
    if any(form.fullmatch(line, 0, start) for form in (_HEADING, _KEY, _DIRECTIVE, _EXCHANGED)):
        return 0
    if _CELL.fullmatch(line, 0, start) and (line.lstrip().startswith("|") or suffix in _TABLES):
        return 1
    listed = suffix not in _DATA and _LISTED.fullmatch(line, 0, start) and _SAYS.match(line, end)
    return 2 if listed else None


def _told(problem: Diagnostic, house: House, place: _Place) -> Diagnostic:
    where = Location(place.path, place.line)
    zh, en = _advice(problem.about, house, place.path)
    said = without_nearest(problem).message
    return replace(
        problem,
        message=Localized(
            f"{said.zh}；{where} 似有其定义，但没有来源读取该文件：{zh}",
            f"{said.en}; {where} seems to define it, but no source reads that file: {en}",
        ),
    )


def _advice(name: str, house: House, path: str) -> tuple[str, str]:
    """Which source would read the file, as the configuration stands."""
    fitting = [one for one in house.readers if one.use.id_text and one.setup.id.fullmatch(name)]
    for one in fitting:
        if matches(path, one.use.files):
            return (
                f"{one.use.place} 的来源 {one.use.format} 以 exclude 排除了它",
                f"the source {one.use.format} at {one.use.place} leaves it out by `exclude`",
            )
    ending = PurePosixPath(path).suffix.lower()
    alike = [one for one in fitting if any(glob.lower().endswith(ending) for glob in one.use.files)] if ending else []
    if alike:
        use = alike[0].use
        return (
            f"请核对后加入 {use.place} 的来源 {use.format} 的 files",
            f"add it to `files` of the source {use.format} at {use.place} if it belongs there",
        )
    return "请核对后在 sources 中为其增加来源", "add a source for it under `sources` if it belongs there"
