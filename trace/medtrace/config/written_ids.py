"""Ids that stand where an item would begin, whatever the format; and tables whose rows only name ids of elsewhere.

What a proposal leaves of them is told by `trace init`: silence about a document would read as "there is nothing in it".
"""

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePosixPath

from medtrace.config.folders import is_fixture
from medtrace.config.grids import blanked_code
from medtrace.config.survey import ID, Survey, first_letters, has_kind, is_plausible
from medtrace.expressions import expression

_TOKEN = rf"{ID}(?:[.-]\d{{1,4}}){{0,3}}[a-z]?(?![A-Za-z0-9_-]|\.[A-Za-z0-9])"
_KEY = r"[\"']?(?:u?id|identifier|编号)[\"']?[ \t]*[:：][ \t]*[\"'\[]?"
_MARKS = r"[ \t>|*+#=.\d)(（【\[`~_\"'-]{0,60}"
_BEGINS = expression(rf"^{_MARKS}(?:{_KEY})?({_TOKEN})", re.MULTILINE)
_ENDS = expression(
    rf"^\#{{1,6}}[ \t][^\n]{{1,120}}?(?<![A-Za-z0-9_-])({_TOKEN})[\]）)】}}*`]{{0,4}}[ \t]*$", re.MULTILINE
)
_CELL = expression(rf"<td[^<>\n]{{0,80}}>[ \t]{{0,8}}({_TOKEN})[ \t]{{0,8}}</td>")
_OF_YAML = expression(rf"^[ \t]*(?:-[ \t]+)?(?:{_KEY}({_TOKEN})|({_TOKEN})[ \t]*:)", re.MULTILINE)
_NAMED = expression(rf"(?<![A-Za-z0-9_-]){_TOKEN}")
_PAGES = (".md", ".markdown", ".myst", ".rst", ".rest")
_TABLES = (".csv", ".tsv")
_READERS = {
    **dict.fromkeys(_PAGES, (_BEGINS, _ENDS, _CELL)),
    **dict.fromkeys(_TABLES, (_BEGINS,)),
    **dict.fromkeys((".yml", ".yaml"), (_OF_YAML,)),
}
_NO_DOCUMENT = expression(
    r"(?:^|/)(?:templates?|模板)/|(?:^|/)(?:change_?log|changes|history|news|releases?)\b", re.IGNORECASE
)
_SOME, _ROWS, _IDS = 2, 2, 3


@dataclass(frozen=True, slots=True)
class Written:
    """One id where an item would begin; `titled` where it closes a heading, which no figure or standard does."""

    path: str
    line: int
    id: str
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """A table whose rows name ids that stand elsewhere; `sheet` is empty but in a workbook."""

    path: str
    line: int
    sheet: str = ""

    @property
    def place(self) -> str:
        """Where a person finds it."""
        return f"{self.path} [{self.sheet}]" if self.sheet else f"{self.path}:{self.line}"


def may_hold_items(path: str) -> bool:
    """Whether a file is looked at for ids: no test, template or list of changes."""
    return not is_fixture(path) and not _NO_DOCUMENT.search(path)


def written_ids(survey: Survey, known: AbstractSet[str]) -> tuple[Written, ...]:
    """Ids of the samples that are not among the known ones: of their families, or twice of one that names a kind."""
    heads = {first_letters(one) for one in known}
    found = [
        one
        for path, text in survey.samples
        if may_hold_items(path)
        for one in _written(path, text)
        if one.id not in known and (first_letters(one.id) in heads or has_kind(one.id) or _is_title(one))
    ]
    of_head: dict[str, set[str]] = {}
    for one in found:
        of_head.setdefault(first_letters(one.id), set()).add(one.id)
    return tuple(one for one in found if (head := first_letters(one.id)) in heads or len(of_head[head]) >= _SOME)


def _is_title(one: Written) -> bool:
    return one.titled and is_plausible(one.id)


def _written(path: str, text: str) -> Iterator[Written]:
    suffix = PurePosixPath(path).suffix.lower()
    page = blanked_code(text) if suffix in _PAGES else text
    found = {
        match.start(number): (match.group(number), reader is _ENDS)
        for reader in _READERS.get(suffix, ())
        for match in reader.finditer(page)
        for number in range(1, reader.groups + 1)
        if match.group(number)
    }
    line = last = 0
    for start, (identity, titled) in sorted(found.items()):
        line, last = line + page.count("\n", last, start), start
        yield Written(path, line + 1, identity, titled)


def naming_tables(survey: Survey, known: AbstractSet[str], read: Collection[str] = ()) -> Iterator[Naming]:
    """Tables of pages, files and sheets in which most rows name known ids; none of a page or file that is `read`."""
    for path, text in survey.samples:
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in (*_PAGES, *_TABLES) and path not in read and may_hold_items(path):
            lines = enumerate(blanked_code(text).split("\n"), 1)
            rows = [(number, line) for number, line in lines if "|" in line or (line and suffix in _TABLES)]
            if line := _first_naming(((number, row) for number, row in rows if row.strip(" |:-\t>")), known):
                yield Naming(path, line)
    for sheet in survey.sheets:
        rows = [(number, " | ".join(row)) for number, row in enumerate(sheet.rows, 1)]
        if may_hold_items(sheet.path) and (line := _first_naming(rows, known)):
            yield Naming(sheet.path, line, sheet.name)


def _first_naming(rows: Iterable[tuple[int, str]], known: AbstractSet[str]) -> int:
    """The first row that names a known id, 0 where fewer than half of the rows do."""
    every = list(rows)
    named = [(number, ids) for number, row in every if (ids := known & set(_NAMED.findall(row)))]
    enough = len(named) >= _ROWS and 2 * len(named) >= len(every) and sum(len(ids) for _, ids in named) >= _IDS
    return named[0][0] if enough else 0
