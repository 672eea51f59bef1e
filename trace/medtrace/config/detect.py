"""Where a repository keeps its items: one detector for each source format, over sampled texts."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from medtrace.config.survey import CODE, ID, Ids, Survey, families, kind_of
from medtrace.config.trees import read_tree
from medtrace.config.ways import Value, plain
from medtrace.errors import ConfigError

Options: TypeAlias = tuple[tuple[str, object], ...]
_HEADING = re.compile(rf"^\#{{1,6}}[ \t]+(?:\d[\d.]*[ \t]+)?[\[*`（(【]*({ID})(?![\w-])", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n(.*?)\n---\s*$", re.MULTILINE | re.DOTALL)
_WHOLE = re.compile(ID)
_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")
_LABEL = re.compile(r"^[ \t>*-]*\**([^\W\d][^\n:：*|#`]{0,23}?)\**[:：]\**[ \t]*(.+)$", re.MULTILINE)
_ID_HEADERS = ("id", "编号", "标识", "no", "no.", "key", "uid", "ref")
_ROLES = (
    ("title", ("title", "name", "名称", "标题", "summary", "header")),
    ("text", ("text", "description", "内容", "描述", "requirement", "statement", "需求描述", "要求")),
    ("hazard", ("hazard", "危险源")),
    ("sequence", ("sequence", "事件序列")),
    ("situation", ("situation", "hazardous situation", "危险情况")),
    ("harm", ("harm", "伤害")),
)
_LINKS = (
    (
        "derives",
        ("追溯", "来源", "上级", "trace", "traces", "traces to", "derived from", "parent", "source", "upstream"),
    ),
    ("satisfies", ("满足", "satisfies", "satisfied by")),
    ("implements", ("实现", "实施", "implements")),
    ("verifies", ("验证", "verifies", "tests", "covers", "requirement", "requirements", "需求")),
    ("mitigates", ("控制", "缓解", "mitigates")),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Items of one family in one format, and the paths that hold them."""

    format: str
    ids: Ids
    kind: str
    paths: tuple[str, ...]
    options: Options = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """One id that one format showed, where, and with which options it is read."""

    id: str
    path: str
    options: Options


def detect(survey: Survey) -> tuple[Found, ...]:
    """Every kind of item that the samples show, requirements' documents first."""
    readers = (
        ("markdown-headings", (".md", ".markdown"), _headings),
        ("markdown-table", (".md", ".markdown"), _tables),
        ("front-matter", (".md", ".markdown"), _front_matter),
        ("csv-table", (".csv",), _rows),
        ("yaml-items", (".yml", ".yaml"), _yaml),
    )
    found: list[Found] = []
    for form, suffixes, reader in readers:
        seen = [
            _Seen(identity, path, options)
            for path, text in survey.samples
            if PurePosixPath(path).suffix.lower() in suffixes
            for identity, options in reader(text)
        ]
        # An id defined as a heading and listed in a table is one item: the first format keeps its family.
        heads = {one.ids.head for one in found}
        found += [one for one in _sorted_out(form, seen, survey) if one.ids.head not in heads]
    return tuple(found)


def _sorted_out(form: str, seen: list[_Seen], survey: Survey) -> Iterator[Found]:
    """One entry for each family, with the options under which most of its ids stand."""
    for family in families(one.id for one in seen):
        by_options: dict[Options, list[_Seen]] = {}
        for one in seen:
            if one.id in family.ids:
                by_options.setdefault(one.options, []).append(one)
        options, own = max(by_options.items(), key=lambda pair: (len({one.id for one in pair[1]}), _plainness(pair[0])))
        paths = tuple(sorted({one.path for one in own}))
        texts = tuple(text for path, text in survey.samples if path in paths)
        yield Found(form, family, kind_of(family.head, paths), paths, options, tuple(_fields(texts)))


def _plainness(options: Options) -> tuple[bool, str]:
    """A column that is called id holds the definitions where others only cite them."""
    columns = dict(options).get("columns", ())
    header = dict(columns).get("id", "") if isinstance(columns, tuple) else ""
    return str(header).casefold() in _ID_HEADERS, str(options)


def _headings(text: str) -> Iterator[tuple[str, Options]]:
    for found in _HEADING.finditer(_FENCE.sub("", text)):
        yield found.group(1), ()


