"""What a first look leaves: ids that no source of the proposal reads, tables of known ids, and files it cannot open.

The proposal itself is asked: the files in question are read by its own sources, and what they read is not told.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath

from medtrace.app.house import CONFIG_NAME, House
from medtrace.app.reading import Library, is_pointer
from medtrace.config.found import Found
from medtrace.config.nouns import Config
from medtrace.config.survey import Survey, first_letters
from medtrace.config.written_ids import Written, may_hold_items, naming_tables, written_ids
from medtrace.gitio.repository import Repository
from medtrace.model.ids import Revision
from medtrace.model.snapshot import Blob
from medtrace.words import Localized

MOST_GROUPS = 5
_PLACES = 3
# Documents of offices that no source reads.
_CLOSED = frozenset({".doc", ".docx", ".docm", ".xls", ".ods", ".odt", ".wps", ".et"})
_BOOKS, _EXCHANGE = frozenset({".xlsx", ".xlsm"}), frozenset({".reqif", ".reqifz"})
_DOCUMENTS = _BOOKS | _EXCHANGE | {".md", ".markdown", ".rst", ".csv", ".tsv", ".sdoc", ".trlc", ".yaml", ".yml"}

# In Chinese after a number; in English for one file and for many, and the rest of the sentence.
_WHY = {
    "closed": (
        "份办公文档没有来源可读，请另存为 .xlsx、.csv 或 Markdown",
        "office document is",
        "office documents are",
        "of a format that no source reads; save as .xlsx, .csv or Markdown",
    ),
    "pointer": (
        "个文件只是 Git LFS 指针，内容不在库内",
        "file is only a pointer",
        "files are only pointers",
        "of Git LFS, the content is not here",
    ),
    "broken": (
        "个文件无法打开或其中没有条目",
        "file",
        "files",
        "could not be opened, or nothing in it reads as an item",
    ),
    "large": ("个文件过大或缺失，未查看", "file was", "files were", "not looked into, being too large or absent"),
}


def left_over(
    repository: Repository,
    head: Revision,
    proposed: tuple[Config, tuple[Found, ...]],
    seen: tuple[Survey, tuple[Blob, ...]],
) -> tuple[Localized, ...]:
    """A line for each group of what was not understood: the first `MOST_GROUPS`, then how many more there are."""
    config, found = proposed
    survey, blobs = seen
    known = {name for one in found for name in one.ids.ids} | {
        name for one in found for ids in one.controls for name in ids.ids
    }
    holding = {path for one in found for path in one.paths}
    written, tables = written_ids(survey, known), tuple(naming_tables(survey, known, holding))
    asked = frozenset(one.path for one in written) | {one.path for one in tables}
    read = Library(repository, House(config, "", CONFIG_NAME)).part(head, asked).items if asked else ()
    there = {one.id for one in read}
    held = {(one.location.path, one.attribute("sheet")) for one in read} | {(one.location.path, "") for one in read}
    lines = (
        *_ids(one for one in written if one.id not in there),
        *_tables([one.place for one in tables if (one.path, one.sheet) not in held]),
        *_files(survey, blobs),
    )
    rest = len(lines) - MOST_GROUPS
    more = Localized(f"另有 {rest} 组未列出", f"{rest} more such groups are not listed")
    return (*lines[:MOST_GROUPS], *((more,) if rest > 0 else ()))


def _ids(written: Iterable[Written]) -> Iterator[Localized]:
    """One line for each family of ids, the largest first."""
    by_head: dict[str, list[Written]] = {}
    for one in written:
        by_head.setdefault(first_letters(one.id), []).append(one)
    for _, own in sorted(by_head.items(), key=lambda pair: (-len({one.id for one in pair[1]}), pair[0])):
        first = {one.path: one for one in reversed(own)}
        files, count = len(first), len({one.id for one in own})
        shown = own if files == 1 else sorted(first.values(), key=lambda one: one.path)
        places = _places([f"{one.path}:{one.line}" for one in shown])
        yield Localized(
            f"{files} 个文件含有 {own[0].id} 等 {count} 个编号，没有来源读取：{places}；"
            "读取方式在 trace.yaml 的 sources 中写明",
            f"{_count(files, 'file holds', 'files hold')} {_count(count, 'id', 'ids')} like {own[0].id} and no source "
            f"reads {'it' if files == 1 else 'them'}: {places}; `sources` of trace.yaml says how to read them",
        )


def _tables(tables: list[str]) -> Iterator[Localized]:
    if tables:
        count, places = len(tables), _places(tables)
        they = "it" if count == 1 else "them"
        yield Localized(
            f"{count} 个表格按行列出已知编号（如追溯矩阵），没有来源读取，其中的追溯关系未读入：{places}",
            f"{_count(count, 'table names', 'tables name')} known ids row by row, as a traceability matrix does, and "
            f"no source reads {they}; what the rows tie is not read: {places}",
        )


def _files(survey: Survey, blobs: Iterable[Blob]) -> Iterator[Localized]:
    """Files that were not looked into, or in which the reader of their format found nothing."""
    full = {one.path for one in survey.shown} | {one.path for one in survey.sheets}
    named: dict[str, list[str]] = {why: [] for why in _WHY}
    named["closed"] += (path for path in survey.paths if _ending(path) in _CLOSED and may_hold_items(path))
    for blob in blobs:
        if why := _why_unread(blob, full):
            named[why].append(blob.path)
    for why, paths in named.items():
        if paths:
            count, places = len(paths), _places(sorted(paths))
            zh, one, many, rest = _WHY[why]
            yield Localized(f"{count} {zh}：{places}", f"{_count(count, one, many)} {rest}: {places}")


def _why_unread(blob: Blob, full: Collection[str]) -> str:
    """Why a document was not looked into, empty where it was; `full` are paths in which something was found."""
    ending = _ending(blob.path)
    if ending not in _DOCUMENTS or not may_hold_items(blob.path):
        return ""
    if blob.data is None:
        return "large"
    if is_pointer(blob):
        return "pointer"
    return "broken" if ending in _BOOKS | _EXCHANGE and blob.path not in full else ""


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _places(places: Iterable[str]) -> str:
    """The first places, without signs that an editor hides."""
    every = list(places)
    shown = ("".join(sign if sign.isprintable() else "?" for sign in one) for one in every[:_PLACES])
    return ", ".join(chain(shown, ["…"] if len(every) > _PLACES else []))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
