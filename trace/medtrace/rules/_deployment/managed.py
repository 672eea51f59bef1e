"""Projects of .NET, Gradle and Maven: those that a solution or build consists of, and those that run by themselves.

`OutputType` Exe or WinExe, the SDKs for web servers and workers, the Gradle plugins `application` and
`com.android.application` make a program; every other project is a module. Projects of tests do not count.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._deployment._names import is_test_name
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at
from medtrace.rules._platform._xml import elements

_SLN = expression(r'^Project\("\{[^}]*\}"\)\s*=\s*"([^"]+)",\s*"([^"]+\.\w+proj)"', re.MULTILINE)
_INCLUDE = expression(r"^[ \t]*include\b\s*\(?((?:\s*[\"'][^\"'\n]+[\"']\s*,?)+)", re.MULTILINE)
_APPLICATION = expression(
    r"(?:id\s*\(?\s*|apply\s+plugin\s*:\s*|alias\s*\(\s*libs\.plugins\.)[\"']?"
    r"(com\.android\.application|android\.application|application|org\.springframework\.boot)[\"')\s]"
)
_COMMENT = expression(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)
_RUNS = {"exe", "winexe", "appcontainerexe"}
_SDKS = {"microsoft.net.sdk.web", "microsoft.net.sdk.worker", "microsoft.net.sdk.blazorwebassembly"}


def read(text: str, path: str) -> Iterator[Fact]:
    """Projects of one file."""
    folder, _, name = path.rpartition("/")
    if name.endswith("proj"):
        yield from _dotnet(text, name.rpartition(".")[0])
    elif name.startswith("build.gradle"):
        found = _APPLICATION.search(_COMMENT.sub(_blank, text))
        module = folder.rsplit("/", 1)[-1] or "application"
        if found:
            yield Fact("executable", module, found.group(1), line_at(text, found.start()), text=module)
    else:
        for module, made, line in _modules(text, name):
            if not is_test_name(module):
                yield Fact("module", module, made.replace("\\", "/"), line, text=module)


def _modules(text: str, name: str) -> Iterator[tuple[str, str, int]]:
    """The projects that a solution or build lists."""
    if name.endswith(".sln"):
        yield from ((one.group(1), one.group(2), line_at(text, one.start())) for one in _SLN.finditer(text))
    elif name == "pom.xml":
        inner = (one for one in elements(text) if one.path[-2:] == ("modules", "module") and one.text)
        yield from ((one.text, "", one.line) for one in inner)
    else:
        plain = _COMMENT.sub(_blank, text)
        for found in _INCLUDE.finditer(plain):
            for module in re.findall(r"[\"']([^\"'\n]+)[\"']", found.group(1)):
                yield module.lstrip(":"), "", line_at(plain, found.start())


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def _dotnet(text: str, name: str) -> Iterator[Fact]:
    found = tuple(elements(text))
    root = found[-1] if found else None
    tests = any(one.tag == "IsTestProject" and one.text.lower() == "true" for one in found)
    runs = next((one for one in found if one.tag == "OutputType" and one.text.lower() in _RUNS), None)
    served = root if root and root.get("Sdk").lower() in _SDKS else None
    if (made := runs or served) and not tests and not is_test_name(name):
        yield Fact(
            "executable", name, "", made.line, text=f"{name} ({runs.text if runs else root and root.get('Sdk')})"
        )


READER = Reader(
    globs=(
        *("**/*.sln", "**/*.csproj", "**/*.fsproj", "**/*.vbproj", "**/settings.gradle", "**/settings.gradle.kts"),
        *("**/build.gradle", "**/build.gradle.kts", "**/pom.xml"),
    ),
    facts=("executable", "module"),
    read=read,
)
