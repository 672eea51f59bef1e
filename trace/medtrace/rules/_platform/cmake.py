"""CMake: the Qt generation, deployment target, target system and processor, least processor and least Windows.

`find_package(Qt6 6.2 …)`, `find_package(QT NAMES Qt6 Qt5)`, `find_package(Qt${QT_MAJOR_VERSION})` with what the same
file sets it to; `set(CMAKE_OSX_DEPLOYMENT_TARGET 11.0)`, `set(CMAKE_SYSTEM_PROCESSOR aarch64)`,
`_WIN32_WINNT=0x0A00`, `-march=haswell`. The C++ standard and the least CMake are tools and do not count.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._flags import flag_facts
from medtrace.rules._platform._lines import line_at
from medtrace.rules._platform._names import architecture, system

_PACKAGE = expression(r"find_package\s*\(([^)]*)\)", re.IGNORECASE)
_QT = expression(r"Qt([4-9])\Z", re.IGNORECASE)
_VERSION = expression(r"\d+(?:\.\d+)*\Z")
_VARIABLE = expression(r"\$\{(\w+)\}")
_VALUE = expression(r"\bset\s*\(\s*(\w+)\s+\"?([\w.]+)\"?\s*(?:CACHE[^)]*)?\)", re.IGNORECASE)
_SET = expression(
    r"set\s*\(\s*(CMAKE_OSX_DEPLOYMENT_TARGET|CMAKE_SYSTEM_PROCESSOR|CMAKE_SYSTEM_NAME|CMAKE_OSX_ARCHITECTURES)\s+"
    r"\"?([^\"\s)]+)",
    re.IGNORECASE,
)


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one list file or toolchain."""
    del path
    plain = re.sub(r"#[^\n]*", "", text)
    yield from _qt(plain)
    for found in _SET.finditer(plain):
        yield from _setting(found.group(1).upper(), found.group(2), line_at(plain, found.start()))
    yield from flag_facts(plain)


def _qt(plain: str) -> Iterator[Fact]:
    """The generations of Qt that are looked for, and the least version where one is asked for."""
    values = {found.group(1): found.group(2) for found in _VALUE.finditer(plain)}
    for found in _PACKAGE.finditer(plain):
        filled = _VARIABLE.sub(lambda name: values.get(name.group(1), name.group()), found.group(1))
        words, line = filled.replace('"', " ").split(), line_at(plain, found.start())
        stop = next((place for place, word in enumerate(words) if word.upper().endswith("COMPONENTS")), len(words))
        generations = [one.group(1) for word in words[:stop] if (one := _QT.match(word))]
        named = generations or (words[:1] and words[0].upper() == "QT")
        for generation in generations:
            yield Fact("runtime", "qt", generation, line, text=f"Qt{generation}")
        for version in (word for word in words[1:stop] if named and _VERSION.match(word)):
            yield Fact("minimum", "qt", version, line, text=" ".join(words[:stop]))


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
