"""Flags of compilers that say where a program runs: the least processor (`-march=`) and the least Windows."""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact
from medtrace.rules._platform._lines import line_at

_PROCESSOR = expression(r"(?<![\w-])-march=([\w.+-]+)")
_WINDOWS = expression(r"(?:\b|-D)_WIN32_WINNT[=\s]+(0x[0-9A-Fa-f]+|_WIN32_WINNT_\w+)")


def flag_facts(plain: str) -> Iterator[Fact]:
    """Facts of the flags in a text without comments; `-march=native` names no processor."""
    for found in _PROCESSOR.finditer(plain):
        if found.group(1) != "native":
            yield Fact("minimum", "instruction-set", found.group(1), line_at(plain, found.start()), text=found.group())
    for found in _WINDOWS.finditer(plain):
        yield Fact("minimum", "windows", found.group(1).lower(), line_at(plain, found.start()), text=found.group())
