"""Values of the operating environment differ: operating system, architecture, runtime, database, browser kernel.

What it reads: manifests of the product at both ends, changed or not (Dockerfile, compose, .NET projects, global.json,
Python, Node, Gradle, Apple, Maven, CMake, snapcraft, install scripts), and `environment:` of trace.yaml. Manifests of
tests and of `not_product` do not count. Values are compared key by key after normalising, so a changed file with equal
values says nothing: `FROM …/aspnet:6.0-jammy` → `…/aspnet:8.0-jammy` is another runtime on the same Ubuntu 22.04.

Options:
  facts: names of facts, such as `[os-family]` or `[os-release, runtime, minimum]`
  change: replaced | release | patch | added

A release carries the condition `compatibility-unconfirmed`, for compatibility is a claim that a person must confirm
(G9 二(六)2(2), 四(二)2). What one end does not state is a question; a manifest that cannot be read is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._platform._compare import Difference, differences
from medtrace.rules._platform._fact import UNREADABLE
from medtrace.rules._platform._readers import GLOBS, reader_for
from medtrace.rules._platform._values import Ends, Placed, platform_ends, values
from medtrace.rules._platform._words import summary
from medtrace.rules._rule import rule
from medtrace.words import Localized

MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Options:
    """Which facts and which kind of change a row asks for."""

    facts: tuple[str, ...]
    change: str


@rule("platform-values", options=Options, reads=GLOBS)
def platform_values(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per key that differs as asked, and one per manifest that could not be read."""
    ends = platform_ends(changes)
    for difference in differences(ends):
        if difference.fact in options.facts and difference.change == options.change:
            yield _hit(difference, ends, changes)
    yield from _unread(ends, options, changes)


def _hit(difference: Difference, ends: Ends, changes: ChangeSet) -> Hit:
    evidence = _evidence(difference, changes)
    return Hit(
        subject=f"{difference.fact}:{difference.key}",
        summary=summary(difference, len(evidence), _staying(difference, ends)),
        evidence=evidence[:MOST_FILES],
        confidence=Confidence.CERTAIN if difference.sure else Confidence.QUESTION,
        conditions=("compatibility-unconfirmed",) if difference.change == "release" else (),
        unknown="" if difference.sure else "depends",
    )


def _evidence(difference: Difference, changes: ChangeSet) -> tuple[Evidence, ...]:
    """One piece for each manifest that makes the difference, with all that it says of the key at both ends."""
    return tuple(_piece(origin, difference, changes) for origin in difference.origins)


def _piece(origin: str, difference: Difference, changes: ChangeSet) -> Evidence:
    before = tuple(one for one in difference.before if one.origin == origin)
    after = tuple(one for one in difference.after if one.origin == origin)
    place = min(after or before, key=lambda one: one.fact.line)
    paths = {one.path for one in (*before, *after)}
    return Evidence(
        place.path, place.fact.line, changes.commits_touching(*sorted(paths)), _shown(before), _shown(after)
    )


def _shown(side: tuple[Placed, ...]) -> str:
    return ", ".join(sorted({one.fact.shown for one in side}, key=natural_key))


def _staying(difference: Difference, ends: Ends) -> tuple[str, ...]:
    """Releases of the operating system that stay in a manifest whose runtime changed."""
    if difference.fact != "runtime" or difference.change not in {"release", "patch"}:
        return ()
    manifests = {one.origin for one in difference.before} & {one.origin for one in difference.after}
    before, after = (
        tuple(one for one in side if one.origin in manifests and one.fact.name == "os-release")
        for side in (ends.before, ends.after)
    )
    families = {one.fact.key for one in before} & {one.fact.key for one in after}
    stays = []
    for family in sorted(families, key=natural_key):
        old, new = (values(tuple(one for one in side if one.fact.key == family)) for side in (before, after))
        stays += [f"{family} {', '.join(new)}"] if old == new else []
    return tuple(stays)


def _unread(ends: Ends, options: Options, changes: ChangeSet) -> Iterator[Hit]:
    """Manifests that cannot be read, as far as they could state such a fact and are not equal at both ends."""
    asked = set(options.facts)
    unread = {one.origin: one for one in (*ends.before, *ends.after) if one.fact.name == UNREADABLE}
    for origin in sorted(unread, key=natural_key):
        one = unread[origin]
        reader = reader_for(one.path)
        if reader and asked & set(reader.facts) and not _untouched(one.path, changes):
            yield Hit(
                subject=f"manifest:{origin}",
                summary=Localized(
                    f"清单文件 {one.path} 无法读取，其中的运行环境未评估",
                    f"The manifest {one.path} cannot be read ({one.fact.value}): its platform was not assessed",
                ),
                evidence=(Evidence(one.path, one.fact.line, changes.commits_touching(origin, one.path)),),
                confidence=Confidence.UNASSESSABLE,
                unknown="not-readable",
            )


def _untouched(path: str, changes: ChangeSet) -> bool:
    old, new = changes.before.blob_by_path.get(path), changes.after.blob_by_path.get(path)
    return old is not None and new is not None and old.id == new.id
