"""Node: dependencies of package.json, optional and peer ones too; not those of development."""

import json
import re
from collections.abc import Iterator

from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._platform._json import parse_json
from medtrace.rules._platform._lines import line_of

_FIELDS = ("dependencies", "optionalDependencies", "peerDependencies")
_INSIDE = ("workspace:", "file:", "link:", "portal:")


def read(text: str, path: str) -> Iterator[Part]:
    """Components of one package.json."""
    del path
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        raise ValueError(fault.msg) from fault
    if not isinstance(document, dict):
        return
    if isinstance(document.get("name"), str):
        yield Part("node", document["name"], own=True)
    for field in _FIELDS:
        listed = document.get(field)
        start = text.find(f'"{field}"')
        for name, version in listed.items() if isinstance(listed, dict) else ():
            if isinstance(version, str) and not version.startswith(_INSIDE):
                yield Part("node", name, version, line_of(text, rf'"{re.escape(name)}"\s*:', max(0, start)))


READER = PartReader(globs=("**/package.json",), read=read)
