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
JS = "src/report/out.js"
HEADER, SOURCE = "src/report/out.h", "src/report/out.cpp"
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
    ("a function", {FIELDS: "def f(): ..."}, {FIELDS: "def g(): ..."}, [QUESTION]),
    ("a method beside a body", {FIELDS: MEMBER}, {FIELDS: MEMBER + "    def f(self): ..."}, [QUESTION]),
    ("a public type", {FIELDS: MEMBER}, {FIELDS: MEMBER + "class A: ..."}, [LIKELY]),
    ("a type that stays inside", {FIELDS: MEMBER}, {FIELDS: MEMBER + "class _A: ..."}, [QUESTION]),
    ("a key of an object", {JS: "exports.a = { b: 1 }"}, {JS: "exports.a = { b: 1, c: 2 }"}, [LIKELY]),
    (
        "a template laid out anew beside a body",
        {HEADER: "template <class A> class B { int a = 1; };"},
        {HEADER: "template <class A>\nclass B { int a = 2; };"},
        [QUESTION],
    ),
    (
        "a guard written another way",
        {HEADER: "#ifndef OUT_H\n#define OUT_H\nint rate();\n#endif"},
        {HEADER: "#pragma once\nint rate();"},
        [QUESTION],
    ),
    ("a manifest", {"src/report/package.json": '{"a": 1}'}, {"src/report/package.json": '{"b": 1}'}, [QUESTION]),
    (
        "a manifest beside a name",
        {"src/report/package.json": '{"a": 1}', FIELDS: MEMBER},
        {"src/report/package.json": '{"b": 1}'},
        [LIKELY],
    ),
]


SERVICE = """class Sender {
    public Link link;
    public void start() {}
    public void stop() {}
    public void send() {}
}
"""
STATE = [
    (
        "the state of a class that acts",
        SERVICE,
        SERVICE.replace("Link link;", "Link link; public Link spare;"),
        QUESTION,
    ),
    ("a field of data", "class Row { public int a; }", "class Row {\n    public int a;\n    public int b;\n}", LIKELY),
    (
        "data that also acts, written by a framework",
        f"[DataContract]\n{SERVICE}",
        f"[DataContract]\n{SERVICE}".replace("Link link;", "Link link;\n    public Link spare;"),
        LIKELY,
    ),
]


ACTS = "class Sender:\n    LIMIT = 1\n    def a(self): ...\n    def b(self): ...\n    def c(self): ...\n"
PYTHON_STATE = [
    (ACTS, QUESTION),
    (ACTS.replace("Sender", "Sender(BaseModel)"), LIKELY),
    (f"@dataclass\n{ACTS}", LIKELY),
    (ACTS.replace("    def c(self): ...\n", ""), LIKELY),
]


@pytest.mark.parametrize(("text", "expected"), PYTHON_STATE)
def test_fields_of_python(text: str, expected: tuple[str, str, str]) -> None:
    hits = looked({FIELDS: text}, {FIELDS: text.replace("LIMIT = 1\n", "LIMIT = 1\n    MOST = 2\n")})
    assert [(one.subject, one.confidence.value, one.unknown) for one in hits] == [expected]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in STATE], ids=[case[0] for case in STATE])
def test_fields(before: str, after: str, expected: tuple[str, str, str]) -> None:
    hits = looked({"src/report/a.cs": before}, {"src/report/a.cs": after})
    assert [(one.subject, one.confidence.value, one.unknown) for one in hits] == [expected]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_change(before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str, str]]) -> None:
    assert [(one.subject, one.confidence.value, one.unknown) for one in looked(before, after)] == expected


def test_a_name_that_is_written_fires_at_its_line() -> None:
    before = "# 2021\ndef write(d):\n    d['a'] = 1\n    return d\n"
    after = "# 2025\ndef write(d, model=None):\n    d['a'] = 1\n    d['c'] = 1\n    return d\n"
    (hit,) = looked({FIELDS: before}, {FIELDS: after})
    assert hit.confidence.value == "likely"
    assert [(one.line, one.before, one.after) for one in hit.evidence] == [(4, "", "written c")]


def test_a_name_written_elsewhere_in_the_component_or_more_often_is_no_change() -> None:
    text = 'class W { void w(Gen g) { g.writeStringField("a", b); } }'
    more = 'class W { void w(Gen g) { if (x) g.writeStringField("a", c);\n else g.writeStringField("a", b); } }'
    for after in ({"src/report/W.java": more}, {"src/report/V.java": text.replace("class W", "class V")}):
        hits = looked(
            {"src/report/W.java": text, "src/report/V.java": "class V { }"},
            {"src/report/W.java": "class W { }"} | after,
        )
        assert [one.confidence.value for one in hits] == ["question"]


