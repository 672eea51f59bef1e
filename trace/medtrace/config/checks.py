"""What one value of `trace.yaml` says against another: names that must exist, ids used once, numbers that fit.

Each check looks at the marked tree and tolerates any shape of it, so that these mistakes are told together with those
of single values.
"""

import re
from collections.abc import Iterator

from medtrace.config.mistakes import Mistake, choices, mistake, nearest, unknown_name
from medtrace.config.trees import Tree
from medtrace.config.ways import Loc, find
from medtrace.expressions import expression
from medtrace.marked.nodes import Listing, Mapping, Node, Scalar
from medtrace.model.items import ItemKind
from medtrace.words import Localized

_FIELD = Localized("字段", "field")
_COMPONENT = Localized("软件单元", "component")
_PIECES = expression(r"\{[A-Za-z_][A-Za-z0-9_]*\}|[^{}\[\]]+|\[|\]|.", re.DOTALL)


def cross_checks(tree: Tree) -> tuple[Mistake, ...]:
    """Every mistake between values."""
    return (
        *_tag_pattern(tree.root),
        *_fields(tree.root),
        *_unique(tree.root, ("components",), "id"),
        *_unique(tree.root, ("environment",), "name"),
        *_unique(tree.root, ("repositories",), "name"),
        *_unique(tree.root, ("version", "fields"), "id"),
        *_modules(tree.root),
        *_repeated(tree.root, ("profiles",)),
        *_links(tree.root),
        *_unique(tree.root, ("meaning",), "kind"),
        *_known_kinds(tree.root, ("meaning",), "kind"),
        *_repositories(tree.root),
    )


def entries(root: Node, loc: Loc) -> tuple[Mapping, ...]:
    """The mappings of a list, those that are mappings."""
    found = find(root, loc)
    return tuple(item for item in found.items if isinstance(item, Mapping)) if isinstance(found, Listing) else ()


