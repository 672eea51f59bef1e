"""Tools that build or check the product are of another version: compiler level, build tool, generator.

What it reads: both sides of changed manifests of the product: the Gradle wrapper and the Gradle plug-ins of Android
and Kotlin, `compileSdk` and NDK, Bazel and Rust tool chains, language levels and least versions of CMake, platform tool
sets of Visual Studio, `toolchain` of go.mod, the build system of pyproject.toml, compilers and bundlers among the
development dependencies of package.json, Maven plug-ins that compile. Always a question: a tool that is no part of the
run-time environment is reported, and a library with algorithms of its own belongs to the environment instead.

Options:
  aids: whether the row stays a question for a person even where nothing was found
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from typing import TypeAlias

from medtrace.model.change import ChangeSet
from medtrace.model.globs import matches
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import Changed, changed
from medtrace.rules._platform._json import parse_json
from medtrace.rules._platform._lines import line_at, line_of
from medtrace.rules._rule import Aids, rule
from medtrace.words import Localized

Tool: TypeAlias = tuple[str, str, int]
_BUNDLERS = {
    *("typescript", "webpack", "vite", "rollup", "esbuild", "parcel", "@babel/core", "@swc/core", "electron-builder"),
    *("@angular/cli", "@vue/cli-service", "react-scripts", "node-gyp", "cmake-js"),
}


def _patterns(*pairs: tuple[str, str]) -> Callable[[str], Iterator[Tool]]:
    compiled = tuple((name, re.compile(pattern, re.MULTILINE)) for name, pattern in pairs)

    def read(text: str) -> Iterator[Tool]:
        for name, pattern in compiled:
            for found in pattern.finditer(text):
                yield name, found[1].strip("\"' "), line_at(text, found.start(1))

    return read


def _node(text: str) -> Iterator[Tool]:
    try:
        document = parse_json(text)
    except json.JSONDecodeError:
        return
    listed = document.get("devDependencies") if isinstance(document, dict) else None
    for name, version in listed.items() if isinstance(listed, dict) else ():
        if name in _BUNDLERS and isinstance(version, str):
            yield name, version, line_of(text, rf'"{re.escape(name)}"\s*:')


def _python(text: str) -> Iterator[Tool]:
    try:
        system = tomllib.loads(text.removeprefix("\ufeff")).get("build-system")
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    listed = system.get("requires") if isinstance(system, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if found := re.match(r"([\w.-]+)\s*(.*)", str(one)):
            yield f"build-system {found[1].lower()}", found[2], line_of(text, re.escape(str(one)))


_GRADLE = _patterns(
    ("compileSdk", r"\bcompileSdk(?:Version)?\s*(?:=\s*|\(\s*)?([\w.\"-]+)"),
    ("buildTools", r"\bbuildToolsVersion\s*=?\s*([\"'][\d.]+[\"'])"),
    ("NDK", r"\bndkVersion\s*=?\s*([\"'][\d.]+[\"'])"),
    ("Android Gradle plug-in", r"com\.android\.tools\.build:gradle:([\d.\w-]+)"),
    ("Android Gradle plug-in", r"com\.android\.application[\"')]+\s*version\s*[(]?([\"'][\d.\w-]+[\"'])"),
    ("Kotlin plug-in", r"kotlin-gradle-plugin:([\d.\w-]+)"),
    ("Kotlin plug-in", r"kotlin(?:\.android|\.jvm|\(\"\w+\"\))[\"')]*\s*version\s*[(]?([\"'][\d.\w-]+[\"'])"),
)
_CMAKE = _patterns(
    ("CMake", r"\bcmake_minimum_required\s*\(\s*VERSION\s+([\d.]+)"),
    ("C++ level", r"\bCMAKE_CXX_STANDARD\s+(\d+)"),
    ("C level", r"\bCMAKE_C_STANDARD\s+(\d+)"),
    ("CUDA level", r"\bCMAKE_CUDA_STANDARD\s+(\d+)"),
)
_READERS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Tool]]], ...] = (
    (("**/gradle-wrapper.properties",), _patterns(("Gradle", r"distributionUrl=.*?gradle-([\d.]+(?:-rc-\d+)?)-"))),
    (("**/*.gradle", "**/*.gradle.kts"), _GRADLE),
    (
        ("**/*.versions.toml",),
        _patterns(
            ("Android Gradle plug-in", r"^\s*agp\s*=\s*(\"[^\"]+\")"),
            ("Kotlin plug-in", r"^\s*kotlin\s*=\s*(\"[^\"]+\")"),
        ),
    ),
    (("**/.bazelversion",), _patterns(("Bazel", r"\A\s*([\d.\w-]+)"))),
    (
        ("**/rust-toolchain", "**/rust-toolchain.toml"),
        _patterns(("Rust", r"(?:channel\s*=\s*|\A\s*)(\"?[\d.\w-]+\"?)\s*$")),
    ),
    (("**/CMakeLists.txt", "**/*.cmake"), _CMAKE),
    (
        ("**/*.vcxproj",),
        _patterns(("tool set", r"<PlatformToolset>([^<]+)<"), ("C++ level", r"<LanguageStandard>([^<]+)<")),
    ),
    (("**/go.mod",), _patterns(("Go", r"^toolchain\s+(\S+)"))),
    (("**/pyproject.toml",), _python),
    (("**/package.json",), _node),
    (
        ("**/pom.xml",),
        _patterns(("maven-compiler-plugin", r"<artifactId>maven-compiler-plugin</artifactId>\s*<version>([^<]+)<")),
    ),
    (("**/project.pbxproj",), _patterns(("Swift level", r"\bSWIFT_VERSION = ([\d.]+);"))),
)


@rule("tool-versions", options=Aids)
def tool_versions(changes: ChangeSet, options: Aids) -> Iterator[Hit]:
    """One question per tool and version that differs, over all manifests."""
    del options
    found: dict[str, list[tuple[Changed, Tool, Tool]]] = {}
    for one in changed(changes):
        read = next((read for globs, read in _READERS if matches(one.path, globs)), None)
        if read and one.stays:
            for old, new in _moved(tuple(read(one.before)), tuple(read(one.after))):
                found.setdefault(new[0], []).append((one, old, new))
    for name in sorted(found):
        yield _hit(name, tuple(found[name]))


def _moved(before: tuple[Tool, ...], after: tuple[Tool, ...]) -> Iterator[tuple[Tool, Tool]]:
    old, new = ({tool[0]: tool for tool in side} for side in (before, after))
    for name in sorted(old.keys() & new.keys()):
        if old[name][1] != new[name][1]:
            yield old[name], new[name]


def _hit(name: str, moves: tuple[tuple[Changed, Tool, Tool], ...]) -> Hit:
    sides = ((was for _, was, _ in moves), (now for _, _, now in moves))
    old, new = (", ".join(dict.fromkeys(version for _, version, _ in side)) for side in sides)
    return Hit(
        subject=f"tool:{name}",
        summary=Localized(
            f"开发测试工具 {name} 变化：{old or '未注明'} → {new or '未注明'}",
            f"The tool {name} is of another version: {old or 'not stated'} → {new or 'not stated'}",
        ),
        evidence=tuple(Evidence(one.path, now[2], one.commits, was[1], now[1]) for one, was, now in moves),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )
