"""How a component raises its alarms differs: sounds, priorities, limits, delays, kinds of alarm.

What it reads: both sides of every changed product file under `components:` with the tag. A sound file with another
content, a value that was given to a name (`HIGH_PRIORITY_BEEPS = 10`), a member of an enumeration, a key or a field
that came or went fire once for their component, with the values before and after. Comments and layout say nothing.

Other code of the component that differs is a question, as are texts and looks, files moved unchanged and languages that
are not known.

Options:
  tag: a tag of the component map, such as `alarm`

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, listed, missing, not_mapped, units
from medtrace.rules._doubts import ask, doubt
from medtrace.rules._rule import Sight, rule
from medtrace.rules._screens import differing_lines, says_nothing
from medtrace.syntax.declarations import declarations
from medtrace.syntax.named_values import differing_values
from medtrace.words import Localized

MOST_NAMES = 12
_SOUNDS = (".wav", ".mp3", ".ogg", ".m4a", ".aac", ".aif", ".aiff", ".caf", ".flac", ".mid", ".opus")
_TOLD = {"member", "key", "value", "field", "element", "unit", "serialised", "relation"}
_BODY = Localized("内容已变，是否调整报警方式待判定", "changed, whether the alarm mode is adjusted is open")


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose alarms are looked at."""

    tag: str


@rule("alarm-modes", options=Options, sees=Sight.TAGGED)
def alarm_modes(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component whose alarms differ, and a question for what else changed in it."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        yield from _unit(changes, unit)
        yield from missing(changes, unit)


def _unit(changes: ChangeSet, unit: Unit) -> Iterator[Hit]:
    there = tuple(one for one in unit.deltas if one.content is not Content.MISSING)
    told = {one.path: pieces for one in there if (pieces := tuple(_pieces(changes, one)))}
    if told:
        yield _differs(unit, told)
    doubts = tuple((doubt(one) or _BODY, one) for one in there if one.path not in told and _is_open(one))
    if doubts:
        yield ask(unit, doubts, lambda delta: differing_lines(changes, delta), beside=bool(told))


def _is_open(delta: Delta) -> bool:
    return not delta.sameness.is_same or delta.is_moved


def _pieces(changes: ChangeSet, delta: Delta) -> Iterator[Evidence]:
    """What of a file is a mode of an alarm and differs."""
    commits = commits_of(changes, delta)
    if delta.path.lower().endswith(_SOUNDS):
        if delta.file.change.old_blob != delta.file.change.new_blob:
            yield Evidence(delta.path, 0, commits, delta.file.change.old_blob[:16], delta.file.change.new_blob[:16])
        return
    if delta.content is not Content.TEXT or delta.sameness.is_same or says_nothing(delta):
        return
    for one in differing_values(delta.before, delta.after, delta.path):
        yield Evidence(delta.path, one.line, commits, f"{one.name} = {one.before}", f"{one.name} = {one.after}")
    gone, come = _names(delta)
    if gone or come:
        yield Evidence(delta.path, min(come.values(), default=0), commits, _lines(gone), _lines(come))


def _names(delta: Delta) -> tuple[dict[str, int], dict[str, int]]:
    """Names that a file lost and gained, with their lines."""
    there, here = delta.side_exists
    before = declarations(delta.before, delta.file.change.before_path) if there else ()
    after = declarations(delta.after, delta.path) if here else ()
    if before is None or after is None:
        return {}, {}
    old, new = ({f"{one.kind} {one.name}": one.line for one in side if one.kind in _TOLD} for side in (before, after))
    gone, come = Counter(old.keys()) - Counter(new.keys()), Counter(new.keys()) - Counter(old.keys())
    return {name: old[name] for name in gone}, {name: new[name] for name in come}


def _lines(names: dict[str, int]) -> str:
    more = [f"+ {len(names) - MOST_NAMES}"] if len(names) > MOST_NAMES else []
    return "\n".join((*sorted(names)[:MOST_NAMES], *more))


def _differs(unit: Unit, told: dict[str, tuple[Evidence, ...]]) -> Hit:
    component, files = unit.component, listed(tuple(told))
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）的报警声音、优先级、限值等已变化：{files.zh}",
            f"Sounds, priorities, limits or kinds of alarm of {component.name.en} ({component.id}) changed: {files.en}",
        ),
        evidence=tuple(piece for pieces in told.values() for piece in pieces),
        confidence=Confidence.LIKELY,
    )
