"""C, C++, Rust, Go, Swift and Dart: Conan, vcpkg, FetchContent, Cargo, go.mod, Swift packages, pods, pubspec.

Test and build requirements do not count, nor what go.mod calls indirect.
"""

import json
import re
import tomllib
from collections.abc import Iterator

import yaml

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._platform._json import parse_json
from medtrace.rules._platform._lines import line_at, line_of

_GO = expression(
    r"^\s*(?:require\s+)?(?P<name>[\w.-]+\.[\w./~-]+)\s+(?P<version>v[\w.+-]+)\s*(?P<note>//.*)?$", re.MULTILINE
)
_CONAN = expression(
    r"^\s*(?:self\.requires\(\s*[\"']|requires\s*=.*?[\"'])?(?P<name>[a-z0-9][\w.+-]+)/(?P<version>[\d][^@\"'\s#]*)",
    re.MULTILINE,
)
_FETCH = expression(r"FetchContent_Declare\s*\(\s*(?P<name>[\w.-]+)(?P<rest>[^)]*)\)", re.IGNORECASE)
_FETCHED = expression(r"GIT_TAG\s+[\"']?v?(?P<tag>\d[\w.-]*)|URL\s+\S*?[-_/]v?(?P<url>\d+(?:\.\d+)+)", re.IGNORECASE)
_SWIFT = expression(r"\.package\s*\((?P<rest>[^)]*url:\s*\"[^\"]*?(?P<name>[\w.-]+?)(?:\.git)?\"[^)]*)\)")
_SWIFT_VERSION = expression(r"(?:from:|exact:|\.upToNextM\w+\(from:|\.exact\()\s*\"(?P<version>[^\"]+)\"")
_POD = expression(r"^\s*pod\s+[\"'](?P<name>[^\"']+)[\"'](?:\s*,\s*[\"'](?P<version>[^\"']*)[\"'])?", re.MULTILINE)
_CART = expression(
    r"^\s*(?:github|git|binary)\s+\"[^\"]*?(?P<name>[\w.-]+?)(?:\.git|\.json)?\"(?P<version>[^\n#]*)", re.MULTILINE
)


def read(text: str, path: str) -> Iterator[Part]:
    """Components of one manifest."""
    name = path.rsplit("/", 1)[-1]
    reader = _BY_NAME.get(name, _cmake)
    try:
        yield from reader(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, yaml.YAMLError, RecursionError) as fault:
        raise ValueError(str(fault).split("\n")[0] or type(fault).__name__) from fault


def _go(text: str) -> Iterator[Part]:
    for found in _GO.finditer(text):
        if "indirect" not in (found["note"] or ""):
            yield Part("go", found["name"], found["version"], line_at(text, found.start("name")))


def _conan(text: str) -> Iterator[Part]:
    section = "requires"
    for number, line in enumerate(text.split("\n"), start=1):
        if heading := re.match(r"\s*\[(\w+)\]", line):
            section = heading[1]
        found = _CONAN.match(line)
        if found and section == "requires" and not re.search(r"(?:build|test|tool)_requires", line):
            yield Part("conan", found["name"], found["version"], number)


def _vcpkg(text: str) -> Iterator[Part]:
    document = parse_json(text)
    listed = document.get("dependencies") if isinstance(document, dict) else None
    for one in listed if isinstance(listed, list) else ():
        name = one.get("name") if isinstance(one, dict) else one
        version = one.get("version>=", "") if isinstance(one, dict) else ""
        if isinstance(name, str):
            yield Part("vcpkg", name, str(version), line_of(text, rf'"{re.escape(name)}"'))


def _cargo(text: str) -> Iterator[Part]:
    document = tomllib.loads(text)
    own = document.get("package")
    if isinstance(own, dict) and isinstance(own.get("name"), str):
        yield Part("cargo", own["name"], own=True)
    yield from _crates("cargo", document.get("dependencies"), text)
    workspace = document.get("workspace")
    if isinstance(workspace, dict):
        yield from _crates("cargo-managed", workspace.get("dependencies"), text)


def _crates(ecosystem: str, listed: object, text: str) -> Iterator[Part]:
    """Crates of one table; those of a workspace give versions only."""
    for name, said in listed.items() if isinstance(listed, dict) else ():
        version = said.get("version", "") if isinstance(said, dict) else said
        if not (isinstance(said, dict) and "path" in said):
            word = re.escape(name)
            place = line_of(text, rf"^\s*[\"']?{word}[\"']?(?:\.workspace)?\s*=|dependencies\.{word}\]")
            yield Part(ecosystem, name, version if isinstance(version, str) else "", place)


def _pubspec(text: str) -> Iterator[Part]:
    document = yaml.safe_load(text)
    listed = document.get("dependencies") if isinstance(document, dict) else None
    for name, said in listed.items() if isinstance(listed, dict) else ():
        version = said if isinstance(said, str) else said.get("version", "") if isinstance(said, dict) else ""
        if not (isinstance(said, dict) and {"path", "sdk"} & set(said)):
            yield Part("dart", str(name), str(version), line_of(text, rf"^\s+{re.escape(str(name))}\s*:"))


def _swift(text: str) -> Iterator[Part]:
    for found in _SWIFT.finditer(text):
        version = _SWIFT_VERSION.search(found["rest"])
        yield Part("swift", found["name"], version["version"] if version else "", line_at(text, found.start()))


def _pods(text: str) -> Iterator[Part]:
    for found in _POD.finditer(text):
        yield Part("cocoapods", found["name"].split("/")[0], found["version"] or "", line_at(text, found.start("name")))


def _carthage(text: str) -> Iterator[Part]:
    for found in _CART.finditer(text):
        yield Part("carthage", found["name"], found["version"].strip(), line_at(text, found.start("name")))


def _cmake(text: str) -> Iterator[Part]:
    for found in _FETCH.finditer(text):
        said = _FETCHED.search(found["rest"])
        version = (said["tag"] or said["url"]) if said else ""
        if not re.search(r"test|catch2|benchmark", found["name"], re.IGNORECASE):
            yield Part("cmake", found["name"].lower(), version, line_at(text, found.start()))


_BY_NAME = {
    "go.mod": _go,
    "conanfile.txt": _conan,
    "conanfile.py": _conan,
    "vcpkg.json": _vcpkg,
    "Cargo.toml": _cargo,
    "pubspec.yaml": _pubspec,
    "Package.swift": _swift,
    "Podfile": _pods,
    "Cartfile": _carthage,
}
READER = PartReader(globs=(*(f"**/{name}" for name in _BY_NAME), "**/CMakeLists.txt", "**/*.cmake"), read=read)
