"""Items kept as YAML: a list of mappings, a mapping from id to mapping, or one item per document or file.

    - id: SRS-014
      title: 心律失常报警
      text: 检出室颤后 10 s 内报警。
      satisfies: [URS-003]

Every value stays the text that was written. `columns` maps roles to keys (`id`, `title`, `text`, any attribute), and
`items: key.path` says where in the file the items stand. A file without an id of its own takes the id of its name
(`SRS-014.yml`). Other keys are attributes, or links where `links` names them.

Items of kind risk hold their controls as a list under `controls`; each is an item of kind risk-control with a link
`controls` to its risk. The option `controls` names another key (`controls: 控制措施`), or maps the roles of a control
to keys (`controls: {id: 编号, title: 措施}`, where `key` says under which key the list stands):

    - id: RISK-003
      hazard: 电极脱落
      situation: 未检出的停搏
      harm: 死亡
      severity_before: 灾难
      controls:
        - {id: RC-007, title: 导联脱落报警, kind: design, requirements: [SRS-020]}
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, Location, make_item
from medtrace.model.nothing import says_later, says_none
from medtrace.sources._columns import RISK_KINDS, Columns
from medtrace.sources._records import Record, item_of, record
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._tokens import ids_of_cell
from medtrace.sources._yaml import documents
from medtrace.sources._yaml_words import defect
from medtrace.words import Localized

CONTROLS = "controls"


@dataclass(frozen=True, slots=True)
class Options:
    """Roles and their keys; the path to the items; the key of a risk's controls, or the roles of a control."""

    columns: Columns = ()
    items: str = ""
    controls: str | Columns = CONTROLS

    @property
    def control_key(self) -> str:
        """The key under which a risk lists its controls."""
        named = self.controls if isinstance(self.controls, str) else next(iter(dict(self.controls).get("key", ())), "")
        return named or CONTROLS

    @property
    def control_columns(self) -> Columns:
        """The roles of a control and their keys."""
        given = () if isinstance(self.controls, str) else self.controls
        return tuple((role, keys) for role, keys in given if role != "key")


