"""Items as nodes of StrictDoc documents (`.sdoc`).

    [REQUIREMENT]
    UID: SRS-014
    STATUS: Active
    TITLE: 心律失常报警
    STATEMENT: >>>
    检出室颤后 10 s 内报警。
    <<<
    RELATIONS:
    - TYPE: Parent
      VALUE: URS-003
      ROLE: Refines

Every node whose UID matches `id` is an item, whatever its tag and depth: plain, composite (`[[NODE]]` … `[[/NODE]]`),
in `[SECTION]`s of either style, of a grammar of its own. Its text is STATEMENT, RATIONALE and every COMMENT; other
fields are attributes, or links where `links` names them. The grammar is not needed: fields are read as they stand, so
one that is imported from another file hinders nothing, and files under `[DOCUMENT_FROM_FILE]` are read where `files`
matches them.

`RELATIONS` (`REFS` in old documents) are links even where nothing defines their target: Parent `derives` (`verifies`
from a test), Child the same the other way round, File `mentions` the path. `links` gives another kind by the relation's
role (`field: Refines`; Child still turns it round) or its type (`field: Parent`). Role, lines, function and class of a
relation are attributes of the link.

Options:
    kinds: item kind by tag, such as `{REQUIREMENT: requirement, TEST_CASE: test}`; other tags are then left alone.
    columns: roles and the fields that hold them, where a grammar has others: `{text: [STATEMENT, NOTE]}`.
    root: folder of the StrictDoc project, from which the paths of File relations count; that of the repository.

Told are a text without `<<<` (`text-not-closed`), a line that is no field (`line-not-read`), a relation without target
or of unknown type (`relation-not-read`) and a node whose UID is absent or matches no source (`item-without-id`).

Lines are read one by one, without the textX grammar that StrictDoc itself uses: that one needs the document's own
grammar to be whole, is slow on long documents and gives nothing at all of a file with one mistake in it.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.marked.nodes import Mapping, Scalar
from medtrace.model.items import Diagnostic, DiagnosticSeverity, ItemKind, Link, LinkKind, Location
from medtrace.sources._columns import Columns
from medtrace.sources._records import Record, item_of, record
from medtrace.sources._sdoc_nodes import Relation, SdocNode, nodes
from medtrace.sources._source import FieldLink, Files, Parsed, Setup, source
from medtrace.sources._text import text_of
from medtrace.words import Localized

_FIELDS: Columns = (
    ("id", ("UID",)),
    ("title", ("TITLE",)),
    ("text", ("STATEMENT", "DESCRIPTION", "CONTENT", "RATIONALE", "COMMENT")),
)
# Chapters and prose need no UID.
_PROSE = frozenset({"TEXT", "FREETEXT", "SECTION"})
_ENDS = frozenset({"TYPE", "VALUE", "PATH"})


@dataclass(frozen=True, slots=True)
class Options:
    """Kinds by tag, roles and their fields, and where the StrictDoc project stands."""

    kinds: tuple[tuple[str, ItemKind], ...] = ()
    columns: Columns = ()
    root: str = ""

    @property
    def roles(self) -> Columns:
        """Roles and fields: those of every StrictDoc document, unless the configuration says others."""
        said = dict(self.columns)
        return tuple((role, said.pop(role, names)) for role, names in _FIELDS) + tuple(said.items())


@source("strictdoc", options=Options)
def strictdoc(files: Files, setup: Setup[Options]) -> Iterator[Parsed]:
    """Items, links and problems of each file."""
    for blob in files.own:
        text, problems = text_of(blob)
        yield from problems
        kinds, columns = dict(setup.options.kinds), setup.options.roles
        for node in nodes(text):
            kind = kinds.get(node.tag, "") if kinds else setup.kind
            fields = record(setup, kind, _mapping(node, blob.path), columns)
            yield from _node(setup, kind, node, fields)


def _node(setup: Setup[Options], kind: str, node: SdocNode, fields: Record) -> Iterator[Parsed]:
    path = fields.mapping.path
    identity = fields.said("id")
    if kind and identity and setup.id.fullmatch(identity):
        yield from item_of(setup, kind, identity, fields)
        for relation in node.relations:
            yield from _relation(setup, (identity, kind), relation, path)
    elif identity and setup.known.fullmatch(identity):
        return
    elif kind and node.tag not in _PROSE:
        yield _without_id(identity, node, path)
    yield from _flaws(node, path)


def _mapping(node: SdocNode, path: str) -> Mapping:
    """The fields, each name once: several comments are one text."""
    values: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for one in node.fields:
        values.setdefault(one.name, []).append(one.value)
        lines.setdefault(one.name, one.line)
    pairs = ((name, lines[name], "\n\n".join(found)) for name, found in values.items())
    placed = ((Scalar(path, line, 1, name), Scalar(path, line, 1, value)) for name, line, value in pairs)
    return Mapping(path, node.line, 1, tuple(placed))


def _relation(setup: Setup[Options], owner: tuple[str, str], relation: Relation, path: str) -> Iterator[Parsed]:
    identity, kind = owner
    word, role, named = relation.said("TYPE"), relation.said("ROLE"), relation.entry("VALUE", "PATH")
    how = _how(setup, kind, word, role)
    if how is None or named is None:
        zh, en = (
            f"关系“{word[:40]}”缺少对象或类型未知，未读取",
            f"the relation “{word[:40]}” has no target or is of unknown type",
        )
        yield _problem("relation-not-read", Location(path, relation.line), zh, en)
        return
    target = named.value
    if word == "File":
        target = posixpath.normpath(posixpath.join(setup.options.root, target.replace("\\", "/")))
    source_, target = (target, identity) if how.reverse else (identity, target)
    words = ((one.name.lower(), one.value) for one in relation.entries if one.name not in _ENDS and one.value)
    yield Link(source_, how.kind, target, Location(path, named.line), (("word", word), *words))


def _how(setup: Setup[Options], kind: str, word: str, role: str) -> FieldLink | None:
    """What the configuration says of the role, or of the type, or what the type usually means."""
    by_role, by_type = setup.links.get((kind, role)), setup.links.get((kind, word))
    if by_role and role:
        return FieldLink(by_role.kind, by_role.reverse != (word == "Child"))
    upward = LinkKind.VERIFIES if kind == ItemKind.TEST else LinkKind.DERIVES
    usual = {
        "Parent": FieldLink(upward),
        "Child": FieldLink(upward, reverse=True),
        # The path may well claim the item in a comment of its own: as a mention the two make no circle.
        "File": FieldLink(LinkKind.MENTIONS),
    }
    return by_type or usual.get(word)


def _flaws(node: SdocNode, path: str) -> Iterator[Diagnostic]:
    for line in node.open:
        zh, en = (
            "该文字没有以 <<< 结束，读到下一节点为止",
            "the text is not closed by <<< and was read up to the next node",
        )
        yield _problem("text-not-closed", Location(path, line), zh, en)
    if node.stray:
        zh, en = "该行不是字段，未读取", "the line is no field and was not read"
        yield _problem("line-not-read", Location(path, node.stray), zh, en)


def _without_id(identity: str, node: SdocNode, path: str) -> Diagnostic:
    place = Location(path, node.line)
    if not identity:
        words = Localized(f"节点 {node.tag} 没有 UID，未读取", f"the node {node.tag} has no UID and was not read")
        return Diagnostic("item-without-id", DiagnosticSeverity.NOTE, words, place)
    zh = f"“{identity[:40]}”不符合该来源的编号规则，该节点未读取"
    en = f"“{identity[:40]}” does not match the id pattern of this source; the node was not read"
    return _problem("item-without-id", place, zh, en)


def _problem(code: str, place: Location, zh: str, en: str) -> Diagnostic:
    return Diagnostic(code, DiagnosticSeverity.WARNING, Localized(zh, en), place)
