"""Projects and property files of .NET: `TargetFramework(s)`, `RuntimeIdentifier(s)` and `PlatformTarget`.

`net6.0` is runtime dotnet 6.0; `net8.0-windows` says Windows besides; `linux-x64` says family and architecture,
`<PlatformTarget>x64` the architecture (`AnyCPU` says none). A value under a condition is compared under that condition.
Projects that run tests are no product.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._names import architecture, system
from medtrace.rules._platform._xml import Element, elements

_MONIKER = expression(r"net(?P<kind>standard|coreapp)?(?P<version>\d+(?:\.\d+)*)(?:-(?P<system>[a-z]+)[\d.]*)?\Z")
_PROPERTY = expression(r"\$\((\w+)\)")
_TARGETS = {"TargetFramework", "TargetFrameworks"}
_IDENTIFIERS = {"RuntimeIdentifier", "RuntimeIdentifiers"}


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one project or property file."""
    try:
        found = tuple(elements(text))
    except ValueError as fault:
        yield unreadable(str(fault))
        return
    if any(_runs_tests(one) for one in found):
        return
    properties = {one.tag: one.text for one in found if one.path[-2:-1] == ("PropertyGroup",)}
    shared = path.endswith(".props")
    for one in found:
        if one.path[-2:-1] != ("PropertyGroup",):
            continue
        value = _PROPERTY.sub(lambda name: properties.get(name.group(1), name.group()), one.text)
        if one.tag in _IDENTIFIERS:
            yield from _identifiers(value, one)
        elif one.tag in _TARGETS or (shared and _MONIKER.match(one.text)):
            yield from _frameworks(value, one)
        elif one.tag == "PlatformTarget" and value and "$" not in value and value.lower().replace(" ", "") != "anycpu":
            yield Fact("architecture", "platform-target", architecture(value), one.line, one.condition, value)
        elif one.tag == "TargetFrameworkVersion":
            yield Fact("runtime", "dotnet-framework", value.lstrip("v"), one.line, one.condition, value)


def _runs_tests(one: Element) -> bool:
    reference = one.tag == "PackageReference" and one.get("Include").lower() == "microsoft.net.test.sdk"
    return reference or (one.tag == "IsTestProject" and one.text.lower() == "true")


def _frameworks(value: str, one: Element) -> Iterator[Fact]:
    for moniker in filter(None, (part.strip() for part in value.split(";"))):
        found = _MONIKER.match(moniker.lower())
        if not found:
            yield Fact("runtime", "target-framework", moniker, one.line, one.condition, moniker)
            continue
        key, version = _runtime(found["kind"], found["version"])
        yield Fact("runtime", key, version, one.line, one.condition, moniker)
        if found["system"]:
            yield Fact("os-family", "target-framework", system(found["system"]), one.line, one.condition, moniker)


def _runtime(kind: str | None, version: str) -> tuple[str, str]:
    if kind == "standard":
        return "dotnet-standard", version
    if kind is None and "." not in version:
        return "dotnet-framework", ".".join(version)
    return "dotnet", version


def _identifiers(value: str, one: Element) -> Iterator[Fact]:
    for identifier in filter(None, (part.strip() for part in value.split(";"))):
        family, _, processor = identifier.rpartition("-")
        if not family:
            continue
        name = "linux-musl" if family == "linux-musl" else re.split(r"[.\-\d]", family)[0]
        yield Fact("os-family", "runtime-identifier", system(name), one.line, one.condition, identifier)
        yield Fact("architecture", "runtime-identifier", architecture(processor), one.line, one.condition, identifier)


READER = Reader(
    globs=("**/*.csproj", "**/*.vbproj", "**/*.fsproj", "**/*.props", "**/*.pubxml"),
    facts=("runtime", "os-family", "architecture"),
    read=read,
)
