"""Capabilities of cybersecurity that settings and named constructs of code show: authentication, sessions, TLS, audit.

What it reads, at both ends: settings that the product is delivered with (files of configuration, environment of
containers), key by key; and in changed code the constructs by which frameworks name a capability (`[Authorize]`,
`UseHttpsRedirection()`, `verify=False`, `bcrypt`), counted over all changed files.

Options:
  capabilities: names of capabilities, such as `[authentication, session, transport]`
  taken: whether the row asks for switches that take a capability away and for what could not be read
  aids: whether the row stays a question for a person even where nothing was found

A switch that plainly takes a capability away (`tls.enabled: true` → `false`, `bypassAuthentication: false` → `true`)
fires. Every other value that differs, a setting that came or went, and every construct is a question, one for each
capability: whether the change is one of substance, a person judges (S-07, S-11). What a template fills in and what only
files of developers say is never more than a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment import settings
from medtrace.rules._deployment._capabilities import CAPABILITIES, Meaning, is_taken, meaning
from medtrace.rules._deployment._constructs import Balance, balances
from medtrace.rules._deployment._ends import Ends, Told, deployed
from medtrace.rules._deployment._hits import blind
from medtrace.rules._deployment._trees import is_open
from medtrace.rules._rule import rule
from medtrace.words import Localized

_READERS = (settings.READER,)
Place: TypeAlias = tuple[str, str]
Places: TypeAlias = dict[Place, tuple[Told, ...]]
MOST_TOLD = 4
MOST_PIECES = 20


@dataclass(frozen=True, slots=True)
class Options:
    """Which capabilities a row asks for."""

    capabilities: tuple[str, ...]
    taken: bool = True
    aids: bool = False


@dataclass(frozen=True, slots=True)
class Differing:
    """A setting of security with its values at both ends, empty where an end does not have it."""

    key: str
    about: Meaning
    before: tuple[Told, ...]
    after: tuple[Told, ...]

    @property
    def values(self) -> tuple[str, str]:
        """Both values as they are written, several in one text."""
        old, new = (", ".join(sorted({one.fact.value for one in side})) for side in (self.before, self.after))
        return old, new

    @property
    def is_taken(self) -> bool:
        """Whether the values plainly take the capability away."""
        sides = (*self.before, *self.after)
        plain = not any(one.weak or is_open(one.fact.value) for one in sides)
        return bool(self.before and self.after) and plain and is_taken(self.about, *self.values)


@rule("security-settings", options=Options, reads=settings.READER.globs)
def security_settings(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per setting that takes a capability away, and one question for the rest of each capability."""
    ends = deployed(changes, _READERS)
    found = tuple(_differing(ends))
    named = tuple(balances(changes))
    for capability in options.capabilities:
        here = tuple(one for one in found if one.about.capability == capability)
        for one in here:
            if one.is_taken and options.taken:
                yield _taken(one, changes)
        rest = tuple(one for one in here if not one.is_taken)
        code = tuple(one for one in named if one.capability == capability)
        if rest or code:
            yield _question(capability, rest, code, changes)
    if ends.is_blind and options.taken and len(options.capabilities) == len(CAPABILITIES):
        yield blind(
            "capabilities",
            Localized(
                "两端均未读到配置文件，网络安全能力的设置未评估",
                "Neither end has a configuration file that is read: settings of cybersecurity were not assessed",
            ),
        )


def _differing(ends: Ends) -> Iterator[Differing]:
    before, after = (_by_place(end.told) for end in (ends.before, ends.after))
    gone, come = (_tails(one, other) for one, other in ((before, after), (after, before)))
    renamed = {place for tail in gone.keys() & come.keys() for place in (*gone[tail], *come[tail])}
    for place in sorted((before.keys() | after.keys()) - renamed):
        old, new = before.get(place, ()), after.get(place, ())
        about = meaning(place[1])
        if about and {one.fact.value for one in old} != {one.fact.value for one in new}:
            yield Differing(place[1], about, old, new)


def _by_place(told: tuple[Told, ...]) -> Places:
    found: dict[Place, list[Told]] = {}
    for one in told:
        if meaning(one.fact.key):
            found.setdefault((one.origin, one.fact.key), []).append(one)
    return {place: tuple(side) for place, side in found.items()}


def _tails(side: Places, other: Places) -> dict[tuple[str, str, str], list[Place]]:
    """Settings that one end alone has, by file, name without the first word, and value: a prefix may be renamed."""
    found: dict[tuple[str, str, str], list[Place]] = {}
    for place in side.keys() - other.keys():
        origin, key = place
        value = ", ".join(sorted(one.fact.value for one in side[place]))
        found.setdefault((origin, key.partition(".")[2], value), []).append(place)
    return found


def _taken(one: Differing, changes: ChangeSet) -> Hit:
    name, (old, new) = CAPABILITIES[one.about.capability], one.values
    return Hit(
        f"setting:{one.key}",
        Localized(
            f"网络安全能力“{name.zh}”被关闭：{one.key}（{old} → {new}）",
            f"A capability was taken away ({name.en}): {one.key} ({old} → {new})",
        ),
        (_piece(one, changes),),
        Confidence.LIKELY,
    )


def _question(capability: str, found: tuple[Differing, ...], named: tuple[Balance, ...], changes: ChangeSet) -> Hit:
    name = CAPABILITIES[capability]
    told = [f"{one.key} ({' → '.join(filter(None, one.values))})" for one in found]
    told += [f"{one.name} {len(one.gone)} → {len(one.come)}" for one in named]
    more = f" (+{len(told) - MOST_TOLD})" if len(told) > MOST_TOLD else ""
    weaker = any(one.weakens for one in named)
    hint = Localized("（可能减弱）", " (may be weaker)") if weaker else Localized("", "")
    shown = "; ".join(told[:MOST_TOLD]) + more
    pieces = (*(_piece(one, changes) for one in found), *(piece for one in named for piece in _lines(one, changes)))
    return Hit(
        f"capability:{capability}",
        Localized(
            f"与“{name.zh}”有关的设置或代码变化{hint.zh}：{shown}；是否为实质性改变待判定",
            f"Settings or code of {name.en} changed{hint.en}: {shown}; whether in substance is open",
        ),
        pieces[:MOST_PIECES],
        Confidence.QUESTION,
        unknown="depends",
    )


def _piece(one: Differing, changes: ChangeSet) -> Evidence:
    place = min(one.after or one.before, key=lambda told: told.fact.line)
    paths = sorted({told.path for told in (*one.before, *one.after)})
    return Evidence(place.path, place.fact.line, changes.commits_touching(*paths), *one.values)


def _lines(one: Balance, changes: ChangeSet) -> Iterator[Evidence]:
    for line in one.gone:
        yield Evidence(line.path, line.line, changes.commits_touching(line.path), line.text[:200], "")
    for line in one.come:
        yield Evidence(line.path, line.line, changes.commits_touching(line.path), "", line.text[:200])
