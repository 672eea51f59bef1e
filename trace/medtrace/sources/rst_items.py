"""Items as directives of reStructuredText, with the id and the title behind the name of the directive.

    .. item:: SRS-014 Asystole alarm
       :satisfies: URS-003 URS-004
       :status: approved

       An asystole is signalled within 10 s.

The title is what follows the id, also on the next lines before the options; the text is everything that is indented
below, tables and lists too. Both may be empty. An item inside another one is an item of its own. Comments and literal
blocks (`::`, `code-block`) hold no items.

An option is a link to each id of its value, whether or not that exists, where the configuration's `links` names it or
its name is a relation: `fulfills`, `satisfies`, `depends_on`, `implements`, `realizes`, `validates`, `verifies`,
`tests`, `trace`, `derives`, `refines`, `mitigates`, and what they are called from the other end, such as
`fulfilled_by`. Any other option is an attribute.

    directives: the names of the directives, `item` where none is named.
    text: `inside` the directive, or also `below` it: what stands at the directive's own margin up to the next
        heading, directive or comment.

A directive that begins with no id of this source is told (`item-without-id`) unless the id is one of another source, as
are one that lacks a colon (`item-commented`), options that run into the text (`item-options`), and links that only a
build of the documentation would make (`item-link`).

docutils itself is not used: it knows a directive only once code registers it, for the whole process, and gives any
other back as an error with its lines unread; and it recurses with each level of indent, so that a text of 200 levels
ends in an exception.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location, make_item
from medtrace.sources._directives import Directive, Head
from medtrace.sources._fields import attributes
from medtrace.sources._rst_directives import rst_directives
from medtrace.sources._rst_relations import relation, targets
from medtrace.sources._rst_texts import text_below
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._tokens import ids_of_cell
from medtrace.words import Localized

_MADE_BY_A_BUILD = ("-link", "-relink")


@dataclass(frozen=True, slots=True)
class Options:
    """Names of the directives, and where the text of an item stands."""

    directives: tuple[str, ...] = ("item",)
    text: Literal["inside", "below"] = "inside"


@source("rst-items", options=Options)
def rst_items(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    names = {name.casefold() for name in setup.options.directives}
    wanted = names | {name + end for name in names for end in _MADE_BY_A_BUILD}
    for blob in files.own:
        text, problems = text_of(blob)
        yield from problems
        found = rst_directives(text, lambda head: _is_read(setup, wanted, head))
        below = text_below(text, [one.head.line for one in found]) if setup.options.text == "below" else {}
        for one in found:
            if one.head.name.casefold() in names:
                yield from _item(setup, one, below.get(one.head.line, ""), blob.path)
            else:
                yield from _not_followed(one.head, Location(blob.path, one.head.line))


def _is_read(setup: Setup[Options], wanted: set[str], head: Head) -> bool:
    """Whether a directive is an item or must be told; a comment that only looks like one is left alone."""
    return head.name.casefold() in wanted and (not head.comment or bool(setup.id.match(head.title)))


def _item(setup: Setup[Options], one: Directive, below: str, path: str) -> Iterator[Parsed]:
    head, place = one.head, Location(path, one.head.line)
    word, _, rest = head.title.partition(" ")
    found = ids_of_cell(setup.id, word)
    if head.comment or len(found) != 1:
        yield from _untitled(setup, head, word, place)
        return
    identity, kind = found[0], setup.kind
    if head.flaw:
        zh, en = "选项与正文之间应有空行，此处起按正文读取", "no empty line above the text; read as text from here on"
        yield _problem("item-options", DiagnosticSeverity.WARNING, replace(place, line=head.flaw), zh, en)
    plain = [(option.name, option.value) for option in head.options if not relation(setup, kind, option.name)]
    yield make_item(
        identity,
        kind,
        title=rest.strip(),
        text="\n\n".join(part for part in (one.body.strip(), below) if part),
        location=place,
        attributes=attributes(setup, kind, plain),
    )
    for option in head.options:
        how = relation(setup, kind, option.name)
        if how:
            yield from targets(identity, how, option, path)


def _untitled(setup: Setup[Options], head: Head, word: str, place: Location) -> Iterator[Diagnostic]:
    if head.comment:
        zh = f"“.. {head.name}:” 只有一个冒号，是注释而不是条目，未读取"
        en = f"“.. {head.name}:” with one colon is a comment and no item; it was not read"
        yield _problem("item-commented", DiagnosticSeverity.WARNING, place, zh, en)
    elif not setup.known.fullmatch(word):
        zh = f"“{word[:40]}”不符合该来源的编号规则，未读取" if word else f"{head.name} 没有编号，未读取"
        en = f"“{word[:40]}” does not match the id pattern of this source" if word else f"a {head.name} without id"
        yield _problem("item-without-id", DiagnosticSeverity.NOTE, place, zh, f"{en}; it was not read")


def _not_followed(head: Head, place: Location) -> Iterator[Diagnostic]:
    if not head.comment:
        zh = f"{head.name} 在生成文档时才建立链接，未读取"
        en = f"{head.name} makes links while the documentation is built; they were not read"
        yield _problem("item-link", DiagnosticSeverity.NOTE, place, zh, en)


def _problem(code: str, severity: DiagnosticSeverity, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), place)
