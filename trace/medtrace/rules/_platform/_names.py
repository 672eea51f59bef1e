"""Names and versions in one spelling, from the table `platform-images.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import yaml

from medtrace.expressions import expression

_ARCHITECTURES = {
    **dict.fromkeys(("amd64", "x64", "x86_64", "x86-64", "intel64"), "x86-64"),
    **dict.fromkeys(("arm64", "aarch64", "arm64-v8a", "arm64v8"), "arm64"),
    **dict.fromkeys(("x86", "i386", "i586", "i686", "ia32", "386"), "x86"),
    **dict.fromkeys(("arm", "armv7", "armv7l", "armhf", "armeabi-v7a", "arm32v7", "armv7-a"), "arm"),
}
_SYSTEMS = {
    **dict.fromkeys(("win", "windows", "win32", "win7", "win8", "win10", "win11"), "windows"),
    **dict.fromkeys(("osx", "macosx", "macos", "darwin", "maccatalyst"), "macos"),
}
_NUMBER = expression(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Table:
    """The packaged table, as its comment describes it."""

    images: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    namespaces: Mapping[str, str] = field(default_factory=dict)
    releases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    kernels: Mapping[str, str] = field(default_factory=dict)


@cache
def table() -> Table:
    """The table of the package."""
    from importlib.resources import files

    text = files("medtrace.templates").joinpath("platform-images.yaml").read_text(encoding="utf-8")
    return Table(**yaml.safe_load(text))


def architecture(name: str) -> str:
    """A processor architecture in one spelling: `amd64`, `x64` and `x86_64` are `x86-64`."""
    plain = name.strip().lower()
    return _ARCHITECTURES.get(plain, plain)


def system(name: str) -> str:
    """An operating-system family in one spelling: `win10` is `windows`, `osx` is `macos`."""
    plain = name.strip().lower()
    return _SYSTEMS.get(plain, plain)


def alias(name: str) -> str:
    """The key under which a declared name is compared: `PostgreSQL` is `postgres`."""
    plain = " ".join(name.casefold().split())
    return table().aliases.get(plain, plain)


def kernel(name: str) -> str:
    """A browser or shell behind its kernel: `Electron` is `chromium/electron`; an unknown one stands for itself."""
    plain = " ".join(name.casefold().split())
    return f"{table().kernels[plain]}/{plain.split()[-1]}" if plain in table().kernels else plain


def number(text: str) -> str:
    """The first version number of a text, empty where it has none: `>= 3.8.1` is `3.8.1`."""
    found = _NUMBER.search(text)
    return found.group() if found else ""


def java(text: str) -> str:
    """A Java level in today's counting: `1.8`, `8u392` and `VERSION_1_8` are `8`."""
    plain = number(text.replace("_", "."))
    return plain.removeprefix("1.") if plain.startswith("1.") else plain


def release_line(key: str, value: str) -> str:
    """The part of a version that names its release line: dotnet `8.0.411` is `8.0`, node `18.12.1` is `18`."""
    if not _NUMBER.match(value):
        return value
    numbers = number(value).split(".")
    depth = table().lines.get(key, 2)
    if key == "postgres" and int(numbers[0]) < 10:  # noqa: PLR2004 - before 10 a release line had two numbers
        depth = 2
    return ".".join((*numbers, "0")[:depth]) if depth > 1 else numbers[0]
