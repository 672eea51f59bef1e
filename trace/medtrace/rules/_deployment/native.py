"""Programs and libraries that CMake, Meson, Bazel and Xcode build.

`add_executable(monitor src/main.c)`, `qt_add_executable`, `executable('monitor', …)`, `cc_binary`, a native target of
the kind application, tool, extension or service. Targets of tests and benchmarks do not count; a name that a variable
makes up is compared as it is written.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._deployment._names import is_test_name
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at

_TARGET = expression(
    r"\b(?P<what>(?:qt\d?_)?add_executable|(?:qt\d?_)?add_library|add_service|add_daemon)\s*\(\s*(?P<body>[^()]*)\)",
    re.IGNORECASE,
)
_MESON = expression(r"\b(executable|shared_library|library)\s*\(\s*['\"]([\w.-]+)['\"]")
_BAZEL = expression(r"^(?:cc|py|rust|java|go)_(binary|library)\s*\(\s*name\s*=\s*\"([^\"]+)\"", re.MULTILINE)
_XCODE = expression(r"/\* Begin PBXNativeTarget section \*/(.*?)/\* End PBXNativeTarget section \*/", re.DOTALL)
_KIND = expression(r'name = "?([^";]+)"?;[^{}]*?productType = "?com\.apple\.product-type\.([\w.-]+)"?;', re.DOTALL)
_VALUE = expression(r"\bset\s*\(\s*(\w+)\s+\"?([\w.${}-]+)\"?[^()]*\)", re.IGNORECASE)
_VARIABLE = expression(r"\$\{(\w+)\}")
_NO_PROGRAM = {"ALIAS", "IMPORTED", "INTERFACE"}


def read(text: str, path: str) -> Iterator[Fact]:
    """Targets of one file."""
    if path.endswith("project.pbxproj"):
        yield from _xcode(text)
    elif path.endswith("meson.build"):
        for found in _MESON.finditer(text):
            yield from _target(found.group(1), found.group(2), "", line_at(text, found.start()))
    elif path.endswith((".cmake", ".txt")):
        yield from _cmake(re.sub(r"#[^\n]*", "", text))
    else:
        for found in _BAZEL.finditer(text):
            yield from _target(f"{found.group(1)} ", found.group(2), "", line_at(text, found.start()))


def _cmake(plain: str) -> Iterator[Fact]:
    values = {found.group(1): found.group(2) for found in _VALUE.finditer(plain)}
    project = re.search(r"\bproject\s*\(\s*\"?([\w.-]+)", plain, re.IGNORECASE)
    values |= {"PROJECT_NAME": project.group(1)} if project else {}
    for found in _TARGET.finditer(plain):
        words = found["body"].replace('"', " ").split()
        if not words or _NO_PROGRAM & set(words):
            continue
        name = _filled(_filled(words[0], values), values)
        made = " ".join(sorted(word for word in words[1:] if "." in word))
        yield from _target(found["what"], name, made, line_at(plain, found.start()))


def _filled(text: str, values: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda one: values.get(one.group(1), one.group()), text)


def _target(what: str, name: str, made: str, line: int) -> Iterator[Fact]:
    if not is_test_name(name) and not is_test_name(made.partition(".")[0]):
        fact = "module" if "library" in what.lower() else "executable"
        yield Fact(fact, name, made, line, text=f"{what.lower().strip()}({name})")


def _xcode(text: str) -> Iterator[Fact]:
    for section in _XCODE.finditer(text):
        for found in _KIND.finditer(section.group(1)):
            name, kind = found.group(1), found.group(2)
            if "test" not in kind and not is_test_name(name):
                fact = "module" if "library" in kind or "framework" in kind or kind == "bundle" else "executable"
                line = line_at(text, section.start(1) + found.start())
                yield Fact(fact, name, kind, line, text=f"{name} ({kind})")


READER = Reader(
    globs=(*("**/CMakeLists.txt", "**/*.cmake", "**/meson.build", "**/project.pbxproj", "**/BUILD", "**/BUILD.bazel"),),
    facts=("executable", "module"),
    read=read,
)
