"""Programs and workspace members of Python, Node and Rust packages.

`[project.scripts]`, `console_scripts`, `bin` and `workspaces` of package.json, `[[bin]]` and `members` of Cargo.toml. A
command of a script is an entry, not a process of its own: by itself it is never more than a question.
"""

import configparser
import json
import re
import tomllib
from collections.abc import Iterator

from medtrace.rules._deployment._names import is_test_name
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._json import parse_json
from medtrace.rules._platform._lines import line_of


def read(text: str, path: str) -> Iterator[Fact]:
    """Entries of one manifest."""
    name = path.rsplit("/", 1)[-1]
    reader = {"package.json": _node, "setup.cfg": _setup}.get(name, _toml)
    try:
        found = tuple(reader(text.removeprefix("\ufeff")))
    except (RecursionError, configparser.Error) as fault:
        raise ValueError(str(fault).split("\n")[0]) from fault
    for fact, key, value in found:
        if not is_test_name(key):
            line = line_of(text, rf"[\"']?{re.escape(key)}[\"']?\s*[=:]") or line_of(text, re.escape(key))
            yield Fact(fact, key, value, line, text=f"{key} = {value}".strip(" ="))


def _toml(text: str) -> Iterator[tuple[str, str, str]]:
    document = tomllib.loads(text)
    project, tool = _table(document, "project"), _table(document, "tool")
    for table in (
        _table(project, "scripts"),
        _table(project, "gui-scripts"),
        _table(_table(tool, "poetry"), "scripts"),
    ):
        yield from (("command", name, str(said)) for name, said in table.items())
    members = _table(document, "workspace").get("members") or _table(_table(tool, "uv"), "workspace").get("members")
    yield from (("module", str(one), "") for one in (members if isinstance(members, list) else ()))
    listed = document.get("bin")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            yield "executable", one["name"], str(one.get("path", ""))


def _table(document: object, name: str) -> dict[str, object]:
    found = document.get(name) if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def _setup(text: str) -> Iterator[tuple[str, str, str]]:
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text)
    for option in ("console_scripts", "gui_scripts"):
        if parser.has_option("options.entry_points", option):
            for line in parser.get("options.entry_points", option).split("\n"):
                name, _, target = line.partition("=")
                if target:
                    yield "command", name.strip(), target.strip()


def _node(text: str) -> Iterator[tuple[str, str, str]]:
    try:
        document = parse_json(text)
    except json.JSONDecodeError as fault:
        raise ValueError(fault.msg) from fault
    package = document if isinstance(document, dict) else {}
    if isinstance(package.get("bin"), str) and isinstance(package.get("name"), str):
        yield "command", str(package["name"]), str(package["bin"])
    yield from (("command", name, str(said)) for name, said in _table(package, "bin").items())
    spaces = package.get("workspaces")
    listed = spaces.get("packages") if isinstance(spaces, dict) else spaces
    yield from (("module", str(one), "") for one in (listed if isinstance(listed, list) else ()))


READER = Reader(
    globs=("**/pyproject.toml", "**/setup.cfg", "**/package.json", "**/Cargo.toml"),
    facts=("command", "executable", "module"),
    read=read,
)
