"""Where a repository keeps its items: one detector for each source format, over sampled texts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from medtrace.config.folders import escaped, is_fixture
from medtrace.config.found import Found, Options
from medtrace.config.headers import is_plain_id, link_of, names_id
from medtrace.config.layout import usable
from medtrace.config.overlaps import without_overlap
from medtrace.config.sampled import LISTS, NONE, READERS, Held
from medtrace.config.shown import shown_items
from medtrace.config.survey import ID, Ids, Survey, families, has_kind, kind_of
from medtrace.config.tabular import Controls, first_grid, table_ids
from medtrace.expressions import expression
from medtrace.model.items import ItemKind

_WHOLE = expression(ID)
_LABEL = expression(r"^[ \t>*-]*\**([^\W\d][^\n:：*|#`]{0,23}?)\**[:：]\**[ \t]*(.+)$", re.MULTILINE)
_BLOCK = expression(r"^[ \t-]{0,40}([^\W\d][\w-]{0,23}):[ \t]*\n[ \t]*-[ \t]+([^{}:\n]+)$", re.MULTILINE)
_TEMPLATES = expression(r"(?:^|/)(?:templates?|模板)/", re.IGNORECASE)
_DOCUMENTS = expression(r"(?:^|/)(?:docs?|documentation|req|spec|qms|dhf|risk|design|文档|需求|风险)", re.IGNORECASE)
_SOME = 2
_RISKS = frozenset({ItemKind.RISK.value, ItemKind.HAZARD.value, ItemKind.HAZARDOUS_SITUATION.value})
# Formats of pages and tables that may hold further items of a family.
_BESIDE = ("markdown-table", "csv-table", "xlsx-table", LISTS)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One id that one format showed, where, and with which options it is read."""

    id: str
    path: str
    options: Options
    named: bool
    links: tuple[str, ...] = ()
    held: Held = NONE


def detect(survey: Survey) -> tuple[Found, ...]:
    """Every kind of item that the samples show, requirements' documents first; tests and examples are left out."""
    found = list(shown_items(survey))
    shown = {one.ids.head for one in found}
    # A file of a format that holds one item a file is no table or list of others.
    whole = {path for one in found if one.folders for path in one.paths}
    by_form = {form: _seen(form, survey, whole) for form, _, _ in READERS} | {"xlsx-table": _workbooks(survey)}
    defined = {one.id for seen in by_form.values() for one in seen} | {name for one in found for name in one.ids.ids}
    for form, seen in by_form.items():
        # An id defined as a heading and listed in a table is one item: the first format keeps its family.
        own = _others(found, _sorted_out(form, seen, survey, defined))
        heads = {one.ids.head for one in found} - shown
        more = _sorted_out(form, _beside(found, seen), survey, defined) if form in _BESIDE else ()
        found += [*own, *(one for one in more if one.ids.head in heads)]
    return without_overlap(found)


def _beside(found: list[Found], seen: list[_Seen]) -> list[_Seen]:
    """What stands in files that define none of the ids of another format again.

    A file that names ids of headings in its rows cites, though it names others as well; but where in a
    file apart a column that is just called id stands beside words, and half of its ids are its own, an id of another
    file is a duplicate to be told.
    """
    known = {identity for one in found for identity in one.ids.ids}
    every = Counter(one.path for one in seen)
    again = Counter(one.path for one in seen if one.id in known)
    apart = again.keys() - {path for one in found for path in one.paths}
    defining = {one.path for one in seen if _defines(one.options) and 2 * again[one.path] <= every[one.path]} & apart
    citing = again.keys() - defining
    return [one for one in seen if one.path not in citing and _says_so(one.options)]


def _defines(options: Options) -> bool:
    """Whether rows have an id and words of their own."""
    columns = dict(options).get("columns", ())
    roles = dict(columns) if isinstance(columns, tuple) else {}
    return is_plain_id(_id_name(options)) and bool({"title", "text"} & roles.keys())


