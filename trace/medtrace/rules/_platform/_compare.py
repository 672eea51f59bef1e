"""What differs between the platforms of two ends, key by key.

Values are sets over all manifests: 25 projects for net6.0 and then 29 are no change. How they differ:

replaced   a value went and another came (operating-system family, architecture, database, browser kernel)
added      one came and all that were there stay
release    another release line of the same thing, or another minimum
patch      the same release line, other numbers behind it; so it is for the least version of a runtime

Where one end says nothing of a key, a value went without another, or only the share of one manifest moved, the
difference is a question: stated for the first time is not the same as new. So it is where another minimum came with a
new manifest while all others say what they said, and where every manifest that names the family which came stood on an
image that is not known before: that image may be of the very same family.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from medtrace.model.ids import natural_key
from medtrace.rules._platform._names import release_line
from medtrace.rules._platform._values import Ends, GroupKey, Placed, values

Side: TypeAlias = tuple[Placed, ...]
_RUNTIMES = {"node", "python", "java", "dotnet-framework"}
_BY_VALUE = ("os-family", "architecture", "hardware")
_BY_KEY = ("database", "browser-kernel", "required-software", "runtime", "middleware")
_BY_RELEASE = ("os-release", *_BY_KEY)


@dataclass(frozen=True, slots=True)
class Difference:
    """One key that differs: everything that both ends say of it, and the manifests that make the difference.

    `sure` is whether it fires; one that is not sure is a question.
    """

    fact: str
    key: str
    change: str
    before: Side
    after: Side
    origins: tuple[str, ...]
    sure: bool = True


def differences(ends: Ends) -> tuple[Difference, ...]:
    """Every difference; the same step in two places (a container and the declared environment) is told once."""
    told: dict[tuple[object, ...], Difference] = {}
    for one in _with_developers(ends):
        gone, come = values(_only(one.before, one.after)), values(_only(one.after, one.before))
        # Only these have keys that say no more than where it stands.
        step = (one.fact, one.change, one.sure, gone, come) if one.fact in _BY_VALUE else (one.fact, one.key, len(told))
        told[step] = _joined(told[step], one) if step in told else one
    return tuple(told.values())


def _with_developers(ends: Ends) -> Iterator[Difference]:
    """What differs; where that is so only by a developer's manifest which one end alone has, it is a question."""
    product = ends.without_developers()
    sure = tuple(_differences(product))
    yield from sure
    if product != ends:
        known = {(one.fact, one.change, one.key) for one in sure}
        rest = (one for one in _differences(ends) if (one.fact, one.change, one.key) not in known)
        yield from (replace(one, sure=False) for one in rest)


def _joined(one: Difference, other: Difference) -> Difference:
    origins = tuple(sorted({*one.origins, *other.origins}, key=natural_key))
    return replace(one, before=(*one.before, *other.before), after=(*one.after, *other.after), origins=origins)


def _differences(ends: Ends) -> Iterator[Difference]:
    for (name, key, _), before, after in _grouped(ends):
        if name in _BY_VALUE:
            yield from _by_value(name, key, before, after, ends)
        elif name == "minimum":
            yield from (_with_new_manifest(one, ends) for one in _by_release(name, key, before, after))
        elif name in _BY_RELEASE and before and after:
            yield from _by_release(name, key, before, after)
    for name in _BY_KEY:
        yield from _by_key(name, ends)
    yield from _first_release(ends)
    yield from _unknown_images(ends)
    yield from _other_contents(ends)
    yield from _packages(ends)


def _grouped(ends: Ends) -> tuple[tuple[GroupKey, Side, Side], ...]:
    sides: dict[GroupKey, tuple[list[Placed], list[Placed]]] = {}
    rescoped = {(name, key) for name, key, _ in _groups(ends.before) ^ _groups(ends.after)}
    for number, side in enumerate((ends.before, ends.after)):
        for one in side:
            name, key, scope = one.group
            # Conditions that came or went cannot be told apart from their values: then all are compared together.
            group = (name, key, "" if (name, key) in rescoped else scope)
            sides.setdefault(group, ([], []))[number].append(one)
    ordered = sorted(sides, key=lambda group: tuple(natural_key(part) for part in group))
    return tuple((group, tuple(sides[group][0]), tuple(sides[group][1])) for group in ordered)


def _groups(side: Side) -> set[GroupKey]:
    return {one.group for one in side}


def _only(side: Side, other: Side) -> Side:
    """The facts whose value the other side does not have."""
    there = {one.fact.value for one in other}
    return tuple(one for one in side if one.fact.value not in there)


def _origins(*sides: Side) -> tuple[str, ...]:
    return tuple(sorted({one.origin for side in sides for one in side}, key=natural_key))


def _shifted(before: Side, after: Side) -> tuple[str, ...]:
    """Manifests of both ends that say something else, though all manifests together say the same."""
    old, new = _by_origin(before), _by_origin(after)
    return tuple(sorted((one for one in old.keys() & new.keys() if old[one] != new[one]), key=natural_key))


def _by_origin(side: Side) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in side:
        found.setdefault(one.origin, set()).add(one.fact.value)
    return {origin: frozenset(found[origin]) for origin in found}


