"""Doorstop: one file per item, named after its id, in folders with a `.doorstop.yml`.

    reqs/.doorstop.yml          reqs/REQ001.yml                          reqs/REQ001.md

    settings:                   active: true                             ---
      digits: 3                 header: Asystole                         active: true
      parent: NEED              level: 1.2                               level: 1.2
      prefix: REQ               links:                                   links:
      sep: ''                   - NEED001: avwblqPimDJ2OgTrRCXxRPN8=     - NEED001
                                text: |                                  ---
                                  Signalled within 10 s.                 # Asystole

                                                                         Signalled within 10 s.

The title is `header`, empty where an item has none; the text is `text`. In Markdown both stand below the front matter,
the title as a heading `#` in the first line. Every other key is an attribute (`level`, `normative`, `derived`, `ref`,
`references.path`, your own), apart from `reviewed`, which is computed from the rest; beside them `document` and
`parent_document` say the prefixes. What the fingerprint covers counts for the digest: text, `ref`, `references`, and
what the document lists under `attributes: reviewed`.

Each entry of `links` is a link to an item, whether or not that exists, with the `stamp` of the review: `verifies` from
a test, else `derives`, or as the configuration's `links` says; other keys are links where it names them.
Prefix and number tell the item, as they do to Doorstop: `NEED1` and `need-001` are `NEED001` (`written` keeps them).

    kinds: item kind by prefix, such as `{REQ: requirement, TST: test}`; other documents are then left alone.
    inactive: also read items with `active: false`; they are told (`item-inactive`) and left out else.

A file that is not named as an id of this source is told (`item-without-id`) unless it is named as one of another
source; one below no `.doorstop.yml` is read by its name alone (`document-missing`). A link that is no id is told
(`link-unreadable`).
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from medtrace.expressions import expression
from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Location, make_item
from medtrace.model.snapshot import Blob
from medtrace.sources._doorstop_documents import NAME, Document, document_of, prefix_of
from medtrace.sources._doorstop_links import LINKS, links_of
from medtrace.sources._fields import attributes
from medtrace.sources._records import record
from medtrace.sources._source import Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.sources._yaml import documents
from medtrace.words import Localized

_TEXTS = frozenset({"header", "text"})
_OWN = frozenset({"active", LINKS, "reviewed", *_TEXTS})
_FINGERPRINT = ("ref", "references.path", "references.keyword")
_OFF = frozenset({"false", "no", "off", "0", "disabled"})
_HEAD = expression(r"\s*---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADER = expression(r"#[ \t]+([^\n]+)")


@dataclass(frozen=True, slots=True)
class Options:
    """Kinds by prefix, and whether inactive items are read."""

    kinds: tuple[tuple[str, ItemKind], ...] = ()
    inactive: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """One item file: its keys, and what stands outside them in Markdown."""

    id: str
    kind: str
    root: Mapping
    document: Document | None
    header: str = ""
    body: str | None = None

    def said(self, key: str) -> str:
        """The text of one key."""
        node = self.root.get(key)
        return node.said.strip() if isinstance(node, Scalar) else ""

    @property
    def plain(self) -> tuple[tuple[Scalar, Node], ...]:
        """Keys that are attributes; a title or text that is no text is kept as one."""
        return tuple(
            (key, node)
            for key, node in self.root.pairs
            if key.said not in _OWN or (key.said in _TEXTS and not isinstance(node, Scalar))
        )

    def with_body(self, below: str) -> "_Item":
        """The item with the text below its keys, of which a heading in the first line is the title."""
        body = below.strip()
        header = _HEADER.match(body)
        return (
            replace(self, header=header[1].strip(), body=body[header.end() :].strip())
            if header
            else replace(self, body=body)
        )


@source("doorstop", options=Options, companions=(f"**/{NAME}",), by_number=True)
def doorstop(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """The item, links and problems of each file."""
    for blob in files.own:
        path = PurePosixPath(blob.path)
        if path.name != NAME and blob.data is not None:
            yield from _file(setup, blob, path, document_of(blob.path, files.companions))


def _file(setup: Setup[Options], blob: Blob, path: PurePosixPath, document: Document | None) -> Iterator[Parsed]:
    is_markdown = path.suffix.lower() == ".md"
    if document and document.is_markdown != is_markdown:
        return
    if not setup.id.fullmatch(path.stem):
        yield from _other_file(setup, path.stem, blob.path)
        return
    kind = _kind(setup, document.prefix if document else prefix_of(path.stem))
    if not kind:
        return
    if document is None:
        words = f"上级文件夹中没有可读取的 {NAME}", f"no readable {NAME} stands in a folder above"
        yield _problem("document-missing", DiagnosticSeverity.NOTE, Location(blob.path, 1), *words)
    text, problems = text_of(blob)
    yield from problems
    head = _HEAD.match(text) if is_markdown else None
    keys, before = (head["head"], text.count("\n", 0, head.start("head"))) if head else ("" if is_markdown else text, 0)
    root = yield from _mapping(keys, blob.path, before)
    if root is not None:
        item = _Item(path.stem, kind, root, document)
        yield from _item(setup, item.with_body(text[head.end() if head else 0 :]) if is_markdown else item)


def _kind(setup: Setup[Options], prefix: str) -> str:
    """The kind of a document's items, empty for one that is left alone; Doorstop compares prefixes without case."""
    if not setup.options.kinds:
        return setup.kind
    return next((kind for name, kind in setup.options.kinds if name.casefold() == prefix.casefold()), "")


