""".NET: `PackageReference` and `PackageVersion` of projects and property files, and packages.config.

Packages with `PrivateAssets` all build or check the product and are not delivered; projects of tests do not count.
"""

from collections.abc import Iterator

from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._platform._xml import Element, elements

_CITING = frozenset({"PackageReference", "PackageVersion", "package"})


def read(text: str, path: str) -> Iterator[Part]:
    """Components of one project or property file; a version that is only managed is one of `dotnet-managed`."""
    del path
    found = tuple(elements(text))
    if any(_runs_tests(one) for one in found):
        return
    # An element ends after those inside it.
    inner: dict[str, str] = {}
    for one in found:
        if one.path[-2:-1] and one.path[-2] in _CITING:
            inner[one.tag] = one.text
        elif one.tag in _CITING:
            yield from _citation(one, inner)
            inner = {}


def _citation(one: Element, inner: dict[str, str]) -> Iterator[Part]:
    name = one.get("Include") or one.get("Update") or one.get("id")
    private = one.get("PrivateAssets") or inner.get("PrivateAssets", "")
    if name and private.lower() != "all" and one.get("developmentDependency").lower() != "true":
        version = one.get("Version") or one.get("version") or inner.get("Version", "")
        ecosystem = "dotnet-managed" if one.tag == "PackageVersion" else "dotnet"
        yield Part(ecosystem, name.lower(), "" if "$(" in version else version, one.line)


def _runs_tests(one: Element) -> bool:
    reference = one.tag == "PackageReference" and one.get("Include").lower() == "microsoft.net.test.sdk"
    return reference or (one.tag == "IsTestProject" and one.text.lower() == "true")


READER = PartReader(
    globs=("**/*.csproj", "**/*.vbproj", "**/*.fsproj", "**/*.props", "**/packages.config"),
    read=read,
)
