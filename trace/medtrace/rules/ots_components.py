"""Off-the-shelf components that the product is delivered with: added, removed, or of another version.

Manifests and lock files of both ends are read, changed or not: Python, Node, .NET, Maven, Gradle, Conan, vcpkg, CMake's
FetchContent, Bazel, PlatformIO, Cargo, Go, Swift, Xcode, CocoaPods, Carthage and Dart, in what is delivered: tests,
development, examples and the build do not count. Git submodules, folders of other people's source and archives in the
tree are components too, and so are the items of a bill of materials or of a list of off-the-shelf software that the
sources read. Components of the product's own build are none, and a component that moves from one manifest to another
stays. A pin or a looser range is no new version; where lock files of both ends pin a component, they say how far its
versions lie apart.

Options:
  changes: added | removed | major: one hit for each component that the product declares
           minor | patch: one hit for each ecosystem; a pre-release counts as a patch
           open: what a person must judge, as questions. Another minor version (below 1.0 the trade holds it for one
           that may break its users), a version that is no number, components that came with a declared one and are new,
           gone or of another major version; and each library of the table algorithm-libraries.yaml, at any distance

Where an ecosystem is declared at one end alone, what it declares may have been there before: that is a question. A
manifest that cannot be read and is not equal at both ends is not assessable; without any manifest nothing was compared.
Both are said once, by the row that asks for `added`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Hit
from medtrace.rules._parts._compare import part_changes
from medtrace.rules._parts._ends import GLOBS, part_ends
from medtrace.rules._parts._hits import blind, grouped, questions, single, unread
from medtrace.rules._rule import rule

_SINGLE = frozenset({"added", "removed", "major"})


@dataclass(frozen=True, slots=True)
class Options:
    """Which changes a row asks for."""

    changes: tuple[str, ...] = ("added", "removed", "major", "open")


@rule("ots-components", options=Options, reads=GLOBS)
def ots_components(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per component that changed as asked, one per group of lesser changes, one per unreadable manifest."""
    ends = before, after = part_ends(changes)
    found = part_changes(before, after)
    if "added" in options.changes and not (before.parts or after.parts or before.unread or after.unread):
        yield blind()
    for one in found:
        if one.direct and one.kind in _SINGLE and one.kind in options.changes:
            yield single(one, ends, changes)
    for kind in ("minor", "patch"):
        if kind in options.changes:
            yield from grouped(kind, found, changes)
    if "open" in options.changes:
        yield from questions(found, changes)
    if "added" in options.changes:
        yield from unread(before, after, changes)