def _tables(text: str) -> Iterator[tuple[str, Options]]:
    for table in re.split(r"\n\s*\n", _FENCE.sub("", text)):
        rows = [[cell.strip() for cell in found.group(1).split("|")] for found in _ROW.finditer(table)]
        if len(rows) > 2 and _RULE.fullmatch("|".join(rows[1])):  # noqa: PLR2004 - header, rule, one row
            yield from _table(rows[0], rows[2:])


def _rows(text: str) -> Iterator[tuple[str, Options]]:
    first = text.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(text.splitlines(), delimiter=sign) if any(row)]
    except csv.Error:
        return
    if len(rows) > 1:
        delimiter: Options = () if sign == "," else (("delimiter", {"\t": "tab"}.get(sign, sign)),)
        for one, options in _table([cell.strip() for cell in rows[0]], rows[1:]):
            yield one, (*options, *delimiter)


def _table(headers: list[str], rows: list[list[str]]) -> Iterator[tuple[str, Options]]:
    """Ids of the first column that is mostly ids, with the columns by their roles."""
    for index, header in enumerate(headers):
        cells = [row[index].strip(" *`[]") for row in rows if index < len(row) and row[index].strip()]
        ids = [cell for cell in cells if _WHOLE.fullmatch(cell)]
        enough = (
            len(ids) * 2 > len(cells) if header.casefold() in _ID_HEADERS else len(ids) == len(cells) and index == 0
        )
        if ids and enough and header and headers.count(header) == 1:
            roles = (
                ("id", header),
                *_roles([other for other in headers if other != header and headers.count(other) == 1]),
            )
            yield from ((one, (("columns", roles),)) for one in ids)
            return


def _roles(headers: list[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for role, words in _ROLES:
        header = next((one for one in headers if one.casefold() in words), None)
        if header:
            found.append((role, header))
    return tuple(found)


def _front_matter(text: str) -> Iterator[tuple[str, Options]]:
    front = _FRONT.match(text)
    value = _value(front.group(1)) if front else None
    if isinstance(value, dict) and isinstance(one := value.get("id"), str) and _WHOLE.fullmatch(one):
        yield one, ()


def _yaml(text: str) -> Iterator[tuple[str, Options]]:
    yield from _items(_value(text), ())


def _items(value: Value, path: tuple[str, ...]) -> Iterator[tuple[str, Options]]:
    """Ids of a list of mappings or of a mapping from id to mapping, at most two keys deep."""
    options: Options = (("items", ".".join(path)),) if path else ()
    if isinstance(value, list):
        for one in value:
            identity = one.get("id") if isinstance(one, dict) else None
            if isinstance(identity, str) and _WHOLE.fullmatch(identity):
                yield identity, options
    elif isinstance(value, dict):
        ids = [key for key, one in value.items() if _WHOLE.fullmatch(key) and isinstance(one, dict)]
        yield from ((key, options) for key in ids)
        if not ids and len(path) < 2:  # noqa: PLR2004 - deeper lists are not the items of a file
            for key, one in value.items():
                yield from _items(one, (*path, key)) if re.fullmatch(r"[\w-]+", key) else ()


def _value(text: str) -> Value:
    try:
        return plain(read_tree(text, path="sample").root)
    except ConfigError:
        return None


def _fields(texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Labels before ids that are words of a link, with the link kind that they mean."""
    seen = {
        found.group(1).strip() for text in texts for found in _LABEL.finditer(text) if _WHOLE.search(found.group(2))
    }
    headers = {cell.strip() for text in texts for cell in re.split(r"[|,;\t]", text.split("\n", 1)[0])}
    for label in sorted(seen | headers):
        kind = next((kind for kind, words in _LINKS if label.casefold() in words), "")
        if kind:
            yield label, kind


def citing_code(survey: Survey, known: re.Pattern[str]) -> tuple[str, ...]:
    """Sampled code that names an id."""
    return tuple(
        path for path, text in survey.samples if PurePosixPath(path).suffix.lower() in CODE and known.search(text)
    )


def junit_results(survey: Survey) -> tuple[str, ...]:
    """Sampled XML that holds test results."""
    return tuple(
        path for path, text in survey.samples if path.endswith(".xml") and re.search(r"<testsuites?[\s>]", text[:4000])
    )
