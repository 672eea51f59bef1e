"""Gradle builds and version catalogues: SDK levels, processor interfaces and the Java level.

`minSdk 21`, `minSdkVersion = 21`, `targetSdk`, `abiFilters "arm64-v8a"`, `jvmTarget = "17"`,
`sourceCompatibility JavaVersion.VERSION_17`; in a catalogue `minSdk = "21"`. `compileSdk` builds and does not count. A
level that the file takes from elsewhere (`libs.versions.minSdk`) is read where it is written.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at
from medtrace.rules._platform._names import architecture, java, number

_LEVEL = expression(
    r"(?P<name>\bmin[-_]?Sdk(?:[-_]?Version)?|\btarget[-_]?Sdk(?:[-_]?Version)?|\bjvmTarget|\bsourceCompatibility"
    r"|\bjava[-_]?Version|\bjvm[-_]?Target)\b(?:\.set)?[\"']?\s*[=:(]?\s*(?:JavaVersion\.|JvmTarget\.)?"
    r"(?P<value>[\"']?(?:VERSION_|JVM_)?[\d_.]+[\"']?)",
    re.IGNORECASE,
)
_TOOLCHAIN = expression(r"JavaLanguageVersion\.of\(\s*(\d+)")
_ABIS = expression(r"\babiFilters?\b[^\n\"']{0,80}(?P<list>(?:[\"'][\w-]+[\"'][\s,]*)+)")
_COMMENT = expression(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one build file or catalogue."""
    plain = text if path.endswith(".toml") else _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for found in _LEVEL.finditer(plain):
        yield from _level(found, line_at(plain, found.start()))
    for found in _TOOLCHAIN.finditer(plain):
        yield Fact("minimum", "java", found.group(1), line_at(plain, found.start()), text=found.group())
    for found in _ABIS.finditer(plain):
        for name in re.findall(r"[\w-]+", found["list"]):
            yield Fact("architecture", "abi", architecture(name), line_at(plain, found.start()), text=name)


def _level(found: re.Match[str], line: int) -> Iterator[Fact]:
    name = re.sub(r"[-_]|version", "", found["name"].lower())
    shown = " ".join(found.group().split())
    if name == "minsdk":
        yield Fact("minimum", "android", number(found["value"]), line, text=shown)
    elif name == "targetsdk":
        yield Fact("os-release", "android", number(found["value"]), line, text=shown)
    else:
        value = found["value"].strip("\"'").removeprefix("VERSION_").removeprefix("JVM_")
        yield Fact("minimum", "java", java(value), line, text=shown)


READER = Reader(
    globs=("**/*.gradle", "**/*.gradle.kts", "**/*.versions.toml", "**/buildSrc/**/*.kt", "**/gradle.properties"),
    facts=("minimum", "os-release", "architecture"),
    read=read,
)
