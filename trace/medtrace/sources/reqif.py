"""Items as ReqIF 1.0 to 1.2: `.reqif`, and `.reqifz` with one or several of them, as DOORS, Polarion and others write.

    <SPEC-OBJECT IDENTIFIER="_7f3a">
      <TYPE><SPEC-OBJECT-TYPE-REF>_type-of-requirements</SPEC-OBJECT-TYPE-REF></TYPE>
      <VALUES>
        <ATTRIBUTE-VALUE-STRING THE-VALUE="SRS-014">
          <DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>_foreign-id</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION>
        </ATTRIBUTE-VALUE-STRING>
      </VALUES>
    </SPEC-OBJECT>

`columns` maps roles (`id`, `title`, `text`, any attribute) to the LONG-NAMEs of attributes; without it the usual words
are tried, `ReqIF.ForeignID`, `ReqIF.Name`, `ReqIF.ChapterName` and `ReqIF.Text` first. An id that fits only behind the
prefix of its specification (`ReqIF.Prefix`) is read with it. An object without such an attribute goes by its IDENTIFIER
as a whole, where that fits. Rich text is read as plain text, enumerations by the
names of their values; attributes without a role keep their own names, beside `type`, the name of the object's type.
`kinds` maps names of types to item kinds (`System Requirement: requirement`); objects of other types are then left
alone.

Headings are no items: objects of a type whose name ends in heading, section, chapter, folder or document, or whose
`Object Type` does, and in a file without such a type objects with a `ReqIF.ChapterName` and without text. They are
counted; `headings: true` reads them like the others, and so does a type that `kinds` names.

Relations are links from source to target: of the kind that `links` names for the type's LONG-NAME as a field, else as
the name says (`verifies`, `satisfies`, `implements`, `mitigates`), else `derives`. An end that the file lacks is looked
for in the other files of its archive and in all `.reqif` and `.reqifz` files of the revision. Who stands below whom is
a link where `links` names the field `parent`. Attributes that `links` names cite the ids in their text.

Told: `xml-refused`, `xml-unreadable`, `not-reqif`, `zip-refused`, `zip-unreadable`, `no-reqif`, `item-without-id`,
`objects-without-id`, `headings-left-out`, `types-unmatched`, `relation-to-nothing` (both ends are named),
`relations-unresolved`, `pictures-not-read` (once for a file, with their number; their alternative text is read),
`attributes-unnamed`.

The library `reqif` builds the whole tree with lxml, keeps no lines, and raises on what it does not know: not used here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, Location, make_item
from medtrace.model.snapshot import Blob
from medtrace.sources._archive import Archive, opened
from medtrace.sources._columns import Columns
from medtrace.sources._fields import attributes, field_links
from medtrace.sources._reqif_headings import Headings
from medtrace.sources._reqif_model import Builder, ReqIf, Thing
from medtrace.sources._reqif_modules import Objects, Reads, around, members
from medtrace.sources._reqif_roles import Fields, fields, identity, is_of_another, prefixes, relation_kind
from medtrace.sources._source import FieldLink, Files, Parsed, Setup, source
from medtrace.sources._xml_events import listen
from medtrace.sources._xml_text import pieces
from medtrace.words import Localized

PARENT = "parent"
MAX_NAMED = 20


@dataclass(frozen=True, slots=True)
class Options:
    """Roles with the attributes that hold them, item kinds by the name of the object's type, headings read or not."""

    columns: Columns = ()
    kinds: tuple[tuple[str, ItemKind], ...] = ()
    headings: bool = False


