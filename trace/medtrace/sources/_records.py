"""A mapping of keys as an item: what YAML items and front matter share.

`columns` maps a role (`id`, `title`, `text`, and any attribute, among them those of a risk) to the keys that hold it.
A key without a role is a link where `links` names it, else an attribute under its own name; lists are joined with
`, `, nested mappings read as `a.b`. The text of a risk without a text key is every value after the hazard.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.items import ItemKind, Location, make_item
from medtrace.sources._blank import told_blank
from medtrace.sources._columns import RISK_KINDS, RISK_ROLES, Columns
from medtrace.sources._fields import attributes, field_links
from medtrace.sources._source import OptionsT, Parsed, Setup

_USUAL: Columns = (
    ("id", ("id", "uid", "编号", "标识")),
    ("title", ("title", "name", "header", "名称", "标题")),
    ("text", ("text", "description", "statement", "内容", "描述")),
)
_MAIN = frozenset({"id", "title", "text"})


@dataclass(frozen=True, slots=True)
class Record:
    """The keys of one item in the order of the file, and which of them plays which role.

    `body` is the text where it stands outside the mapping; None where a key holds it.
    """

    mapping: Mapping
    values: tuple[tuple[str, str], ...]
    roles: dict[str, tuple[str, ...]]
    body: str | None = None

    def said(self, role: str) -> str:
        """What the keys of one role say, one value a line."""
        wanted = self.roles.get(role, ())
        return "\n".join(
            value.strip() for key in wanted for name, value in self.values if name == key and value.strip()
        )

    def place(self, name: str) -> Location:
        """Where the key of a value stands; of a nested one the outermost."""
        outer = name.partition(".")[0]
        found = (key.location for key, _ in self.mapping.pairs if key.said in {name, outer})
        return next(found, self.mapping.location)

    @property
    def hazard_keys(self) -> tuple[str, ...]:
        """The keys of the hazard: as the configuration says, else `hazard`."""
        return self.roles.get("hazard") or tuple(name for name, _ in self.values if name == "hazard")

    def hazard(self, kind: str) -> str:
        """What names a risk without a title."""
        keys = self.hazard_keys if kind in RISK_KINDS else ()
        return "\n".join(value for name, value in self.values if name in keys)


def record(
    setup: Setup[OptionsT], kind: str, mapping: Mapping, columns: Columns, *, skip: str = "", body: str | None = None
) -> Record:
    """The record of a mapping; `skip` is a key that is read elsewhere."""
    values: list[tuple[str, str]] = []
    for key, node in mapping.pairs:
        if (kind, key.said) in setup.links:
            values.append((key.said, ", ".join(_words(node))))
        elif key.said != skip:
            values += _leaves(key.said, node)
    return Record(mapping, tuple(values), _roles(columns, {name for name, _ in values}), body)


def _roles(columns: Columns, names: set[str]) -> dict[str, tuple[str, ...]]:
    """Roles with the keys that are there: as the configuration says, else the usual key of each main role."""
    said = dict(columns)
    found = {role: tuple(key for key in keys if key in names) for role, keys in columns}
    for role, usual in _USUAL:
        if role not in said:
            found[role] = tuple(key for key in usual if key in names)[:1]
    return {role: keys for role, keys in found.items() if keys}


def _leaves(name: str, node: Node) -> list[tuple[str, str]]:
    """The values below a key, each name once, in the order of the file; an empty list is an empty value."""
    if isinstance(node, Scalar):
        return [(name, node.said)]
    found: dict[str, list[str]] = {}
    for leaf, text in _flat(name, node):
        found.setdefault(leaf, []).append(text)
    return [(leaf, ", ".join(text for text in texts if text)) for leaf, texts in found.items()]


def _flat(name: str, node: Node) -> Iterator[tuple[str, str]]:
    match node:
        case Scalar():
            yield name, node.said
        case Listing():
            for item in node.items:
                yield from _flat(name, item)
        case Mapping():
            for key, value in node.pairs:
                yield from _flat(f"{name}.{key.said}", value)


def _words(node: Node) -> Iterator[str]:
    """Every text below a node, keys too: `links: [{SRS-1: a1b2}]` cites SRS-1."""
    match node:
        case Scalar():
            yield node.said
        case Listing():
            for item in node.items:
                yield from _words(item)
        case Mapping():
            for key, value in node.pairs:
                yield key.said
                yield from _words(value)


def item_of(setup: Setup[OptionsT], kind: str, identity: str, source: Record, *, heading: str = "") -> Iterator[Parsed]:
    """The item of a record and the links that its keys make, each at the line of its key.

    `heading` is the title where no key says one.
    """
    title = source.said("title") or source.hazard(kind) or heading
    text = "\n\n".join(part for part in (source.said("text"), source.body) if part)
    if kind in RISK_KINDS and "text" not in source.roles and source.body is None:
        text = " | ".join(_after_hazard(source))
    found = attributes(setup, kind, _named(setup, kind, source))
    item = make_item(
        identity,
        kind,
        title=title or text.strip().partition("\n")[0],
        text=text,
        location=source.mapping.location,
        attributes=found,
        counted=_counted(kind, source, [name for name, _ in found]),
    )
    yield item
    if source.body is not None or "text" in source.roles:
        yield from told_blank(item, next(iter(source.roles.get("text", ())), ""))
    for name, value in source.values:
        if (kind, name) in setup.links and name not in source.roles.get("id", ()):
            yield from field_links(setup, (identity, kind), name, value, source.place(name))


def _counted(kind: str, source: Record, names: list[str]) -> Iterable[str]:
    """Attributes that belong to the meaning: all of a file with front matter (contracts: digest), else by kind."""
    if source.body is not None:
        return names
    if kind in RISK_KINDS:
        return RISK_ROLES
    return ("control_kind",) if kind == ItemKind.RISK_CONTROL else ()


def _named(setup: Setup[OptionsT], kind: str, source: Record) -> Iterator[tuple[str, str]]:
    """Roles first, then the keys that have none; a key named as a link is no attribute under any name."""
    taken = {key for keys in source.roles.values() for key in keys}
    for role, keys in source.roles.items():
        if role not in _MAIN and not any((kind, key) in setup.links for key in keys):
            yield _attribute(kind, role), source.said(role)
    for name, value in source.values:
        if name not in taken:
            yield _attribute(kind, name) if (kind, name) not in setup.links else name, value


def _attribute(kind: str, name: str) -> str:
    return "control_kind" if kind == ItemKind.RISK_CONTROL and name == "kind" else name


def _after_hazard(source: Record) -> tuple[str, ...]:
    marks = source.hazard_keys or source.roles.get("title") or source.roles.get("id") or ()
    start = max((index + 1 for index, (name, _) in enumerate(source.values) if name in marks), default=0)
    return tuple(value for _, value in source.values[start:])
