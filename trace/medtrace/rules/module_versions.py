"""Modules with a version of their own: a package, crate, project or library inside the product moved its version.

What it reads: manifests of the product below its top folder, changed or not: pyproject.toml, setup.cfg, package.json,
Cargo.toml, pubspec.yaml, .NET projects, POMs that state a version of their own, and `project(… VERSION …)` of CMake. A
module whose version is that of the top folder, at both ends, moves with the product and is none of these. Modules of
tests, of others and of examples do not count.

A component of the map that is called like the module is one that the maker controls on its own: there the change is
certain, elsewhere it is a question whether the module is controlled apart.

Options:
  aids: whether the row stays a question for a person even where nothing was found
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.ids import natural_key
from medtrace.model.snapshot import Blob, Snapshot
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._parts._distance import Distance, distance
from medtrace.rules._parts._part import is_showing
from medtrace.rules._platform._json import parse_json
from medtrace.rules._platform._lines import line_of
from medtrace.rules._platform._readers import is_test, is_vendored
from medtrace.rules._platform._xml import elements
from medtrace.rules._rule import Aids, rule
from medtrace.words import Localized

_CMAKE = expression(
    r"^\s*project\s*\(\s*(?P<name>[\w.+-]+)[^)]*?\bVERSION\s+(?P<version>\d[\w.-]*)", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Module:
    """A module, the version that it states for itself, and where."""

    name: str
    version: str
    path: str
    line: int

    @property
    def folder(self) -> str:
        """The folder of the manifest, empty for the top."""
        return self.path.rpartition("/")[0]


@rule(
    "module-versions",
    options=Aids,
    reads=(
        *("**/pyproject.toml", "**/setup.cfg", "**/package.json", "**/Cargo.toml", "**/pubspec.yaml", "**/*.csproj"),
        *("**/pom.xml", "**/CMakeLists.txt"),
    ),
)
def module_versions(changes: ChangeSet, options: Aids) -> Iterator[Hit]:
    """One hit per module whose own version differs."""
    del options
    before, after = (_modules(changes, end) for end in (changes.before, changes.after))
    product = frozenset((_top(before, name), _top(after, name)) for name in ("", *_kinds(before, after)))
    for key in sorted(before.keys() & after.keys(), key=lambda one: (natural_key(one[1]), one[0])):
        old, new = before[key], after[key]
        moves_along = (old.version, new.version) in product
        if new.folder and distance(old.version, new.version) is not Distance.SAME and not moves_along:
            yield _hit(changes, old, new)


def _kinds(*ends: Mapping[tuple[str, str], Module]) -> tuple[str, ...]:
    return tuple(sorted({kind for end in ends for kind, _ in end}))


def _top(end: Mapping[tuple[str, str], Module], kind: str) -> str:
    """The version that the top folder states in manifests of a kind, of any where none is named."""
    tops = (one.version for (how, _), one in end.items() if not one.folder and kind in {"", how})
    return next(iter(sorted(tops)), "")


def _modules(changes: ChangeSet, end: Snapshot) -> dict[tuple[str, str], Module]:
    found: dict[tuple[str, str], Module] = {}
    for path in sorted(end.blob_by_path):
        name = path.rsplit("/", 1)[-1]
        kind = ".csproj" if name.endswith(".csproj") else name
        aside = is_test(path) or is_vendored(path) or is_showing(path)
        if kind in _READERS and not aside and changes.components.is_product(path):
            for module in _read(kind, end.blob_by_path[path]):
                found.setdefault((kind, module.name), module)
    return found


def _read(kind: str, blob: Blob) -> Iterator[Module]:
    if blob.data is None or blob.is_binary:
        return
    text = blob.decode().text.removeprefix("\ufeff")
    try:
        found = tuple(_READERS[kind](text, blob.path))
    except (ValueError, yaml.YAMLError, RecursionError):
        return  # that a manifest cannot be read is said by the rows of its components and platform
    for name, version in found:
        if name and re.match(r"v?\d", version):
            yield Module(name, version, blob.path, line_of(text, rf"^.*version.*{re.escape(version)}"))


def _toml(text: str, path: str) -> Iterator[tuple[str, str]]:
    del path
    document = tomllib.loads(text)
    tool = document.get("tool")
    for table in (
        document.get("project"),
        document.get("package"),
        tool.get("poetry") if isinstance(tool, dict) else None,
    ):
        if isinstance(table, dict) and isinstance(table.get("version"), str):
            yield str(table.get("name") or ""), table["version"]


def _setup_cfg(text: str, path: str) -> Iterator[tuple[str, str]]:
    del path
    said = dict(re.findall(r"^(name|version)\s*=\s*(\S+)", text, re.MULTILINE))
    yield said.get("name", ""), said.get("version", "")


def _json(text: str, path: str) -> Iterator[tuple[str, str]]:
    del path
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        raise ValueError(fault.msg) from fault
    if isinstance(document, dict) and isinstance(document.get("version"), str):
        yield str(document.get("name") or ""), document["version"]


def _pubspec(text: str, path: str) -> Iterator[tuple[str, str]]:
    del path
    document = yaml.load(text, Loader=yaml.CSafeLoader)
    if isinstance(document, dict):
        yield str(document.get("name") or ""), str(document.get("version") or "")


def _csproj(text: str, path: str) -> Iterator[tuple[str, str]]:
    said = {one.tag: one.text for one in elements(text)}
    version = said.get("Version") or said.get("VersionPrefix") or said.get("AssemblyVersion") or ""
    yield path.rsplit("/", 1)[-1].removesuffix(".csproj"), version


def _pom(text: str, path: str) -> Iterator[tuple[str, str]]:
    del path
    said = {one.path: one.text for one in elements(text)}
    yield said.get(("project", "artifactId"), ""), said.get(("project", "version"), "")


def _cmake(text: str, path: str) -> Iterator[tuple[str, str]]:
    del path
    yield from ((found["name"], found["version"]) for found in _CMAKE.finditer(text))


_READERS: dict[str, Callable[[str, str], Iterator[tuple[str, str]]]] = {
    "pyproject.toml": _toml,
    "Cargo.toml": _toml,
    "setup.cfg": _setup_cfg,
    "package.json": _json,
    "pubspec.yaml": _pubspec,
    ".csproj": _csproj,
    "pom.xml": _pom,
    "CMakeLists.txt": _cmake,
}


def _hit(changes: ChangeSet, old: Module, new: Module) -> Hit:
    owner = changes.components.owner(new.path)
    names = {owner.id, owner.name.zh, owner.name.en} if owner else set()
    declared = new.name.casefold() in {name.casefold() for name in names}
    commits = changes.commits_touching(old.path, new.path)
    return Hit(
        subject=f"module:{new.name}",
        summary=Localized(
            f"模块 {new.name} 的版本变化：{old.version} → {new.version}",
            f"The module {new.name} has another version: {old.version} → {new.version}",
        ),
        evidence=(Evidence(new.path, new.line, commits, old.version, new.version),),
        confidence=Confidence.CERTAIN if declared else Confidence.QUESTION,
        unknown="" if declared else "depends",
    )
