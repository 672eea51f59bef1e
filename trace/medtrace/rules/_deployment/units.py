"""What an operating system starts: systemd units with their command, processes of a Procfile or of supervisord."""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at

_START = expression(r"^ExecStart\s*=\s*[-+!:@]*(.+)$", re.MULTILINE)
_PROCESS = expression(r"^([A-Za-z][\w-]*)\s*:\s*(\S.*)$", re.MULTILINE)
_PROGRAM = expression(r"^\[program:([^\]]+)\]", re.MULTILINE)


def read(text: str, path: str) -> Iterator[Fact]:
    """Processes of one file."""
    name = path.rsplit("/", 1)[-1]
    if name == "Procfile":
        for found in _PROCESS.finditer(text):
            yield _process(found.group(1), found.group(2), line_at(text, found.start()))
    elif name.endswith((".service", ".service.in")):
        for found in list(_START.finditer(text))[:1]:
            yield _process(name.removesuffix(".in"), found.group(1).strip(), line_at(text, found.start()))
    else:
        for found in _PROGRAM.finditer(text):
            yield _process(found.group(1), found.group(1), line_at(text, found.start()))


def _process(name: str, command: str, line: int) -> Fact:
    return Fact("service", name, command, line, text=f"{name}: {command}")


READER = Reader(
    globs=("**/*.service", "**/*.service.in", "**/Procfile", "**/supervisord*.conf", "**/supervisor/*.conf"),
    facts=("service",),
    read=read,
)
