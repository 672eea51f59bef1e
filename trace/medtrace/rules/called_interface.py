"""What other systems call differs: routes, procedures, paths of an interface description, what they answer.

What it reads: both sides of every changed product file under `components:` with the tag. A route in code, an `rpc` of
protobuf, a path or method of OpenAPI, a declared response that came or went is one question for its component, with the
names before and after: how much it matters, a person says. Names are counted over all files of the component.

Options:
  tag: a tag of the component map, such as `outputs` or `inputs`

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, missing, not_mapped, units
from medtrace.rules._rule import Sight, rule
from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.declarations import declarations
from medtrace.words import Localized

MOST_NAMES = 8
_CALLED = {"route", "response"}
_DEEPEST = 2  # the dots of `paths./reports.get`
Sides = tuple[Declarations, Declarations]


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose interfaces are looked at."""

    tag: str


@rule("called-interface", options=Options, sees=Sight.TAGGED)
def called_interface(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question per component whose routes or answers differ."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        yield from _unit(changes, unit)
        yield from missing(changes, unit)


def _unit(changes: ChangeSet, unit: Unit) -> Iterator[Hit]:
    sides = tuple((delta, _called(delta)) for delta in unit.deltas)
    old, new = (Counter(one.name for _, pair in sides for one in pair[end]) for end in (0, 1))
    gone, come = old - new, new - old
    if not gone and not come:
        return
    component, names = unit.component, [*come, *gone]
    more = f" (+{len(names) - MOST_NAMES})" if len(names) > MOST_NAMES else ""
    yield Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）可供调用的接口已变化，影响待判定："
            f"{'、'.join(names[:MOST_NAMES])}{more}",
            f"What others call of {component.name.en} ({component.id}) changed, the effect is open: "
            f"{', '.join(names[:MOST_NAMES])}{more}",
        ),
        evidence=tuple(_evidence(changes, sides, gone, come)),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )


def _called(delta: Delta) -> Sides:
    """What a file offers to be called, before and after."""
    if delta.content is not Content.TEXT or delta.sameness.is_same:
        return (), ()
    there, here = delta.side_exists
    before = declarations(delta.before, delta.file.change.before_path) if there else ()
    after = declarations(delta.after, delta.path) if here else ()
    if before is None or after is None:
        return (), ()
    return tuple(filter(_is_called, before)), tuple(filter(_is_called, after))


def _is_called(one: Declaration) -> bool:
    if one.kind == "key":
        return one.name.startswith(("paths./", "channels.")) and one.name.count(".") <= _DEEPEST
    return one.kind in _CALLED


def _evidence(
    changes: ChangeSet, sides: tuple[tuple[Delta, Sides], ...], gone: Counter[str], come: Counter[str]
) -> Iterator[Evidence]:
    for delta, (before, after) in sides:
        old = sorted({one.name for one in before if one.name in gone})
        new = sorted({one.name for one in after if one.name in come})
        if old or new:
            line = min((one.line for one in after if one.name in come), default=0)
            yield Evidence(
                delta.path, line, commits_of(changes, delta), "\n".join(old[:MOST_NAMES]), "\n".join(new[:MOST_NAMES])
            )
