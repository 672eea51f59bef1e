"""The items that a decision rests on, with their digests: a risk that is revised or a test that ran anew asks again."""

import hashlib
from collections.abc import Iterable

from medtrace.expressions import expression
from medtrace.model.items import ItemKind, LinkKind
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Finding

_LINE = expression(r":\d+(?:-\d+)?$")
_RISKS = frozenset({ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION, ItemKind.HARM, ItemKind.RISK_CONTROL})


def cited_now(snapshot: Snapshot, names: Iterable[str]) -> dict[str, str]:
    """The digest of each name that is an item: what it says, and for a test what its results say.

    A name that is a file, with a line or without, has the digest of its content.
    """
    names = frozenset(names)
    wanted = {name for name in names if name in snapshot.item_by_id}
    said = {name: [_said(snapshot, name)] for name in sorted(wanted)}
    for link in snapshot.links if wanted else ():
        if link.kind == LinkKind.RESULT_OF and link.target in wanted and link.source in snapshot.item_by_id:
            # When a test ran, and for how long, is not what a decision rests on.
            said[link.target].append(snapshot.item_by_id[link.source].attribute("outcome"))
    files = {one.path: one.id for one in snapshot.files}
    said |= {
        name: [files[path]] for name in sorted(names) if (path := _LINE.sub("", name)) in files and name not in said
    }
    return {
        name: hashlib.sha256("\x01".join(sorted(texts)).encode("utf-8", "surrogatepass")).hexdigest()
        for name, texts in said.items()
    }


def _said(snapshot: Snapshot, name: str) -> str:
    item = snapshot.item_by_id[name]
    return "\0".join((name, item.digest, *(f"{key}={value}" for key, value in sorted(item.attributes))))


def rests_on(finding: Finding, evidence: tuple[str, ...], snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """What a decision is to be held against: the items that it names, and the risks that the finding names."""
    items = snapshot.item_by_id
    risks = tuple(name for name in finding.hit.items if name in items and items[name].kind in _RISKS)
    return tuple(sorted(cited_now(snapshot, (*evidence, *risks)).items()))
