"""Members of an enumeration that names states, steps or modes of the product are new or gone.

What it reads: declarations of changed product files under `components:` with one of the tags, in the languages that are
read for declared names. An enumeration counts by the last word of its name, such as `TherapyMode`, `WorkflowStep`,
`ExamState`. Whether the clinical workflow or a mode of operation is another is for a person.

Options:
  names: last words of the name of such an enumeration
  tags: tags of the units that are looked at
  changes: added | removed, one or both
  aids: whether the row stays a question for a person even where nothing was found

Where no component carries one of the tags, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, units
from medtrace.rules._rule import Sight, rule
from medtrace.rules._stated import unassessed
from medtrace.syntax.declaration import Declaration
from medtrace.syntax.declarations import declarations
from medtrace.words import Localized

Members: TypeAlias = dict[str, Declaration]
"""Members by their full name, such as `TherapyMode.PAUSED`."""
_WORD = expression(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NOTHING = Localized(
    "软件单元映射中没有相应标记，状态和模式的变化未评估",
    "no component of the map carries such a tag: states and modes were not assessed",
)


@dataclass(frozen=True, slots=True)
class Options:
    """Which enumerations count, and where they are looked for."""

    names: tuple[str, ...]
    tags: tuple[str, ...] = ("clinical-function", "core-algorithm", "user-interface", "workflow")
    changes: tuple[str, ...] = ("added", "removed")
    aids: bool = False


@rule("named-states", options=Options, sees=Sight.TAGGED)
def named_states(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question per enumeration whose members differ."""
    if not changes.components.known_tags & set(options.tags):
        yield from unassessed("states", _NOTHING)
        return
    found = {unit.component.id: unit for tag in options.tags for unit in units(changes, tag)}
    for name in sorted(found):
        yield from _unit(changes, found[name], options)


def _unit(changes: ChangeSet, unit: Unit, options: Options) -> Iterator[Hit]:
    """Members are counted over all files of the unit, so an enumeration that moved is no change."""
    read = [one for one in unit.deltas if one.content is Content.TEXT and not one.sameness.is_same]
    sides = [
        (_members(one.before, one.file.change.before_path, options), _members(one.after, one.path, options))
        for one in read
    ]
    old, new = ({name for side in sides for name in side[end]} for end in (0, 1))
    for delta, (was, is_) in zip(read, sides, strict=True):
        gone = {name: one for name, one in was.items() if name not in new and "removed" in options.changes}
        come = {name: one for name, one in is_.items() if name not in old and "added" in options.changes}
        for enum in sorted({name.rpartition(".")[0] for name in (*gone, *come)}):
            yield _hit(changes, delta, enum, (_of(enum, gone), _of(enum, come)))


def _of(enum: str, members: Members) -> Members:
    return {name: members[name] for name in sorted(members) if name.rpartition(".")[0] == enum}


def _members(text: str, path: str, options: Options) -> Members:
    found = (one for one in declarations(text, path) or () if one.kind == "member" and "." in one.name)
    return {one.name.partition(" ")[0]: one for one in found if _counts(one.name.partition(" ")[0], options)}


def _counts(name: str, options: Options) -> bool:
    words = _WORD.findall(name.rpartition(".")[0])
    return bool(words) and words[-1].casefold() in {one.casefold() for one in options.names}


def _hit(changes: ChangeSet, delta: Delta, enum: str, members: tuple[Members, Members]) -> Hit:
    gone, come = members
    line = min((one.line for one in (come or gone).values()), default=0)
    zh = "；".join(f"{word} {'、'.join(side)}" for word, side in (("新增", come), ("删除", gone)) if side)
    en = "; ".join(f"{word} {', '.join(side)}" for word, side in (("added", come), ("removed", gone)) if side)
    return Hit(
        subject=f"states:{delta.path}:{enum}",
        summary=Localized(f"枚举 {enum} 的状态或模式：{zh}", f"States or modes of {enum}: {en}"),
        evidence=(Evidence(delta.path, line, commits_of(changes, delta), "\n".join(gone), "\n".join(come)),),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
