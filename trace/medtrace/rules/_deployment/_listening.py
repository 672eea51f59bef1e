"""Listeners, origins and public hosts that settings, deployment files and changed code name, and how they differ."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.snapshot import Blob
from medtrace.rules._deployment._addresses import Reach, public_hosts, reach
from medtrace.rules._deployment._ends import Ends, Told, is_counted, is_weak
from medtrace.rules._deployment._trees import is_open
from medtrace.syntax.languages import language_of

_LISTENER = expression(
    r"(?:^|[.-])(?:bind|listen|listening)(?:-(?:address|host|ip|addr|on|to))?$|(?:^|\.)aspnetcore-urls$"
    r"|kestrel\.end-?points\.[\w-]+\.url$|(?:^|\.)server\.(?:address|host)$|(?:^|\.)(?:http|api|web|rest|grpc)-?server\.host$"
    r"|(?:^|\.)(?:http|web|rest)\.host$|(?:^|\.)network\.host$"
)
_ORIGINS = expression(r"cors.*origin|(?:^|[.-])allowed-origins?(?:$|[.-])|access-control-allow-origin|add-header$")
_CODE = expression(
    r"[\"'](127\.0\.0\.1|localhost|0\.0\.0\.0|::1?|\*)[\"':]|IPAddress\.(Loopback|Any)\b|\bINADDR_(LOOPBACK|ANY)\b"
)
_NARROW = {"127.0.0.1", "localhost", "::1", "Loopback", "LOOPBACK"}
_WIDE = {"0.0.0.0", "::", "Any", "ANY"}  # noqa: S104 - names to recognise
_SPOKEN = (*sorted(_NARROW), "0.0.0.0", "IPAddress.", "INADDR_")  # noqa: S104 - names to recognise
_CODE_FAMILIES = {"python", "braces"}


@dataclass(frozen=True, slots=True)
class Opened:
    """One value at both ends and where it stands; `sure` is whether it plainly lets more in."""

    key: str
    path: str
    line: int
    before: str
    after: str
    sure: bool = False

    @property
    def shown(self) -> str:
        """Both values, those that are there."""
        return " → ".join(one for one in (self.before, self.after) if one)


def listeners(ends: Ends) -> Iterator[Opened]:
    """Published ports and listening addresses whose reach differs in a file of both ends."""
    for old, new in _same_places(ends):
        wide, narrow = reach(new.fact.value), reach(old.fact.value)
        if Reach.UNKNOWN not in {wide, narrow} and wide != narrow:
            sure = wide > narrow and not new.weak
            yield Opened(new.fact.key, new.path, new.fact.line, old.fact.shown, new.fact.shown, sure)


def _same_places(ends: Ends) -> Iterator[tuple[Told, Told]]:
    """The one value of a key in a file at both ends, where the key is that of a listener."""
    old, new = (_by_place(side.told) for side in (ends.before, ends.after))
    for place in sorted(old.keys() & new.keys()):
        if old[place] and new[place]:
            yield old[place][0], new[place][0]


def _by_place(told: tuple[Told, ...]) -> dict[tuple[str, str], tuple[Told, ...]]:
    found: dict[tuple[str, str], tuple[Told, ...]] = {}
    for one in told:
        if one.fact.name == "bind" or (one.fact.name == "setting" and _LISTENER.search(one.fact.key)):
            place = one.origin, one.fact.key
            found[place] = () if place in found else (one,)  # several values cannot be told apart
    return found


def code_listeners(changes: ChangeSet) -> Iterator[Opened]:
    """Changed files of code in which an address of this machine alone gave way to one of all."""
    for file in changes.files:
        language = language_of(file.path)
        plain = file.product and is_counted(changes, file.path) and not is_weak(file.path)
        if not plain or not language or language.family not in _CODE_FAMILIES:
            continue
        before, after = (_text(side) for side in changes.blobs(file))
        old, new = _addresses(before), _addresses(after)
        gone, come = _NARROW & (old - new).keys(), _WIDE & (new - old).keys()
        if gone and come:
            wide = min(come)
            line = next(number for number, text in enumerate(after.split("\n"), 1) if wide in text)
            yield Opened(file.path, file.path, line, ", ".join(sorted(gone)), wide)


def _text(blob: Blob | None) -> str:
    return blob.decode().text if blob and blob.data is not None and not blob.is_binary else ""


def _addresses(text: str) -> Counter[str]:
    # A plain search first: nearly every file names no address.
    named = any(word in text for word in _SPOKEN)
    return Counter(next(filter(None, found.groups())) for found in _CODE.finditer(text)) if named else Counter()


def opened(ends: Ends) -> Iterator[Opened]:
    """Settings under which every origin may call now, and could not before."""
    before = {(one.origin, one.fact.key): one.fact.value for one in ends.before.told if _every_origin(one)}
    older = {(one.origin, one.fact.key): one.fact.value for one in ends.before.told}
    for one in ends.after.told:
        place = one.origin, one.fact.key
        if _every_origin(one) and place not in before and ends.before.readers:
            yield Opened(one.fact.key, one.path, one.fact.line, older.get(place, ""), one.fact.value)


def _every_origin(one: Told) -> bool:
    return one.fact.name == "setting" and bool(_ORIGINS.search(one.fact.key)) and _is_star(one.fact.value)


def _is_star(value: str) -> bool:
    return value.strip("\"' ") == "*" or bool(
        re.search(r"Access-Control-Allow-Origin[\"']?\s+[\"']?\*", value, re.IGNORECASE)
    )


def public(ends: Ends) -> Iterator[Opened]:
    """Settings that name public hosts, where the settings of the older end named none."""
    if not ends.before.readers or any(_hosts(one) for one in ends.before.told):
        return
    for one in ends.after.told:
        if hosts := _hosts(one):
            yield Opened(one.fact.key, one.path, one.fact.line, "", ", ".join(hosts))


def _hosts(one: Told) -> tuple[str, ...]:
    if one.fact.name != "setting" or one.weak or is_open(one.fact.value):
        return ()
    return tuple(sorted(set(public_hosts(one.fact.value))))