@source("reqif", options=Options, companions=("**/*.reqif", "**/*.reqifz"), version=3)
def reqif(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        data = blob.data or b""
        if not data.startswith(b"PK"):
            yield from _document(setup, blob, "", (blob, *files.companions))
            continue
        archive = opened(data, blob.path)
        if isinstance(archive, Diagnostic):
            yield archive
            continue
        yield from _packed(setup, archive, blob, (blob, *files.companions))


def _packed(setup: Setup[Options], archive: Archive, blob: Blob, near: tuple[Blob, ...]) -> Iterator[Parsed]:
    """Every ReqIF file of an archive."""
    names = members(archive.members)
    if not names:
        words = "压缩文件中没有 .reqif 文件", "no .reqif file is in the archive"
        yield _problem("no-reqif", DiagnosticSeverity.ERROR, Location(blob.path, 1), *words)
    for name, data in archive.contents(names):
        if data is None:
            words = f"{name} 已损坏，未读取", f"{name} is damaged and was not read"
            yield _problem("zip-unreadable", DiagnosticSeverity.ERROR, Location(blob.path, 1), *words)
        else:
            yield from _document(setup, Blob(blob.path, blob.id, data), name, near)


def _document(setup: Setup[Options], blob: Blob, member: str, near: tuple[Blob, ...]) -> Iterator[Parsed]:
    builder = Builder()
    problem = listen(pieces(blob), builder, blob.path)
    if problem is not None:
        yield problem
    if builder.found.root == "REQ-IF":
        yield from _Reading(setup, builder.found, (blob.path, member), near).all()
    elif problem is None and not builder.found.root:
        words = "文件没有内容", "the file is empty"
        yield _problem("xml-unreadable", DiagnosticSeverity.ERROR, Location(blob.path, 1), *words)
    elif problem is None:
        zh = f"根元素 {builder.found.root} 不是 REQ-IF，未读取"
        en = f"the root {builder.found.root} is not REQ-IF; the file was not read"
        yield _problem("not-reqif", DiagnosticSeverity.WARNING, Location(blob.path, 1), zh, en)


class _Reading:
    """The items of one file; `kinds` and `ids` hold those that were read, by the identifier of the object."""

    def __init__(self, setup: Setup[Options], found: ReqIf, place: tuple[str, str], near: tuple[Blob, ...]) -> None:
        self._setup, self._found, (self._path, self._member), self._near = setup, found, place, near
        self._wanted = {name: str(kind) for name, kind in setup.options.kinds}
        self._items: dict[str, tuple[str, str, Location]] = {}
        self._nameless: list[Thing] = []
        self._headings: list[Thing] = []
        self._is_heading = Headings(found, self._wanted, setup.options.columns).holds

    def all(self) -> Iterator[Parsed]:
        """Items first, then what ties them."""
        prefix_of = prefixes(self._found)
        for thing in self._found.objects:
            kind = self._wanted.get(self._found.name(thing.type)) if self._wanted else self._setup.kind
            if kind:
                yield from self._object(thing, kind, prefix_of.get(thing.id, ""))
        yield from self._relations()
        yield from self._parents()
        yield from self._untold()

    def _object(self, thing: Thing, kind: str, prefix: str) -> Iterator[Parsed]:
        said, place = self._found.said(thing), Location(self._path, thing.line)
        citing = [(word, text) for word, text in said if (kind, word) in self._setup.links]
        found = fields(self._setup.options.columns, said, frozenset(word for word, _ in citing))
        if not self._setup.options.headings and self._is_heading(thing, found):
            self._headings.append(thing)
            return
        name = identity(self._setup.id, thing, found.ids, prefix)
        if not name:
            yield from self._without_id(thing, found, place)
            return
        self._items.setdefault(thing.id, (name, kind, place))
        yield make_item(
            name,
            kind,
            title=found.title or (thing.name if thing.name != name else "") or found.text.partition("\n")[0],
            text=found.text,
            location=place,
            attributes=attributes(self._setup, kind, self._attributes(thing, found)),
        )
        for field, value in citing:
            yield from field_links(self._setup, (name, kind), field, value, place)

    def _attributes(self, thing: Thing, found: Fields) -> list[tuple[str, str]]:
        """What has a role, what has none, and what the object says beside its attributes; each name once."""
        beside = (("type", self._found.name(thing.type)), ("description", thing.description), ("file", self._member))
        said: dict[str, list[str]] = {}
        for name, text in (*found.named, *found.plain):
            said.setdefault(name, []).append(text)
        for name, text in beside:
            said.setdefault(name, [text])
        return [(name, "\n".join(texts)) for name, texts in said.items()]

    def _without_id(self, thing: Thing, found: Fields, place: Location) -> Iterator[Diagnostic]:
        """An object whose id does not fit is told; headings and notes have none and are counted."""
        if not found.ids:
            self._nameless.append(thing)
        elif not is_of_another(self._setup.known, found.ids):
            shown = found.ids[0][:40]
            zh, en = (
                f"“{shown}”不符合该来源的编号规则，未读取",
                f"“{shown}” does not match the id pattern of this source",
            )
            yield _problem("item-without-id", DiagnosticSeverity.NOTE, place, zh, f"{en}; it was not read")

    def _relations(self) -> Iterator[Parsed]:
        unread: list[Thing] = []
        for relation in self._found.relations:
            source, target = self._end(relation.source), self._end(relation.target)
            if source is None or target is None:
                missing = [
                    one or "?"
                    for one in (relation.source, relation.target)
                    if one not in self._there and one not in self._elsewhere
                ]
                if missing:
                    yield self._to_nothing(relation, missing)
                else:
                    unread.append(relation)
                continue
            word = self._found.name(relation.type) or relation.name
            how = self._setup.links.get((source[1], word)) or FieldLink(relation_kind(word))
            ends = (target[0], source[0]) if how.reverse else (source[0], target[0])
            said = (("word", word),) if word else ()
            yield Link(ends[0], how.kind, ends[1], Location(self._path, relation.line), said)
        if unread:
            zh = f"{len(unread)} 个关系的一端不是已读取的条目，未读取；首个：{self._ends(unread[0])}"
            en = f"{len(unread)} relations have an end that is no item read here; the first: {self._ends(unread[0])}"
            place = Location(self._path, unread[0].line)
            yield _problem("relations-unresolved", DiagnosticSeverity.NOTE, place, zh, en)

    def _end(self, identifier: str) -> tuple[str, str] | None:
        """The id and the kind of a relation's end, in this file or another."""
        if own := self._items.get(identifier):
            return own[:2]
        if identifier in self._there or not identifier:
            return None
        name, type_name = self._elsewhere.get(identifier, ("", ""))
        return (name, self._wanted.get(type_name, self._setup.kind)) if name else None

    @cached_property
    def _there(self) -> frozenset[str]:
        return frozenset(one.id for one in self._found.objects)

    @cached_property
    def _elsewhere(self) -> Objects:
        """The objects of the files around, looked at when a relation first leaves this one."""
        options = self._setup.options
        kinds = tuple((name, str(kind)) for name, kind in options.kinds)
        return around(self._near, Reads(self._setup.known, options.columns, kinds, options.headings))

    def _to_nothing(self, relation: Thing, missing: list[str]) -> Diagnostic:
        zh = f"关系 {self._ends(relation)}：任何 ReqIF 文件中都没有对象 {'、'.join(missing)}，未读取"
        en = f"the relation {self._ends(relation)} was not read: no object {', '.join(missing)} is in any ReqIF file"
        place = Location(self._path, relation.line)
        return _problem("relation-to-nothing", DiagnosticSeverity.WARNING, place, zh, en)

    def _ends(self, relation: Thing) -> str:
        """Both ends of a relation, by their ids where they were read, else by their identifiers."""
        ends = (relation.source, relation.target)
        return " → ".join(self._items[one][0] if one in self._items else one or "?" for one in ends)

    def _parents(self) -> Iterator[Link]:
        """The nearest item above each object; places come after those above them."""
        nearest: list[tuple[str, str, Location] | None] = []
        told: set[tuple[str, str]] = set()
        for place in self._found.places:
            above = nearest[place.above] if place.above >= 0 else None
            own = self._items.get(place.object)
            nearest.append(own or above)
            if own is None or above is None or own[0] == above[0] or (own[0], above[0]) in told:
                continue
            how = self._setup.links.get((own[1], PARENT))
            if how is not None:
                told.add((own[0], above[0]))
                ends = (above[0], own[0]) if how.reverse else (own[0], above[0])
                yield Link(ends[0], how.kind, ends[1], own[2], (("word", PARENT),))

    def _untold(self) -> Iterator[Diagnostic]:
        there = sorted({self._found.name(one.type) for one in self._found.objects if one.type})
        if self._wanted and there and self._wanted.keys().isdisjoint(there):
            zh = f"没有对象属于 kinds 中的类型；现有：{'、'.join(there[:MAX_NAMED])}"
            en = f"no object has a type that `kinds` names; there are: {', '.join(there[:MAX_NAMED])}"
            yield _problem("types-unmatched", DiagnosticSeverity.WARNING, Location(self._path, 1), zh, en)
        if self._nameless:
            count, first = len(self._nameless), self._nameless[0]
            zh = f"{count} 个对象没有符合规则的编号，未读取；首个的 IDENTIFIER 为“{first.id[:80]}”"
            en = f"{count} objects bear no id that fits and were not read; the first has IDENTIFIER “{first.id[:80]}”"
            yield _problem("objects-without-id", DiagnosticSeverity.NOTE, Location(self._path, first.line), zh, en)
        if self._headings:
            yield self._left_out()
        if self._found.pictures:
            count, place = len(self._found.pictures), Location(self._path, self._found.pictures[0])
            words = f"{count} 个图片或嵌入对象未读取", f"{count} pictures or embedded objects were not read"
            yield _problem("pictures-not-read", DiagnosticSeverity.NOTE, place, *words)
        names = self._found.names
        lost = [one.line for one in self._found.objects if any(value.definition not in names for value in one.values)]
        if lost:
            zh = f"{len(lost)} 个对象引用了文件中没有的属性定义，属性以其标识命名"
            en = f"{len(lost)} objects cite attribute definitions that the file lacks; these go by their identifiers"
            yield _problem("attributes-unnamed", DiagnosticSeverity.NOTE, Location(self._path, lost[0]), zh, en)

    def _left_out(self) -> Diagnostic:
        counted = Counter(self._found.name(one.type) for one in self._headings)
        shown = sorted(counted.items())[:MAX_NAMED]
        zh = f"{len(self._headings)} 个对象是标题或章节，未作为条目读取（{'、'.join(f'{n}：{c}' for n, c in shown)}）"
        en = f"{len(self._headings)} objects are headings or sections and were not read as items"
        en = f"{en} ({', '.join(f'{name}: {count}' for name, count in shown)})"
        place = Location(self._path, self._headings[0].line)
        return _problem("headings-left-out", DiagnosticSeverity.NOTE, place, zh, en)


def _problem(code: str, severity: DiagnosticSeverity, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), place)
