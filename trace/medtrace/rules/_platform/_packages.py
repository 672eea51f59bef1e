"""Runtimes that shell commands install: a package of the distribution or a release from the vendor's own archive."""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact
from medtrace.rules._platform._names import java

_DISTRIBUTION = "distribution"
_INSTALL = expression(r"\b(?:apt|apt-get|aptitude|yum|dnf|apk|microdnf|zypper)\b[^|;&]*?\b(?:install|add)\b([^|;&]*)")
_SPECIFIC = (
    (expression(r"nodesource\.com/(?:setup_|node_)(\d+)\.x"), "node"),
    (expression(r"\bnvm\s+(?:install|use)\s+v?(\d[\d.]*)"), "node"),
    (expression(r"nodejs\.org/dist/v(\d[\d.]*\d)"), "node"),
    (expression(r"python\.org/ftp/python/(\d[\d.]*\d)"), "python"),
    (expression(r"(?i)\bopen-?jdk[-_/]?(\d[\d.]*\d|\d)(?:u-|[-_/]|\b)"), "java"),
    (expression(r"(?i)/jdk-?(\d[\d.]*\d)"), "java"),
)
_PACKAGES = (
    (expression(r"\s(?:nodejs|nodejs-legacy)(?=\s|\Z)"), "node", _DISTRIBUTION),
    (expression(r"\snodejs=(\d+)"), "node", ""),
    (expression(r"\spython(\d\.\d+)(?=\s|\Z)"), "python", ""),
    (expression(r"\sjava-(\d[\d.]*)-openjdk"), "java", ""),
    (expression(r"\sdotnet-runtime-(\d+\.\d+)"), "dotnet", ""),
    (expression(r"\saspnetcore-runtime-(\d+\.\d+)"), "dotnet", ""),
)


_TELLS = expression(
    r"\s*(?:(?:RUN|sudo|then|else|do|\{|\()\s+)*(?:echo|printf|print|cat|usage|log|info|warn|die|error)\b"
)
_COMMENT = expression(r"(?:^|\s)#.*")


def package_facts(text: str, line: int) -> Iterator[Fact]:
    """Runtimes that the commands of a text install; the same one is told once.

    What a command only says to its reader (`echo`, a comment) installs nothing, unless it is written to a list of
    package sources.
    """
    parts = re.split(r"&&|\|\||;", _COMMENT.sub("", text))
    plain = ";".join(part for part in parts if not _TELLS.match(part) or "sources.list" in part)
    found = dict.fromkeys((*_from_vendors(plain), *_from_packages(plain)))
    for key, value, shown in found:
        yield Fact("runtime", key, value, line, text=shown)


def _from_vendors(text: str) -> Iterator[tuple[str, str, str]]:
    for pattern, key in _SPECIFIC:
        for match in pattern.finditer(text):
            value = java(match.group(1)) if key == "java" else match.group(1)
            yield key, value, match.group().strip()


def _from_packages(text: str) -> Iterator[tuple[str, str, str]]:
    for command in _INSTALL.finditer(text):
        for pattern, key, fixed in _PACKAGES:
            for match in pattern.finditer(command.group(1)):
                yield key, fixed or match.group(1), match.group().strip()
