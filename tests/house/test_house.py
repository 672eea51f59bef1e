"""The house holds its own laws: packages, plug-ins, lazy start, module sizes, one place for each foreign library."""

import ast
import gc
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from medtrace import __version__, plugins
from medtrace.config.shape import WITHOUT_ID
from medtrace.expressions import Expression

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "trace" / "medtrace"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MODULES = sorted(SOURCE.rglob("*.py"))
# What stands inside of these runs after the import.
_LATER = (ast.FunctionDef, ast.Lambda)


@pytest.mark.requirement("REQ-090")
def test_every_package_is_listed() -> None:
    folders = {"medtrace", "medtrace.templates", "medtrace.schemas"}
    for init in SOURCE.rglob("__init__.py"):
        folders.add(".".join(("medtrace", *init.parent.relative_to(SOURCE).parts)))
    assert sorted(folders) == SETTINGS["tool"]["setuptools"]["packages"]


@pytest.mark.requirement("REQ-090")
def test_the_version_stands_in_one_number() -> None:
    assert SETTINGS["project"]["version"] == __version__


@pytest.mark.parametrize("room", ["sources", "rules", "documents", "renderers"])
def test_each_plug_in_module_holds_one_plug_in_with_a_manual(room: str) -> None:
    names = plugins.own_names(room)
    assert names
    for name in names:
        assert len(plugins.manual(room, name)) > 40, name
    match room:
        case "sources":
            assert [plugins.source(name).name for name in names] == list(names)
        case "rules":
            assert [plugins.rule(name).name for name in names] == list(names)
        case "documents":
            assert [plugins.block(name).name for name in names] == list(names)
        case _:
            assert sorted(plugins.renderers()) == ["docx", "html", "md"]


def test_the_schema_knows_the_formats_that_bring_their_own_ids() -> None:
    assert {name for name in plugins.own_names("sources") if plugins.source(name).own_ids} == WITHOUT_ID


def test_a_plug_in_from_outside_opens_no_furniture() -> None:
    for page in (ROOT / "tests" / "plugin" / "medtrace_example_plugin").rglob("*.py"):
        named = [one for one in page.read_text("utf-8").split() if one.startswith("medtrace.")]
        assert not [one for one in named if "._" in one], page.name


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_is_too_long(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_function_is_too_long(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = {node.name: _body_lines(node) for node in functions if _body_lines(node) > 25}
    assert long == {}


def _body_lines(function: ast.FunctionDef) -> int:
    """Lines of a function's body without its docstring: a table of click options or a signature is no logic."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_module_takes_the_name_of_a_library() -> None:
    taken = {path.stem for path in MODULES if path.stem in sys.stdlib_module_names and not path.stem.startswith("_")}
    # A profile is what the trade calls a regime's data, and the profiler of that name is never wanted here.
    assert taken <= {"profile"}


@pytest.mark.requirement("REQ-073")
@pytest.mark.parametrize("words", [("--help",), ("--version",), ("report", "--help"), ("check", "-h")])
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "medtrace", *words], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}
    assert "medtrace.cli" in loaded
    assert not loaded & {"git", "networkx", "jinja2", "yaml", "pydantic", "docx", "importlib.metadata"}


def test_every_module_imports() -> None:
    package = importlib.import_module("medtrace")
    names = [
        found.name for found in pkgutil.walk_packages(package.__path__, "medtrace.") if "__main__" not in found.name
    ]
    assert len(names) > 50
    for name in names:
        importlib.import_module(name)


def test_no_expression_waits_for_its_first_use_to_be_wrong() -> None:
    """Every expression that modules compile at first use compiles."""
    test_every_module_imports()
    found = [one for one in gc.get_objects() if isinstance(one, Expression)]
    assert len(found) > 400
    for one in found:
        assert one.groups == re.compile(one.pattern, one.flags).groups


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_compiles_an_expression_when_it_is_imported(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    held = {id(inner) for node in ast.walk(tree) if isinstance(node, _LATER) for inner in ast.walk(node)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in held]
    assert [node.lineno for node in calls if ast.unparse(node.func) == "re.compile"] == []


@pytest.mark.parametrize("folder", ["trace", "templates", "schemas", "tests", "docs", ".github"])
def test_nothing_names_a_machine(folder: str) -> None:
    """No absolute path of a machine stands in what is committed."""
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, check=False).stdout
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and name != "tests/house/test_house.py":
            text = path.read_bytes()
            assert b"/work/" not in text, name
            assert b"/root/" not in text, name
