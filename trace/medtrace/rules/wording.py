"""Nothing but words for people differs in files of a screen.

What it reads: both sides of every changed product file under `components:` with the tag. `保存` that became `存储` in a
label, a table of texts (`.po`, Qt `.ts`, XLIFF, `strings.xml`, `.strings`, `.xcstrings`, `.resx`, `.properties`,
`locales/*.json`, `.arb` …) or in quotes within code fires once for its component, with the lines before and after.
Comments and order of keys say nothing.

A key that came to or went from a table is a question, `<component>:keys`: what shows it may be new. A whole new
language is a matter of the working language. Quotes that are no words for people (paths, codes) are no wording.

Options:
  tag: a tag of the component map, such as `user-interface`

Where no component carries the tag, or a content is missing from the clone, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Unit, commits_of, listed, missing, not_mapped, units
from medtrace.rules._rule import Sight, rule
from medtrace.rules._screens import Screen, differing_lines, languages, screens, short
from medtrace.syntax.facets import Facet, TextChange
from medtrace.syntax.string_tables import locale_of
from medtrace.words import Localized

MOST_KEYS = 12


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose words are looked at."""

    tag: str


@rule("wording", options=Options, sees=Sight.TAGGED)
def wording(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component whose words differ, and a question for the keys that came and went."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        seen = screens(unit)
        reworded = tuple(one for one in seen if _is_reworded(one))
        if reworded:
            yield _reworded(changes, unit, reworded)
        keyed = tuple(one for one in seen if _keys(one) and not _is_new_language(changes, unit, one))
        if keyed:
            yield _keyed(changes, unit, keyed)
        yield from missing(changes, unit)


def _is_reworded(screen: Screen) -> bool:
    if Facet.WORDING not in screen.change.facets:
        return False
    return screen.is_table or not screen.change.is_structure


def _is_new_language(changes: ChangeSet, unit: Unit, screen: Screen) -> bool:
    """Whether a whole table belongs to a language that came or went: a matter of the working language."""
    if all(screen.delta.side_exists):
        return False
    language = locale_of(screen.delta.path)
    ends = (language in languages(end, unit.component) for end in (changes.before, changes.after))
    return bool(language) and not all(ends)


def _keys(screen: Screen) -> tuple[TextChange, ...]:
    """Texts of a table that stand on one side alone."""
    return tuple(one for one in screen.change.texts if not (one.before and one.after)) if screen.is_table else ()


def _reworded(changes: ChangeSet, unit: Unit, seen: tuple[Screen, ...]) -> Hit:
    component, files = unit.component, listed(tuple(one.delta.path for one in seen))
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）的界面文字已修改：{files.zh}",
            f"Words for users of {component.name.en} ({component.id}) changed: {files.en}",
        ),
        evidence=tuple(piece for one in seen for piece in differing_lines(changes, one.delta)),
        confidence=Confidence.LIKELY,
    )


def _keyed(changes: ChangeSet, unit: Unit, seen: tuple[Screen, ...]) -> Hit:
    component, files = unit.component, listed(tuple(one.delta.path for one in seen))
    keys = [key for one in seen for key in _keys(one)]
    come, gone = len({one.key for one in keys if one.after}), len({one.key for one in keys if one.before})
    return Hit(
        subject=f"{component.id}:keys",
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}）的文字表新增 {come} 条、删除 {gone} 条，"
            f"是否仅为文字性修改待判定：{files.zh}",
            f"Tables of texts of {component.name.en} ({component.id}) gained {come} and lost {gone} entries, "
            f"whether that is wording alone is open: {files.en}",
        ),
        evidence=tuple(_key_evidence(changes, one) for one in seen),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )


def _key_evidence(changes: ChangeSet, screen: Screen) -> Evidence:
    keys = _keys(screen)
    before = _lines([f"{one.key}: {short(one.before)}" for one in keys if one.before])
    after = _lines([f"{one.key}: {short(one.after)}" for one in keys if one.after])
    return Evidence(screen.delta.path, 0, commits_of(changes, screen.delta), before, after)


def _lines(told: list[str]) -> str:
    more = [f"+ {len(told) - MOST_KEYS}"] if len(told) > MOST_KEYS else []
    return "\n".join((*told[:MOST_KEYS], *more))
