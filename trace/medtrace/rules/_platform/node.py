"""`package.json` and `.nvmrc`: engines, os, cpu and the shell that carries a browser kernel.

`engines.node` is a minimum; `.nvmrc` and `volta` pin the runtime. Electron counts wherever it is listed, for it is
shipped even when it stands among the development tools.
"""

import json
import re
from collections.abc import Iterator

from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._json import parse_json
from medtrace.rules._platform._lines import line_of
from medtrace.rules._platform._names import architecture, kernel, number, system

_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_SHELLS = ("electron",)


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one manifest of the Node world."""
    if not path.endswith(".json"):
        yield from _pinned(text)
        return
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        yield unreadable(fault.msg, fault.lineno)
        return
    if isinstance(document, dict):
        yield from _package(document, text)


def _pinned(text: str) -> Iterator[Fact]:
    name = text.strip().split("\n")[0].strip()
    if name:
        yield Fact("runtime", "node", name.removeprefix("v"), 1, text=name)


def _package(document: dict[str, object], text: str) -> Iterator[Fact]:
    engines = document.get("engines")
    wanted = engines.get("node") if isinstance(engines, dict) else None
    if isinstance(wanted, str) and wanted.strip():
        yield from _minimum(wanted, line_of(text, r'"node"\s*:'))
    volta = document.get("volta")
    if isinstance(volta, dict) and isinstance(volta.get("node"), str):
        yield Fact("runtime", "node", volta["node"], line_of(text, r'"node"\s*:'))
    for field, name, spelling in (("os", "os-family", system), ("cpu", "architecture", architecture)):
        values = document.get(field)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str):
                yield Fact(name, "package", spelling(value), line_of(text, rf'"{field}"\s*:'), text=value)
    yield from _shells(document, text)


def _minimum(wanted: str, line: int) -> Iterator[Fact]:
    lows = [number(part) for part in wanted.split("||") if number(part) and not part.strip().startswith("<")]
    if lows:
        low = min(lows, key=lambda one: [int(part) for part in one.split(".")])
        yield Fact("minimum", "node", low, line, text=wanted)


def _shells(document: dict[str, object], text: str) -> Iterator[Fact]:
    for field in _DEPENDENCIES:
        listed = document.get(field)
        for shell in _SHELLS if isinstance(listed, dict) else ():
            version = listed.get(shell) if isinstance(listed, dict) else None
            if isinstance(version, str):
                place = line_of(text, rf'"{re.escape(shell)}"\s*:')
                yield Fact("browser-kernel", kernel(shell), number(version) or version, place, text=version)


READER = Reader(
    globs=("**/package.json", "**/.nvmrc", "**/.node-version"),
    facts=("minimum", "runtime", "os-family", "architecture", "browser-kernel"),
    read=read,
)
