"""Node: package-lock.json and npm-shrinkwrap.json in every version of the format.

The copy at the top of `node_modules` is the one that the product itself loads. What is there for development alone
(`dev`) does not count; a copy inside another package is a pin of the same name.
"""

import json
import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers
from medtrace.rules._platform._json import parse_json

_KEY = expression(r'^\s*"(?:node_modules/)?(?P<name>(?:@[\w.~-]+/)?[\w.~-]+)":\s*\{', re.MULTILINE)
_ROOT = "node_modules/"


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    del path
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        raise ValueError(fault.msg) from fault
    if not isinstance(document, dict):
        return
    places = line_numbers(text, _KEY)
    packages, listed = document.get("packages"), document.get("dependencies")
    if isinstance(packages, dict):
        # Only the copy at the top: one nested in another package has that package's folder before it.
        tops = ((name.removeprefix(_ROOT), said) for name, said in packages.items() if name.startswith(_ROOT))
        for name, said in tops:
            if f"/{_ROOT}" not in name:
                yield from _pin(name, said, "dependencies", places)
    elif isinstance(listed, dict):
        for name, said in listed.items():
            yield from _pin(name, said, "requires", places)


def _pin(name: str, said: object, field: str, places: dict[str, int]) -> Iterator[Part]:
    if not isinstance(said, dict) or said.get("dev") is True or said.get("link") is True:
        return
    needs = said.get(field)
    version = said.get("version")
    yield Part(
        "node",
        name,
        version if isinstance(version, str) else "",
        places.get(name, 0),
        locked=True,
        needs=tuple(map(str, needs)) if isinstance(needs, dict) else (),
    )


READER = PartReader(globs=("**/package-lock.json", "**/npm-shrinkwrap.json"), read=read)
