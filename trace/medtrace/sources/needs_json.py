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

A file that is no JSON, is nested too deeply or holds too much is told (`json-unreadable`, `json-too-deep`,
`file-too-long`) and read up to there. Told are also a file without needs (`not-needs`), one whose `current_version` is
absent (`needs-version`; its last version is read), a need or field that is there twice (`key-repeated`; the last one
counts, as for every reader of JSON) and a need of `kinds` whose id does not fit (`item-without-id`).
Read the sources of the documentation (`sphinx-needs`) or its export, not both: every id would be there twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Location
from medtrace.model.snapshot import Blob
from medtrace.sources._columns import Columns
from medtrace.sources._json_nodes import Node, Value, read_json
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


@source("needs-json", options=Options, version=2)
def needs_json(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        yield from _file(setup, blob)


def _file(setup: Setup[Options], blob: Blob) -> Iterator[Parsed]:
    text, problems = text_of(blob)
    yield from problems
    root, found = read_json(text, blob.path)
    yield from found
    versions = _node(root, "versions")
    said = root.said("current_version") if root else ""
    current = said if said in versions else next(reversed(versions), "")
    version = _node(versions, current)
    if "needs" not in version:
        if not any(one.severity is DiagnosticSeverity.ERROR for one in found):
            zh, en = "不是 needs.json：没有版本或条目", "no needs.json: there are no versions or no needs in it"
            yield _problem("not-needs", DiagnosticSeverity.ERROR, Location(blob.path, 1), zh, en)
        return
    if said != current:
        zh, en = f"没有版本“{said[:40]}”，已读取最后一个", f"there is no version “{said[:40]}”; the last was read"
        yield _problem("needs-version", DiagnosticSeverity.WARNING, Location(blob.path, 1), zh, en)
    needs = _node(version, "needs")
    for identity, need in needs.items():
        if isinstance(need, Node):
            yield from _need(setup, identity, need, Location(blob.path, needs.line_of(identity)))


def _need(setup: Setup[Options], identity: str, need: Node, place: Location) -> Iterator[Parsed]:
    kind = kind_of(setup, setup.options, _text(need.get("type", "")))
    if not kind or need.get("is_external") == "true":
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
        Field(key, _text(value), Location(place.path, need.line_of(key)))
        for key, value in need.items()
        if key in wanted or not (key in _COMPUTED or key.endswith("_back"))
    )
    text = next((said for key in _TEXTS if (said := _text(need.get(key, "")))), "")
    found = Need(identity, _text(need.get("title", "")), text, fields, place)
    yield from need_item(setup, setup.options.columns, kind, found)


def _node(above: Node | None, key: str) -> Node:
    """The object under a key, an empty one where there is none."""
    found = above.get(key) if above else None
    return found if isinstance(found, Node) else Node(1)


def _text(value: Value) -> str:
    """A value as one text; a list with commas, nothing for an object."""
    match value:
        case str():
            return value
        case list():
            return ", ".join(part for part in map(_text, (one for one in value if not isinstance(one, list))) if part)
        case _:
            return ""


def _problem(code: str, severity: DiagnosticSeverity, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), place)
