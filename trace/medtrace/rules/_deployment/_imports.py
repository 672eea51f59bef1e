"""What files of code import, and which files of the tree that can be."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.model.snapshot import Blob
from medtrace.rules._platform._lines import line_at
from medtrace.syntax.languages import language_of

_PYTHON = expression(
    r"^[ \t]*(?:from[ \t]+(?P<base>[.\w]+)[ \t]+import[ \t]+(?P<names>[^\n#]+)|import[ \t]+(?P<plain>[\w., \t]+))",
    re.MULTILINE,
)
_JAVA = expression(r"^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]+)", re.MULTILINE)
_INCLUDE = expression(r"^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"\n]+)[>\"]", re.MULTILINE)
_SCRIPT = expression(
    r"(?:\bfrom[ \t]*|\brequire\([ \t]*|\bimport\([ \t]*|^[ \t]*import[ \t]+)[\"'](\.[^\"'\n]*)[\"']", re.MULTILINE
)
_SCRIPTS = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".vue", "/index.ts", "/index.tsx", "/index.js", "")
_JVM = (".java", ".kt", ".scala")
MOST_REMEMBERED = 20_000
_READ: dict[tuple[str, str], tuple["Import", ...]] = {}


@dataclass(frozen=True, slots=True)
class Import:
    """One import: its line as it is written, and the endings of paths that it may stand for, the likeliest first.

    `whole` is whether an ending is the whole path.
    """

    text: str
    line: int
    endings: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Paths of a tree by the name of the file."""

    by_name: dict[str, tuple[str, ...]]

    @staticmethod
    def of(paths: tuple[str, ...]) -> "Places":
        """The index of some paths."""
        found: dict[str, list[str]] = {}
        for path in paths:
            found.setdefault(path.rsplit("/", 1)[-1], []).append(path)
        return Places({name: tuple(found[name]) for name in found})

    def candidates(self, one: Import) -> tuple[str, ...]:
        """Files that the first ending which fits any stands for."""
        for ending in one.endings:
            named = self.by_name.get(ending.rsplit("/", 1)[-1], ())
            fit = tuple(path for path in named if path == ending or (not one.whole and path.endswith(f"/{ending}")))
            if fit:
                return fit
        return ()


def imports(blob: Blob) -> tuple[Import, ...]:
    """What one file imports; a history asks for the same file once for each release."""
    key = blob.path, blob.id
    if key not in _READ:
        if len(_READ) >= MOST_REMEMBERED:
            _READ.clear()
        _READ[key] = () if blob.is_binary else tuple(_imports(blob.decode().text, blob.path))
    return _READ[key]


def _imports(text: str, path: str) -> Iterator[Import]:
    language = language_of(path)
    match language.name if language else "":
        case "python":
            yield from _python(text, path)
        case "java" | "kotlin" | "scala":
            for found in _JAVA.finditer(text):
                stem = found.group(1).replace(".", "/")
                endings = (*(stem + suffix for suffix in _JVM), *(posixpath.dirname(stem) + suffix for suffix in _JVM))
                yield _import(found, text, tuple(one for one in endings if "/" in one))
        case "c":
            for found in _INCLUDE.finditer(text):
                near = posixpath.normpath(posixpath.join(posixpath.dirname(path), found.group(1)))
                yield _import(found, text, (near, posixpath.normpath(found.group(1)).lstrip("./")))
        case "script":
            for found in _SCRIPT.finditer(text):
                near = posixpath.normpath(posixpath.join(posixpath.dirname(path), found.group(1)))
                yield _import(found, text, tuple(near + suffix for suffix in _SCRIPTS), whole=True)
        case _:
            return


def _import(found: re.Match[str], text: str, endings: tuple[str, ...], *, whole: bool = False) -> Import:
    return Import(" ".join(found.group().split()), line_at(text, found.start()), endings, whole)


def _python(text: str, path: str) -> Iterator[Import]:
    for found in _PYTHON.finditer(text):
        if found["plain"]:
            for name in re.findall(r"[\w.]+", re.sub(r"\bas[ \t]+\w+", "", found["plain"])):
                yield _import(found, text, tuple(_modules(name.replace(".", "/"))))
            continue
        base = found["base"]
        dots = len(base) - len(base.lstrip("."))
        folder = posixpath.dirname(path)
        for _ in range(dots - 1):
            folder = posixpath.dirname(folder)
        inner = base.lstrip(".").replace(".", "/")
        stem = "/".join(filter(None, (folder, inner))) if dots else inner
        for name in re.findall(r"\w+", re.sub(r"\bas[ \t]+\w+", "", found["names"])) or [""]:
            endings = (*_modules(f"{stem}/{name}" if name else stem), *_modules(stem))
            yield _import(found, text, endings, whole=bool(dots))


def _modules(stem: str) -> Iterator[str]:
    yield from (f"{stem}.py", f"{stem}/__init__.py", f"{stem}.pyx")
