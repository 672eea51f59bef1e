"""The story told: each step becomes a commit with the bytes that it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medtrace.example.content import Deed
from medtrace.example.faults import Faults
from medtrace.example.history import Change, Commit, History, Person, Tag, ancestors
from medtrace.example.story import Mark, Step, people, steps
from medtrace.example.tree import fill, tree
from medtrace.example.world import World, apply, empty


@dataclass(slots=True)
class _Desk:
    """What is being written: the only mutable thing here, and it does not leave `build`."""

    options: frozenset[str]
    team: Mapping[str, Person]
    commits: list[Commit] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    tips: dict[str, str] = field(default_factory=dict)
    worlds: dict[str, World] = field(default_factory=dict)
    trees: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    deeds: dict[str, tuple[Deed, ...]] = field(default_factory=dict)


def build(faults: Faults | None = None, *, same_family: bool = False) -> History:
    """The whole example; the same options give the same history on every machine."""
    options = (faults or Faults()).planted() | (frozenset({"same_family"}) if same_family else frozenset())
    desk = _Desk(options, people())
    for step in steps(options):
        _write(desk, step)
    kept = {name: key for name, key in desk.tips.items() if name == "main" or name.startswith("hospital/")}
    return History(tuple(desk.commits), tuple(desk.tags), kept, desk.worlds, options)


def _write(desk: _Desk, step: Step) -> None:
    parents = _parents(desk, step)
    world = desk.worlds[parents[0]] if parents else empty()
    for deed in (*_brought(desk, parents), *step.deeds):
        world = apply(world, deed)
    after = tree(world)
    changes = _changes(desk.trees[parents[0]] if parents else {}, after)
    desk.commits.append(
        Commit(
            key=step.key,
            branch=step.branch,
            author=desk.team[step.author],
            committer=desk.team[step.committer],
            authored=step.date,
            committed=step.committed,
            message=fill(step.message, world),
            parents=parents,
            changes=changes,
        )
    )
    desk.tips[step.branch] = step.key
    desk.worlds[step.key], desk.trees[step.key], desk.deeds[step.key] = world, after, step.deeds
    desk.tags.extend(_tag(desk, step.key, mark, world) for mark in step.marks)


def _parents(desk: _Desk, step: Step) -> tuple[str, ...]:
    first = desk.tips.get(step.branch) or step.start
    second = desk.tips[step.merge] if step.merge else ""
    return tuple(key for key in (first, second) if key)


def _brought(desk: _Desk, parents: tuple[str, ...]) -> tuple[Deed, ...]:
    """What a merge brings along: the deeds of the side branch that the first parent has not seen."""
    if len(parents) <= 1:
        return ()
    fresh = ancestors(desk.commits, parents[1]) - ancestors(desk.commits, parents[0])
    return tuple(deed for commit in desk.commits if commit.key in fresh for deed in desk.deeds[commit.key])


def _changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Change, ...]:
    paths = sorted(before.keys() | after.keys())
    return tuple(Change(path, after.get(path)) for path in paths if before.get(path) != after.get(path))


def _tag(desk: _Desk, key: str, mark: Mark, world: World) -> Tag:
    tagger = desk.team[mark.by] if mark.by else None
    return Tag(mark.name, key, tagger, mark.date, fill(mark.message.strip("\n") + "\n", world))
