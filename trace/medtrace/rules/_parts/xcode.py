"""Xcode: the remote Swift packages of a project file."""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts._places import line_numbers

_REFERENCE = expression(
    r"isa = XCRemoteSwiftPackageReference;\s*repositoryURL = \"?[^\";]*?(?P<name>[\w.-]+?)(?:\.git)?/?\"?;"
    r"(?P<said>[^{}]*(?:\{[^{}]*\})?)"
)
_VERSION = expression(r"\b(?:minimumVersion|version) = \"?(?P<version>[^;\"]+)")


def read(text: str, path: str) -> Iterator[Part]:
    """Packages of one project file."""
    del path
    places = line_numbers(text, _REFERENCE)
    for found in _REFERENCE.finditer(text):
        version = _VERSION.search(found["said"])
        line = places.get(found["name"], 0)
        yield Part("swift", found["name"], version["version"].strip() if version else "", line)


READER = PartReader(globs=("**/project.pbxproj",), read=read)