def scalar(node: Node | None, key: str) -> Scalar | None:
    """The text under a key, None where there is none."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, Scalar) and found.text is not None else None


def texts(node: Node | None) -> tuple[Scalar, ...]:
    """The texts of a list."""
    if not isinstance(node, Listing):
        return ()
    return tuple(item for item in node.items if isinstance(item, Scalar) and item.text is not None)


def _tag_pattern(root: Node) -> Iterator[Mistake]:
    tags = scalar(find(root, ("version",)), "tags")
    if tags is None or not tags.text:
        return
    pieces = _PIECES.findall(tags.text)
    used = [piece[1:-1] for piece in pieces if piece.startswith("{") and len(piece) > 1]
    declared = [str(one.text) for field in entries(root, ("version", "fields")) if (one := scalar(field, "id"))]
    if {"{", "}"} & set(pieces) or not used:
        yield mistake(
            tags.mark,
            f"tags：字段应写作 {{X}}，得到“{tags.text}”",
            f'tags: fields are written {{X}}, got "{tags.text}"',
        )
    if not re.fullmatch(r"[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*", tags.text):
        yield mistake(tags.mark, "tags：方括号应成对且不嵌套", "tags: square brackets come in pairs and are not nested")
    for name in dict.fromkeys(used):
        if used.count(name) > 1:
            yield mistake(tags.mark, f"tags：字段 {name} 出现多次", f"tags: field {name} stands more than once")
        if declared and name not in declared:
            yield Mistake(tags.mark, _in("tags", unknown_name(_FIELD, name, declared)))


def _modules(root: Node) -> Iterator[Mistake]:
    """Modules that are versioned apart: a known component, and an expression with one group for the version."""
    known = [str(one.text) for entry in entries(root, ("components",)) if (one := scalar(entry, "id"))]
    for module in entries(root, ("version", "modules")):
        component, pattern = scalar(module, "component"), scalar(module, "pattern")
        if component and component.text not in known:
            yield Mistake(component.mark, _in("component", unknown_name(_COMPONENT, str(component.text), known)))
        if pattern and _groups(str(pattern.text)) not in {1, None}:
            yield mistake(
                pattern.mark,
                "pattern：须恰有一个括号组，括住版本",
                "pattern: needs exactly one group, around the version",
            )


def _groups(expression: str) -> int | None:
    """How many groups an expression has; None where it is no expression, which is told by itself."""
    try:
        return re.compile(expression).groups
    except re.error:
        return None


def _fields(root: Node) -> Iterator[Mistake]:
    fields = entries(root, ("version", "fields"))
    names = [str(one.text) if (one := scalar(field, "id")) else "" for field in fields]
    for index, field in enumerate(fields):
        yield from _numbers(field)
        for other in texts(field.get("reset_on")):
            name = str(other.text)
            if name not in names:
                yield Mistake(
                    other.mark, _in("reset_on", unknown_name(_FIELD, name, [one for one in names[:index] if one]))
                )
            elif name not in names[:index]:
                yield mistake(
                    other.mark,
                    f"reset_on：{name} 不高于 {names[index]}，只有更高的字段能使其归零",
                    f"reset_on: {name} is not above {names[index]}; only a higher field restarts it",
                )


def _numbers(field: Mapping) -> Iterator[Mistake]:
    digits, limits = scalar(field, "digits"), texts(field.get("range"))
    counts = [int(one) for one in re.findall(r"\d+", str(digits.text))][:2] if digits else []
    numbers = [int(str(one.text)) for one in limits if re.fullmatch(r"[0-9]{1,15}", str(one.text))]
    if digits and counts != sorted(counts):
        yield mistake(
            digits.mark, "digits：最少位数大于最多位数", "digits: the least number of digits is above the most"
        )
    for one in limits:
        if str(one.text).startswith("-"):
            yield mistake(one.mark, "range：版本号不为负数", "range: a version number is not negative")
    if len(numbers) != len(limits) or len(numbers) != 2:  # noqa: PLR2004 - lowest and highest
        return
    if numbers[0] > numbers[1]:
        yield mistake(limits[0].mark, "range：最小值大于最大值", "range: the lowest number is above the highest")
    if counts and len(str(numbers[1])) > max(counts):
        yield mistake(
            limits[1].mark,
            f"range：{numbers[1]} 超过 {max(counts)} 位（digits）",
            f"range: {numbers[1]} needs more than {max(counts)} digits",
        )


def _unique(root: Node, loc: Loc, key: str) -> Iterator[Mistake]:
    seen: dict[str, Scalar] = {}
    for entry in entries(root, loc):
        name = scalar(entry, key)
        if name is None:
            continue
        first = seen.setdefault(str(name.text), name)
        if first is not name:
            yield _twice(f"{key}", name, first)


def _repeated(root: Node, loc: Loc) -> Iterator[Mistake]:
    seen: dict[str, Scalar] = {}
    for name in texts(find(root, loc)):
        first = seen.setdefault(str(name.text), name)
        if first is not name:
            yield _twice(str(loc[-1]), name, first)


def _twice(key: str, name: Scalar, first: Scalar) -> Mistake:
    return mistake(
        name.mark,
        f"{key}：“{name.text}”重复，首次出现在第 {first.mark.line} 行第 {first.mark.column} 列",
        f'{key}: "{name.text}" stands twice; first at line {first.mark.line}, column {first.mark.column}',
    )


def _links(root: Node) -> Iterator[Mistake]:
    """A link must begin at a kind that exists: one of ours, or one that a source declares."""
    yield from _known_kinds(root, ("links",), "from")
    seen: dict[tuple[str, str], Scalar] = {}
    for link in entries(root, ("links",)):
        kind, field = scalar(link, "from"), scalar(link, "field")
        if kind and field:
            first = seen.setdefault((str(kind.text), str(field.text)), field)
            if first is not field:
                yield _twice("field", field, first)


def _known_kinds(root: Node, loc: Loc, key: str) -> Iterator[Mistake]:
    """Kinds that are neither ours nor declared; one that is a misspelt one of ours is told by its own value."""
    declared = {str(kind.text) for source in entries(root, ("sources",)) if (kind := scalar(source, "kind"))}
    known = tuple(dict.fromkeys((*(kind.value for kind in ItemKind), *sorted(declared))))
    for entry in entries(root, loc):
        kind = scalar(entry, key)
        if kind and kind.text not in known and not nearest(str(kind.text), [one.value for one in ItemKind]):
            yield Mistake(kind.mark, _in(key, unknown_name(Localized("条目类别", "item kind"), str(kind.text), known)))


def _repositories(root: Node) -> Iterator[Mistake]:
    for entry in entries(root, ("repositories",)):
        given = [key for key in ("snapshot", "path") if scalar(entry, key)]
        if len(given) != 1:
            wanted = choices(("snapshot", "path"))
            yield mistake(entry.mark, f"应恰好给出 {wanted.zh} 之一", f"give exactly one of {wanted.en}")


def _in(key: str, words: Localized) -> Localized:
    return Localized(f"{key}：{words.zh}", f"{key}: {words.en}")
