"""Firmware: libraries that the environments of platformio.ini name; environments of tests do not count."""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader

_SECTION = expression(r"\s*\[(?P<name>[^\]]+)\]")
_KEY = expression(r"(?P<key>\w+)\s*=(?P<rest>.*)")
_LIBRARY = expression(r"\s*(?:[\w.-]+\s*=\s*)?(?P<said>[^;\s][^;]*)")
_NAMED = expression(r"(?:[\w .-]+/)?(?P<name>[\w .-]+?)\s*(?:@\s*(?P<version>[^\s,]+))?\s*$")
_ADDRESS = expression(r"\S+://\S*?(?P<name>[\w.-]+?)(?:\.git)?(?:#(?P<version>\S+))?$")
_TESTS = expression(r"test|native|debug|unity", re.IGNORECASE)


def read(text: str, path: str) -> Iterator[Part]:
    """Libraries of one project file."""
    del path
    section, key = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        said = line
        if heading := _SECTION.match(line):
            section, key = heading["name"], ""
        elif line[:1].strip() and (found := _KEY.match(line)):
            key, said = found["key"], found["rest"]
        if key == "lib_deps" and not _TESTS.search(section) and not said.lstrip().startswith((";", "#")):
            for one in said.split(","):
                yield from _library(one, number)


def _library(line: str, number: int) -> Iterator[Part]:
    said = _LIBRARY.match(line)
    found = (_ADDRESS if "://" in line else _NAMED).match(said["said"].strip()) if said else None
    if found and not line.lstrip().startswith(("$", "[")):
        yield Part("platformio", found["name"].strip().lower(), found["version"] or "", number)


READER = PartReader(globs=("**/platformio.ini",), read=read)
