"""qmake: the least Qt that a project asks for, Apple deployment targets, least processor and least Windows.

`lessThan(QT_MAJOR_VERSION, 6): error(...)`, `!versionAtLeast(QT_VERSION, 5.15)`, `!minQtVersion(5, 12, 0)`. A
`greaterThan(QT_MAJOR_VERSION, 4): QT += widgets` lets both generations in and is no minimum.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._flags import flag_facts
from medtrace.rules._platform._lines import line_at

_LEAST = expression(
    r"(?:\blessThan\(\s*QT_(?:MAJOR_)?VERSION\s*,|!\s*versionAtLeast\(\s*(?:\$\$)?QT_VERSION\s*,|!\s*minQtVersion\()"
    r"\s*(?P<version>[\d.,\s]+)\)\s*(?::|\{)\s*error\b"
)
_APPLE = expression(r"\bQMAKE_(MACOSX|IOS)_DEPLOYMENT_TARGET\s*=\s*(\d[\d.]*)")


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one project file."""
    del path
    plain = re.sub(r"#[^\n]*", "", text)
    for found in _LEAST.finditer(plain):
        value = ".".join(re.findall(r"\d+", found["version"]))
        yield Fact("minimum", "qt", value, line_at(plain, found.start()), text=f"Qt {value}")
    for found in _APPLE.finditer(plain):
        name = "macos" if found.group(1) == "MACOSX" else "ios"
        yield Fact("minimum", name, found.group(2), line_at(plain, found.start()), text=found.group())
    yield from flag_facts(plain)


READER = Reader(globs=("**/*.pro", "**/*.pri"), facts=("minimum",), read=read)
