"""What was restructured: names, functions and files of a component, and how much of a system was written anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.ids import natural_key
from medtrace.model.project import Component
from medtrace.rules._deltas import Content, Delta, Unit, delta_of
from medtrace.syntax.grammars import grammar_of
from medtrace.syntax.meaning import Sameness
from medtrace.syntax.together import only_moved_between
from medtrace.words import Localized

MOST_BYTES = 3_000_000
LEAST_FILES = 10
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Restructured:
    """Files of a component whose restructuring is proved, and those between which functions may have gone."""

    proved: tuple[Delta, ...]
    shifted: tuple[Delta, ...]
    names: tuple[str, ...] = ()

    @property
    def deltas(self) -> tuple[Delta, ...]:
        """All of them, each once."""
        return tuple({delta.path: delta for delta in (*self.proved, *self.shifted)}.values())

    @property
    def parameters(self) -> tuple[str, ...]:
        """Renamed parameters that a caller in another file may name."""
        return tuple(f"{old}→{new}" for delta in self.proved for old, new in delta.compared.parameters)

    def told(self) -> Localized:
        """What was renamed, moved within files, moved as a file, and what stands in another file."""
        renames = tuple(f"{old}→{new}" for delta in self.proved for old, new in delta.compared.renames)
        moved = tuple(name for delta in self.proved for name in delta.compared.moved)
        files = tuple(delta.path for delta in self.proved if delta.is_moved)
        parts = (
            _part(Localized("重命名", "renamed"), renames),
            _part(Localized("其他文件是否按名称传入所改参数待判定", "parameters a caller may name"), self.parameters),
            _part(Localized("函数顺序不同", "functions in another order"), moved),
            _part(Localized("文件移动", "files moved"), files),
            _part(Localized("函数移至其他文件，行为是否不变待判定", "functions now in another file"), self.names),
        )
        told = [part for part in parts if part.en]
        return Localized("；".join(part.zh for part in told), "; ".join(part.en for part in told))


def _part(what: Localized, names: tuple[str, ...]) -> Localized:
    if not names:
        return Localized("", "")
    found = tuple(dict.fromkeys(names))
    more = len(found) - MOST_NAMES
    rest = Localized(f" 等 {len(found)} 项", f" and {more} more") if more > 0 else Localized("", "")
    zh, en = "、".join(found[:MOST_NAMES]), ", ".join(found[:MOST_NAMES])
    return Localized(f"{what.zh}：{zh}{rest.zh}", f"{what.en}: {en}{rest.en}")


def units_of_classes(changes: ChangeSet, classes: tuple[str, ...]) -> tuple[tuple[Unit, ...], tuple[FileDelta, ...]]:
    """Components of these classes with their changed code files, by id; and the files beyond what is looked at."""
    found: dict[str, tuple[Component, list[Delta]]] = {}
    left: list[FileDelta] = []
    size = 0
    for file in changes.files:
        owner = changes.components.owner(file.path) or changes.components.owner(file.change.before_path)
        if not file.product or owner is None or owner.safety_class not in classes or grammar_of(file.path) is None:
            continue
        if file.change.old_blob != file.change.new_blob:
            size += sum(len(side.data or b"") for side in changes.blobs(file) if side is not None)
        if size > MOST_BYTES:
            left.append(file)
        else:
            found.setdefault(owner.id, (owner, []))[1].append(delta_of(changes, file))
    units = (Unit(found[name][0], tuple(found[name][1])) for name in sorted(found, key=natural_key))
    return tuple(units), tuple(left)


def unowned_code(changes: ChangeSet) -> Iterator[FileDelta]:
    """Changed code files of the product that no component owns: nobody says what class they are."""
    return (one for one in changes.files if one.product and one.component is None and grammar_of(one.path) is not None)


def restructured(unit: Unit) -> Restructured:
    """What of a component was restructured."""
    texts = [delta for delta in unit.deltas if delta.content is Content.TEXT]
    proved = tuple(
        delta
        for delta in texts
        if all(delta.side_exists) and (delta.sameness.is_restructured or (delta.is_moved and delta.sameness.is_same))
    )
    names = _shifted(texts)
    shifted = tuple(delta for delta in texts if any(one.name in names for one in delta.compared.functions))
    return Restructured(proved, shifted, tuple(sorted(names)))


def shifted_functions(deltas: tuple[Delta, ...]) -> tuple[Delta, ...]:
    """Files between which functions went while everything else that is compared is the same; else none.

    Files of the unit that differ beside them are left out where the rest holds without them.
    """
    texts = [one for one in deltas if one.content is Content.TEXT and one.sameness is Sameness.DIFFERENT]
    names = _shifted(texts)
    giving = [one for one in texts if any(function.name in names for function in one.compared.functions)]
    for group in (texts, giving):
        files = [(one.path, one.before, one.after) for one in group]
        if names and len(group) > 1 and only_moved_between(files, names):
            return tuple(group)
    return ()


def _shifted(deltas: list[Delta]) -> frozenset[str]:
    """Functions that are gone from one file and new in another one."""
    pairs = list(chain.from_iterable(((delta.path, one) for one in delta.compared.functions) for delta in deltas))
    gone = {one.name: path for path, one in pairs if one.fate == "removed"}
    return frozenset(one.name for path, one in pairs if one.fate == "added" and gone.get(one.name, path) != path)


def broad_rewrite(changes: ChangeSet) -> tuple[tuple[FileDelta, ...], int]:
    """The code files that were there before and are other in meaning or place now, and how many there were.

    Empty where they are fewer than half or than ten; texts are compared only where enough files changed at all, and
    where they are too much for that, every changed file counts.
    """
    before = [
        entry.path
        for entry in changes.before.files
        if grammar_of(entry.path) is not None and changes.components.is_product(entry.path)
    ]
    files = [one for one in changes.files if one.product and one.change.old_blob and grammar_of(one.path) is not None]
    least = max(LEAST_FILES, (len(before) + 1) // 2)
    size = sum(len(side.data or b"") for one in files for side in changes.blobs(one) if side is not None)
    if len(files) < least:
        return (), len(before)
    found = tuple(one for one in files if size > MOST_BYTES or _is_other(delta_of(changes, one)))
    return (found if len(found) >= least else ()), len(before)


def _is_other(delta: Delta) -> bool:
    return delta.is_moved or not delta.sameness.is_same
