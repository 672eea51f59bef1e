"""Runtimes that shell commands install: a package of the distribution or a release from the vendor's own archive."""

import re
from collections.abc import Iterator

from medtrace.rules._platform._fact import Fact
from medtrace.rules._platform._names import java

_DISTRIBUTION = "distribution"
_INSTALL = re.compile(r"\b(?:apt|apt-get|aptitude|yum|dnf|apk|microdnf|zypper)\b[^|;&]*?\b(?:install|add)\b([^|;&]*)")
_SPECIFIC = (
    (re.compile(r"nodesource\.com/(?:setup_|node_)(\d+)\.x"), "node"),
    (re.compile(r"\bnvm\s+(?:install|use)\s+v?(\d[\d.]*)"), "node"),
    (re.compile(r"nodejs\.org/dist/v(\d[\d.]*\d)"), "node"),
    (re.compile(r"python\.org/ftp/python/(\d[\d.]*\d)"), "python"),
    (re.compile(r"(?i)\bopen-?jdk[-_/]?(\d[\d.]*\d|\d)(?:u-|[-_/]|\b)"), "java"),
    (re.compile(r"(?i)/jdk-?(\d[\d.]*\d)"), "java"),
)
_PACKAGES = (
    (re.compile(r"\s(?:nodejs|nodejs-legacy)(?=\s|\Z)"), "node", _DISTRIBUTION),
    (re.compile(r"\snodejs=(\d+)"), "node", ""),
    (re.compile(r"\spython(\d\.\d+)(?=\s|\Z)"), "python", ""),
    (re.compile(r"\sjava-(\d[\d.]*)-openjdk"), "java", ""),
    (re.compile(r"\sdotnet-runtime-(\d+\.\d+)"), "dotnet", ""),
    (re.compile(r"\saspnetcore-runtime-(\d+\.\d+)"), "dotnet", ""),
)


_TELLS = re.compile(
    r"\s*(?:(?:RUN|sudo|then|else|do|\{|\()\s+)*(?:echo|printf|print|cat|usage|log|info|warn|die|error)\b"
)
_COMMENT = re.compile(r"(?:^|\s)#.*")


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
