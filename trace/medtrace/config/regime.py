"""The files of a profile made into our nouns, with every mistake of every file."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import BaseModel

from medtrace.config.mistakes import Mistake, mistake, unknown_name
from medtrace.config.options import OptionShapes
from medtrace.config.outlines import Use, outline_of, used_options
from medtrace.config.profile_shape import OutlineShape, ProfileShape, SourceList, TriggerShape, TriggerTable
from medtrace.config.signing import signing_mistakes, signing_rule
from medtrace.config.trees import Tree, read_tree
from medtrace.config.validate import read_shape
from medtrace.config.values import Pair
from medtrace.config.ways import Loc, find, nearest_mark
from medtrace.errors import ProfileError
from medtrace.marked.nodes import Mark
from medtrace.model.profile import Outline, Profile, SourceDocument
from medtrace.model.verdict import Clause, Escalation, RuleUse, Severity, Trigger
from medtrace.words import Localized

ShapeT = TypeVar("ShapeT", bound=BaseModel)
# Under this name the profile that another one is based on stands on its shelf.
BASE = "base.yaml"
_PROFILE = Localized("法规配置", "profile")
_SPOKEN = ("report_forms", "words", "statements")
_DOCUMENT = Localized("文件", "document")
_CITED = Localized("引用文件", "cited document")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one profile: bytes, and the path that messages show, by name.

    `lender` has further outlines; `bases` are the shelves of the profiles that it may be based on, by their names.
    """

    held: Mapping[str, bytes]
    places: Mapping[str, str]
    lender: Callable[[str, bool], tuple[str, bytes] | None] | None = None
    bases: Mapping[str, "Shelf"] = field(default_factory=dict)

    def with_base(self, name: str) -> "Shelf":
        """The shelf with the outlines of the profile below, and that profile itself as `BASE`."""
        below = self.bases[name]
        names = {file: BASE if file == "profile.yaml" else file for file in below.held if file != "triggers.yaml"}
        held = {name: below.held[file] for file, name in names.items()}
        places = {name: below.places[file] for file, name in names.items()}
        return Shelf({**held, **self.held}, {**places, **self.places}, self.lender)

    def with_lent(self, documents: tuple[str, ...]) -> "Shelf":
        """The shelf with the outlines of documents that only a lender has; a file of the project comes before them."""
        held, places = dict(self.held), dict(self.places)
        for name in documents if self.lender else ():
            file = f"{name}.yaml"
            own = file in held
            if self.lender and (not own or _is_packaged(places[file])) and (lent := self.lender(name, own)):
                places[file], held[file] = lent
        return Shelf(held, places, self.lender, self.bases)


@dataclass(slots=True)
class _Desk:
    """Reads files one after the other and keeps the mistakes of each."""

    shelf: Shelf
    mistakes: dict[str, tuple[Mistake, ...]] = field(default_factory=dict)

    def read(self, file: str, shape: type[ShapeT]) -> tuple[Tree | None, ShapeT | None]:
        """One file in its shape; None where it is absent or cannot be used."""
        path = self.shelf.places.get(file, file)
        if file not in self.shelf.held:
            self.add(path, mistake(Mark(1, 1), "缺少文件", "the file is missing"))
            return None, None
        tree = read_tree(self.shelf.held[file], path=path, error=ProfileError)
        value, mistakes = read_shape(tree, shape)
        self.add(path, *tree.mistakes, *mistakes)
        return tree, value

    def add(self, path: str, *mistakes: Mistake) -> None:
        """Keep mistakes of one file."""
        if mistakes:
            self.mistakes[path] = (*self.mistakes.get(path, ()), *mistakes)


