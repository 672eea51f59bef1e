"""Words alone are minor, looks alone a question, a language more is minor, and weighty words are a question."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Hit
from medtrace.rules import declared_shape, layout, weighty_words, wording, working_language
from tests.support.changes import COMMIT, Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-053")

MAP = ComponentMap((component("ui", "src/ui/**", tags=("user-interface",)),))
TAG = "user-interface"
VIEW = "src/ui/a.html"
TABLE = "src/ui/locales/zh.json"
PAGE = '<p class="a">保存</p>\n<button>Go</button>'
Files = Mapping[str, Content]
WORDS = ("疑似", "不", "not", "suspected", "mmHg")


def told(before: Files, after: Files, renames: Mapping[str, str] | None = None) -> dict[str, list[Hit]]:
    """What each rule of a screen says of a change."""
    changes = change_set(before, after, components=MAP, renames=renames)
    weighty = weighty_words.Options(TAG, WORDS, numbers=True)
    looks: dict[str, Iterator[Hit]] = {
        "P-08": declared_shape.declared_shape.look(changes, declared_shape.Options(TAG, words_apart=True)),
        "P-15": weighty_words.weighty_words.look(changes, weighty),
        "P-18": weighty_words.weighty_words.look(
            changes, weighty_words.Options(TAG, ("heart rate", "心率"), side="added")
        ),
        "P-19": layout.layout.look(changes, layout.Options(TAG)),
        "P-53": working_language.working_language.look(changes, working_language.Options(TAG)),
        "P-54": wording.wording.look(changes, wording.Options(TAG)),
    }
    return {row: found for row, hits in looks.items() if (found := list(hits))}


def rows(before: Files, after: Files) -> dict[str, list[tuple[str, str]]]:
    """Subject and confidence by row."""
    return {row: [(one.subject, one.confidence.value) for one in hits] for row, hits in told(before, after).items()}


LIKELY, ASKED = [("ui", "likely")], [("ui", "question")]
KEYED = [("ui:keys", "question")]
CASES = [
    ("a label", {VIEW: PAGE}, {VIEW: PAGE.replace("保存", "存储")}, {"P-54": LIKELY}),
    ("a class of a style sheet", {VIEW: PAGE}, {VIEW: PAGE.replace('"a"', '"b"')}, {"P-19": ASKED}),
    (
        "words and looks",
        {VIEW: PAGE},
        {VIEW: PAGE.replace("保存", "存储").replace('"a"', '"b"')},
        {"P-19": ASKED, "P-54": LIKELY},
    ),
    ("a comment", {VIEW: PAGE}, {VIEW: f"<!-- why -->{PAGE}"}, {}),
    ("an element", {VIEW: PAGE}, {VIEW: f"{PAGE}<button>No</button>"}, {"P-08": LIKELY}),
    ("a style sheet", {"src/ui/a.css": "a {}"}, {"src/ui/a.css": "b {}"}, {"P-19": ASKED}),
    ("a new style sheet", {}, {"src/ui/a.css": "b {}"}, {"P-19": ASKED}),
    ("a picture", {"src/ui/a.png": b"\0a"}, {"src/ui/a.png": b"\0b"}, {"P-19": ASKED}),
    ("a text of a table", {TABLE: '{"a": "b"}'}, {TABLE: '{"a": "c"}'}, {"P-54": LIKELY}),
    ("a key of a table", {TABLE: '{"a": "b"}'}, {TABLE: '{"a": "b", "c": "d"}'}, {"P-54": KEYED}),
    (
        "a text and a key",
        {TABLE: '{"a": "b"}'},
        {TABLE: '{"a": "x", "c": "d"}'},
        {"P-54": [("ui", "likely"), ("ui:keys", "question")]},
    ),
    ("the order of a table", {TABLE: '{"a": "b", "c": "d"}'}, {TABLE: '{"c": "d", "a": "b"}'}, {}),
    ("a table that cannot be read", {TABLE: '{"a": "b"}'}, {TABLE: "{"}, {"P-08": ASKED}),
    (
        "a language more",
        {TABLE: '{"a": "b"}'},
        {TABLE: '{"a": "b"}', "src/ui/locales/de.json": '{"a": "c"}'},
        {"P-53": [("ui:de", "likely")]},
    ),
    (
        "a language less",
        {TABLE: '{"a": "b"}', "src/ui/locales/de.json": '{"a": "c"}'},
        {TABLE: '{"a": "b"}'},
        {"P-53": [("ui:de", "question")]},
    ),
    (
        "a further table of a language",
        {TABLE: '{"a": "b"}'},
        {TABLE: '{"a": "b"}', "src/ui/more/locales/zh.json": '{"c": "d"}'},
        {"P-54": KEYED},
    ),
    ("doubt that went", {TABLE: '{"a": "疑似房颤"}'}, {TABLE: '{"a": "房颤"}'}, {"P-15": ASKED, "P-54": LIKELY}),
    (
        "a number",
        {TABLE: '{"a": "above 120 mmHg"}'},
        {TABLE: '{"a": "above 140 mmHg"}'},
        {"P-15": ASKED, "P-54": LIKELY},
    ),
    ("a place for a value", {TABLE: '{"a": "rate {0}"}'}, {TABLE: '{"a": "rate: {1}"}'}, {"P-54": LIKELY}),
    (
        "a clinical text",
        {TABLE: '{"a": "b"}'},
        {TABLE: '{"a": "b", "c": "平均心率"}'},
        {"P-18": ASKED, "P-54": KEYED},
    ),
    (
        "a clinical field",
        {VIEW: PAGE},
        {VIEW: f'{PAGE}<input id="heartRate">'},
        {"P-08": LIKELY, "P-18": ASKED},
    ),
    (
        "a quote in code",
        {"src/ui/a.py": 'b = QLabel("Save it")'},
        {"src/ui/a.py": 'b = QLabel("Store it")'},
        {"P-54": LIKELY},
    ),
    ("a body", {"src/ui/a.py": "def f(): a()"}, {"src/ui/a.py": "def f(): b()"}, {"P-08": ASKED}),
]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rows(before: Files, after: Files, expected: dict[str, list[tuple[str, str]]]) -> None:
    assert rows(before, after) == expected


def test_evidence_shows_the_lines() -> None:
    (hit,) = told({VIEW: PAGE}, {VIEW: PAGE.replace("Go", "Run")})["P-54"]
    assert [(one.path, one.line, one.commits, one.before, one.after) for one in hit.evidence] == [
        (VIEW, 2, (COMMIT,), "<button>Go</button>", "<button>Run</button>")
    ]
    assert hit.summary.en == f"Words for users of ui item (ui) changed: {VIEW}"


def test_weighty_words_are_named_with_their_texts() -> None:
    found = told({TABLE: '{"a": "疑似房颤，心率 90"}'}, {TABLE: '{"a": "房颤，心率 95"}'})
    (hit,) = found["P-15"]
    assert hit.summary.zh.endswith("是否影响用户待判定：90、95、疑似")
    assert [(one.line, one.before, one.after) for one in hit.evidence] == [(1, "疑似房颤，心率 90", "房颤，心率 95")]


def test_a_file_moved_unchanged_is_told_by_the_row_of_what_a_screen_is_made_of() -> None:
    found = told({VIEW: PAGE}, {"src/ui/b.html": PAGE}, {VIEW: "src/ui/b.html"})
    assert {row: [one.subject for one in hits] for row, hits in found.items()} == {"P-08": ["ui"]}


def test_without_rows_of_their_own_words_and_looks_are_asked_here() -> None:
    changes = change_set({VIEW: PAGE}, {VIEW: PAGE.replace("保存", "存储")}, components=MAP)
    (hit,) = declared_shape.declared_shape.look(changes, declared_shape.Options(TAG))
    assert (hit.confidence.value, "only words for users or looks differ" in hit.summary.en) == ("question", True)


MODULES: dict[str, Any] = {
    "wording": wording,
    "layout": layout,
    "weighty_words": weighty_words,
    "working_language": working_language,
}


@pytest.mark.parametrize("rule", MODULES)
def test_a_tag_that_no_component_carries_is_unknown(rule: str) -> None:
    module = MODULES[rule]
    changes = change_set({VIEW: PAGE}, {}, components=MAP)
    (hit,) = getattr(module, rule).look(changes, module.Options("alarm"))
    assert (hit.subject, hit.confidence.value, hit.unknown) == ("tag:alarm", "unassessable", "not-mapped")


@pytest.mark.parametrize("rule", ["wording", "layout", "weighty_words"])
def test_a_missing_content_is_unknown(rule: str) -> None:
    module = MODULES[rule]
    changes = change_set({VIEW: None}, {VIEW: PAGE}, components=MAP)
    (hit,) = getattr(module, rule).look(changes, module.Options(TAG))
    assert (hit.subject, hit.unknown) == (f"file:{VIEW}", "not-readable")
