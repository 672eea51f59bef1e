"""Node: yarn.lock of the first and of the later versions of the format, read line by line."""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader

_NAME = expression(r"(?:@[^@/\s\"]+/)?[^@/\s\"]+")
_VERSION = expression(r"\s{2}version:?\s+\"?(?P<version>[^\"\s]+)")
_FIELD = expression(r"\s{2}(?P<field>\w+):\s*$")
_NEED = expression(r"\s{4}\"?(?P<name>(?:@[^@/\s\"]+/)?[^@/\s\":]+)\"?:?\s+\S")
_INSIDE = ("workspace:", "file:", "link:", "portal:")


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    del path
    name, start, version, field = "", 0, "", ""
    needs: list[str] = []
    for number, line in enumerate(f"{text}\n__end:".split("\n"), start=1):
        if line[:1] not in {"", " ", "#"}:
            if name and version:
                yield Part("node", name, version, start, locked=True, needs=tuple(needs))
            found = _NAME.match(line.lstrip('"'))
            inside = any(f"@{word}" in line for word in _INSIDE)
            name, start, version, field, needs = found.group() if found and not inside else "", number, "", "", []
        elif found := _VERSION.match(line):
            version = found["version"]
        elif found := _FIELD.match(line):
            field = found["field"]
        elif field in {"dependencies", "optionalDependencies"} and (found := _NEED.match(line)):
            needs.append(found["name"])


READER = PartReader(globs=("**/yarn.lock",), read=read)
