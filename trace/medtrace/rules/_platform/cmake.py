"""CMake: the Qt generation, deployment target, target system and processor, and the least Windows.

`find_package(Qt6 …)`, `set(CMAKE_OSX_DEPLOYMENT_TARGET 11.0)`, `set(CMAKE_SYSTEM_PROCESSOR aarch64)`,
`_WIN32_WINNT=0x0A00`. The C++ standard and the least CMake are tools and do not count.
"""

import re
from collections.abc import Iterator

from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at
from medtrace.rules._platform._names import architecture, system

_QT = re.compile(r"find_package\s*\(\s*Qt(\d)", re.IGNORECASE)
_SET = re.compile(
    r"set\s*\(\s*(CMAKE_OSX_DEPLOYMENT_TARGET|CMAKE_SYSTEM_PROCESSOR|CMAKE_SYSTEM_NAME|CMAKE_OSX_ARCHITECTURES)\s+"
    r"\"?([^\"\s)]+)",
    re.IGNORECASE,
)
_WINDOWS = re.compile(r"\b_WIN32_WINNT[=\s]+(0x[0-9A-Fa-f]+|_WIN32_WINNT_\w+)")


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one list file or toolchain."""
    del path
    plain = re.sub(r"#[^\n]*", "", text)
    for found in _QT.finditer(plain):
        yield Fact("runtime", "qt", found.group(1), line_at(plain, found.start()), text=f"Qt{found.group(1)}")
    for found in _SET.finditer(plain):
        yield from _setting(found.group(1).upper(), found.group(2), line_at(plain, found.start()))
    for found in _WINDOWS.finditer(plain):
        yield Fact("minimum", "windows", found.group(1).lower(), line_at(plain, found.start()), text=found.group())


def _setting(name: str, value: str, line: int) -> Iterator[Fact]:
    if value.startswith("$"):
        return
    match name:
        case "CMAKE_OSX_DEPLOYMENT_TARGET":
            yield Fact("minimum", "macos", value, line, text=f"{name} {value}")
        case "CMAKE_SYSTEM_NAME":
            yield Fact("os-family", "toolchain", system(value), line, text=f"{name} {value}")
        case _:
            for one in value.split(";"):
                yield Fact("architecture", "toolchain", architecture(one), line, text=f"{name} {one}")


READER = Reader(
    globs=("**/CMakeLists.txt", "**/*.cmake"),
    facts=("runtime", "minimum", "architecture", "os-family"),
    read=read,
)
