"""Conan 2 and Dart: conan.lock (what is required, not what builds) and pubspec.lock (without development)."""

import json
import re
from collections.abc import Iterator

import yaml

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers
from medtrace.rules._platform._json import parse_json

_REFERENCE = expression(r"(?P<name>[\w.+-]+)/(?P<version>[^@#%]+)")
_PLACE = expression(r"\"(?P<name>[\w.+-]+)/\d", re.MULTILINE)
_DART = expression(r"^  (?P<name>\w+):\s*$", re.MULTILINE)


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    try:
        yield from _dart(text) if path.endswith("pubspec.lock") else _conan(text)
    except (json.JSONDecodeError, yaml.YAMLError, RecursionError) as fault:
        raise ValueError(str(fault).split("\n")[0] or type(fault).__name__) from fault


def _conan(text: str) -> Iterator[Part]:
    document = parse_json(text)
    listed = document.get("requires") if isinstance(document, dict) else None
    places = line_numbers(text, _PLACE)
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, str) and (found := _REFERENCE.match(one)):
            name = found["name"]
            yield Part("conan", name, found["version"], places.get(name, 0), locked=True, runtime=True)


def _dart(text: str) -> Iterator[Part]:
    document = yaml.load(text, Loader=yaml.CSafeLoader)
    listed = document.get("packages") if isinstance(document, dict) else None
    places = line_numbers(text, _DART)
    for name, said in listed.items() if isinstance(listed, dict) else ():
        if isinstance(said, dict) and "dev" not in str(said.get("dependency")) and said.get("source") != "sdk":
            # What came with a tool of development is not told apart from what came with the product's own.
            version, place = str(said.get("version") or ""), places.get(str(name), 0)
            yield Part("dart", str(name), version, place, locked=True, runtime=True)


READER = PartReader(globs=("**/conan.lock", "**/pubspec.lock"), read=read)
