"""A constant, key or attribute whose name carries one of the row's words has another value.

What it reads: both sides of every changed product file under `components:` with the tag. `TOLERANCE_MV = 0.05` that
became `0.1`, `"jpegQuality": 90` that became `75` are one question for their component, with names, lines and values.
Which words are looked for is data of the row; a name counts by its words, so `calibrationOffset` carries `offset`.
Names that came or went say nothing here.

Options:
  tag: a tag of the component map, such as `outputs`
  words: words of names; Chinese is found anywhere, other words as whole words
  aids: whether the row stays a question for a person even where nothing was found

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, missing, not_mapped, units
from medtrace.rules._rule import Sight, rule
from medtrace.syntax.named_values import NamedValue, differing_values
from medtrace.syntax.vocabulary import name_words, words_in
from medtrace.words import Localized

MOST_NAMES = 8
Seen = tuple[Delta, NamedValue]


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose values are looked at, and the words of their names."""

    tag: str
    words: tuple[str, ...] = ()
    aids: bool = False


@rule("named-values", options=Options, sees=Sight.TAGGED)
def named_values(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question per component in which such a value differs."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        found = tuple(
            (delta, one)
            for delta in unit.deltas
            if delta.content is Content.TEXT and not delta.sameness.is_same
            for one in differing_values(delta.before, delta.after, delta.path)
            if words_in(name_words(one.name), options.words)
        )
        if found:
            yield _question(changes, unit, found)
        yield from missing(changes, unit)


def _question(changes: ChangeSet, unit: Unit, found: tuple[Seen, ...]) -> Hit:
    component = unit.component
    names = list(dict.fromkeys(one.name for _, one in found))
    more = f" (+{len(names) - MOST_NAMES})" if len(names) > MOST_NAMES else ""
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）中下列名称的取值已变化，是否影响待判定："
            f"{'、'.join(names[:MOST_NAMES])}{more}",
            f"Values of {component.name.en} ({component.id}) changed, the effect is open: "
            f"{', '.join(names[:MOST_NAMES])}{more}",
        ),
        evidence=tuple(_evidence(changes, delta, one) for delta, one in found),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )


def _evidence(changes: ChangeSet, delta: Delta, one: NamedValue) -> Evidence:
    sides = (f"{one.name} = {one.before}", f"{one.name} = {one.after}")
    return Evidence(delta.path, one.line, commits_of(changes, delta), *sides)
