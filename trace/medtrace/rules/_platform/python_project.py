"""Python: the least version that is asked for, and the one that is pinned.

`requires-python` of pyproject.toml, `python` of poetry, `python_requires` of setup.cfg and setup.py (literals only,
nothing is run), `.python-version`, `runtime.txt` and the `python` of an environment.yml.
"""

import ast
import configparser
import re
import tomllib
from collections.abc import Iterator

import yaml

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._lines import line_of
from medtrace.rules._platform._names import number

_LOWER = expression(r"(>=|~=|===|==|>|\^|~)?\s*(\d+(?:\.\d+)*)")
_PINNED = expression(r"(?:python-)?(\d+(?:\.\d+)*)")


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one manifest of the Python world."""
    name = path.rsplit("/", 1)[-1]
    reader = {"pyproject.toml": _pyproject, "setup.cfg": _setup_cfg, "setup.py": _setup_py}.get(name)
    if reader is None:
        reader = _environment if name.endswith((".yml", ".yaml")) else _pinned
    try:
        yield from reader(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError, yaml.YAMLError, configparser.Error) as fault:
        yield unreadable(str(fault).split("\n")[0] or type(fault).__name__)


def _pyproject(text: str) -> Iterator[Fact]:
    document = tomllib.loads(text.removeprefix("\ufeff"))
    project = document.get("project")
    wanted = project.get("requires-python") if isinstance(project, dict) else None
    if isinstance(wanted, str):
        yield from _minimum(wanted, line_of(text, r"^\s*requires-python\s*="))
    place: object = document
    for key in ("tool", "poetry", "dependencies", "python"):
        place = place.get(key) if isinstance(place, dict) else None
    if isinstance(place, str):
        yield from _minimum(place, line_of(text, r"^\s*python\s*="))


def _setup_cfg(text: str) -> Iterator[Fact]:
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text.removeprefix("\ufeff"))
    for option in ("python_requires", "python-requires"):
        if parser.has_option("options", option):
            yield from _minimum(parser.get("options", option), line_of(text, rf"^\s*{option}\s*[=:]"))


def _setup_py(text: str) -> Iterator[Fact]:
    tree = ast.parse(text)
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "python_requires":
            value = node.value
            wanted = constants.get(value.id) if isinstance(value, ast.Name) else getattr(value, "value", None)
            if isinstance(wanted, str):
                yield from _minimum(wanted, node.lineno)


def _environment(text: str) -> Iterator[Fact]:
    document = yaml.safe_load(text)
    listed = document.get("dependencies") if isinstance(document, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        found = re.match(r"(?:[\w-]+::)?python\s*([=<>~!].*)?\Z", entry.strip()) if isinstance(entry, str) else None
        if found and found.group(1):
            wanted = found.group(1)
            line = line_of(text, rf"^\s*-\s*[\"']?{re.escape(entry.strip())}")
            if wanted.startswith("=") and not wanted.startswith("=>"):
                yield Fact("runtime", "python", number(wanted), line, text=entry.strip())
            else:
                yield from _minimum(wanted, line)


def _pinned(text: str) -> Iterator[Fact]:
    for line, entry in enumerate(text.split("\n"), start=1):
        found = _PINNED.match(entry.strip())
        if found:
            yield Fact("runtime", "python", found.group(1), line, text=entry.strip())


def _minimum(wanted: str, line: int) -> Iterator[Fact]:
    """The lowest version that a specifier lets in; `<4` and `!=3.9.1` bound something else."""
    lows = [low for alternative in wanted.split("||") if (low := _lower_bound(alternative))]
    if lows:
        yield Fact("minimum", "python", ".".join(map(str, min(lows))), line, text=wanted.strip())


def _lower_bound(alternative: str) -> tuple[int, ...]:
    parts = (_LOWER.match(part.strip()) for part in re.split(r",|\s(?=[<>=~^!])", alternative))
    lows = (tuple(int(piece) for piece in found.group(2).split(".")) for found in parts if found)
    return max(lows, default=())


READER = Reader(
    globs=(
        "**/pyproject.toml",
        "**/setup.cfg",
        "**/setup.py",
        "**/.python-version",
        "**/runtime.txt",
        "**/environment.yml",
        "**/environment.yaml",
    ),
    facts=("minimum", "runtime"),
    read=read,
)
