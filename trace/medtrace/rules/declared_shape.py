"""Names that the components of a tag declare differ: screens, routes, fields, keys of a schema.

What it reads: both sides of every changed product file under `components:` with the tag. A new entry in ROUTES, a new
key in a report's schema, a public class that is gone fire once for their component, with the names before and after.
Names are counted over all files of the component, so a class that moved to another file is no change; comments and
layout say nothing.

What fires: routes, keys of a schema or table, serialised names, members of enumerations, options of a command line,
units, and files that come or go with the public types that they declare; for `user-interface` screens, their elements
and properties, controls and dialogs that code makes, and navigation; for `inputs` and `outputs` every public type,
public fields of data (those of a class that acts are its state), another kind of type of such a field (a whole number
that became a real one), keys of a dictionary that a public function of Python returns, names under which code writes
data (keys of JSON that is dumped, elements of XML, segments of HL7), the number type and the file format that it
writes, units in texts of code (`mmHg`), tags and classes of DICOM, resources of FHIR, what a route answers, places
that a template fills. Functions, methods, macros, the state of a class and names that the language keeps inside are a
question, for they move with every refactoring. So are changed bodies, a file moved unchanged, a language that is not
known: beside names that fire these files are named in a question of their own, `<component>:open`. Build manifests
and lock files declare nothing to a user: they are named where nothing else of the component changed. Tables of texts,
style sheets and pictures declare nothing either: they are a question, as is a file in which only words or looks
differ.

Options:
  tag: a tag of the component map, such as `user-interface`, `outputs` or `inputs`
  words_apart: whether other rows tell of words and looks; then nothing is asked of them here

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, missing, not_mapped, units
from medtrace.rules._doubts import BUILD, LANGUAGE, ask, doubt, split_build_files
from medtrace.rules._rule import Sight, rule
from medtrace.rules._screens import is_only_words_or_looks, says_nothing
from medtrace.syntax.declaration import Declarations
from medtrace.syntax.declarations import declarations
from medtrace.words import Localized

MOST_NAMES = 12
Name: TypeAlias = tuple[str, str]
Difference: TypeAlias = tuple[Counter[Name], Counter[Name]]
# Names that change with a refactoring: whether anybody outside sees them is a question.
_QUIET = {"function", "export", "macro", "internal class", "internal field", "state field"}
# What the data consist of: a matter of what goes in and out, wherever else it is named.
_EXCHANGED = {
    *("type", "filled", "dicom", "dicom read", "dicom class", "resource", "response", "returned", "unit text"),
    *("written", "form"),
}
# Where such a name stands at all is what counts, not how often: a function may be declared in a header and again in
# its source, and a key be written on every branch.
_ANYWHERE = {"function", "written", "form", "dicom"}
# What code puts on a screen is no matter of data that it writes, and a field of its classes none of the screen.
_OF_SCREENS = {"widget"}
# What such a component exchanges is made of its types; elsewhere a type counts where its whole file comes or goes.
_OF_TYPES = {"inputs", "outputs"}
_SAME_NAMES = Localized(
    "内容已变，而所读取的各类名称（类、函数、导出、路由、键等）均未变",
    "changed, and none of the kinds of names that are read differs (classes, functions, exports, routes, keys …)",
)

_WORDS = Localized("仅文字或外观不同", "only words for users or looks differ")


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose declarations are looked at, and whether other rows tell of words and looks."""

    tag: str
    words_apart: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A changed file and what it declares on either side; None where that is not known."""

    delta: Delta
    before: Declarations | None
    after: Declarations | None

    @property
    def is_known(self) -> bool:
        """Whether both sides are known."""
        return self.before is not None and self.after is not None


@rule("declared-shape", options=Options, sees=Sight.TAGGED)
def declared_shape(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component whose files changed in meaning, and one per file that could not be read."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        yield from _unit(changes, unit, options)
        yield from missing(changes, unit)


def _unit(changes: ChangeSet, unit: Unit, options: Options) -> Iterator[Hit]:
    there = tuple(one for one in unit.deltas if one.content is not Content.MISSING)
    rest, build = split_build_files(tuple(one for one in there if not one.sameness.is_same or one.is_moved))
    shapes = tuple(_shape(delta) for delta in rest)
    difference = _difference(shapes)
    fires = any(_is_loud(name, shapes, options.tag) for side in difference for name in side)
    if fires:
        yield _differs(changes, unit, shapes, difference)
    if options.words_apart:
        shapes = tuple(one for one in shapes if any(_own(one, difference)) or not is_only_words_or_looks(one.delta))
    doubts = tuple(_doubts(shapes, difference, told=fires)) or (() if fires else tuple((BUILD, one) for one in build))
    if doubts:
        named = {one.delta.path: one for one in shapes}
        yield ask(unit, doubts, lambda delta: _piece(changes, delta, named, difference), beside=fires)


def _is_loud(name: Name, shapes: tuple[Shape, ...], tag: str) -> bool:
    """Whether a name that came or went is one that a user, a reader of outputs or another system meets."""
    if name[0] in _OF_SCREENS | {"field"}:
        return (name[0] in _OF_SCREENS) == (tag == "user-interface")
    if name[0] in _EXCHANGED:
        return tag in _OF_TYPES and not (name[0] == "dicom read" and tag == "outputs")
    if name[0] != "class" or tag in _OF_TYPES:
        return name[0] not in _QUIET
    whole = (one for one in shapes if not all(one.delta.side_exists))
    return any(name in _names(side) for one in whole for side in (one.before, one.after))


def _doubts(shapes: tuple[Shape, ...], difference: Difference, *, told: bool) -> Iterator[tuple[Localized, Delta]]:
    """Files that are a question; `told` is whether those whose names differ are told already."""
    for shape in shapes:
        gone, come = _own(shape, difference)
        if not (gone or come):
            yield _reason(shape), shape.delta
        elif not told:
            yield _inner(_names(gone), _names(come)), shape.delta


def _reason(shape: Shape) -> Localized:
    if is_only_words_or_looks(shape.delta):
        return _WORDS
    return doubt(shape.delta) or (_SAME_NAMES if shape.is_known else LANGUAGE)


def _inner(gone: Counter[Name], come: Counter[Name]) -> Localized:
    told = _changed(gone, come)
    return Localized(
        f"仅函数、方法等可能属于内部的名称变化（{told.zh}）",
        f"only names of functions, methods or inner types changed ({told.en})",
    )


def _piece(changes: ChangeSet, delta: Delta, shapes: Mapping[str, Shape], difference: Difference) -> Iterator[Evidence]:
    """The names of a doubtful file that came or went, else its path alone."""
    shape = shapes.get(delta.path)
    found = tuple(_evidence(changes, shape, difference)) if shape else ()
    yield from found or (Evidence(delta.path, 0, commits_of(changes, delta)),)


def _shape(delta: Delta) -> Shape:
    if delta.content is Content.BINARY or says_nothing(delta):
        return Shape(delta, None, None)
    there, here = delta.side_exists
    before = declarations(delta.before, delta.file.change.before_path) if there else ()
    after = declarations(delta.after, delta.path) if here else ()
    return Shape(delta, before, after)


def _names(found: Declarations | None) -> Counter[Name]:
    return Counter((one.kind, one.name) for one in found or ())


def _difference(shapes: tuple[Shape, ...]) -> Difference:
    """Names that the component lost and gained, over all its changed files that can be read on both sides."""
    before: Counter[Name] = Counter()
    after: Counter[Name] = Counter()
    for shape in shapes:
        if shape.is_known:
            before += _names(shape.before)
            after += _names(shape.after)
    both = before & after
    same = {name for name in both if name[0] in _ANYWHERE}
    gone, come = before - after, after - before
    return Counter({n: c for n, c in gone.items() if n not in same}), Counter(
        {n: c for n, c in come.items() if n not in same}
    )


def _differs(changes: ChangeSet, unit: Unit, shapes: tuple[Shape, ...], difference: Difference) -> Hit:
    component, told = unit.component, _changed(*difference)
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）声明的名称已变化：{told.zh}",
            f"Names declared by {component.name.en} ({component.id}) changed: {told.en}",
        ),
        evidence=tuple(piece for shape in shapes for piece in _evidence(changes, shape, difference)),
        confidence=Confidence.LIKELY,
    )


def _changed(gone: Counter[Name], come: Counter[Name]) -> Localized:
    return Localized(
        "；".join(filter(None, (_told("新增 ", come, "、"), _told("删除 ", gone, "、")))),
        "; ".join(filter(None, (_told("added ", come, ", "), _told("removed ", gone, ", ")))),
    )


def _told(word: str, names: Counter[Name], comma: str) -> str:
    """The first names, those that fire before the others; the type of a field that is told itself says no more."""
    fields = {name for kind, name in names if kind == "field"}
    plain = (one for one in names if not (one[0] == "type" and one[1].partition(":")[0] in fields))
    ordered = sorted(plain, key=lambda one: (one[0] in _QUIET, one))
    shown = list(dict.fromkeys(name for _, name in ordered))
    more = f" (+{len(shown) - MOST_NAMES})" if len(shown) > MOST_NAMES else ""
    return f"{word}{comma.join(shown[:MOST_NAMES])}{more}" if shown else ""


def _own(shape: Shape, difference: Difference) -> tuple[Declarations, Declarations]:
    """The names of one file among those that the component lost and gained, without those that the file kept."""
    if not shape.is_known:
        return (), ()
    old, new = _names(shape.before), _names(shape.after)
    left, came = difference[0] & (old - new), difference[1] & (new - old)
    gone = tuple(one for one in shape.before or () if (one.kind, one.name) in left)
    come = tuple(one for one in shape.after or () if (one.kind, one.name) in came)
    return gone, come


def _evidence(changes: ChangeSet, shape: Shape, difference: Difference) -> Iterator[Evidence]:
    gone, come = _own(shape, difference)
    if gone or come:
        side = come or gone
        loud = tuple(one for one in side if one.kind not in _QUIET)
        line = min((one.line for one in loud or side), default=0)
        yield Evidence(shape.delta.path, line, commits_of(changes, shape.delta), _lines(gone), _lines(come))


def _lines(found: Declarations) -> str:
    shown = sorted({f"{one.kind} {one.name}" for one in found})
    more = [f"+ {len(shown) - MOST_NAMES}"] if len(shown) > MOST_NAMES else []
    return "\n".join((*shown[:MOST_NAMES], *more))
