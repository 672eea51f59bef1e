"""Python: `dependencies` of pyproject.toml and poetry, `install_requires`, requirements files and environment.yml.

Extras and requirements files for development, tests and documents do not count.
"""

import ast
import configparser
import re
import tomllib
from collections.abc import Iterable, Iterator

import yaml

from medtrace.expressions import expression
from medtrace.rules._parts._part import Part, PartReader
from medtrace.rules._parts.compiled_requirements import compiled, is_compiled
from medtrace.rules._parts.python_lock import plain
from medtrace.rules._platform._lines import line_of

_REQUIREMENT = expression(r"(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?P<version>[^;#]*)")
_ASIDE = expression(
    r"(?:^|[-_./])(?:dev|devel|develop|development|tests?|testing|doc-?tests?|docs?|lint|ci|typing|types|style|format"
    r"|bench\w*)(?:$|[-_./])"
)
# An extra that is the sum of others says nothing of what is in it.
_SUMS = {"all", "full", "everything", "complete"}
# Tools of development that extras of any name bring along.
_TOOLS = expression(
    r"pytest(?:-.*)?|sphinx(?:-.*)?|ruff|black|mypy|pylint|flake8(?:-.*)?|isort|pre-commit|tox|nox|coverage|pyright|twine"
    r"|jupyter-book|hypothesis|doc8|mkdocs(?:-.*)?"
)


def read(text: str, path: str) -> Iterator[Part]:
    """Components of one manifest of the Python world."""
    name = path.rsplit("/", 1)[-1]
    reader = {"pyproject.toml": _pyproject, "setup.cfg": _setup_cfg, "setup.py": _setup_py}.get(name)
    if reader is None and name.endswith((".yml", ".yaml")):
        reader = _environment
    if reader is not None:
        try:
            yield from reader(text.removeprefix("\ufeff"))
        except (SyntaxError, RecursionError, MemoryError, yaml.YAMLError, configparser.Error) as fault:
            raise ValueError(str(fault).split("\n")[0] or type(fault).__name__) from fault
    elif not _ASIDE.search(name.removesuffix(".txt").removesuffix(".in")):
        yield from compiled(text) if is_compiled(text) else _requirements(text)


def _part(requirement: str, line: int) -> Iterator[Part]:
    found = _REQUIREMENT.match(requirement.strip())
    if found and not found["name"].startswith("-"):
        name = plain(found["name"])
        if name != "python":
            yield Part("python", name, found["version"].strip(), line)


def _requirements(text: str) -> Iterator[Part]:
    for number, entry in enumerate(text.split("\n"), start=1):
        if entry.strip() and not entry.lstrip().startswith(("#", "-")):
            yield from _part(entry, number)


def _listed(requirements: Iterable[object], text: str) -> Iterator[Part]:
    for one in requirements:
        if isinstance(one, str) and one.strip():
            yield from _part(one, line_of(text, rf"[\"'\s]{re.escape(one)}|^{re.escape(one)}"))


def _pyproject(text: str) -> Iterator[Part]:
    document = tomllib.loads(text)
    project, tool = document.get("project"), document.get("tool")
    if isinstance(project, dict):
        yield from _named(project.get("name"))
        listed = project.get("dependencies")
        yield from _listed(listed if isinstance(listed, list) else (), text)
        extras = _extras(project.get("optional-dependencies"))
        for found in extras.values():
            yield from (one for one in _listed(found, text) if _is_delivered(one.name, extras))
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    if isinstance(poetry, dict):
        yield from _named(poetry.get("name"))
        yield from _poetry(poetry.get("dependencies"), _extras(poetry.get("extras")), text)


def _named(name: object) -> Iterator[Part]:
    if isinstance(name, str):
        yield Part("python", plain(name), own=True)


def _extras(said: object) -> dict[str, list[object]]:
    table = said if isinstance(said, dict) else {}
    return {str(extra): found for extra, found in table.items() if isinstance(found, list)}


def _is_delivered(name: str, extras: dict[str, list[object]]) -> bool:
    """Whether an optional component is more than a tool of development, tests or documents."""
    holding = {extra for extra, found in extras.items() if any(_plain(one) == name for one in found)}
    aside = {extra for extra in holding if _ASIDE.search(extra)}
    return bool(holding - aside) and not (aside and holding <= aside | _SUMS) and not _TOOLS.fullmatch(name)


def _plain(requirement: object) -> str:
    found = _REQUIREMENT.match(requirement.strip()) if isinstance(requirement, str) else None
    return plain(found["name"]) if found else ""


def _poetry(listed: object, extras: dict[str, list[object]], text: str) -> Iterator[Part]:
    for name, said in listed.items() if isinstance(listed, dict) else ():
        if isinstance(said, dict) and said.get("optional") is True and not _is_delivered(plain(name), extras):
            continue
        version = said.get("version", "") if isinstance(said, dict) else said
        line = line_of(text, rf"^\s*[\"']?{re.escape(name)}[\"']?\s*=")
        yield from _part(f"{name} {version if isinstance(version, str) else ''}", line)


def _setup_cfg(text: str) -> Iterator[Part]:
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text)
    if parser.has_option("metadata", "name"):
        yield from _named(parser.get("metadata", "name"))
    found = [parser.get("options", "install_requires")] if parser.has_option("options", "install_requires") else []
    if parser.has_section("options.extras_require"):
        found += [said for extra, said in parser.items("options.extras_require") if not _ASIDE.search(extra)]
    for one in found:
        yield from _listed((entry.strip() for entry in one.split("\n") if entry.strip()[:1].isalnum()), text)


def _setup_py(text: str) -> Iterator[Part]:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "install_requires" and isinstance(node.value, ast.List):
            for one in node.value.elts:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield from _part(one.value, one.lineno)


def _environment(text: str) -> Iterator[Part]:
    document = yaml.safe_load(text)
    listed = document.get("dependencies") if isinstance(document, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        inner = entry.get("pip") if isinstance(entry, dict) else None
        yield from _listed(inner if isinstance(inner, list) else [entry], text)


READER = PartReader(
    globs=(
        *("**/pyproject.toml", "**/setup.cfg", "**/setup.py", "**/requirements*.txt", "**/requirements/*.txt"),
        *("**/requirements*.in", "**/environment.yml", "**/environment.yaml"),
    ),
    read=read,
)
