"""How the components of two ends differ, those that the product declares and those that came with them.

A declared component is added, removed, of another major version (as manifests write it, or as lock files of both ends
pin it), or some other distance away. A lock file says more exactly what a manifest says loosely, so its distance leads
where the manifests name the same major version.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from medtrace.model.ids import natural_key
from medtrace.rules._parts._distance import Distance, distance
from medtrace.rules._parts._ends import End, Key, names
from medtrace.rules._parts._part import Declared

# Of these the tree itself says whether there are any.
OF_THE_TREE = frozenset({"submodule", "vendored", "binary"})


@dataclass(frozen=True, slots=True)
class PartChange:
    """One component that differs.

    `kind` is added, removed, or a distance in words; `direct` is whether a manifest declares it; `origin` is manifest
    or lock, by what the difference is known; `places` are those that differ, at the newer end, or at the older where it
    is gone; `was` is what the older end says.
    """

    key: Key
    kind: str
    old: str
    new: str
    places: tuple[Declared, ...]
    direct: bool = True
    origin: str = "manifest"
    was: tuple[Declared, ...] = ()

    @property
    def name(self) -> str:
        """The name of the component."""
        return self.key[1]


def part_changes(before: End, after: End) -> tuple[PartChange, ...]:
    """Every difference, declared components first, each group by ecosystem and name."""
    declared = _otherwise(
        one for key in _sorted(names(before) | names(after)) if (one := _declared(key, before, after))
    )
    carried = (_carried(key, before, after) for key in _sorted(before.reached.keys() | after.reached.keys()))
    return tuple(one for one in (*declared, *carried) if one is not None)


def _otherwise(found: Iterable[PartChange]) -> Iterator[PartChange]:
    """The differences, with a component that left the tree for a package, or came into it, as the one that it is.

    The folder or submodule `nanopb` and the package `nanopb/Nanopb` are one component; in which versions, nobody says.
    """
    changes = tuple(found)
    named = {side: {_bare(one): one for one in changes if one.kind == side} for side in ("added", "removed")}
    pairs = {
        name: (gone, come)
        for name, gone in named["removed"].items()
        if (come := named["added"].get(name)) and (gone.key[0] in OF_THE_TREE) != (come.key[0] in OF_THE_TREE)
    }
    for one in changes:
        gone, come = pairs.get(_bare(one), (None, None))
        if one is come and gone is not None:
            yield replace(one, kind=Distance.UNKNOWN, old=gone.old, was=gone.places)
        elif one is not gone:
            yield one


def _bare(one: PartChange) -> str:
    """The last part of a component's name, as a folder and a package would both be called."""
    return one.name.rstrip("/").rpartition("/")[2].casefold()


def _sorted(keys: frozenset[Key] | set[Key]) -> list[Key]:
    return sorted(keys, key=lambda one: (one[0], natural_key(one[1])))


def _declared(key: Key, before: End, after: End) -> PartChange | None:
    if key not in before.parts:
        return PartChange(key, "added", "", after.shown(key), after.parts[key])
    if key not in after.parts:
        return PartChange(key, "removed", before.shown(key), "", before.parts[key])
    old, new = before.majors(key), after.majors(key)
    if old and new and old != new:
        was, now = before.declared(key), after.declared(key)
        return PartChange(key, "major", before.shown(key), after.shown(key), _other(was, now), was=was)
    pins, newer = before.pin(key), after.pin(key)
    if not pins or not newer:
        return _written(key, before, after)
    apart = distance(pins, newer)
    if apart is Distance.SAME:
        return None
    was, now = (tuple(one for one in end.pins[key] if one.part.version) for end in (before, after))
    return PartChange(key, apart, pins, newer, _other(was, now), origin="lock", was=was)


def _other(was: tuple[Declared, ...], now: tuple[Declared, ...]) -> tuple[Declared, ...]:
    """The places that say something else than before; all of them where none does."""
    said = {(one.path, one.part.version) for one in was}
    return tuple(one for one in now if (one.path, one.part.version) not in said) or now


def _written(key: Key, before: End, after: End) -> PartChange | None:
    """The farthest distance of what the same manifest writes at both ends, a known one before an unknown one."""
    old, new = ({one.path: one for one in end.declared(key) if one.part.version} for end in (before, after))
    pairs = [(old[path], new[path]) for path in sorted(old.keys() & new.keys())]
    if not pairs and len(old) == len(new) == 1:
        pairs = list(zip(old.values(), new.values(), strict=True))
    apart = [(distance(one.part.lowest, other.part.lowest), one, other) for one, other in pairs]
    far = [found for found in apart if found[0] is not Distance.SAME and not _is_open(found[1], found[2])]
    if not far:
        return None
    kind, one, other = max(far, key=lambda found: (found[0] is not Distance.UNKNOWN, found[0].rank))
    # One manifest may say 2.0 while another keeps 1.9: the majors of all were compared above.
    kind = Distance.MINOR if kind is Distance.MAJOR else kind
    return PartChange(key, kind, one.part.version, other.part.version, (other,), was=(one,))


def _is_open(one: Declared, other: Declared) -> bool:
    """Whether a side lets in whatever there is."""
    return bool({one.part.version.strip(), other.part.version.strip()} & {"*", "any", "x"})


def _carried(key: Key, before: End, after: End) -> PartChange | None:
    """A component that came with a declared one; only where both ends have a lock file of its ecosystem."""
    if key[0] not in before.pinned & after.pinned or key in before.parts or key in after.parts:
        return None
    old, new = before.reached.get(key, ()), after.reached.get(key, ())
    one, other = _versions(old), _versions(new)
    if not old or not new:
        return PartChange(key, "removed" if old else "added", one, other, new or old, direct=False, origin="lock")
    apart = distance(one, other)
    return None if apart is Distance.SAME else PartChange(key, apart, one, other, new, direct=False, origin="lock")


def _versions(found: tuple[Declared, ...]) -> str:
    return ", ".join(sorted({one.part.version for one in found if one.part.version}, key=natural_key))
