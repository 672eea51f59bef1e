"""Values of the operating environment differ: operating system, architecture, runtime, database, browser kernel.

What it reads: manifests of the product at both ends, changed or not (Dockerfile, compose, .NET projects, global.json,
Python, Node, Gradle, Android, Apple, Maven, CMake, qmake, snapcraft, flatpak, Singularity, Kubernetes and Helm values,
App.config, platformio.ini, Yocto, install scripts), and `environment:` of trace.yaml. Manifests of tests and of
`not_product` do not count. Values are compared key by key after normalising, so a changed file with equal
values says nothing: `FROM …/aspnet:6.0-jammy` → `…/aspnet:8.0-jammy` is another runtime on the same Ubuntu 22.04.

Options:
  facts: names of facts, such as `[os-family]` or `[os-release, runtime, minimum]`
  change: replaced | release | patch | added

A release carries the condition `compatibility-unconfirmed`, for compatibility is a claim that a person must confirm
(G9 二(六)2(2), 四(二)2). What one end does not state is a question; a manifest that cannot be read is not assessable.

Where an end states no operating system, runtime or minimum at all, nothing was compared, and that is said once: by the
row that asks for `os-family` and `replaced`. The same row names manifests that cannot be read and that could state a
family; the row that asks for a `release` names the others. Vendored folders and results of a build are not read, and a
container file in a folder of developers that only one end has is never more than a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.ids import natural_key
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._platform._compare import Difference, differences
from medtrace.rules._platform._fact import UNREADABLE, Reader
from medtrace.rules._platform._readers import GLOBS, KINDS, kind_of, reader_for
from medtrace.rules._platform._values import Ends, Placed, platform_ends, values
from medtrace.rules._platform._words import summary
from medtrace.rules._rule import Sight, rule
from medtrace.words import Localized

MOST_FILES = 20
_STATED = {"os-family", "os-release", "runtime", "minimum"}


@dataclass(frozen=True, slots=True)
class Options:
    """Which facts and which kind of change a row asks for."""

    facts: tuple[str, ...]
    change: str


@rule("platform-values", options=Options, reads=GLOBS, sees=Sight.READ)
def platform_values(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per key that differs as asked, and one per manifest that could not be read."""
    ends = platform_ends(changes)
    for difference in differences(ends):
        if difference.fact in options.facts and difference.change == options.change:
            yield _hit(difference, ends, changes)
    yield from _unread(ends, options, changes)
    if options.change == "replaced" and "os-family" in options.facts:
        yield from _blind(ends, changes)


def _blind(ends: Ends, changes: ChangeSet) -> Iterator[Hit]:
    """One hit where an end states nothing of its platform: no comparison is no sameness."""
    product = ends.without_developers()
    named = ((changes.range.old.name, product.before), (changes.range.new.name, product.after))
    silent = [name for name, side in named if not any(one.fact.name in _STATED for one in side)]
    if silent:
        yield Hit(
            subject="platform",
            summary=Localized(
                f"{'、'.join(silent)} 未读到任何运行环境取值，运行环境未评估（所查找的清单：{'、'.join(KINDS)}；"
                "也可在 trace.yaml 的 environment 中声明）",
                f"No platform value could be read at {', '.join(silent)}: the platform was not assessed "
                f"(looked for {', '.join(KINDS)}; `environment:` of trace.yaml may state it)",
            ),
            confidence=Confidence.UNASSESSABLE,
            unknown="not-readable",
        )


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
    """Manifests that cannot be read and are not equal at both ends, those of one name in one hit, in one row."""
    unread = {one.origin: one for one in (*ends.before, *ends.after) if one.fact.name == UNREADABLE}
    kinds: dict[str, list[Placed]] = {}
    for origin in sorted(unread, key=natural_key):
        one = unread[origin]
        reader = reader_for(one.path)
        if reader and _is_home(reader, options) and not _untouched(one.path, changes):
            kinds.setdefault(kind_of(one.path), []).append(one)
    for kind in sorted(kinds):
        yield _unread_hit(kind, tuple(kinds[kind]), changes)


def _is_home(reader: Reader, options: Options) -> bool:
    """Whether this row is the one that names unreadable manifests of a kind."""
    if "os-family" in reader.facts:
        return options.change == "replaced" and "os-family" in options.facts
    return options.change == "release" and bool({"runtime", "minimum"} & set(options.facts) & set(reader.facts))


def _unread_hit(kind: str, found: tuple[Placed, ...], changes: ChangeSet) -> Hit:
    first, more = found[0], len(found) - 1
    beside = Localized(f" 等 {len(found)} 个", f" and {more} more of its kind") if more else Localized("", "")
    return Hit(
        subject=f"manifests:{kind}" if more else f"manifest:{first.origin}",
        summary=Localized(
            f"清单文件 {first.path}{beside.zh} 无法读取，其中的运行环境未评估",
            f"The manifest {first.path}{beside.en} cannot be read ({first.fact.value}): its platform was not assessed",
        ),
        evidence=tuple(
            Evidence(one.path, one.fact.line, changes.commits_touching(one.origin, one.path))
            for one in found[:MOST_FILES]
        ),
        confidence=Confidence.UNASSESSABLE,
        unknown="not-readable",
    )


def _untouched(path: str, changes: ChangeSet) -> bool:
    old, new = changes.before.blob_by_path.get(path), changes.after.blob_by_path.get(path)
    return old is not None and new is not None and old.id == new.id