def assemble(
    name: str, shelf: Shelf, rules: OptionShapes | None, blocks: OptionShapes | None
) -> tuple[Profile | None, dict[str, tuple[Mistake, ...]]]:
    """The profile, or None and the mistakes by path."""
    desk = _Desk(shelf)
    _, cited = desk.read("sources.yaml", SourceList)
    tree, regime = desk.read("profile.yaml", ProfileShape)
    sources = _sources(cited) if cited else None
    triggers = _triggers(desk, rules, sources)
    if tree is None or regime is None:
        return None, desk.mistakes
    desk.add(tree.path, *_regime_mistakes(tree, regime, name, sources))
    below = _below(desk, tree, regime)
    desk.shelf = desk.shelf.with_lent(regime.documents)
    outlines = tuple(_outlines(desk, tree, regime, blocks))
    if desk.mistakes:
        return None, desk.mistakes
    return _profile((below, regime) if below else (regime,), desk.shelf, triggers, outlines, sources or ()), {}


def _below(desk: _Desk, tree: Tree, regime: ProfileShape) -> ProfileShape | None:
    """The profile that this one is based on; without one it must say everything itself."""
    if not regime.base:
        mark = nearest_mark(tree.root, ("id",))
        for name in _SPOKEN:
            if not getattr(regime, name):
                desk.add(tree.path, mistake(mark, f"缺少必填字段 {name}", f"required field {name} is missing"))
        return None
    if regime.base not in desk.shelf.bases:
        mark = nearest_mark(tree.root, ("base",))
        desk.add(tree.path, Mistake(mark, unknown_name(_PROFILE, regime.base, sorted(desk.shelf.bases))))
        return None
    desk.shelf = desk.shelf.with_base(regime.base)
    return desk.read(BASE, ProfileShape)[1]


def _profile(
    layers: tuple[ProfileShape, ...],
    shelf: Shelf,
    triggers: tuple[Trigger, ...],
    outlines: tuple[Outline, ...],
    sources: tuple[SourceDocument, ...],
) -> Profile:
    own = sorted(file for file, place in shelf.places.items() if not _is_packaged(place))
    regime = layers[-1]
    words = {
        f"{group}.{key}": pair for one in layers for group, pairs in one.words.items() for key, pair in pairs.items()
    }
    return Profile(
        id=regime.id,
        title=regime.title.localized,
        guideline=regime.guideline,
        triggers=tuple(replace(one, route=regime.row_routes.get(one.id, "")) for one in triggers),
        categories=regime.categories,
        report_forms=_laid(one.report_forms for one in layers),
        words=_laid([words]),
        statements=_laid(one.statements for one in layers),
        outlines=outlines,
        sources=sources,
        sign_off=signing_rule(regime.sign_off),
        digest="+".join((digest_of(shelf.held), *own)),
        trigger_table_digest=hashlib.sha256(shelf.held["triggers.yaml"]).hexdigest(),
        routes=tuple((severity.value, route) for severity, route in regime.routes.items()),
        ordered=regime.ordered,
    )


def _laid(layers: Iterable[Mapping[str, Pair]]) -> tuple[tuple[str, Localized], ...]:
    """Words of several layers by name; the last one to say a word counts."""
    return tuple((key, pair.localized) for key, pair in {k: v for one in layers for k, v in one.items()}.items())


def _is_packaged(place: str) -> bool:
    return place.startswith("templates/")


def _sources(cited: SourceList) -> tuple[SourceDocument, ...]:
    return tuple(
        SourceDocument(key, one.title.localized, one.number, one.date, one.status.localized, one.mark)
        for key, one in cited.root.items()
    )


def _regime_mistakes(
    tree: Tree, regime: ProfileShape, name: str, sources: tuple[SourceDocument, ...] | None
) -> Iterator[Mistake]:
    if regime.id != name:
        mark = nearest_mark(tree.root, ("id",))
        yield mistake(
            mark,
            f"id：应为目录名 {name}，得到“{regime.id}”",
            f'id: expected the folder\'s name {name}, got "{regime.id}"',
        )
    if list(regime.ladder) != list(Severity):
        order = ", ".join(one.value for one in Severity)
        mark = nearest_mark(tree.root, ("ladder",))
        yield mistake(mark, f"ladder：应为 {order}", f"ladder: expected {order}")
    yield from _cited(tree, ("guideline",), regime.guideline, sources)
    yield from signing_mistakes(tree, regime)