def test_a_body_that_moves_from_its_header_into_a_source_is_no_new_function() -> None:
    before = {HEADER: "class A {\n public:\n  int rate() { return 1; }\n};"}
    after = {HEADER: "class A {\n public:\n  int rate();\n};", SOURCE: "int A::rate() { return 1; }\n"}
    (hit,) = looked(before, after)
    assert hit.confidence.value == "question"
    assert "rate" not in hit.summary.en


def test_a_list_of_resources_is_no_screen() -> None:
    path = "src/ui/icons.qrc"
    hits = looked({path: "<RCC><file>a</file></RCC>"}, {path: "<RCC><file>b</file></RCC>"}, tag="user-interface")
    assert [one.confidence.value for one in hits] == ["question"]


def test_a_file_moved_unchanged_is_a_question() -> None:
    hits = looked({FIELDS: MEMBER}, {"src/report/new.py": MEMBER}, {FIELDS: "src/report/new.py"})
    assert [(one.subject, one.confidence.value, one.unknown) for one in hits] == [QUESTION]


def test_a_file_is_not_said_to_gain_a_name_that_it_had() -> None:
    old = {HEADER: "class A {};", SOURCE: "int rate() { return 1; }"}
    new = {HEADER: "class A {};\nclass B {};\nint rate();", SOURCE: "int rate() { return 2; }"}
    fired, asked = looked(old, new)
    assert [(one.path, one.line, one.after) for one in fired.evidence] == [(HEADER, 2, "class B")]
    assert [one.path for one in asked.evidence] == [SOURCE]


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


SCREEN = "src/ui/view.py"
SCREENS = [
    ("a class", "", "class Helper: ...", False),
    ("a class that is a screen", "", "class Helper(QDialog): ...", True),
    ("a class that became a screen", "class Helper: ...", "class Helper(QDialog): ...", True),
    ("a function", "def show(): ...", "def hide(): ...", False),
    ("an option of a command line", "", "parser.add_argument('--quiet')", True),
]


@pytest.mark.parametrize(("_name", "old", "new", "fires"), SCREENS)
def test_inner_names_of_a_screen_are_a_question(_name: str, old: str, new: str, fires: bool) -> None:
    hits = looked({SCREEN: f"x = 1\n{old}"}, {SCREEN: f"x = 1\n{new}"}, tag="user-interface")
    assert [(one.subject, one.confidence.fires) for one in hits] == [("ui", fires)]


def test_a_new_file_with_a_public_type_fires_for_a_screen() -> None:
    (hit,) = looked({}, {SCREEN: "class Helper: ..."}, tag="user-interface")
    assert hit.confidence.fires


def test_a_question_says_which_inner_names_changed() -> None:
    (hit,) = looked({FIELDS: "def f(): ..."}, {FIELDS: "def g(): ..."})
    assert "only names of functions, methods or inner types changed (added g; removed f): " in hit.summary.en
    assert [(one.before, one.after) for one in hit.evidence] == [("function f", "function g")]


def test_no_changed_file_is_silent_beside_one_that_fires() -> None:
    others = {"src/report/a.tpl": "a", "src/report/b.py": "def f():\n    return 1", "src/report/c.png": b"\0a"}
    changed = {"src/report/a.tpl": "b", "src/report/b.py": "def f():\n    return 2", "src/report/c.png": b"\0b"}
    fired, beside = looked({FIELDS: "x = 1", **others}, {FIELDS: MEMBER, **changed})
    assert (fired.subject, beside.subject) == ("report", "report:open")
    assert (beside.confidence.value, beside.unknown) == ("question", "depends")
    assert [one.path for one in beside.evidence] == sorted(others)
    assert beside.summary.zh.startswith("软件单元“report 软件项”（report）另有 3 个已变更文件，是否影响待判定——")
    assert "none of the kinds of names that are read differs" in beside.summary.en


def test_a_tag_that_no_component_carries_is_unknown() -> None:
    (hit,) = looked({FIELDS: MEMBER}, {}, tag="inputs")
    assert (hit.subject, hit.confidence.value, hit.unknown) == ("tag:inputs", "unassessable", "not-mapped")


def test_a_missing_content_is_unknown() -> None:
    (hit,) = looked({FIELDS: None}, {FIELDS: MEMBER})
    assert (hit.subject, hit.confidence.value, hit.unknown) == (f"file:{FIELDS}", "unassessable", "not-readable")
