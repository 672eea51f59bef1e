"""Automated tests written as the pytest modules of the example."""

from collections.abc import Mapping
from textwrap import indent

from medtrace.example.content import Item, document, flat
from medtrace.example.world import World


def test_modules(world: World) -> Mapping[str, str]:
    """Every test module by path; a module whose last test went away is no file any more."""
    heads = flat(document("test-heads"))
    tests = world.table("tests")
    paths = sorted({test["file"] for test in tests})
    return {path: _module(heads[path], [test for test in tests if test["file"] == path]) for path in paths}


def _module(head: str, tests: list[Item]) -> str:
    return "\n\n\n".join((head.strip(), *map(_function, tests))) + "\n"


def _function(test: Item) -> str:
    ids = ", ".join(f'"{key}"' for key in test.named("verifies"))
    body = indent(test["code"], "    ")
    return f'@pytest.mark.requirement({ids})\ndef {test["func"]}():\n    """{test.id} {test.title}"""\n{body}'
