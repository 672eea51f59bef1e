"""Declared names of a component that differ fire once; moved names do not, and changed bodies are a question."""

from collections.abc import Mapping

import pytest

from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Hit
from medtrace.rules.declared_shape import Options, declared_shape
from tests.support.changes import COMMIT, Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-053")

MAP = ComponentMap(
    (
        component("report", "src/report/**", tags=("outputs",)),
        component("ui", "src/ui/**", tags=("user-interface",)),
    )
)
FIELDS = "src/report/fields.py"
SCHEMA = "src/report/report.schema.json"


def looked(
    before: Mapping[str, Content],
    after: Mapping[str, Content],
    renames: Mapping[str, str] | None = None,
    tag: str = "outputs",
) -> list[Hit]:
    changes = change_set(before, after, components=MAP, renames=renames)
    return list(declared_shape.look(changes, Options(tag)))


LIKELY = ("report", "likely", "")
QUESTION = ("report", "question", "depends")
MEMBER = 'class Out(Enum):\n    RATE = "rate"\n'
CASES = [
    ("a new member", {FIELDS: MEMBER}, {FIELDS: MEMBER + '    HINT = "hint"\n'}, [LIKELY]),
    ("another type of a field", {FIELDS: "class R:\n    rate: int"}, {FIELDS: "class R:\n    rate: float"}, [LIKELY]),
    (
        "a key of the schema",
        {SCHEMA: '{"properties": {"a": {}}}'},
        {SCHEMA: '{"properties": {"a": {}, "b": {}}}'},
        [LIKELY],
    ),
    ("a value in the data", {SCHEMA: '{"title": "a"}'}, {SCHEMA: '{"title": "b"}'}, [QUESTION]),
    ("a body", {FIELDS: "def f():\n    return 1"}, {FIELDS: "def f():\n    return 2"}, [QUESTION]),
    ("a comment", {FIELDS: MEMBER}, {FIELDS: "# why\n" + MEMBER}, []),
    ("a class in another file of the component", {FIELDS: MEMBER}, {"src/report/out.py": MEMBER}, [QUESTION]),
    ("a new file", {}, {FIELDS: MEMBER}, [LIKELY]),
    ("a file that is gone", {FIELDS: MEMBER}, {}, [LIKELY]),
    ("a language that is not known", {"src/report/a.tpl": "a"}, {"src/report/a.tpl": "b"}, [QUESTION]),
    ("a text that cannot be parsed", {FIELDS: MEMBER}, {FIELDS: "class ("}, [QUESTION]),
    ("a picture", {"src/report/a.png": b"\0a"}, {"src/report/a.png": b"\0b"}, [QUESTION]),
    ("another component", {"src/ui/a.py": MEMBER}, {"src/ui/a.py": "x = 1"}, []),
]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_change(before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str, str]]) -> None:
    assert [(one.subject, one.confidence.value, one.unknown) for one in looked(before, after)] == expected


def test_a_file_moved_unchanged_is_a_question() -> None:
    hits = looked({FIELDS: MEMBER}, {"src/report/new.py": MEMBER}, {FIELDS: "src/report/new.py"})
    assert [(one.subject, one.confidence.value, one.unknown) for one in hits] == [QUESTION]


def test_the_names_stand_in_summary_and_evidence() -> None:
    routes = 'ROUTES = {"/login": "a"}\nNAVIGATION = {"/login": ("/list",)}\n'
    after = 'ROUTES = {"/login": "a",\n  "/quality": "b"}\nNAVIGATION = {"/login": ("/quality",)}\n'
    (hit,) = looked({"src/ui/routes.py": routes}, {"src/ui/routes.py": after}, tag="user-interface")
    assert hit.summary.en == (
        "Names declared by ui item (ui) changed: added ROUTES: /quality, NAVIGATION: /login → /quality, "
        "ROUTES: /quality → b; removed NAVIGATION: /login → /list"
    )
    assert hit.summary.zh.startswith("软件单元“ui 软件项”（ui）声明的名称已变化：新增 ROUTES: /quality、")
    (piece,) = hit.evidence
    assert (piece.path, piece.line, piece.commits) == ("src/ui/routes.py", 2, (COMMIT,))
    assert piece.before == "relation NAVIGATION: /login → /list"
    assert piece.after.split("\n")[0] == "key ROUTES: /quality"


def test_a_tag_that_no_component_carries_is_unknown() -> None:
    (hit,) = looked({FIELDS: MEMBER}, {}, tag="inputs")
    assert (hit.subject, hit.confidence.value, hit.unknown) == ("tag:inputs", "unassessable", "not-mapped")


def test_a_missing_content_is_unknown() -> None:
    (hit,) = looked({FIELDS: None}, {FIELDS: MEMBER})
    assert (hit.subject, hit.confidence.value, hit.unknown) == (f"file:{FIELDS}", "unassessable", "not-readable")