@source("yaml-items", options=Options)
def yaml_items(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        yield from problems
        for root in documents(text, blob.path):
            if isinstance(root, Diagnostic):
                yield root
            else:
                yield from _root(setup, root, PurePosixPath(blob.path).stem)


def _root(setup: Setup[Options], root: Node, stem: str) -> Iterator[Parsed]:
    node: Node | None = root
    for key in setup.options.items.split(".") if setup.options.items else ():
        node = node.get(key) if isinstance(node, Mapping) else None
    match node:
        case None:
            words = f"文件中没有键“{setup.options.items}”", f"the file has no key “{setup.options.items}”"
            yield defect("yaml-shape", root.location, *words)
        case Listing():
            for entry in node.items:
                yield from _entry(setup, entry, "")
        case Mapping():
            yield from _entry(setup, node, stem if node is root else "")
        case Scalar(text=text) if text:
            yield _shape(
                node.location, "应为条目的列表或键值对，得到文字", "expected a list or mapping of items, got text"
            )


def _entry(setup: Setup[Options], node: Node, stem: str) -> Iterator[Parsed]:
    """One item, or a mapping whose keys are ids."""
    if not isinstance(node, Mapping):
        if not (isinstance(node, Scalar) and not node.said):
            got = _got(node)
            yield _shape(
                node.location, f"应为条目（键值对），得到{got.zh}", f"expected an item (a mapping), got {got.en}"
            )
        return
    whole = _record(setup, node)
    said = whole.said("id")
    found = ids_of_cell(setup.id, said)
    if len(found) == 1:
        yield from _item(setup, found[0], whole)
    elif said:
        yield from _other_id(setup, said, node.location)
    elif any(setup.id.fullmatch(key.said) for key, _ in node.pairs) or not setup.id.fullmatch(stem):
        yield from _by_id(setup, node)
    else:
        yield from _item(setup, stem, whole)


def _record(setup: Setup[Options], node: Mapping) -> Record:
    skip = setup.options.control_key if setup.kind in RISK_KINDS else ""
    return record(setup, setup.kind, node, setup.options.columns, skip=skip)


def _by_id(setup: Setup[Options], node: Mapping) -> Iterator[Parsed]:
    """The values of a mapping whose keys are ids; keys that are none are told once."""
    others = []
    for key, value in node.pairs:
        if setup.id.fullmatch(key.said) and isinstance(value, Mapping):
            yield from _item(setup, key.said, _record(setup, replace(value, line=key.line, column=key.column)))
        elif setup.id.fullmatch(key.said):
            got = _got(value)
            zh, en = f"{key.said} 应为键值对，得到{got.zh}", f"{key.said} should be a mapping and is {got.en}"
            yield _shape(value.location, zh, en)
        elif not setup.known.fullmatch(key.said):
            others.append(key.said)
    if others and len(others) == len(node.pairs):
        zh, en = f"没有编号的条目：{'、'.join(others[:5])}", f"no id in this entry: {', '.join(others[:5])}"
        yield Diagnostic("item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en), node.location)


def _item(setup: Setup[Options], identity: str, whole: Record) -> Iterator[Parsed]:
    yield from item_of(setup, setup.kind, identity, whole)
    name = setup.options.control_key
    controls = whole.mapping.get(name) if setup.kind in RISK_KINDS and (setup.kind, name) not in setup.links else None
    if controls:
        entries = controls.items if isinstance(controls, Listing) else (controls,)
        for number, entry in enumerate(entries, 1):
            yield from _control(setup, identity, entry, number)


def _control(setup: Setup[Options], risk: str, node: Node, number: int) -> Iterator[Parsed]:
    """A control written out, named by its id, or told in words."""
    kind, place, word = ItemKind.RISK_CONTROL, node.location, (("word", setup.options.control_key),)
    match node:
        case Mapping():
            found = record(setup, kind, node, setup.options.control_columns)
            name = found.said("id") or f"{risk}/C{number}"
            yield from item_of(setup, kind, name, found)
            yield Link(name, LinkKind.CONTROLS, risk, place, word)
        case Scalar(text=text) if text and says_later(text):
            zh, en = f"{risk} 的控制措施为占位文字“{text}”", f"the control of {risk} is the placeholder “{text}”"
            yield Diagnostic("placeholder", DiagnosticSeverity.WARNING, Localized(zh, en), place)
        case Scalar(text=text) if text and not says_none(text):
            known = tuple(one.group() for one in setup.known.finditer(text))
            if not known:
                yield make_item(f"{risk}/C{number}", kind, title=text.partition("\n")[0], text=text, location=place)
            for name in known or (f"{risk}/C{number}",):
                yield Link(name, LinkKind.CONTROLS, risk, place, word)
        case Listing():
            yield _shape(
                place,
                f"{risk} 的控制措施应为键值对，得到列表",
                f"a control of {risk} should be a mapping and is a list",
            )


def _other_id(setup: Setup[Options], said: str, place: Location) -> Iterator[Diagnostic]:
    """An id that another source knows is left to it; any other is told."""
    if not setup.known.fullmatch(said):
        zh = f"“{said[:40]}”不符合该来源的编号规则，该条目未读取"
        en = f"“{said[:40]}” does not match the id pattern of this source; the item was not read"
        yield Diagnostic("item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en), place)


def _shape(place: Location, zh: str, en: str) -> Diagnostic:
    return defect("yaml-shape", place, zh, en)


def _got(node: Node) -> Localized:
    match node:
        case Scalar(text=text) if text:
            return Localized(f"“{text[:40]}”", f"“{text[:40]}”")
        case Scalar():
            return Localized("空值", "nothing")
        case Listing():
            return Localized("列表", "a list")
        case Mapping():
            return Localized("键值对", "a mapping")
