"""Components of a bill of materials in the repository, or of a list of off-the-shelf software that the maker keeps.

They are the snapshot's items of kind `component` that say what software of others says of itself: a package address,
or a version together with a supplier, licence, hash or kind of library. An item of the product's own design is none.
What nobody needs is the product itself; what it needs directly is declared, the rest came with it. Where the list ties
nothing to anything, all of it is declared if a person keeps it, and came with the product if it has package addresses.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.items import Artifact, ItemKind, LinkKind
from medtrace.model.snapshot import Snapshot
from medtrace.rules._parts._part import Declared, Part

ECOSYSTEM = "sbom"
_TYPES = {"library", "framework", "firmware", "install", "archive"}
_SAYING = expression(r"supplier|manufacturer|publisher|originator|licen[cs]e|hash|供应商|制造商|许可", re.IGNORECASE)
_VERSION = ("version", "版本", "完整版本")
_AWAY = {"excluded", "optional"}
_TYPE = expression(r"pkg:[^/]+/(?P<name>[^@?#]+)")


def bill_parts(end: Snapshot) -> Iterator[Declared]:
    """Components of one end, those that came with another as pins."""
    items = {one.id: one for one in end.items if one.kind == ItemKind.COMPONENT}
    uses: dict[str, list[str]] = {}
    for link in end.links:
        if link.kind == LinkKind.USES and link.source in items and link.target in items:
            uses.setdefault(link.source, []).append(link.target)
    needed = {target for targets in uses.values() for target in targets}
    roots = {source for source in uses if source not in needed}
    direct = {target for root in roots for target in uses[root]}
    for identity, item in items.items():
        if _is_of_others(item) and identity not in roots and item.attribute("scope") not in _AWAY:
            declared = identity in direct if uses else not item.attribute("purl")
            yield Declared(item.location.path, _part(item, declared=declared))


def _is_of_others(item: Artifact) -> bool:
    if item.attribute("purl"):
        return item.attribute("type") not in {"operating-system", "application", "container", "device"}
    says = item.attribute("type").casefold() in _TYPES or any(_SAYING.search(name) for name, _ in item.attributes)
    return bool(_version(item)) and says


def _version(item: Artifact) -> str:
    return next((value for value in map(item.attribute, _VERSION) if value), "")


def _part(item: Artifact, *, declared: bool) -> Part:
    address = _TYPE.match(item.attribute("purl"))
    name = address["name"] if address else item.title.partition("@")[0] or item.id
    return Part(
        ECOSYSTEM,
        name.casefold(),
        _version(item),
        item.location.line,
        locked=not declared,
        # Every line of a bill is delivered, whoever needs it.
        runtime=not declared,
    )