def _mapping(keys: str, path: str, before: int) -> Generator[Diagnostic, None, Mapping | None]:
    """The keys of an item, given back to the caller; an empty file is an item of which nothing is said yet."""
    found: Mapping | None = None
    is_whole = True
    for one in documents(keys, path, before=before):
        if isinstance(one, Mapping):
            found = found or one
        elif isinstance(one, Diagnostic):
            yield one
            is_whole = False
        elif isinstance(one, Listing) or one.said:
            words = "该文件不是键和值，未读取", "the file holds no keys with values and was not read"
            yield _problem("item-unreadable", DiagnosticSeverity.WARNING, one.location, *words)
            is_whole = False
    return found or (Mapping(path, 1, 1, ()) if is_whole else None)


def _item(setup: Setup[Options], item: _Item) -> Iterator[Parsed]:
    place, is_active = item.root.location, item.said("active").lower() not in _OFF
    if not is_active and not setup.options.inactive:
        words = f"{item.id} 未启用，未读取", f"{item.id} is inactive and was not read"
        yield _problem("item-inactive", DiagnosticSeverity.NOTE, place, *words)
        return
    fields = {} if is_active else {"active": "false"}
    if item.document:
        fields |= {"document": item.document.prefix, "parent_document": item.document.parent}
    fields |= dict(record(setup, item.kind, replace(item.root, pairs=item.plain), ()).values)
    counted = (*_FINGERPRINT, *(item.document.reviewed if item.document else ()))
    yield make_item(
        item.id,
        item.kind,
        title=item.header or item.said("header"),
        text=item.said("text") if item.body is None else item.body,
        location=place,
        attributes=attributes(setup, item.kind, fields.items()),
        counted=counted,
    )
    for key, node in item.root.pairs:
        yield from links_of(setup, (item.id, item.kind), key.said, node)


def _other_file(setup: Setup[Options], stem: str, path: str) -> Iterator[Diagnostic]:
    if not setup.known.fullmatch(stem):
        zh = f"文件名“{stem[:40]}”不符合该来源的编号规则，该文件未读取"
        en = f"the file name “{stem[:40]}” does not match the id pattern of this source; the file was not read"
        yield _problem("item-without-id", DiagnosticSeverity.NOTE, Location(path, 1), zh, en)


def _problem(code: str, severity: DiagnosticSeverity, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, severity, Localized(zh, en), place)
