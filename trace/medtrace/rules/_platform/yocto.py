"""Configuration of Yocto: the machine that the image is built for (`MACHINE`, with `=`, `?=` or `??=`)."""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at

_MACHINE = expression(r"^[ \t]*MACHINE[ \t]*\?{0,2}=[ \t]*[\"']([\w.+-]+)[\"']", re.MULTILINE)


def read(text: str, path: str) -> Iterator[Fact]:
    """The machine of one file."""
    del path
    for found in _MACHINE.finditer(text):
        yield Fact("hardware", "machine", found.group(1), line_at(text, found.start()), text=found.group().strip())


READER = Reader(globs=("**/conf/*.conf", "**/conf/**/*.conf"), facts=("hardware",), read=read)
