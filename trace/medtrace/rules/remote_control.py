"""Endpoints that let somebody at a distance control the device, as far as their names say so.

What it reads: both sides of every changed product file. Routes that came or went and whose name speaks of control
(`/pump/{id}/stop`, `/firmware`, `reboot`) are one question: whether data exchange became remote control, only a person
can tell. Names that say something else, topics of a message broker and the protocols of devices are not seen.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet, FileDelta
from medtrace.model.snapshot import Blob
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment._ends import is_counted
from medtrace.rules._rule import NoOptions, rule
from medtrace.syntax.declarations import declarations
from medtrace.words import Localized

_CONTROL = expression(
    r"(?:^|[^a-z])(?:remote|reboot|restart|shutdown|poweroff|power|firmware|upgrade|calibrat\w*|command|control|exec|shell"
    r"|actuat\w*|setpoint|dose|dosing|infus\w*|pump|motor|stimulat\w*|shock|defibrillat\w*|inflate|ventilat\w*|valve"
    r"|therapy|deliver|titrat\w*|bolus|override)(?:$|[^a-z])",
    re.IGNORECASE,
)
_QUOTE = expression(r"[\"'`]")
_CAMEL = expression(r"(?<=[a-z0-9])(?=[A-Z])")
_KINDS = {"route"}
MOST_SHOWN = 5
MOST_PIECES = 10


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A route of one file and its line."""

    name: str
    line: int


_READ: dict[tuple[str, str], tuple[Endpoint, ...]] = {}
MOST_REMEMBERED = 20_000


@rule("remote-control", options=NoOptions)
def remote_control(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One question for all endpoints whose name speaks of control and which came or went."""
    del options
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    sides = tuple((file, *_sides(changes, file)) for file in changes.files if file.product)
    for _, old, new in sides:
        gone.update(one.name for one in old)
        come.update(one.name for one in new)
    lost, made = gone - come, come - gone
    if lost or made:
        pieces = tuple(piece for one in sides for piece in _pieces(*one, lost, made, changes))
        shown = ", ".join(sorted({*lost, *made})[:MOST_SHOWN])
        yield Hit(
            "endpoints:control",
            Localized(
                f"名称涉及控制的接口有增减：{shown}；是否由数据交换扩至远程控制待判定",
                f"Endpoints whose name speaks of control came or went: {shown}; whether data exchange became remote "
                "control is open",
            ),
            pieces[:MOST_PIECES],
            Confidence.QUESTION,
            unknown="depends",
        )


def _sides(changes: ChangeSet, file: FileDelta) -> tuple[tuple[Endpoint, ...], tuple[Endpoint, ...]]:
    if not is_counted(changes, file.path):
        return (), ()
    old, new = changes.blobs(file)
    return _endpoints(old), _endpoints(new)


def _endpoints(blob: Blob | None) -> tuple[Endpoint, ...]:
    """Routes of control of one file; a history asks for the same file once for each release."""
    if blob is None or blob.data is None or blob.is_binary:
        return ()
    key = blob.path, blob.id
    if key not in _READ:
        if len(_READ) >= MOST_REMEMBERED:
            _READ.clear()
        text = blob.decode().text
        # Few files have a line that speaks of control and holds a path: only those are worth a parse.
        spoken = any("/" in line and _QUOTE.search(line) and _CONTROL.search(line) for line in text.split("\n"))
        found = (declarations(text, blob.path) or ()) if spoken else ()
        named = (Endpoint(one.name, one.line) for one in found if one.kind in _KINDS)
        _READ[key] = tuple(one for one in named if _CONTROL.search(_CAMEL.sub("-", one.name)))
    return _READ[key]


def _pieces(
    file: FileDelta,
    old: tuple[Endpoint, ...],
    new: tuple[Endpoint, ...],
    lost: Counter[str],
    made: Counter[str],
    changes: ChangeSet,
) -> Iterator[Evidence]:
    commits = changes.commits_touching(file.path, file.change.before_path)
    yield from (Evidence(file.path, one.line, commits, one.name, "") for one in old if one.name in lost)
    yield from (Evidence(file.path, one.line, commits, "", one.name) for one in new if one.name in made)
