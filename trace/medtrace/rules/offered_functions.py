"""What the files of a tag offer under a name differs: tasks, tools and modes of a table of functions, routes.

What it reads: both sides of every changed product file under `components:` with the tag. An entry that is registered
under a name (`tasks["lung"] = SegmentLung()`, `register("angle", AngleTool)`), a route, or a relation of a table of
constants that is new or gone fires once for its component, with the names before and after. Names are counted over all
files of the component, so an entry that moved to another file is no change.

Every other change of meaning in these files is a question, `<component>:open`, for a function may do something else
under its old name; so are new names of classes and functions. Comments and layout say nothing.

Options:
  tag: a tag of the component map, by default `clinical-function`

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, missing, not_mapped, units
from medtrace.rules._doubts import ask, doubt, split_build_files
from medtrace.rules._rule import Sight, rule
from medtrace.rules._stated import short
from medtrace.syntax.declaration import Declarations
from medtrace.syntax.declarations import declarations
from medtrace.syntax.lines import hunks
from medtrace.syntax.offers import offers
from medtrace.words import Localized

_SHOWN = 12
_MOST_HUNKS = 5
Name: TypeAlias = tuple[str, str]
_CHANGED = Localized("内容已变，登记的名称未变", "changed, and what it registers did not")


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose files are looked at."""

    tag: str = "clinical-function"


@dataclass(frozen=True, slots=True)
class _Offer:
    """A changed file and what it offers on either side; empty where that is not known."""

    delta: Delta
    before: Declarations
    after: Declarations


@rule("offered-functions", options=Options, sees=Sight.TAGGED)
def offered_functions(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component that offers something else, one question for what else changed in it."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        yield from _unit(changes, unit)
        yield from missing(changes, unit)


def _unit(changes: ChangeSet, unit: Unit) -> Iterator[Hit]:
    rest, _ = split_build_files(tuple(one for one in unit.deltas if one.content is not Content.MISSING))
    changed = tuple(_offered(one) for one in rest if not one.sameness.is_same or one.is_moved)
    gone, come = _difference(changed)
    told = tuple(one for one in changed if _own(one.before, gone) or _own(one.after, come))
    if told:
        yield _hit(changes, unit, told, (gone, come))
    doubts = tuple((doubt(one.delta) or _CHANGED, one.delta) for one in changed if one not in told)
    if doubts:
        yield ask(unit, doubts, lambda delta: _lines(changes, delta), beside=bool(told))


def _offered(delta: Delta) -> _Offer:
    if delta.content is not Content.TEXT:
        return _Offer(delta, (), ())
    before, after = _read(delta.before, delta.file.change.before_path), _read(delta.after, delta.path)
    return _Offer(delta, before, after)


def _read(text: str, path: str) -> Declarations:
    routes = (one for one in declarations(text, path) or () if _is_offer(one.kind, one.name))
    return (*(offers(text, path) or ()), *routes)


def _is_offer(kind: str, name: str) -> bool:
    """Whether a declared name is one that others choose by; an option of a command line is none."""
    return kind == "relation" or (kind == "route" and "/" in name)


def _names(found: Declarations) -> Counter[Name]:
    return Counter((one.kind, one.name) for one in found)


def _difference(changed: tuple[_Offer, ...]) -> tuple[Counter[Name], Counter[Name]]:
    before = sum((_names(one.before) for one in changed), Counter[Name]())
    after = sum((_names(one.after) for one in changed), Counter[Name]())
    return before - after, after - before


def _own(found: Declarations, difference: Counter[Name]) -> Declarations:
    return tuple(one for one in found if (one.kind, one.name) in difference)


def _hit(
    changes: ChangeSet, unit: Unit, told: tuple[_Offer, ...], difference: tuple[Counter[Name], Counter[Name]]
) -> Hit:
    gone, come = (_listed(side) for side in difference)
    component = unit.component
    zh = "；".join(filter(None, (f"新增 {'、'.join(come)}" if come else "", f"删除 {'、'.join(gone)}" if gone else "")))
    en = "; ".join(
        filter(None, (f"added {', '.join(come)}" if come else "", f"removed {', '.join(gone)}" if gone else ""))
    )
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）提供的功能项已变化：{zh}",
            f"What {component.name.en} ({component.id}) offers changed: {en}",
        ),
        evidence=tuple(_evidence(changes, one, difference) for one in told),
        confidence=Confidence.LIKELY,
    )


def _evidence(changes: ChangeSet, one: _Offer, difference: tuple[Counter[Name], Counter[Name]]) -> Evidence:
    gone, come = _own(one.before, difference[0]), _own(one.after, difference[1])
    line = min((found.line for found in come or gone), default=0)
    sides = ("\n".join(_listed(_names(side))) for side in (gone, come))
    return Evidence(one.delta.path, line, commits_of(changes, one.delta), *sides)


def _listed(names: Counter[Name]) -> list[str]:
    shown = sorted({name for _, name in names})
    more = [f"+ {len(shown) - _SHOWN}"] if len(shown) > _SHOWN else []
    return [*shown[:_SHOWN], *more]


def _lines(changes: ChangeSet, delta: Delta) -> Iterator[Evidence]:
    commits = commits_of(changes, delta)
    found = hunks(delta.before, delta.after)[:_MOST_HUNKS]
    for one in found:
        yield Evidence(delta.path, one.new_line, commits, short(one.before), short(one.after))
    if not found:
        yield Evidence(delta.path, 0, commits)