def _says_so(options: Options) -> bool:
    """Whether a place is written for ids: a column that is called so or has no name, a list of points."""
    name = _id_name(options)
    return names_id(name) or name.isdigit() or bool(dict(options).get("lists"))


def _seen(form: str, survey: Survey, whole: set[str]) -> list[_Seen]:
    """What one format shows in the files of its endings."""
    suffixes, reader = next((suffixes, reader) for name, suffixes, reader in READERS if name == form)
    return [
        _Seen(one, path, options, named, links, held)
        for path, text in survey.samples
        if PurePosixPath(path).suffix.lower() in suffixes and path not in whole and _is_own(path)
        for one, options, named, links, held in reader(text)
        if form != "csv-table" or _DOCUMENTS.search(path) or has_kind(one)
    ]


def _held(own: list[_Seen], kind: str, defined: set[str]) -> Held:
    """Controls that stand nowhere else are items in the rows of their risks; any others are linked to."""
    # All ids of one table share what it holds beside them.
    ids = {name for names in {id(one.held): one.held[1] for one in own}.values() for name in names}
    if kind not in _RISKS or defined & ids:
        return NONE
    return next((one.held[0] for one in own if one.held[0]), ()), tuple(sorted(ids))


def _is_own(path: str) -> bool:
    return not is_fixture(path) and not _TEMPLATES.search(path)


def _others(found: list[Found], more: Iterable[Found]) -> list[Found]:
    """Families that no other format holds already."""
    heads = {one.ids.head for one in found}
    known = {identity for one in found for identity in one.ids.ids}
    return [one for one in more if one.ids.head not in heads and 2 * len(known & set(one.ids.ids)) < len(one.ids.ids)]


def _workbooks(survey: Survey) -> list[_Seen]:
    """Ids in the sheets of workbooks, each below the first row that reads as a header."""
    return [
        _Seen(one, sheet.path, table.options, table.named, table.links, (table.controls, table.control_ids))
        for sheet in survey.sheets
        if _is_own(sheet.path)
        for table in table_ids(first_grid(sheet.rows))
        for one in table.ids
    ]


def _sorted_out(form: str, seen: list[_Seen], survey: Survey, defined: set[str]) -> Iterator[Found]:
    """Entries for each family: the options under which most of its ids stand, then others with ids of their own."""
    for family in _families(form, seen):
        by_options: dict[Options, list[_Seen]] = {}
        members = frozenset(family.ids)
        for one in seen:
            if one.id in members:
                by_options.setdefault(one.options, []).append(one)
        if form == "markdown-table":
            _join_bare(by_options)
        taken: set[str] = set()
        for options, own in sorted(by_options.items(), key=_weight, reverse=True):
            ids = {one.id for one in own}
            if ids & taken:
                continue
            taken |= ids
            yield _entry(form, family, (options, own), survey, defined)


def _families(form: str, seen: list[_Seen]) -> tuple[Ids, ...]:
    """The families of a format; where several pages have an id of a family each, it is the number of the document."""
    found = families((one.id for one in seen), {one.id for one in seen if one.named})
    single = [one for one in found if len(one.ids) == 1]
    numbers = single if form == "front-matter" and len(single) >= _SOME else []
    return tuple(one for one in found if one not in numbers)


def _join_bare(by_options: dict[Options, list[_Seen]]) -> None:
    """Rows without a header are read by the entry of tables with one, as that reads them too."""
    bare = [options for options in by_options if _id_name(options).isdigit()]
    headed = [pair for pair in by_options.items() if pair[0] not in bare]
    if headed:
        _, own = max(headed, key=_weight)
        for options in bare:
            own += by_options.pop(options)


def _id_name(options: Options) -> str:
    columns = dict(options).get("columns", ())
    return str(dict(columns).get("id", ("",))[0]) if isinstance(columns, tuple) and columns else ""


