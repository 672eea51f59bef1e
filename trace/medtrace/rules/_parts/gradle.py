"""Gradle: what is delivered (`implementation`, `api`, `runtimeOnly`, `compile`), and version catalogues."""

import re
import tomllib
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._platform._lines import line_at, line_of

_DECLARED = expression(
    r"(?P<how>\b(?:\w*[a-z])?(?:[iI]mplementation|[aA]pi|[rR]untimeOnly|[cC]ompile|[cC]ompileOnly))\b\s*\(?\s*"
    r"(?:platform\(\s*)?[\"'](?P<group>[\w.-]+):(?P<name>[\w.-]+)(?::(?P<version>[^\"'@:]*))?"
)
_COMMENT = expression(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)
_TESTS = expression(r"test|junit|mock|espresso|robolectric|truth|turbine|assert|lint|ktlint|detekt", re.IGNORECASE)


def read(text: str, path: str) -> Iterator[Part]:
    """Components of one build file or catalogue."""
    if path.endswith(".toml"):
        yield from _catalogue(text)
        return
    plain = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for found in _DECLARED.finditer(plain):
        if not _TESTS.search(found["how"]):
            version = found["version"] or ""
            yield Part("gradle", found["name"], "" if "$" in version else version, line_at(plain, found.start()))


def _catalogue(text: str) -> Iterator[Part]:
    document = tomllib.loads(text.removeprefix("\ufeff"))
    versions, libraries = document.get("versions", {}), document.get("libraries", {})
    for alias, said in libraries.items() if isinstance(libraries, dict) else ():
        module, version = _library(said, versions if isinstance(versions, dict) else {})
        name = module.rpartition(":")[2]
        if name and not _TESTS.search(module):
            yield Part("gradle", name, version, line_of(text, rf"^\s*{re.escape(alias)}\s*="))


def _library(said: object, versions: dict[str, object]) -> tuple[str, str]:
    """Module as `group:name` and version of one entry of a catalogue."""
    if isinstance(said, str):
        group, _, rest = said.partition(":")
        name, _, version = rest.partition(":")
        return f"{group}:{name}", version
    if not isinstance(said, dict):
        return "", ""
    module = said.get("module") or f"{said.get('group', '')}:{said.get('name', '')}"
    written = said.get("version", "")
    if isinstance(written, dict):
        written = versions.get(str(written.get("ref", "")), "")
    return str(module), written if isinstance(written, str) else ""


READER = PartReader(globs=("**/*.gradle", "**/*.gradle.kts", "**/*.versions.toml"), read=read)
