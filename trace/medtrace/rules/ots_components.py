"""Off-the-shelf components that the product is delivered with: added, removed, or of another major version.

Manifests of both ends are read, changed or not: Python, Node, .NET, Maven, Gradle, Conan, vcpkg, CMake's FetchContent,
Cargo, Go, Swift, CocoaPods, Carthage and Dart, in what is delivered: tests, development and the build do not count.
Another minor or patch version, a pin or a looser range is no new component. Components of the product's own build are
none, and a component that moves from one manifest to another stays.

Options:
  changes: added | removed | major, one or several

Where an ecosystem is declared at one end alone, what it declares may have been there before: that is a question. A
manifest that cannot be read and is not equal at both ends is not assessable; without any manifest nothing was compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._parts._ends import GLOBS, Declared, End, names, part_ends
from medtrace.rules._rule import rule
from medtrace.words import Localized

_WORDS = {
    "added": Localized("新增现成软件组件", "off-the-shelf component added"),
    "removed": Localized("删除现成软件组件", "off-the-shelf component removed"),
    "major": Localized("现成软件组件主版本变化", "major version of an off-the-shelf component changed"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """Which changes a row asks for."""

    changes: tuple[str, ...] = ("added", "removed", "major")


@rule("ots-components", options=Options, reads=GLOBS)
def ots_components(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component that changed as asked, and one per manifest that could not be read."""
    before, after = part_ends(changes)
    if not (before.parts or after.parts or before.unread or after.unread):
        yield _blind()
    for key in sorted(names(before) | names(after), key=lambda one: (one[0], natural_key(one[1]))):
        change = _change(key, before, after)
        if change in options.changes:
            yield _hit(change, key, (before, after), changes)
    yield from _unread(before, after, changes)


def _change(key: tuple[str, str], before: End, after: End) -> str:
    if key not in before.parts:
        return "added"
    if key not in after.parts:
        return "removed"
    old, new = before.majors(key), after.majors(key)
    return "major" if old and new and old != new else ""


def _hit(change: str, key: tuple[str, str], ends: tuple[End, End], changes: ChangeSet) -> Hit:
    before, after = ends
    ecosystem, name = key
    old, new = (end.shown(key) if key in end.parts else "" for end in ends)
    sure = ecosystem in before.ecosystems and ecosystem in after.ecosystems
    words = _WORDS[change]
    said = " → ".join(filter(None, (old, new)))
    return Hit(
        subject=f"component:{ecosystem}:{name}",
        summary=Localized(f"{words.zh}：{name}（{ecosystem}，{said}）", f"{words.en}: {name} ({ecosystem}, {said})"),
        evidence=tuple(
            _evidence(one, (old, new), changes) for one in (after if key in after.parts else before).parts[key]
        ),
        confidence=Confidence.CERTAIN if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )


def _evidence(one: Declared, shown: tuple[str, str], changes: ChangeSet) -> Evidence:
    return Evidence(one.path, one.part.line, changes.commits_touching(one.path), *shown)


def _unread(before: End, after: End, changes: ChangeSet) -> Iterator[Hit]:
    for path in sorted({*before.unread, *after.unread}):
        old, new = changes.before.blob_by_path.get(path), changes.after.blob_by_path.get(path)
        if old and new and old.id == new.id:
            continue
        reason = after.unread.get(path) or before.unread[path]
        yield Hit(
            subject=f"manifest:{path}",
            summary=Localized(
                f"清单文件 {path} 无法读取，其中的现成软件组件未评估",
                f"The manifest {path} cannot be read ({reason}): its components were not assessed",
            ),
            evidence=(Evidence(path, 0, changes.commits_touching(path)),),
            confidence=Confidence.UNASSESSABLE,
            unknown="not-readable",
        )


def _blind() -> Hit:
    return Hit(
        subject="components",
        summary=Localized(
            "两端均未读到任何现成软件组件的清单，现成软件未评估",
            "Neither end declares components in a manifest that is read: off-the-shelf software was not assessed",
        ),
        confidence=Confidence.UNASSESSABLE,
        unknown="not-readable",
    )
