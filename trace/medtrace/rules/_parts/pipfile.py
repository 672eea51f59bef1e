"""Python: the `[packages]` of a Pipfile."""

import re
import tomllib
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers
from medtrace.rules._parts.python_lock import plain

_KEY = expression(r"^\s*[\"']?(?P<name>[\w.-]+)[\"']?\s*=", re.MULTILINE)


def read(text: str, path: str) -> Iterator[Part]:
    """Components of one Pipfile."""
    del path
    listed = tomllib.loads(text.removeprefix("\ufeff")).get("packages")
    places = line_numbers(text, _KEY)
    for name, said in listed.items() if isinstance(listed, dict) else ():
        version = said.get("version", "") if isinstance(said, dict) else said
        if not (isinstance(said, dict) and "path" in said):
            yield Part("python", plain(name), version if isinstance(version, str) else "", places.get(name, 0))


READER = PartReader(globs=("**/Pipfile",), read=read)
