"""Needs as sphinx-needs exports them: `needs.json`, one item for each need of its current version.

    {"current_version": "1.0",
     "versions": {"1.0": {"needs": {
       "REQ_014": {"type": "req", "title": "Alarm on fibrillation", "status": "valid",
                   "content": "The alarm sounds within 10 s.", "links": ["NEED_003[version==1]"]}}}}}

The text is `content` (`description` in older files), in which the export keeps the needs inside it. Fields, links,
conditions and dynamic functions are those of `sphinx-needs`; lists of a field stand between commas. Fields that the
build computes (places, sections, numbers, how a need is shown, and the `…_back` of each link) are left out unless
`links:` or `columns` names them. Needs that belong to another project (`is_external`) are no items here; imported ones
(`is_import`) are.

Options:
    kinds: type of need → kind of item; needs of the other types are then left alone.
    columns: roles and the fields that hold them, such as `{harm: [failure_effect]}`.

A file that is no JSON, is nested too deeply or has no needs is told (`json-unreadable`, `not-needs`), as are a file
whose `current_version` is absent (`needs-version`; its last version is read), a need or field that is there twice
(`json-key-twice`; the last one counts, as for every reader of JSON) and a need of `kinds` whose id does not fit
(`item-without-id`). Read the sources of the documentation (`sphinx-needs`) or its export, not both: every id would be
there twice.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Location
from medtrace.model.snapshot import Blob
from medtrace.sources._columns import Columns
from medtrace.sources._json_keys import MAX_DEPTH, Key, read_outline
from medtrace.sources._needs import Field, Need, kind_of, need_item
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.words import Localized

_TEXTS = ("content", "description")
_COMPUTED = frozenset(
    {
        *("title", "full_title", "type", "type_name", "type_prefix", "type_color", "type_style", *_TEXTS),
        *("docname", "lineno", "lineno_content", "doctype", "section_name", "sections", "signature", "parent_need"),
        *("is_need", "is_part", "is_import", "is_external", "is_modified", "modifications", "external_url"),
        *("external_css", "parts", "arch", "target_id", "has_dead_links", "has_forbidden_dead_links"),
        *("constraints_passed", "constraints_results", "constraints_error", "content_node", "content_id"),
    }
)


@dataclass(frozen=True, slots=True)
class Options:
    """Which types of need are items, and which fields play a role."""

    kinds: tuple[tuple[str, ItemKind], ...] = ()
    columns: Columns = ()


@source("needs-json", options=Options)
def needs_json(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        yield from _file(setup, blob)


def _file(setup: Setup[Options], blob: Blob) -> Iterator[Parsed]:
    text, problems = text_of(blob)
    yield from problems
    outline = read_outline(text, levels=5)
    root = _root(text, outline.depth, blob.path)
    if isinstance(root, Diagnostic):
        yield root
        return
    versions = _mapping(root, "versions")
    said = _text(root.get("current_version"))
    current = said if said in versions else next(reversed(versions), "")
    if "needs" not in _mapping(versions, current):
        zh, en = "不是 needs.json：没有版本或条目", "no needs.json: there are no versions or no needs in it"
        yield _problem("not-needs", DiagnosticSeverity.ERROR, Location(blob.path, 1), zh, en)
        return
    if said != current:
        zh, en = f"没有版本“{said[:40]}”，已读取最后一个", f"there is no version “{said[:40]}”; the last was read"
        yield _problem("needs-version", DiagnosticSeverity.WARNING, Location(blob.path, 1), zh, en)
    above = ("versions", current, "needs")
    own = [key for key in outline.keys if key.path[:3] == above[: len(key.path)]]
    for key in own:
        yield from _twice(key, blob.path)
    places = _Places(blob.path, {key.path[3:]: key.line for key in own})
    for identity, need in _mapping(versions[current], "needs").items():
        if isinstance(need, dict):
            yield from _need(setup, identity, need, places)


def _root(text: str, depth: int, path: str) -> dict[str, Any] | Diagnostic:
    """The outermost object; numbers stay the text that was written."""
    if depth > MAX_DEPTH:
        zh, en = f"嵌套超过 {MAX_DEPTH} 层，文件未读取", f"nested deeper than {MAX_DEPTH} levels; the file was not read"
        return _problem("json-unreadable", DiagnosticSeverity.ERROR, Location(path, 1), zh, en)
    try:
        root = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, strict=False)
    except json.JSONDecodeError as fault:
        zh, en = f"不是有效的 JSON（{fault.msg}），文件未读取", f"no valid JSON ({fault.msg}); the file was not read"
        return _problem("json-unreadable", DiagnosticSeverity.ERROR, Location(path, fault.lineno, fault.colno), zh, en)
    return root if isinstance(root, dict) else {}


@dataclass(frozen=True, slots=True)
class _Places:
    """Lines of needs and of their fields."""

    path: str
    lines: Mapping[tuple[str, ...], int]

    def of(self, *names: str) -> Location:
        """The place of a need or of one of its fields."""
        return Location(self.path, self.lines.get(names) or self.lines.get(names[:1], 1))


def _need(setup: Setup[Options], name: str, need: dict[str, Any], places: _Places) -> Iterator[Parsed]:
    kind = kind_of(setup, setup.options, _text(need.get("type")))
    identity, place = _whole(name), places.of(name)
    if not kind or need.get("is_external") is True:
        return
    if not setup.id.fullmatch(identity):
        if setup.options.kinds and not setup.known.fullmatch(identity):
            zh = f"“{identity[:40]}”不符合该来源的编号规则，未读取"
            en = f"“{identity[:40]}” does not match the id pattern of this source; it was not read"
            yield _problem("item-without-id", DiagnosticSeverity.WARNING, place, zh, en)
        return
    wanted = {field for role, names in setup.options.columns for field in names}
    wanted |= {field for owner, field in setup.links if owner == kind}
    fields = tuple(
        Field(_whole(key), _text(value), places.of(name, key))
        for key, value in need.items()
        if key in wanted or not (key in _COMPUTED or key.endswith("_back"))
    )
    text = next((said for key in _TEXTS if (said := _text(need.get(key)))), "")
    found = Need(identity, _text(need.get("title")), text, fields, place)
    yield from need_item(setup, setup.options.columns, kind, found)


def _twice(key: Key, path: str) -> Iterator[Diagnostic]:
    if key.again:
        name = _whole(key.path[-1])[:40]
        zh, en = f"键“{name}”重复，以最后一处为准", f"key “{name}” is there twice; the last one counts"
        yield _problem("json-key-twice", DiagnosticSeverity.WARNING, Location(path, key.line), zh, en)


def _mapping(value: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    """A value as one text; a list with commas, nothing for an object."""
    match value:
        case str():
            return _whole(value)
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(part for part in map(_text, (one for one in value if not isinstance(one, list))) if part)
        case _:
            return ""


def _whole(text: str) -> str:
    """The text without halves of characters, which JSON can write and nothing else can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _problem(code: str, severity: DiagnosticSeverity, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), place)