def _share(name: str, key: str, change: str, before: Side, after: Side) -> Iterator[Difference]:
    if origins := _shifted(before, after):
        yield Difference(name, key, change, before, after, origins, sure=False)


def _by_value(name: str, key: str, before: Side, after: Side, ends: Ends) -> Iterator[Difference]:
    gone, come = _only(before, after), _only(after, before)
    if not gone and not come:
        yield from _share(name, key, "replaced", before, after)
        return
    change = "added" if come and not gone else "replaced"
    unknown = {one.origin for one in ends.before if name == "os-family" and one.fact.name == "base-image"}
    sure = bool(before) and any(one.origin not in unknown for one in come)
    yield Difference(name, key, change, before, after, _origins(gone, come), sure)


def _by_release(name: str, key: str, before: Side, after: Side) -> Iterator[Difference]:
    gone, come = _only(before, after), _only(after, before)
    if not gone and not come:
        yield from _share(name, key, "release", before, after)
        return
    # The least version of a system or a tool is raised to shut others out, that of a runtime follows the one delivered.
    patched = (name != "minimum" or key in _RUNTIMES) and _lines(key, before) == _lines(key, after)
    change = "patch" if patched else "release"
    yield Difference(name, key, change, before, after, _origins(gone, come), sure=bool(before and after))


def _with_new_manifest(one: Difference, ends: Ends) -> Difference:
    """A minimum that only a manifest which one end alone has brings along is a question: all that was said still is."""
    gone, come = _only(one.before, one.after), _only(one.after, one.before)
    known = [{fact.origin for fact in side} for side in (ends.before, ends.after)]
    moved = any(fact.origin in known[0] for fact in come) or any(fact.origin in known[1] for fact in gone)
    return replace(one, sure=one.sure and (moved or bool(gone and come)))


def _lines(key: str, side: Side) -> set[str]:
    return {release_line(key, value) for value in values(side)}


def _by_key(name: str, ends: Ends) -> Iterator[Difference]:
    """A database, kernel or runtime that went or came, by what it is and not by its version."""
    before, after = ends.stated(name)
    old, new = {_family(one) for one in before}, {_family(one) for one in after}
    gone = tuple(one for one in before if _family(one) not in new)
    come = tuple(one for one in after if _family(one) not in old)
    if not gone and not come:
        return
    # There is no row for a runtime or middleware that is another product: it fires as another release, for a person.
    change = "release" if name in {"runtime", "middleware"} else "replaced"
    key = "/".join(sorted({_family(one) for one in (*gone, *come)}))
    yield Difference(name, key, change, gone, come, _origins(gone, come), sure=bool(gone and come))


def _family(one: Placed) -> str:
    return one.fact.key.partition("/")[0]


def _first_release(ends: Ends) -> Iterator[Difference]:
    """A release that only one end states, of a family that both have."""
    families = [{one.fact.value for one in side} for side in ends.stated("os-family")]
    for family in sorted(families[0] & families[1], key=natural_key):
        old, new = (tuple(one for one in side if one.fact.key == family) for side in ends.stated("os-release"))
        if bool(old) != bool(new):
            yield Difference("os-release", family, "release", old, new, _origins(old, new), sure=False)


def _unknown_images(ends: Ends) -> Iterator[Difference]:
    """Images that the table does not know: another name may be another system, another tag another release."""
    before, after = ends.stated("base-image")
    old, new = {one.fact.key for one in before}, {one.fact.key for one in after}
    gone = tuple(one for one in before if one.fact.key not in new)
    come = tuple(one for one in after if one.fact.key not in old)
    if gone or come:
        # Often the product's own image: a question about the image, and none about another family of systems.
        yield Difference("os-release", "base-image", "release", gone, come, _origins(gone, come), sure=False)
    for name in sorted(old & new, key=natural_key):
        one, other = (tuple(fact for fact in side if fact.fact.key == name) for side in (before, after))
        if values(one) != values(other):
            origins = _origins(_only(one, other), _only(other, one))
            yield Difference("os-release", name, "release", one, other, origins, sure=False)


def _other_contents(ends: Ends) -> Iterator[Difference]:
    """Another content under the name and tag of an image: what was patched in it, the digest does not say."""
    before, after = ends.stated("image-digest")
    for key in sorted({one.fact.key for one in before} & {one.fact.key for one in after}, key=natural_key):
        old, new = (tuple(one for one in side if one.fact.key == key) for side in (before, after))
        if values(old) != values(new):
            yield Difference(
                "image-digest", key, "patch", old, new, _origins(_only(old, new), _only(new, old)), sure=False
            )


def _packages(ends: Ends) -> Iterator[Difference]:
    """Packages that an image of both ends installs: how much the product needs one, its name does not say."""
    known = {one.origin for one in ends.before} & {one.origin for one in ends.after}
    before, after = (tuple(one for one in side if one.origin in known) for side in ends.stated("package"))
    for key in sorted({one.fact.key for one in (*before, *after)}, key=natural_key):
        old, new = (tuple(one for one in side if one.fact.key == key) for side in (before, after))
        if values(old) != values(new):
            patched = old and new and all(map(all, (values(old), values(new)))) and _lines(key, old) == _lines(key, new)
            origins = _origins(_only(old, new), _only(new, old))
            yield Difference("package", key, "patch" if patched else "release", old, new, origins, sure=False)
