"""A need as an item: what directives and `needs.json` share.

The type word of a need says its class where `kinds` lists it. A field is a link where `links:` of the configuration
names it for that class; `links` (kind `derives`) and, for a need inside a need, `parent_needs` (kind `part-of`) are
links by themselves. A target becomes a link whether any source knows it or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from medtrace.expressions import expression
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, Location, make_item
from medtrace.sources._columns import RISK_KINDS, RISK_ROLES, Columns
from medtrace.sources._fields import attributes
from medtrace.sources._need_links import Cited, cited
from medtrace.sources._source import FieldLink, OptionsT, Parsed, Setup
from medtrace.words import Localized

LINKS = "links"
PARENT = "parent_needs"
_OWN = {LINKS: FieldLink(LinkKind.DERIVES), PARENT: FieldLink(LinkKind.PART_OF)}
_MAIN = frozenset({"title", "text"})
# How a need is shown says nothing about what it means.
_SHOWN = frozenset(
    {
        *("id", "hide", "collapse", "layout", "style", "template", "pre_template", "post_template"),
        *("jinja_content", "title_from_content", "delete", PARENT),
    }
)
_SENTENCE = expression(r"[.\n。]")


class NeedOptions(Protocol):
    """What the options of both sources say."""

    @property
    def kinds(self) -> tuple[tuple[str, ItemKind], ...]:
        """Type words and their classes; empty: every need is of the source's kind."""

    @property
    def columns(self) -> Columns:
        """Roles and the fields that hold them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a need with its place."""

    name: str
    value: str
    place: Location


@dataclass(frozen=True, slots=True)
class Need:
    """A need as it was written; `parent` is the id of the need around it, or empty."""

    id: str
    title: str
    text: str
    fields: tuple[Field, ...]
    place: Location
    parent: str = ""

    def said(self, names: tuple[str, ...]) -> str:
        """What the fields of these names say, one value a line."""
        return "\n".join(one.value.strip() for one in self.fields if one.name in names and one.value.strip())


def kind_of(setup: Setup[OptionsT], options: NeedOptions, word: str) -> str:
    """The class of a type word; empty for a need of another source."""
    return dict[str, str](options.kinds).get(word, "") if options.kinds else setup.kind


def need_item(setup: Setup[OptionsT], columns: Columns, kind: str, need: Need) -> Iterator[Parsed]:
    """The item of a need with its links, and what could not be read of them."""
    roles = dict(columns)
    taken = {name for names in roles.values() for name in names}
    text = "\n\n".join(part for part in (need.said(roles.get("text", ())), need.text) if part)
    title = need.said(roles.get("title", ())) or need.title or _SENTENCE.split(text.strip(), maxsplit=1)[0]
    named = [(role, need.said(names)) for role, names in columns if role not in _MAIN]
    named += [
        (one.name, one.value)
        for one in need.fields
        if one.name not in taken | _SHOWN and not _how(setup, kind, one.name)
    ]
    yield make_item(
        need.id,
        kind,
        title=title,
        text=text,
        location=need.place,
        attributes=attributes(setup, kind, named),
        counted=RISK_ROLES if kind in RISK_KINDS else (),
    )
    nested = (Field(PARENT, need.parent, need.place),) if need.parent else ()
    for one in (*need.fields, *nested):
        how = _how(setup, kind, one.name)
        if how:
            yield from _links(setup, need, one, how)


def _how(setup: Setup[OptionsT], kind: str, name: str) -> FieldLink | None:
    return setup.links.get((kind, name)) or _OWN.get(name)


def _links(setup: Setup[OptionsT], need: Need, said: Field, how: FieldLink) -> Iterator[Parsed]:
    done: set[Cited] = set()
    for one in cited(said.value, setup.known):
        if not one.words:
            words = (
                "动态函数的结果未计算，其链接未读取",
                "the result of a dynamic function was not computed and cites nothing",
            )
            yield Diagnostic("need-computed", DiagnosticSeverity.NOTE, Localized(*words), said.place)
            continue
        for target in _targets(setup, one):
            if target not in done:
                done.add(target)
                ends = (target.words, need.id) if how.reverse else (need.id, target.words)
                yield Link(ends[0], how.kind, ends[1], said.place, (("word", said.name), *target.attributes))
        if " " in one.words:
            zh = f"“{one.words[:40]}”不是单个编号；请用逗号分隔编号"
            en = f"“{one.words[:40]}” is not one id; put commas between ids"
            yield Diagnostic("need-link", DiagnosticSeverity.WARNING, Localized(zh, en), said.place)


def _targets(setup: Setup[OptionsT], one: Cited) -> Iterator[Cited]:
    """The target itself; of words with blanks between them only the ids that are known."""
    if " " not in one.words:
        yield one
        return
    for found in setup.known.finditer(one.words):
        if found.group():
            yield Cited(found.group())
