"""Gradle: gradle.lockfile and the older `gradle/dependency-locks`; only configurations of the run-time class path."""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader

_PIN = expression(r"(?P<group>[\w.-]+):(?P<name>[\w.-]+):(?P<version>[^=\s]+)(?:=(?P<used>\S*))?")
_RUNTIME = expression(r"(?:^|,)(?:\w*[a-z])?[rR]untimeClasspath(?:,|$)")
_TEST = expression(r"test", re.IGNORECASE)


def read(text: str, path: str) -> Iterator[Part]:
    """The pins of one lock file."""
    name = path.rsplit("/", 1)[-1]
    if name != "gradle.lockfile" and not _RUNTIME.search(name.removesuffix(".lockfile")):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        found = _PIN.match(line.strip())
        if found and (found["used"] is None or _delivered(found["used"])):
            yield Part("gradle", found["name"], found["version"], number, locked=True, runtime=True)


def _delivered(used: str) -> bool:
    return any(_RUNTIME.search(one) and not _TEST.search(one) for one in used.split(","))


READER = PartReader(globs=("**/gradle.lockfile", "**/dependency-locks/*.lockfile"), read=read)
