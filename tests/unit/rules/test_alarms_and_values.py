"""Alarms, values under telling names, and what other systems call."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Hit
from medtrace.rules import alarm_modes, called_interface, named_values
from medtrace.syntax.named_values import differing_values
from medtrace.syntax.named_values import named_values as values_of
from tests.support.changes import COMMIT, Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-053")

MAP = ComponentMap(
    (component("alarm", "src/alarm/**", tags=("alarm",)), component("out", "src/out/**", tags=("outputs",)))
)
CODE = "src/alarm/a.py"
SOUND = "src/alarm/high.wav"
MODES = "class Priority(Enum):\n    HIGH = 1\n\ndef run():\n    beep()\n"
ALARMS = [
    ("a sound", {SOUND: b"\0a"}, {SOUND: b"\0b"}, [("alarm", "likely")]),
    ("a sound that is new", {}, {SOUND: b"\0b"}, [("alarm", "likely")]),
    ("a value", {CODE: "DELAY_S = 5\n"}, {CODE: "DELAY_S = 10\n"}, [("alarm", "likely")]),
    (
        "a value of a list",
        {"src/alarm/a.json": '{"beeps": 3}'},
        {"src/alarm/a.json": '{"beeps": 10}'},
        [("alarm", "likely")],
    ),
    ("a priority", {CODE: MODES}, {CODE: MODES.replace("HIGH = 1", "HIGH = 1\n    LOW = 2")}, [("alarm", "likely")]),
    ("a body", {CODE: MODES}, {CODE: MODES.replace("beep()", "blink()")}, [("alarm", "question")]),
    ("a comment", {CODE: MODES}, {CODE: f"# why: LIMIT = 3\n{MODES}"}, []),
    ("a language that is not known", {"src/alarm/a.x": "a"}, {"src/alarm/a.x": "b"}, [("alarm", "question")]),
    (
        "a sound beside a body",
        {SOUND: b"\0a", CODE: MODES},
        {SOUND: b"\0b", CODE: MODES.replace("beep()", "blink()")},
        [("alarm", "likely"), ("alarm:open", "question")],
    ),
    ("another component", {"src/out/a.py": "DELAY_S = 5\n"}, {"src/out/a.py": "DELAY_S = 10\n"}, []),
]


def told(hits: list[Hit]) -> list[tuple[str, str]]:
    return [(one.subject, one.confidence.value) for one in hits]


@pytest.mark.parametrize(("before", "after", "expected"), [one[1:] for one in ALARMS], ids=[one[0] for one in ALARMS])
def test_alarms(before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str]]) -> None:
    changes = change_set(before, after, components=MAP)
    assert told(list(alarm_modes.alarm_modes.look(changes, alarm_modes.Options("alarm")))) == expected


def test_the_values_of_an_alarm_are_shown() -> None:
    changes = change_set({CODE: "a = 1\nDELAY_S = 5\n"}, {CODE: "a = 1\nDELAY_S = 10\n"}, components=MAP)
    (hit,) = alarm_modes.alarm_modes.look(changes, alarm_modes.Options("alarm"))
    assert [(one.path, one.line, one.commits, one.before, one.after) for one in hit.evidence] == [
        (CODE, 2, (COMMIT,), "DELAY_S = 5", "DELAY_S = 10")
    ]


VALUES = [
    ("a.py", "TOLERANCE_MV = 0.05", "TOLERANCE_MV = 0.1", True),
    ("a.json", '{"jpegQuality": 90}', '{"jpegQuality": 75}', True),
    ("a.h", "#define MAX_TOLERANCE 3", "#define MAX_TOLERANCE 4", True),
    ("A.java", "double tolerance = 1.5;", "double tolerance = 2;", True),
    ("A.kt", "val tolerance: Double = 1.5", "val tolerance: Double = 2.5", True),
    ("a.yaml", "quality: 90", "quality: 80", True),
    ("a.xml", '<image quality="90"/>', '<image quality="80"/>', True),
    ("a.py", "RATE = 1", "RATE = 2", False),
    ("a.py", "TOLERANCE = 1", "TOLERANCE = 1.0  # TOLERANCE = 2", True),
    ("a.py", "x = 1  # TOLERANCE = 2", "x = 2  # TOLERANCE = 3", False),
    ("a.py", "if tolerance == 1: f(1)", "if tolerance == 2: f(1)", False),
    ("a.py", "x = 1", "x = 1\nTOLERANCE = 2", False),
]


@pytest.mark.parametrize(("name", "before", "after", "asked"), VALUES)
def test_named_values(name: str, before: str, after: str, asked: bool) -> None:
    changes = change_set({f"src/out/{name}": before}, {f"src/out/{name}": after}, components=MAP)
    options = named_values.Options("outputs", ("tolerance", "quality", "精度"))
    assert told(list(named_values.named_values.look(changes, options))) == ([("out", "question")] if asked else [])


OPENAPI = "paths:\n  /a:\n    get:\n      responses: {}\n"
CALLED = [
    ("a.yaml", OPENAPI, OPENAPI.replace("get", "post"), ["paths./a.post", "paths./a.get"]),
    ("a.yaml", OPENAPI, OPENAPI.replace("{}", "{'200': {}}"), []),
    ("a.proto", "service S {\n}", "service S {\n  rpc Load (A) returns (B);\n}", ["Load"]),
    ("a.py", "", '@app.get("/b")\ndef b(): ...', ["get /b"]),
    ("a.py", "class A: ...", "class B: ...", []),
]


@pytest.mark.parametrize(("name", "before", "after", "names"), CALLED)
def test_called_interfaces(name: str, before: str, after: str, names: list[str]) -> None:
    changes = change_set({f"src/out/{name}": before}, {f"src/out/{name}": after}, components=MAP)
    hits = list(called_interface.called_interface.look(changes, called_interface.Options("outputs")))
    assert told(hits) == ([("out", "question")] if names else [])
    assert all(one.summary.en.endswith(f"the effect is open: {', '.join(names)}") for one in hits)


def test_a_tag_that_no_component_carries_is_unknown() -> None:
    changes = change_set({CODE: MODES}, {}, components=MAP)
    for hits in (
        alarm_modes.alarm_modes.look(changes, alarm_modes.Options("x")),
        named_values.named_values.look(changes, named_values.Options("x")),
        called_interface.called_interface.look(changes, called_interface.Options("x")),
    ):
        assert [(one.subject, one.unknown) for one in hits] == [("tag:x", "not-mapped")]


def test_a_missing_content_is_unknown() -> None:
    changes = change_set({CODE: None}, {CODE: MODES}, components=MAP)
    (hit,) = alarm_modes.alarm_modes.look(changes, alarm_modes.Options("alarm"))
    assert (hit.subject, hit.unknown) == (f"file:{CODE}", "not-readable")


@pytest.mark.parametrize("path", ["a.py", "a.json", "a.h", "a.xml"])
@given(text=st.text(alphabet=st.sampled_from("aB1=:'\" #\n(<>.-"), max_size=150))
def test_a_text_does_not_differ_from_itself(path: str, text: str) -> None:
    assert differing_values(text, text, path) == ()
    assert all(line >= 1 for _, line in values_of(text, path).values())
