"""Maven: `<dependency>` of POMs without scope `test`; versions also from `<dependencyManagement>` and properties.

Modules of the product's own build are no off-the-shelf components.
"""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._platform._xml import Element, elements

_VARIABLE = expression(r"\$\{([\w.-]+)\}")
_SCOPES = {"test", "import"}


def read(text: str, path: str) -> Iterator[Part]:
    """Components of one POM; a version that is only managed stands under the ecosystem `maven-managed`."""
    del path
    found = tuple(elements(text))
    properties = {one.tag: one.text for one in found if one.path[-2:-1] == ("properties",)}
    pending: dict[str, Element] = {}
    for one in found:
        if one.path == ("project", "artifactId"):
            yield Part("maven", one.text, line=one.line, own=True)
        elif one.path[-2:-1] == ("dependency",):
            pending[one.tag] = one
        elif one.tag == "dependency":
            yield from _dependency(one, pending, properties)
            pending = {}


def _dependency(one: Element, said: dict[str, Element], properties: dict[str, str]) -> Iterator[Part]:
    scope = said["scope"].text if "scope" in said else ""
    if "plugin" in one.path or "artifactId" not in said or scope in _SCOPES:
        return
    texts = {name: _VARIABLE.sub(lambda found: properties.get(found[1], found[0]), said[name].text) for name in said}
    version = texts.get("version", "")
    ecosystem = "maven-managed" if "dependencyManagement" in one.path else "maven"
    yield Part(ecosystem, texts["artifactId"], "" if "${" in version else version, said["artifactId"].line)


READER = PartReader(globs=("**/pom.xml",), read=read)
