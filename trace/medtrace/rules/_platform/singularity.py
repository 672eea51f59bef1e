"""Definition files of Singularity and Apptainer: the image of the last stage, or the distribution that is bootstrapped.

`Bootstrap: docker` with `From: ubuntu:20.04`; `Bootstrap: debootstrap` with `OSVersion: focal`. A file without
`Bootstrap:` is none (`.def` also exports the symbols of a Windows library).
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._images import image_facts
from medtrace.rules._platform._names import table

_HEADER = expression(r"^[ \t]*(Bootstrap|From|OSVersion|Stage)[ \t]*:[ \t]*([^\s#]+)", re.IGNORECASE)
_FAMILIES = {"yum": "", "debootstrap": "debian", "zypper": "opensuse"}
_IMAGES = {"docker", "docker-daemon", "library", "oras", "shub", "localimage"}


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of the last stage."""
    del path
    stage: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _HEADER.match(line):
            name = found.group(1).lower()
            stage = {} if name == "bootstrap" else stage
            stage[name] = (found.group(2), number)
    way = stage.get("bootstrap", ("", 0))[0].lower()
    if way in _IMAGES and "from" in stage:
        yield from image_facts(stage["from"][0], line=stage["from"][1], key="container")
    elif way in _FAMILIES and "osversion" in stage:
        yield from _bootstrapped(way, *stage["osversion"])


def _bootstrapped(way: str, release: str, line: int) -> Iterator[Fact]:
    known = table().releases.get(release.lower(), {})
    family = known.get("family") or _FAMILIES[way]
    if family:
        yield Fact("os-family", "container", family, line, text=release)
    yield Fact("os-release", family or way, known.get("release") or release, line, text=release)


READER = Reader(
    globs=("**/Singularity", "**/Singularity.*", "**/*.def", "**/Apptainer", "**/Apptainer.*"),
    facts=("os-family", "os-release", "architecture", "runtime", "database", "middleware"),
    read=read,
)