def _cited(tree: Tree, loc: Loc, key: str, sources: tuple[SourceDocument, ...] | None) -> Iterator[Mistake]:
    keys = [one.key for one in sources or ()]
    if sources is not None and key not in keys:
        yield Mistake(nearest_mark(tree.root, loc), unknown_name(_CITED, key, keys))


def _triggers(
    desk: _Desk, rules: OptionShapes | None, sources: tuple[SourceDocument, ...] | None
) -> tuple[Trigger, ...]:
    tree, table = desk.read("triggers.yaml", TriggerTable)
    if tree is None or table is None:
        return ()
    found = []
    first: dict[str, Mark] = {}
    for index, row in enumerate(table.root):
        mark = nearest_mark(tree.root, (index, "id"))
        earlier = first.setdefault(row.id, mark)
        if earlier is not mark:
            desk.add(tree.path, _twice(mark, row.id, earlier))
        desk.add(tree.path, *_cited(tree, (index, "source", "document"), row.source.document, sources))
        uses, mistakes = _rule_uses(tree, index, row, rules)
        desk.add(tree.path, *mistakes)
        found.append(_trigger(row, uses))
    return tuple(found)


def _twice(mark: Mark, name: str, first: Mark) -> Mistake:
    return mistake(
        mark,
        f"id：“{name}”重复，首次出现在第 {first.line} 行第 {first.column} 列",
        f'id: "{name}" stands twice; first at line {first.line}, column {first.column}',
    )


def _rule_uses(
    tree: Tree, index: int, row: TriggerShape, rules: OptionShapes | None
) -> tuple[tuple[RuleUse, ...], list[Mistake]]:
    uses: list[RuleUse] = []
    mistakes: list[Mistake] = []
    for number, use in enumerate(row.rules):
        loc = (index, "rules", number)
        where = Use(Localized("规则", "rule"), use.rule, nearest_mark(tree.root, (*loc, "rule")))
        options, wrong = used_options(where, find(tree.root, (*loc, "options")), rules)
        uses.append(RuleUse(use.rule, options))
        mistakes += wrong
    return tuple(uses), mistakes


def _trigger(row: TriggerShape, uses: tuple[RuleUse, ...]) -> Trigger:
    return Trigger(
        id=row.id,
        name=Localized(row.zh, row.en),
        topic=row.topic,
        category=row.category,
        severity=row.severity,
        clause=Clause(row.source.document, row.source.section, row.mark),
        unless=row.unless.localized if row.unless else None,
        condition=row.condition.localized if row.condition else None,
        escalate_if=tuple(Escalation(one.when, one.severity) for one in row.escalate_if),
        rules=uses,
    )


def _outlines(desk: _Desk, tree: Tree, regime: ProfileShape, blocks: OptionShapes | None) -> Iterator[Outline]:
    known = sorted(file.removesuffix(".yaml") for file in desk.shelf.held)
    for index, name in enumerate(regime.documents):
        mark = nearest_mark(tree.root, ("documents", index))
        if regime.documents.index(name) < index:
            desk.add(
                tree.path, _twice(mark, name, nearest_mark(tree.root, ("documents", regime.documents.index(name))))
            )
            continue
        if name not in known:
            others = [one for one in known if one not in {"profile", "triggers", "sources"}]
            desk.add(
                tree.path, Mistake(mark, unknown_name(_DOCUMENT, f"{name}.yaml", [f"{one}.yaml" for one in others]))
            )
            continue
        page, shape = desk.read(f"{name}.yaml", OutlineShape)
        if page is None or shape is None:
            continue
        if shape.id != name:
            here = nearest_mark(page.root, ("id",))
            desk.add(page.path, mistake(here, f"id：应为文件名 {name}", f"id: expected the file's name {name}"))
        outline, mistakes = outline_of(page, shape, blocks)
        desk.add(page.path, *mistakes)
        yield outline


def digest_of(held: MappingType[str, bytes]) -> str:
    """SHA-256 in hex over names and bytes of files, in name order."""
    whole = hashlib.sha256()
    for file, data in sorted(held.items()):
        whole.update(f"{file}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()
