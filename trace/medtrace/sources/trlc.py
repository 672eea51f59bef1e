r"""Records of TRLC files (`.trlc`), each an item `Package.Name`.

    package Pump
    import Model

    section "Alarms" {
      Model.Requirement Occlusion {
        description  = "The pump shall alarm within 10 s of an occlusion."
        derived_from = [Needs.Safe_Infusion@1]
        version      = 2
      }
    }

The configuration says which types are items, and may say which fields are links:

    sources:
      - {format: trlc, files: ['reqs/**/*.trlc'], id: 'Pump\.\w+', kind: requirement,
         options: {kinds: {Requirement: requirement, Model.Hazard: risk}}}
    links:
      - {from: requirement, field: derived_from, kind: derives}

A field whose type in the `.rsl` files of the revision is a record type (or an array, a tuple or a union with one,
optional or not) is a link without being named, of the kind that its name usually means (`derived_from`, `parents`,
`satisfies`, `mitigated_by`, …), else `mentions`; what `links` or `columns` says of it goes before. It cites
no records of types that are no items here.

A link field names records as `Name` (of the own package), `Package.Name` or `Name@2`, alone, in arrays and tuples, or,
where `links` names the field, in a string between commas and in a markup string as `[[Name]]`; each becomes a link,
whether the record is known or not, and the version behind `@` is the link's attribute `version`. All other fields are
attributes; `type` is the type as written. A title is the field `title`, `name` or `header`, else the name of the
record; the text is `text`, `description` or `statement`.

Options:
    kinds: type → item kind, with or without the type's package; other types are left alone. A type may extend one that
        is named: the `.rsl` files of the same revision are read for that, for a commit inside a range those of its
        newer end. Without `kinds` every record counts.
    columns: roles (`title`, `text`, any attribute) → fields. `text: ['*']` makes the text of every field but `version`,
        links among them, as `field = value` in the order of their names.

What is no TRLC is told (`trlc-unreadable`) and the rest is read: an open string or comment ends with its line, an open
record where the next one begins. The reader is our own: the library of the language is GPL. It goes over the words
once, up to three million of them (`file-too-long`) and without recursion; checks and types of values are left to the
language's own tool.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link
from medtrace.sources._columns import Columns
from medtrace.sources._records import item_of, record
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._trlc_links import configured, declared, declared_links
from medtrace.sources._trlc_records import TrlcField, TrlcRecord, records
from medtrace.sources._trlc_types import Types
from medtrace.sources._trlc_values import elements
from medtrace.words import Localized

_ALL = ("*",)


@dataclass(frozen=True, slots=True)
class Options:
    """Types with their item kinds, and roles with their fields."""

    kinds: tuple[tuple[str, ItemKind], ...] = ()
    columns: Columns = ()

    @property
    def whole(self) -> bool:
        """Whether every field is text."""
        return dict(self.columns).get("text") == _ALL

    @property
    def roles(self) -> Columns:
        """The roles with the fields that they name; of text that is every field, none."""
        return tuple((role, () if names == _ALL else names) for role, names in self.columns)


@source("trlc", options=Options, companions=("**/*.rsl",), version=3)
def trlc(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    types = Types(dict(setup.options.kinds), files.companions)
    for blob in files.own:
        if blob.path.endswith(".rsl"):
            continue
        text, problems = text_of(blob)
        yield from problems
        for one in records(text, blob.path):
            if isinstance(one, Diagnostic):
                yield one
            elif kind := types.kind(one) if setup.options.kinds else setup.kind:
                yield from _item(setup, types, one, kind)


def _item(setup: Setup[Options], types: Types, one: TrlcRecord, kind: str) -> Iterator[Parsed]:
    if not setup.id.fullmatch(one.id):
        if not setup.known.fullmatch(one.id):
            zh = f"“{one.id[:80]}”不符合该来源的编号规则，该记录未读取"
            en = f"“{one.id[:80]}” does not match the id pattern of this source; the record was not read"
            yield Diagnostic("item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en), one.location)
        return
    own = _with_declared(setup, types, one, kind)
    body = _whole(one) if setup.options.whole else None
    fields = record(own, kind, _mapping(one), setup.options.roles, body=body)
    for part in item_of(own, kind, one.id, fields, heading=one.name):
        if not isinstance(part, Link):
            yield part
    for each in one.fields:
        if how := setup.links.get((kind, each.name)):
            yield from configured(one, each, how)
        elif how := own.links.get((kind, each.name)):
            yield from declared(setup, types, one, each, how)


def _with_declared(setup: Setup[Options], types: Types, one: TrlcRecord, kind: str) -> Setup[Options]:
    """The setup with the links that the record's type declares; a field that plays a role is none."""
    roles = {name for _, names in setup.options.columns for name in names}
    found = {key: how for key, how in declared_links(types, one, kind).items() if key[1] not in roles}
    return replace(setup, links={**found, **setup.links}) if found else setup


def _mapping(one: TrlcRecord) -> Mapping:
    """The record as a mapping, its type among the fields: `type` is a reserved word and no field's name."""
    place = one.location.path, one.location.line, one.location.column
    pairs = [(Scalar(*place, "type"), Scalar(*place, one.type)), *(_pair(each) for each in one.fields)]
    return Mapping(*place, tuple(pairs))


def _pair(each: TrlcField) -> tuple[Scalar, Node]:
    place = each.location.path, each.location.line, each.location.column
    return Scalar(*place, each.name), Listing(*place, tuple(Scalar(*place, said) for said in elements(each.value)))


def _whole(one: TrlcRecord) -> str:
    fields = sorted(one.fields, key=lambda each: each.name)
    return "\n".join(f"{each.name} = {', '.join(elements(each.value))}" for each in fields if each.name != "version")
