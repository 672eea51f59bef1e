"""Needs as they stand in reStructuredText or MyST Markdown: the directives of sphinx-needs, one item each.

    .. req:: Alarm on fibrillation                     ```{req} Alarm on fibrillation
       :id: REQ_014                                    :id: REQ_014
       :status: valid                                  :links: NEED_003[version==1]
       :links: NEED_003[version==1], NEED_004
                                                       The alarm sounds within 10 s.
       The alarm sounds within 10 s.                   ```

A directive with an `:id:` that the id pattern matches is a need, whatever its name. The title stands behind the name
(over several lines, too); without one it is the first sentence. The text is what stands below the options; that of a
need inside a need belongs to the inner one alone. Files named `*.md` are read as MyST, all others as reStructuredText.

Fields named under `links:` of the configuration are links, besides `links` (kind `derives`); a need inside a need is
`part-of` it (`parent_needs`). Ids stand between commas or semicolons; `ID[version==1]` gives the link the attribute
`version`, other conditions the attribute `condition`, and `ID.1` the attribute `part`. A target that no source knows is
a link too. Dynamic functions (`[[…]]`) are not computed (`need-computed`).

Options:
    kinds: directive → kind of item; the other directives are then left alone.
    columns: roles and the fields that hold them, such as `{harm: [failure_effect]}`.
    literal: whether needs in literal blocks (`code-block`, `::`, code fences) are items; they are examples by default.

A need with `:hide:` is an item like any other; one with `:delete:` is none, nor is what stands inside it, as in the
documentation itself. Each entry of a `list2need` is a need of the type that its depth names, inside the entry above
it unless `presentation` is `standalone`. `needtable`, `needflow` and their like only show needs. `needextend` and
`needimport` change or bring needs while the documentation is built, and are not followed (`need-not-followed`); read
an imported file as `needs-json`. Conditions (`only`, `needif`) are not evaluated: what stands under them is read. A
need in `kinds` without a fitting id is told (`item-without-id`; the build would make an id of its title, which
changes with it), as are options that run into the text (`need-options`) and a need that a missing colon turned into a
comment (`need-commented`).

Sphinx itself is not asked: a build runs `conf.py` and every extension of the revision that is looked at, needs their
requirements installed, and may find other needs under other releases of them. Reading the text runs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Location
from medtrace.sources._columns import Columns
from medtrace.sources._directives import Directive, Head
from medtrace.sources._list2need import Entry, entries
from medtrace.sources._myst_directives import myst_directives
from medtrace.sources._needs import Field, Need, kind_of, need_item
from medtrace.sources._rst_directives import rst_directives
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.words import Localized

_NOT_FOLLOWED = frozenset({"needextend", "needimport", "needservice"})
_SHOWING = frozenset(
    {
        *("needarch", "needbar", "needextract", "needflow", "needgantt", "needlist", "needpie", "needreport"),
        *("needsequence", "needtable", "needuml", "needif"),
    }
)
_LIST = "list2need"
_MYST = frozenset({".md", ".markdown", ".myst"})
_NO = frozenset({"false", "no"})


@dataclass(frozen=True, slots=True)
class Options:
    """Which directives are needs, which fields play a role, and whether examples count."""

    kinds: tuple[tuple[str, ItemKind], ...] = ()
    columns: Columns = ()
    literal: bool = False


@source("sphinx-needs", options=Options, version=2)
def sphinx_needs(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        yield from problems
        read = myst_directives if PurePosixPath(blob.path).suffix.lower() in _MYST else rst_directives
        found = read(text, lambda head: _is_read(setup, head), literal=setup.options.literal)
        yield from _items(setup, found, blob.path, text.split("\n"))


def _is_read(setup: Setup[Options], head: Head) -> bool:
    """Whether a directive is a need of this source, or something that must be told."""
    if head.name in _SHOWING:
        return False
    if head.name in _NOT_FOLLOWED or head.name == _LIST:
        return not head.comment
    if head.comment and not _identity(setup, head):
        return False
    kind = kind_of(setup, setup.options, head.name)
    return bool(kind) and (bool(setup.options.kinds) or _identity(setup, head) != "")


def _identity(setup: Setup[Options], head: Head) -> str:
    said = (head.said("id") or "").strip()
    return said if setup.id.fullmatch(said) else ""


def _items(setup: Setup[Options], found: list[Directive], path: str, lines: list[str]) -> Iterator[Parsed]:
    """Every need, with the id of the nearest need around it; nothing of a deleted one."""
    around: list[str | None] = []
    for one in found:
        head, outer = one.head, around[one.outer] if one.outer >= 0 else ""
        identity, place = _identity(setup, head), Location(path, head.line)
        deleted = (head.said("delete") or "").strip().lower() not in _NO if head.said("delete") is not None else False
        around.append(None if outer is None or deleted else identity or outer)
        if outer is None or deleted:
            continue
        if head.name == _LIST:
            yield from _listed(setup, entries(head, one.body, lines), head, (path, outer))
            continue
        yield from _told(setup, head, place)
        if identity and not head.comment:
            fields = tuple(Field(option.name, option.value, Location(path, option.line)) for option in head.options)
            need = Need(identity, head.title, one.body, fields, place, outer)
            yield from need_item(setup, setup.options.columns, kind_of(setup, setup.options, head.name), need)


def _listed(setup: Setup[Options], found: list[Entry], head: Head, around: tuple[str, str]) -> Iterator[Parsed]:
    """The needs of a list; `around` is the path and the need that the list stands in."""
    path, outer = around
    nested = (head.said("presentation") or "nested").strip() != "standalone"
    for one in found:
        kind, place = kind_of(setup, setup.options, one.type), Location(path, one.line)
        if kind and setup.id.fullmatch(one.id):
            above = found[one.above].id if one.above >= 0 and nested else ""
            fields = tuple(Field(name, value, place) for name, value in one.fields)
            yield from need_item(
                setup, setup.options.columns, kind, Need(one.id, one.title, one.text, fields, place, above or outer)
            )
        elif kind and setup.options.kinds and not setup.known.fullmatch(one.id):
            yield _without_id(one.id, f"{one.type} ({_LIST})", place)


def _without_id(said: str, name: str, place: Location) -> Diagnostic:
    zh = f"“{said[:40]}”不符合该来源的编号规则，未读取" if said else f"{name} 没有编号，未读取"
    en = f"“{said[:40]}” does not match the id pattern of this source; it was not read" if said else ""
    return Diagnostic(
        "item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en or f"a {name} without id was not read"), place
    )


def _told(setup: Setup[Options], head: Head, place: Location) -> Iterator[Diagnostic]:
    """What must be said of a directive."""
    if head.name in _NOT_FOLLOWED:
        zh = f"{head.name} 在生成文档时才生效，其修改或导入的内容未读取"
        en = f"{head.name} takes effect while the documentation is built; what it changes or brings was not read"
        yield Diagnostic("need-not-followed", DiagnosticSeverity.NOTE, Localized(zh, en), place)
    elif head.comment:
        zh = f"“.. {head.name}:” 只有一个冒号，是注释而不是条目，未读取"
        en = f"“.. {head.name}:” with one colon is a comment and no need; it was not read"
        yield Diagnostic("need-commented", DiagnosticSeverity.WARNING, Localized(zh, en), place)
    elif not _identity(setup, head):
        said = (head.said("id") or "").strip()
        if not setup.known.fullmatch(said):
            zh = f"“{said[:40]}”不符合该来源的编号规则，未读取" if said else f"{head.name} 没有 :id: 选项，未读取"
            en = f"“{said[:40]}” does not match the id pattern of this source; it was not read" if said else ""
            en = en or f"a {head.name} without :id: was not read"
            yield Diagnostic("item-without-id", DiagnosticSeverity.WARNING, Localized(zh, en), place)
    elif head.flaw:
        zh, en = "选项与正文之间应有空行，此处起按正文读取", "no empty line above the text; read as text from here on"
        yield Diagnostic("need-options", DiagnosticSeverity.WARNING, Localized(zh, en), replace(place, line=head.flaw))