def _entry(form: str, family: Ids, read: tuple[Options, list[_Seen]], survey: Survey, defined: set[str]) -> Found:
    """One family under one set of options."""
    options, own = read
    paths = tuple(sorted({one.path for one in own}))
    kind = kind_of(family.head, paths)
    more = _parents(family.ids) if form == "csv-table" else ()
    columns, held = _held(own, kind, defined)
    links = _fields(form, own, survey, kind)
    return Found(
        "markdown-headings" if form == LISTS else form,
        family,
        kind,
        paths,
        (*_fitting(options, kind), *more, *((("controls", columns),) if columns else ())),
        tuple(one for one in links if one[0] not in dict(columns).get("id", ())),
        folders=_item_files(form, family.head, paths, own),
        controls=families(held),
    )


def _weight(pair: tuple[Options, list[_Seen]]) -> tuple[int, bool, str]:
    """A column that is called id holds the definitions where others only cite them."""
    return len({one.id for one in pair[1]}), is_plain_id(_id_name(pair[0])), str(pair[0])


def _fitting(options: Options, kind: str) -> Options:
    """Options without a text column for a risk: its text is every cell after the hazard."""
    if kind != ItemKind.RISK.value:
        return options
    return tuple(
        (key, _of_risk(value) if key == "columns" and isinstance(value, tuple) else value) for key, value in options
    )


def _of_risk(columns: Controls) -> Controls:
    """Without a header the first words name the risk."""
    named = any(role not in {"id", "text"} for role, _ in columns) or not columns[0][1][0].isdigit()
    found = ((role if role != "text" or named else "title", names) for role, names in columns)
    return tuple(pair for pair in found if pair[0] != "text")


def _item_files(form: str, head: str, paths: tuple[str, ...], own: list[_Seen]) -> tuple[str, ...]:
    """Globs of a format that holds one item a file; YAML of other use stands beside files named after their ids."""
    if form == "front-matter":
        return _folders(paths)
    apart = form == "yaml-items" and len(own) == len(paths) and not own[0].options
    if not apart or not all(PurePosixPath(path).name.startswith(head) for path in paths):
        return ()
    return tuple(re.sub(r"\*(?=\.\w+\Z)", f"{head}*", glob) for glob in _folders(paths))


def _folders(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Where each item is a file, the next one will stand beside them: their folders, if none holds but one."""
    counted = Counter((PurePosixPath(path).parent.as_posix(), PurePosixPath(path).suffix) for path in paths)
    if min(counted.values()) < _SOME or not all(map(usable, paths)):
        return ()
    return tuple(sorted(f"{escaped(folder)}/*{ending}".removeprefix("./") for folder, ending in counted))


def _parents(ids: tuple[str, ...]) -> Options:
    """Whether dotted ids stand below each other: most of those that `SRS-4.2` names as its parent are there."""
    dotted = [one for one in ids if "." in one]
    there = frozenset(ids)
    below = sum(one.rpartition(".")[0] in there for one in dotted)
    return (("parent", "dotted"),) if dotted and below * 2 >= len(dotted) else ()


def _fields(form: str, own: list[_Seen], survey: Survey, kind: str) -> Iterator[tuple[str, str, bool]]:
    """Labels or columns that name other items, with the link kind that they mean and whether it is read backwards."""
    labels = {label for one in own for label in one.links}
    signs = (_LABEL, _BLOCK) if form == "yaml-items" else (_LABEL,)
    if not form.endswith("-table"):
        paths = {one.path for one in own}
        labels |= {
            found.group(1).strip()
            for path, text in survey.samples
            if path in paths
            for sign in signs
            for found in sign.finditer(text)
            if _WHOLE.search(found.group(2))
        }
    for label in sorted(labels):
        if meant := link_of(label):
            # What a risk names as its control is what mitigates it.
            backwards = meant[1] or (meant[0] == "mitigates" and kind == ItemKind.RISK.value)
            yield label, meant[0], backwards
