"""Names that the components of a tag declare differ: screens, routes, fields, keys of a schema.

What it reads: both sides of every changed product file under `components:` with the tag. A new entry in ROUTES, a new
key in a report's schema, a public class that is gone fire once for their component, with the names before and after.
Names are counted over all files of the component, so a class that moved to another file is no change. Changed bodies,
a file moved unchanged, or a language that is not known are a question; comments and layout say nothing.

Options:
  tag: a tag of the component map, such as `user-interface`, `outputs` or `inputs`

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, listed, missing, not_mapped, units
from medtrace.rules._rule import rule
from medtrace.syntax.declaration import Declarations
from medtrace.syntax.declarations import declarations
from medtrace.words import Localized

MOST_NAMES = 12
Name: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose declarations are looked at."""

    tag: str


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


@rule("declared-shape", options=Options)
def declared_shape(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component whose files changed in meaning, and one per file that could not be read."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        yield from _unit(changes, unit)
        yield from missing(changes, unit)


def _unit(changes: ChangeSet, unit: Unit) -> Iterator[Hit]:
    open_ = tuple(
        one for one in unit.deltas if one.content is not Content.MISSING and (not one.sameness.is_same or one.is_moved)
    )
    shapes = tuple(_shape(delta) for delta in open_)
    gone, come = _difference(shapes)
    if gone or come:
        yield _differs(changes, unit, shapes, (gone, come))
    elif shapes:
        yield _asks(changes, unit, shapes)


def _shape(delta: Delta) -> Shape:
    if delta.content is Content.BINARY:
        return Shape(delta, None, None)
    there, here = delta.side_exists
    before = declarations(delta.before, delta.file.change.before_path) if there else ()
    after = declarations(delta.after, delta.path) if here else ()
    return Shape(delta, before, after)


def _names(found: Declarations | None) -> Counter[Name]:
    return Counter((one.kind, one.name) for one in found or ())


def _difference(shapes: tuple[Shape, ...]) -> tuple[Counter[Name], Counter[Name]]:
    """Names that the component lost and gained, over all its changed files that can be read on both sides."""
    before: Counter[Name] = Counter()
    after: Counter[Name] = Counter()
    for shape in shapes:
        if shape.is_known:
            before += _names(shape.before)
            after += _names(shape.after)
    return before - after, after - before


def _differs(
    changes: ChangeSet, unit: Unit, shapes: tuple[Shape, ...], difference: tuple[Counter[Name], Counter[Name]]
) -> Hit:
    gone, come = difference
    component = unit.component
    told = Localized(
        "；".join(filter(None, (_told("新增 ", come, "、"), _told("删除 ", gone, "、")))),
        "; ".join(filter(None, (_told("added ", come, ", "), _told("removed ", gone, ", ")))),
    )
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）声明的名称已变化：{told.zh}",
            f"Names declared by {component.name.en} ({component.id}) changed: {told.en}",
        ),
        evidence=tuple(piece for shape in shapes for piece in _evidence(changes, shape, difference)),
        confidence=Confidence.LIKELY,
    )


def _told(word: str, names: Counter[Name], comma: str) -> str:
    shown = [name for _, name in sorted(names)][:MOST_NAMES]
    more = f" (+{len(names) - MOST_NAMES})" if len(names) > MOST_NAMES else ""
    return f"{word}{comma.join(shown)}{more}" if shown else ""


def _evidence(changes: ChangeSet, shape: Shape, difference: tuple[Counter[Name], Counter[Name]]) -> Iterator[Evidence]:
    gone = tuple(one for one in shape.before or () if (one.kind, one.name) in difference[0])
    come = tuple(one for one in shape.after or () if (one.kind, one.name) in difference[1])
    if shape.is_known and (gone or come):
        line = min((one.line for one in come or gone), default=0)
        yield Evidence(shape.delta.path, line, commits_of(changes, shape.delta), _lines(gone), _lines(come))


def _lines(found: Declarations) -> str:
    shown = sorted({f"{one.kind} {one.name}" for one in found})
    more = [f"+ {len(shown) - MOST_NAMES}"] if len(shown) > MOST_NAMES else []
    return "\n".join((*shown[:MOST_NAMES], *more))


def _asks(changes: ChangeSet, unit: Unit, shapes: tuple[Shape, ...]) -> Hit:
    component, files = unit.component, listed(tuple(shape.delta.path for shape in shapes))
    unknown = not all(shape.is_known for shape in shapes)
    reason = (
        Localized("部分文件的语言无法解析", "some are in a language that cannot be read")
        if unknown
        else Localized("声明的名称未变", "declared names are the same")
    )
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）的文件已变更：{files.zh}；{reason.zh}，是否影响待判定",
            f"Files of {component.name.en} ({component.id}) changed: {files.en}; {reason.en}, the effect is open",
        ),
        evidence=tuple(Evidence(shape.delta.path, 0, commits_of(changes, shape.delta)) for shape in shapes),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
