"""Files of a screen look different: place, size, colour, font, order of boxes.

What it reads: both sides of every changed product file under `components:` with the tag. A margin, a class of a style
sheet, a `Modifier.padding`, a constraint of a storyboard, a `.css`, an icon that changed are one question for their
component, with the lines before and after: whether a user's habit or decision is touched, a person must say.

Options:
  tag: a tag of the component map, such as `user-interface`

Files in which more than looks and words differs are left to the row of what a screen is made of. Where no component
carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Hit
from medtrace.rules._deltas import Unit, listed, missing, not_mapped, units
from medtrace.rules._rule import Sight, rule
from medtrace.rules._screens import Screen, differing_lines, screens
from medtrace.syntax.facets import Facet
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose looks are looked at."""

    tag: str


@rule("layout", options=Options, sees=Sight.TAGGED)
def layout(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question per component whose looks differ."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        seen = tuple(one for one in screens(unit) if _looks_alone(one))
        if seen:
            yield _question(changes, unit, seen)
        yield from missing(changes, unit)


def _looks_alone(screen: Screen) -> bool:
    return Facet.LOOKS in screen.change.facets and not screen.change.is_structure


def _question(changes: ChangeSet, unit: Unit, seen: tuple[Screen, ...]) -> Hit:
    component, files = unit.component, listed(tuple(one.delta.path for one in seen))
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）的界面外观（位置、大小、颜色、样式等）已变化，"
            f"是否影响用户待判定：{files.zh}",
            f"The looks of {component.name.en} ({component.id}) changed (place, size, colour, style), "
            f"whether users are affected is open: {files.en}",
        ),
        evidence=tuple(piece for one in seen for piece in differing_lines(changes, one.delta)),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
