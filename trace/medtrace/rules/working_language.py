"""The product speaks a language more, or one less.

What it reads: tables of texts of components with the tag. The first file of a language, such as `locales/de.json` or
`values-fr/strings.xml`, fires once for its component, with the language; the last file of a language that is gone is a
question, for a user who worked in it cannot keep it. A further file of a language that is there already says nothing.

Options:
  tag: a tag of the component map, such as `user-interface`

Where no component carries the tag the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Delta, Unit, commits_of, not_mapped, units
from medtrace.rules._rule import Sight, rule
from medtrace.rules._screens import languages
from medtrace.syntax.string_tables import is_string_table, locale_of
from medtrace.words import Localized


@dataclass(frozen=True, slots=True)
class Options:
    """The tag whose languages are looked at."""

    tag: str


@rule("working-language", options=Options, sees=Sight.TAGGED)
def working_language(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per language that a component gained or lost."""
    yield from not_mapped(changes, options.tag)
    for unit in units(changes, options.tag):
        files = _tables(unit)
        if not files:
            continue
        before, after = (languages(end, unit.component) for end in (changes.before, changes.after))
        for language in sorted(files):
            if language in after and language not in before:
                yield _hit(changes, unit, language, files[language], come=True)
            elif language in before and language not in after:
                yield _hit(changes, unit, language, files[language], come=False)


def _tables(unit: Unit) -> dict[str, tuple[Delta, ...]]:
    found: dict[str, tuple[Delta, ...]] = {}
    for delta in unit.deltas:
        language = locale_of(delta.path)
        if language and not all(delta.side_exists) and is_string_table(delta.before or delta.after, delta.path):
            found[language] = (*found.get(language, ()), delta)
    return found


def _hit(changes: ChangeSet, unit: Unit, language: str, deltas: tuple[Delta, ...], *, come: bool) -> Hit:
    component = unit.component
    names = Localized(f"{component.name.zh}”（{component.id}）", f"{component.name.en} ({component.id})")
    told = (
        Localized(f"软件单元“{names.zh}新增工作语言 {language}", f"{names.en} speaks a language more: {language}")
        if come
        else Localized(
            f"软件单元“{names.zh}不再提供工作语言 {language}，原语言能否保留待判定",
            f"{names.en} speaks a language less: {language}; whether users can keep it is open",
        )
    )
    sides = ("", language) if come else (language, "")
    return Hit(
        subject=f"{component.id}:{language}",
        summary=told,
        evidence=tuple(Evidence(one.path, 0, commits_of(changes, one), *sides) for one in deltas),
        confidence=Confidence.LIKELY if come else Confidence.QUESTION,
        unknown="" if come else "depends",
    )
