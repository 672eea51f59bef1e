"""Which imports draw an edge between components of the map, and when one that comes or goes is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.rules._deployment._imports import Places, imports
from medtrace.rules._rule import NoOptions
from medtrace.rules.component_edges import component_edges
from tests.support.changes import COMMIT, Content, blob, change_set, component

pytestmark = pytest.mark.requirement("REQ-058")

MAP = ComponentMap((component("ALG", "src/alg/**"), component("UI", "src/ui/**"), component("IO", "src/io/**")))
FILES: dict[str, Content] = {
    "src/alg/filter.py": "",
    "src/alg/__init__.py": "",
    "src/alg/limits.h": "",
    "src/alg/Filter.java": "",
    "src/alg/filter.ts": "",
    "src/io/filter.py": "",
}


def asked(path: str, before: str, after: str) -> list[str]:
    """The summary of every hit, without its frame."""
    changes = change_set({**FILES, path: before}, {**FILES, path: after}, components=MAP)
    hits = tuple(component_edges.look(changes, NoOptions()))
    assert all(hit.confidence.value == "question" for hit in hits)
    return [hit.summary.en.partition(": ")[2].partition(";")[0] for hit in hits]


CASES = [
    ("absolute", "src/ui/view.py", "from src.alg.filter import smooth\n", ["came UI → ALG"]),
    ("a module of a package", "src/ui/view.py", "from src.alg import filter\n", ["came UI → ALG"]),
    ("relative", "src/ui/view.py", "from ..alg.filter import smooth\n", ["came UI → ALG"]),
    ("of the same component", "src/alg/a.py", "from .filter import smooth\n", []),
    ("of one of two components", "src/ui/view.py", "import filter\n", []),
    ("from outside", "src/ui/view.py", "import numpy as np\n", []),
    ("a header", "src/ui/view.cpp", '#include "alg/limits.h"\n', ["came UI → ALG"]),
    ("a header of the system", "src/ui/view.cpp", "#include <vector>\n", []),
    ("a class", "src/ui/View.java", "import src.alg.Filter;\n", ["came UI → ALG"]),
    ("a script", "src/ui/view.ts", 'import { smooth } from "../alg/filter";\n', ["came UI → ALG"]),
    ("a comment", "src/ui/view.py", "# from src.alg.filter import smooth\n", []),
    ("a file of no component", "tools/view.py", "from src.alg.filter import smooth\n", []),
]


@pytest.mark.parametrize("_name, path, text, expected", CASES, ids=[case[0] for case in CASES])
def test_which_imports_draw_an_edge(_name: str, path: str, text: str, expected: list[str]) -> None:
    assert asked(path, "", text) == expected
    assert asked(path, text, "") == [one.replace("came", "gone") for one in expected]
    assert asked(path, text, f"\n{text}") == []


def test_a_piece_names_both_ends_of_the_edge() -> None:
    after = {**FILES, "src/ui/view.py": "import os\nfrom src.alg.filter import smooth\n"}
    (hit,) = component_edges.look(change_set(FILES, after, components=MAP), NoOptions())
    (piece,) = hit.evidence
    assert (piece.path, piece.line, piece.commits) == ("src/ui/view.py", 2, (COMMIT,))
    assert (piece.before, piece.after) == ("", "UI → ALG: from src.alg.filter import smooth")


def test_without_a_map_nothing_was_compared() -> None:
    (hit,) = component_edges.look(change_set({}, {"a.py": "import b\n"}), NoOptions())
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")


@given(st.text(max_size=200), st.sampled_from(["a/b.py", "a/b.java", "a/b.ts", "a/b.c", "b.py"]))
def test_no_text_breaks_a_reader(text: str, path: str) -> None:
    for one in imports(blob(path, f'{text}\nfrom .{text} import {text}\nimport {text}\n#include "{text}"\n')):
        assert one.line > 0
        assert Places.of((path,)).candidates(one) in {(), (path,)}
