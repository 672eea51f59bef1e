"""Apple platforms: deployment targets, supported platforms and architectures.

`IPHONEOS_DEPLOYMENT_TARGET = 13.0` of a project or xcconfig, `.iOS(.v13)` of Package.swift, `platform :ios, '13.0'` of
a Podfile, `MinimumOSVersion`, `LSMinimumSystemVersion` and `UIRequiredDeviceCapabilities` of an Info.plist. A value
that is itself a variable counts where it is set.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at
from medtrace.rules._platform._names import architecture, system

_TARGET = expression(r"\b(IPHONEOS|MACOSX|WATCHOS|TVOS|XROS)_DEPLOYMENT_TARGET(?:\[[^\]]*\])?\s*=\s*\"?(\d[\d.]*)")
_LISTED = expression(r"\b(SUPPORTED_PLATFORMS|VALID_ARCHS|ARCHS)\s*=\s*\"?([^;\"\n]+)")
_SWIFT = expression(r"\.(iOS|macOS|watchOS|tvOS|visionOS)\(\s*(?:\.v|\")(\d+(?:[_.]\d+)*)")
_POD = expression(r"^\s*platform\s+:(ios|osx|macos|watchos|tvos)\s*,\s*[\"'](\d[\d.]*)", re.MULTILINE)
_PLIST = expression(r"<key>(MinimumOSVersion|LSMinimumSystemVersion)</key>\s*<string>(\d[\d.]*)</string>")
_CAPABILITIES = expression(r"<key>UIRequiredDeviceCapabilities</key>\s*<array>(.*?)</array>", re.DOTALL)
_SYSTEMS = {"iphoneos": "ios", "macosx": "macos", "xros": "visionos", "minimumosversion": "ios"}
_PLATFORMS = {
    "iphonesimulator": "",
    "watchsimulator": "",
    "appletvsimulator": "",
    "xrsimulator": "",
    "appletvos": "tvos",
}


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one project, package, settings or property file."""
    del path
    for pattern in (_TARGET, _SWIFT, _POD, _PLIST):
        for found in pattern.finditer(text):
            key = found.group(1).lower()
            name = "macos" if key == "lsminimumsystemversion" else system(_SYSTEMS.get(key, key))
            shown = " ".join(found.group().split())
            yield Fact("minimum", name, found.group(2).replace("_", "."), line_at(text, found.start()), text=shown)
    for found in _LISTED.finditer(text):
        yield from _listed(found, line_at(text, found.start()))
    for found in _CAPABILITIES.finditer(text):
        for name in re.findall(r"<string>([^<]+)</string>", found.group(1)):
            yield Fact("minimum", "device-capability", name.strip(), line_at(text, found.start()))


def _listed(found: re.Match[str], line: int) -> Iterator[Fact]:
    for value in found.group(2).split():
        if value.startswith("$"):
            continue
        if found.group(1) != "SUPPORTED_PLATFORMS":
            yield Fact("architecture", "xcode", architecture(value), line, text=value)
        elif family := _PLATFORMS.get(value, system(_SYSTEMS.get(value, value))):
            yield Fact("os-family", "xcode", family, line, text=value)


READER = Reader(
    globs=("**/project.pbxproj", "**/*.xcconfig", "**/Package.swift", "**/Podfile", "**/*Info.plist"),
    facts=("minimum", "os-family", "architecture"),
    read=read,
)
