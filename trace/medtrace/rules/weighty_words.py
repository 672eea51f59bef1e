"""Words that a decision hangs on came into a screen or went from it.

What it reads: texts that users read in both sides of every changed product file under `components:` with the tag:
tables of texts, labels of markup, quotes in code; with `side: added` also the names of what a screen declares.
`疑似房颤` that became `房颤` loses a word of doubt; `120 mmHg` that became `140 mmHg` has another number. Which words
weigh is data of the row. Each component is one question, with the texts before and after.

Options:
  tag: a tag of the component map, such as `user-interface`
  words: words to look for; Chinese is found anywhere, other words as whole words
  numbers: whether another number in a text counts as well
  aids: whether the row stays a question for a person even where nothing was found
  side: `changed` for texts that were reworded, `added` for new texts and names, `any` for both and those that went

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Content, Delta, Unit, commits_of, missing, not_mapped, units
from medtrace.rules._rule import Sight, rule
from medtrace.rules._screens import screen_of, short
from medtrace.syntax.declarations import declarations
from medtrace.syntax.facets import TextChange
from medtrace.syntax.vocabulary import name_words, numbers_in, words_in
from medtrace.words import Localized

MOST_TEXTS = 8
MOST_WORDS = 10
_WORDS = expression(r"[a-z0-9]+|[^\W_]")
_SEEN = {"key", "element", "field", "screen", "route", "column", "serialised", "member"}


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose texts are looked at, and what weighs in them."""

    tag: str
    words: tuple[str, ...] = ()
    numbers: bool = False
    aids: bool = False
    side: Literal["changed", "added", "any"] = "changed"


@rule("weighty-words", options=Options, sees=Sight.TAGGED)
def weighty_words(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One question per component in whose texts weighty words differ."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        found = [(delta, texts) for delta in unit.deltas if (texts := tuple(_weighty(delta, options)))]
        if found:
            yield _question(changes, unit, found, options)
        yield from missing(changes, unit)


def _weighty(delta: Delta, options: Options) -> Iterator[TextChange]:
    change = screen_of(delta)
    texts = change.texts if change else ()
    for text in (*texts, *(_names(delta) if options.side == "added" else ())):
        if _is_asked(text, options) and _differing(text, options):
            yield text


def _is_asked(text: TextChange, options: Options) -> bool:
    if options.side == "added":
        return bool(text.after)
    return options.side == "any" or (bool(text.before and text.after) and _are_akin(text))


def _are_akin(text: TextChange) -> bool:
    """Whether one text is the other in other words: under one key, or with a third of its words in common."""
    one, other = (set(_WORDS.findall(side.lower())) for side in (text.before, text.after))
    return bool(text.key) or 3 * len(one & other) >= max(len(one), len(other))


def _differing(text: TextChange, options: Options) -> Counter[str]:
    """The words, and numbers where they count, that stand in one text more often than in the other."""
    old, new = (words_in(side, options.words) for side in (text.before, text.after))
    if options.numbers:
        old, new = old + numbers_in(text.before), new + numbers_in(text.after)
    return new - old if options.side == "added" else (new - old) + (old - new)


def _names(delta: Delta) -> Iterator[TextChange]:
    """Names that a file declares since, as words."""
    if delta.content is not Content.TEXT or delta.sameness.is_same:
        return
    there, here = delta.side_exists
    before = declarations(delta.before, delta.file.change.before_path) if there else ()
    after = declarations(delta.after, delta.path) if here else ()
    if before is None or after is None:
        return
    known = {one.name for one in before}
    for one in after:
        if one.kind in _SEEN and one.name not in known:
            yield TextChange("", name_words(one.name), one.name)


def _question(
    changes: ChangeSet, unit: Unit, found: list[tuple[Delta, tuple[TextChange, ...]]], options: Options
) -> Hit:
    component = unit.component
    words = Counter[str]()
    for _, texts in found:
        for text in texts:
            words += _differing(text, options)
    shown = sorted(words)[:MOST_WORDS]
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）的界面文字中下列词语或数值有增减，"
            f"是否影响用户待判定：{'、'.join(shown)}",
            f"In texts of {component.name.en} ({component.id}) these words or numbers differ, "
            f"whether users are affected is open: {', '.join(shown)}",
        ),
        evidence=tuple(_evidence(changes, delta, texts) for delta, texts in found),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )


def _evidence(changes: ChangeSet, delta: Delta, texts: tuple[TextChange, ...]) -> Evidence:
    before, after = ("\n".join(short(side) for side in sides if side) for sides in _sides(texts[:MOST_TEXTS]))
    if len(texts) > MOST_TEXTS:
        after += f"\n+ {len(texts) - MOST_TEXTS}"
    return Evidence(delta.path, _line(delta, texts[0]), commits_of(changes, delta), before, after)


def _sides(texts: tuple[TextChange, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(one.before for one in texts), tuple(one.key if _is_name(one) else one.after for one in texts)


def _is_name(text: TextChange) -> bool:
    return not text.before and bool(text.key) and name_words(text.key) == text.after


def _line(delta: Delta, text: TextChange) -> int:
    """The line in which a text begins; 0 where it is not written as it is read."""
    for side, wanted in ((delta.after, text.key), (delta.after, text.after), (delta.before, text.before)):
        place = side.find(wanted.split("\n")[0]) if wanted else -1
        if place >= 0:
            return side.count("\n", 0, place) + 1
    return 0
