"""Maven: the Java level of the compiler, and modules that carry native code for one platform.

`maven.compiler.release/source/target`, `jdk.version`, `java.version`, `<release>` of the compiler's configuration; a
`${…}` is filled in from the same file. A module name such as `native-linux-x86-64` names family and architecture.
"""

from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._names import architecture, java, system
from medtrace.rules._platform._xml import Element, elements

_LEVELS = {
    *("maven.compiler.release", "maven.compiler.source", "maven.compiler.target"),
    *("jdk.version", "java.version", "jdk.release", "java.release"),
}
_CONFIGURED = {"release", "source", "target"}
_COMPILER = "maven-compiler-plugin"
_NATIVE = expression(
    r"(?:^|[-_./])(?P<system>linux|macosx|macos|darwin|windows|win)[-_](?P<processor>x86[-_]64|amd64|aarch64|arm64|x86|arm\w*)\Z"
)
_VARIABLE = expression(r"\$\{([\w.-]+)\}")


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one POM."""
    del path
    try:
        found = tuple(elements(text))
    except ValueError as fault:
        yield unreadable(str(fault))
        return
    properties = {one.tag: one.text for one in found if one.path[-2:-1] == ("properties",)}
    of_compiler = set(_of_compiler(found))
    for one in found:
        level = one.tag in _LEVELS and one.path[-2:-1] == ("properties",)
        configured = one in of_compiler
        value = _VARIABLE.sub(lambda name: properties.get(name.group(1), name.group()), one.text)
        if (level or configured) and java(value):
            yield Fact("minimum", "java", java(value), one.line, text=f"{one.tag} {value}")
        elif one.tag == "module" and (native := _NATIVE.search(one.text)):
            name, processor = system(native["system"]), architecture(native["processor"].replace("_", "-"))
            yield Fact("os-family", "native-module", name, one.line, text=one.text)
            yield Fact("architecture", "native-module", f"{name}/{processor}", one.line, text=one.text)


def _of_compiler(found: tuple[Element, ...]) -> Iterator[Element]:
    """Levels in the configuration of the compiler's plugin; others have a `target` of their own. A parent ends last."""
    name, levels = "", []
    for one in found:
        if one.path[-2:] == ("plugin", "artifactId"):
            name = one.text
        elif one.tag in _CONFIGURED and one.path[-3:-1] == ("plugin", "configuration"):
            levels.append(one)
        elif one.tag == "plugin":
            yield from levels if name == _COMPILER else ()
            name, levels = "", []


READER = Reader(globs=("**/pom.xml",), facts=("minimum", "os-family", "architecture"), read=read)
