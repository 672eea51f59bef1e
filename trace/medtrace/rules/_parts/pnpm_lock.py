"""Node: pnpm-lock.yaml from version 5 to 9 of the format.

What the importers list as dependencies is what the product itself loads; their development dependencies do not count.
"""

import re
from collections.abc import Iterator

import yaml

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers

_PACKAGE = expression(r"/?(?P<name>(?:@[^@/]+/)?[^@/]+)[@/](?P<version>\d[^()_]*)")
_PLACE = expression(r"^\s+['\"]?/?(?P<name>(?:@[^@/\s]+/)?[^@/\s'\":]+)(?:[@/]\d[^\s]*)?['\"]?:", re.MULTILINE)
_DIRECT = ("dependencies", "optionalDependencies")


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    del path
    try:
        document = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise ValueError(str(fault).split("\n")[0] or type(fault).__name__) from fault
    if not isinstance(document, dict):
        return
    places = line_numbers(text, _PLACE)
    importers = document.get("importers")
    roots = list(importers.values()) if isinstance(importers, dict) else [document]
    direct = dict(pair for root in roots for pair in _direct(root))
    for name, version in direct.items():
        yield Part("node", name, version, places.get(name, 0), locked=True, runtime=True)
    needed = {key: said for field in ("packages", "snapshots") for key, said in _table(document.get(field))}
    for key, said in needed.items():
        found = _PACKAGE.match(key)
        if found and not (isinstance(said, dict) and said.get("dev") is True):
            needs = tuple(name for field in _DIRECT for name, _ in _table(_said(said, field)))
            pinned = "" if found["name"] in direct else found["version"]
            yield Part("node", found["name"], pinned, places.get(found["name"], 0), locked=True, needs=needs)


def _direct(root: object) -> Iterator[tuple[str, str]]:
    for field in _DIRECT:
        for name, said in _table(_said(root, field)):
            version = said.get("version") if isinstance(said, dict) else said
            if isinstance(version, str) and not version.startswith(("link:", "file:")):
                yield name, re.split(r"[(_]", version)[0]


def _said(node: object, field: str) -> object:
    return node.get(field) if isinstance(node, dict) else None


def _table(node: object) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        yield from ((str(key), said) for key, said in node.items())


READER = PartReader(globs=("**/pnpm-lock.yaml",), read=read)
