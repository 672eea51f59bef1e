""".NET: packages.lock.json; what a project takes from a project beside it is its own."""

import json
import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers
from medtrace.rules._platform._json import parse_json

_KEY = expression(r'^\s*"(?P<name>[\w.-]+)":\s*\{', re.MULTILINE)


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file, over all its target frameworks."""
    del path
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        raise ValueError(fault.msg) from fault
    frameworks = document.get("dependencies") if isinstance(document, dict) else None
    places = line_numbers(text, _KEY)
    for listed in frameworks.values() if isinstance(frameworks, dict) else ():
        for name, said in listed.items() if isinstance(listed, dict) else ():
            if isinstance(said, dict) and said.get("type") != "Project":
                needs = said.get("dependencies")
                inner = tuple(str(one).lower() for one in needs) if isinstance(needs, dict) else ()
                version = str(said.get("resolved") or "")
                yield Part("dotnet", str(name).lower(), version, places.get(name, 0), locked=True, needs=inner)


READER = PartReader(globs=("**/packages.lock.json",), read=read)
