"""Components that lie in the tree itself: git submodules, folders of other people's source, Java archives and wheels.

A submodule is named after the last part of its address, so that it may move; its commit is its version. A folder of
other people's source is one below `third_party`, `external`, `vendor` and their like; its content is its version, and
files of a build alone (a BUILD file, a patch) are none. An archive is named after its file without the version.
"""

import hashlib
import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.snapshot import Snapshot
from medtrace.rules._parts._part import Declared, Part, is_showing
from medtrace.rules._platform._readers import is_test

GITMODULES = ".gitmodules"
_LINK = "160000"
_KEPT = expression(
    r"(?P<folder>(?:.*/)?(?:(?P<sure>third[_-]?party|3rd[_-]?party|vendor(?:ed)?)|externals?|external[_-]libs?)/"
    r"(?P<name>[^/]+))/(?P<rest>.+)",
    re.IGNORECASE,
)
# A folder of another name holds other people's source where their licence lies with it.
_LICENCE = expression(r"(?:^|/)(?:licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
# Tools fill these from manifests, which are read.
_FILLED = expression(r"(?:^|/)(?:node_modules|pods|carthage|site-packages|\.?venv|bower_components)/", re.IGNORECASE)
_SOURCE = expression(
    r"\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inl|m|mm|swift|java|kt|cs|go|rs|py|pyx|js|mjs|ts|f90|f|cu|a|so|dll|lib|dylib|xcframework)$",
    re.IGNORECASE,
)
_ARCHIVE = expression(r"(?P<name>.+?)(?:[-_]v?(?P<version>\d[\w.+-]*?))?\.(?:jar|aar|whl|nupkg)$", re.IGNORECASE)
_OF_TESTS = expression(
    r"(?:^|[-_.])(?:g?tests?|googletest|googlemock|gmock|catch2?|doctest|unity|cmock|benchmarks?|junit|mockito|gradle-wrapper)(?:$|[-_.])",
    re.IGNORECASE,
)


def tree_parts(changes: ChangeSet, end: Snapshot) -> Iterator[Declared]:
    """Components that lie in the tree of one end; those of tests by name are none."""
    addresses = _addresses(end)
    folders: dict[str, list[tuple[str, str]]] = {}
    for entry in end.files:
        kept, found = _KEPT.match(entry.path), _ARCHIVE.match(entry.path.rsplit("/", 1)[-1])
        # Few paths can be a part, and whether one counts is the dearer question.
        if not (kept or found or entry.mode == _LINK) or not _counts(changes, entry.path):
            continue
        if entry.mode == _LINK:
            yield from _submodule(entry.path, entry.id, addresses)
        elif kept and not _FILLED.search(entry.path):
            folders.setdefault(kept["folder"], []).append((kept["rest"], entry.id))
        elif found:
            yield from _archive(entry.path, found, entry.id)
    for folder, files in folders.items():
        yield from _folder(folder, files)


def _counts(changes: ChangeSet, path: str) -> bool:
    mapped = bool(changes.components.owners(path))
    return changes.components.is_product(path) and (mapped or not (is_test(path) or is_showing(path)))


def _addresses(end: Snapshot) -> dict[str, str]:
    """Addresses of submodules by path, as far as .gitmodules says them."""
    blob = end.blob_by_path.get(GITMODULES)
    if blob is None:
        return {}
    from configparser import Error, RawConfigParser

    parser = RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string("\n".join(line.strip() for line in blob.decode().text.split("\n")))
    except Error:
        return {}
    said = [dict(parser.items(section)) for section in parser.sections()]
    return {str(one["path"]): str(one["url"]) for one in said if one.get("path") and one.get("url")}


def _submodule(path: str, commit: str, addresses: dict[str, str]) -> Iterator[Declared]:
    name = re.split(r"[/:]", addresses.get(path, path).rstrip("/"))[-1].removesuffix(".git").lower()
    if not _OF_TESTS.search(name):
        yield Declared(path, Part("submodule", name, f"commit {commit[:12]}"))


def _archive(path: str, found: re.Match[str], blob: str) -> Iterator[Declared]:
    if not _OF_TESTS.search(found["name"]):
        yield Declared(path, Part("binary", found["name"].lower(), found["version"] or f"blob {blob[:12]}"))


def _folder(folder: str, files: list[tuple[str, str]]) -> Iterator[Declared]:
    name = folder.rsplit("/", 1)[-1].lower()
    kept = _KEPT.match(f"{folder}/x")
    owned = bool(kept and kept["sure"]) or any(_LICENCE.search(rest) for rest, _ in files)
    if owned and not _OF_TESTS.search(name) and any(_SOURCE.search(rest) for rest, _ in files):
        whole = "\0".join(f"{rest}\0{blob}" for rest, blob in sorted(files))
        digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        yield Declared(folder, Part("vendored", name, f"content {digest}"))
