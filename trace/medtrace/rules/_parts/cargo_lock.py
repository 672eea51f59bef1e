"""Rust: Cargo.lock; packages of the workspace itself have no source and are the product's own."""

import re
import tomllib
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers

_NAME = expression(r"^name\s*=\s*\"(?P<name>[^\"]+)\"", re.MULTILINE)


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    del path
    packages = tomllib.loads(text.removeprefix("\ufeff")).get("package")
    places = line_numbers(text, _NAME)
    for one in packages if isinstance(packages, list) else ():
        if isinstance(one, dict) and isinstance(one.get("name"), str) and one.get("source"):
            listed = one.get("dependencies")
            # "name version (source)" where a name alone would not tell which.
            needs = tuple(str(need).split(" ")[0] for need in listed) if isinstance(listed, list) else ()
            version = str(one.get("version") or "")
            yield Part("cargo", one["name"], version, places.get(one["name"], 0), locked=True, needs=needs)


READER = PartReader(globs=("**/Cargo.lock",), read=read)
