"""Code was written anew, and what it does is proved to be the same, or may be.

What it reads: both sides of every changed product file of components of the safety classes that a row names. Names of
a file's own that are others everywhere, functions in another order and files moved unchanged are restructuring that
is proved to do the same; a renamed parameter that a caller elsewhere may name is a question. Functions that left one
file of a component and stand in another one under the same name may be the same: that is a question. Comments,
layout, docstrings and the order of imports are no refactoring.

For the whole system (`system: true`) it counts: where at least half of the product's code files, and ten or more, were
written anew or moved, whether that is a refactoring of the system is a question; it never fires for the number alone.

Options:
  classes: safety classes of components (轻微, 中等, 严重; an empty text for components that state none)
  ask: whether restructuring that is proved is a question for a person (true) or a finding (false)
  system: whether the row asks for the system as a whole

Beyond 3 MB of changed text the rest is named as not assessed; so are code files that no component owns, by the row for
components that state no class.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deltas import Delta, Unit, commits_of, listed
from medtrace.rules._restructured import Restructured, broad_rewrite, restructured, units_of_classes, unowned_code
from medtrace.rules._rule import rule
from medtrace.words import Localized

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Options:
    """Whose restructuring is looked for, and what a proved one is."""

    classes: tuple[str, ...] = ()
    ask: bool = True
    system: bool = False


@rule("refactoring", options=Options)
def refactoring(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component that was restructured, or one for the system."""
    if options.system:
        yield from _system(changes)
        return
    units, left = units_of_classes(changes, options.classes)
    for unit in units:
        found = restructured(unit)
        if found.proved or found.shifted:
            yield _hit(changes, unit, found, options)
    if left:
        said = Localized(
            f"变更内容过多，另有 {len(left)} 个文件未核查是否为代码重构",
            f"too much changed: {len(left)} more files were not looked at for refactoring",
        )
        yield _open(left, "too-much-text", said, "not-readable")
    unowned = tuple(unowned_code(changes)) if "" in options.classes else ()
    if unowned:
        said = Localized(
            f"{len(unowned)} 个已变更的代码文件不属于任何软件单元，未核查是否为代码重构",
            f"changed code files outside the component map: {len(unowned)}, not looked at for refactoring",
        )
        yield _open(unowned, "outside-the-map", said, "not-mapped")


def _open(files: tuple[FileDelta, ...], subject: str, said: Localized, why: str) -> Hit:
    shown = tuple(Evidence(file.path) for file in files[:SHOWN])
    return Hit(subject, said, shown, Confidence.UNASSESSABLE, unknown=why)


def _hit(changes: ChangeSet, unit: Unit, found: Restructured, options: Options) -> Hit:
    """Restructuring that is proved fires unless the row asks; what is only alike is always a question."""
    component = unit.component
    open_ = options.ask or not found.proved or bool(found.parameters)
    class_ = (
        Localized("", "") if component.safety_class else Localized("，未声明安全性级别", ", no safety class stated")
    )
    told = found.told()
    return Hit(
        subject=component.id,
        summary=Localized(
            f"软件单元“{component.name.zh}”（{component.id}{class_.zh}）的代码结构有变，行为经比较未变或待判定：{told.zh}",
            f"the code of {component.name.en} ({component.id}{class_.en}) was restructured, its behaviour is equal or "
            f"open: {told.en}",
        ),
        evidence=tuple(piece for delta in found.deltas for piece in _evidence(changes, delta)),
        confidence=Confidence.QUESTION if open_ else Confidence.CERTAIN,
        unknown="depends" if open_ else "",
    )


def _evidence(changes: ChangeSet, delta: Delta) -> Iterator[Evidence]:
    compared, commits = delta.compared, commits_of(changes, delta)
    if delta.is_moved:
        yield Evidence(delta.path, 0, commits, delta.file.change.before_path, delta.path)
    if compared.renames:
        olds, news = zip(*compared.renames[:SHOWN], strict=True)
        yield Evidence(delta.path, 0, commits, ", ".join(olds), ", ".join(news))
    for name in compared.moved[:SHOWN]:
        yield Evidence(delta.path, 0, commits, name, name)
    for one in compared.functions[:SHOWN]:
        sides = (one.name, "") if one.fate == "removed" else ("", one.name)
        yield Evidence(delta.path, one.first, commits, *sides)


def _system(changes: ChangeSet) -> Iterator[Hit]:
    found, all_ = broad_rewrite(changes)
    if found:
        files = listed(tuple(file.path for file in found))
        yield Hit(
            subject="system",
            summary=Localized(
                f"{all_} 个产品代码文件中有 {len(found)} 个改写或移动，是否属于软件系统代码重构待判定：{files.zh}",
                f"{len(found)} of {all_} code files of the product were written anew or moved, whether that is a "
                f"refactoring of the system is open: {files.en}",
            ),
            evidence=tuple(
                Evidence(file.path, 0, changes.commits_touching(file.path, file.change.before_path))
                for file in found[:SHOWN]
            ),
            confidence=Confidence.QUESTION,
            unknown="depends",
        )
