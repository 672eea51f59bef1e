"""Needs in `needs.json`: versions, fields, links, places of keys, broken and hostile JSON."""

import codecs
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.items import ItemKind
from medtrace.sources import needs_json as module
from medtrace.sources._json_nodes import MAX_DEPTH, Node, read_json
from tests.support.costs import within
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.needs_json
OLDER = {"SRS-001": {"title": "old"}, "SRS-009": {"title": "gone"}}
NEEDS = {
    "SRS-001": {
        "id": "SRS-001",
        "type": "req",
        "type_name": "Requirement",
        "title": "心律失常报警",
        "content": "检出室颤后 10 s 内报警。",
        "status": "valid",
        "tags": ["a", "b"],
        "links": ["URS-001[version==1]", "SRS-002.1"],
        "satisfies": ["X_1", "X_2"],
        "satisfies_back": ["X_3"],
        "lineno": 4,
        "docname": "index",
        "safety": True,
        "estimate": 1.50,
        "parts": {"1": {"id": "1"}},
        "note": None,
    },
    "SRS-002": {"type": "spec", "title": "Second", "description": "text", "parent_needs": ["SRS-001"]},
}


def document(needs: object, **more: Any) -> str:
    versions = {"0.9": {"needs": OLDER}, "1.0": {"needs": needs}}
    return json.dumps({"current_version": "1.0", "versions": versions} | more, indent=1, ensure_ascii=False)


def needs_of(data: str | bytes, kind: str = "requirement", **options: Any) -> Reading:
    return read(SOURCE, data, kind=kind, path="needs.json", options=module.Options(**options))


def line_of(text: str, said: str, nth: int = 0) -> int:
    return [number for number, line in enumerate(text.split("\n"), 1) if said in line][nth]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(document(NEEDS).encode(), id="UTF-8"),
        pytest.param(document(NEEDS).encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + document(NEEDS).encode("utf-16-le"), id="UTF-16"),
        pytest.param(document(NEEDS).encode("gb18030"), id="GB18030"),
        pytest.param(document(NEEDS).replace("\n", "\r\n").encode(), id="CRLF"),
    ],
)
def test_needs_of_the_current_version(data: bytes) -> None:
    text, reading = document(NEEDS), needs_of(data)
    first, second = reading.items
    assert (first.id, first.title, first.text) == ("SRS-001", "心律失常报警", "检出室颤后 10 s 内报警。")
    assert (second.id, second.title, second.text) == ("SRS-002", "Second", "text")
    assert first.attributes == (("estimate", "1.5"), ("safety", "true"), ("status", "valid"), ("tags", "a, b"))
    assert first.location.line == line_of(text, '"SRS-001": {', 1)
    assert second.location.line == line_of(text, '"SRS-002": {')
    assert [(link.source, link.kind, link.target, link.attributes[1:]) for link in reading.links] == [
        ("SRS-001", "derives", "URS-001", (("version", "1"),)),
        ("SRS-001", "derives", "SRS-002", (("part", "1"),)),
        ("SRS-001", "satisfies", "X_1", ()),
        ("SRS-001", "satisfies", "X_2", ()),
        ("SRS-002", "part-of", "SRS-001", ()),
    ]
    assert reading.links[2].location.line == line_of(text, '"satisfies":')
    assert not reading.problems


def test_kinds_say_which_types_are_items() -> None:
    needs = {
        "SRS-001": {"type": "req"},
        "SRS-002": {"type": "fmea", "effect": "a", "docname": "index"},
        "SRS-003": {"type": "spec"},
        "bad": {"type": "req"},
        "URS-001": {"type": "req"},
        "SRS-004": {"type": "req", "is_external": True},
        "SRS-005": {"type": "req", "is_import": True},
        "SRS-006": "no need",
    }
    kinds = (("req", ItemKind.REQUIREMENT), ("fmea", ItemKind.RISK))
    reading = needs_of(document(needs), kinds=kinds, columns=(("harm", ("effect",)), ("chapter", ("docname",))))
    assert {item.id: item.kind for item in reading.items} == {
        "SRS-001": "requirement",
        "SRS-002": "risk",
        "SRS-005": "requirement",
    }
    assert reading.item("SRS-002").attributes == (("chapter", "index"), ("harm", "a"))
    assert reading.told == [("item-without-id", line_of(document(needs), '"bad"'))]
    assert needs_of(document({"bad": {}})).told == []


def test_a_key_that_is_there_twice_is_told_and_the_last_one_counts() -> None:
    reading = needs_of(
        '{"current_version": "1", "versions": {"1": {"needs": {\n'
        '"SRS-001": {"title": "a"},\n'
        '"SRS-001": {"title": "b",\n"title": "c",\n"parts": {"x": {}, "x": {}}}}}}}\n'
    )
    assert [(item.title, item.location.line) for item in reading.items] == [("c", 3)]
    assert reading.told == [("key-repeated", 3), ("key-repeated", 4), ("key-repeated", 5)]


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param("", [], [("json-unreadable", 1)], id="nothing"),
        pytest.param('{\n"versions": {,', [], [("json-unreadable", 2)], id="broken"),
        pytest.param("[]", [], [("not-needs", 1)], id="a list"),
        pytest.param('"versions"', [], [("not-needs", 1)], id="a text"),
        pytest.param("{}", [], [("not-needs", 1)], id="an empty object"),
        pytest.param('{"versions": {}}', [], [("not-needs", 1)], id="no version"),
        pytest.param('{"versions": {"1": []}}', [], [("not-needs", 1)], id="no needs"),
        pytest.param('{"versions": {"1": {"needs": {}}}}', [], [("needs-version", 1)], id="no current version"),
        pytest.param(
            '{"current_version": "3", "versions": {"2": {"needs": {"SRS-001": {}}}, "1": {"needs": {"SRS-002": {}}}}}',
            ["SRS-002"],
            [("needs-version", 1)],
            id="another current version",
        ),
        pytest.param(
            '{"current_version": "1", "versions": {"1": {"needs": {"SRS-001": [], "SRS-002": {"links": {"a": 1}}}}}}',
            ["SRS-002"],
            [],
            id="values of another shape",
        ),
        pytest.param("[" * (MAX_DEPTH + 1), [], [("json-too-deep", 1)], id="too deep"),
        pytest.param('{"a": NaN, "b": ' + "9" * 5_000 + "}", [], [("not-needs", 1)], id="numbers beyond bounds"),
        pytest.param('{"a": 1} {', [], [("json-unreadable", 1)], id="text behind"),
    ],
)
def test_what_is_no_needs_json_is_told(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = needs_of(text)
    assert (reading.ids, reading.told) == (ids, told)


def test_halves_of_characters_are_replaced() -> None:
    need = '{"title": "\\ud800", "\\ud801": "\\udc01"}'
    item = needs_of(f'{{"current_version": "1", "versions": {{"1": {{"needs": {{"SRS-001": {need}}}}}}}}}').items[0]
    assert (item.title, item.attributes) == ("\ufffd", (("\ufffd", "\ufffd"),))


def test_objects_know_their_line_and_those_of_their_keys() -> None:
    text = '{"a": [{"b\\u0062": 1,\n"c": "x: {", "c": {"d":\n {"e": 1}}}],\n"f" : 2}'
    root, problems = read_json(text, "a.json")
    assert root is not None
    assert [(one.code, one.location and one.location.line) for one in problems] == [("key-repeated", 2)]
    assert (root.line, root.lines) == (1, {"a": 1, "f": 4})
    (inner,) = root.nodes("a")
    assert inner.lines == {"bb": 1, "c": 2}
    last = inner["c"]
    assert isinstance(last, Node)
    assert (last.line, last.lines, last.line_of("d"), last.line_of("none")) == (2, {"d": 2}, 2, 2)
    assert [one.line for one in last.nodes("d")] == [3]


def test_what_is_whole_before_the_bound_is_kept() -> None:
    text = '{"a": 1,\n"b": {"c": 2,\n"d": 3}}'
    root, problems = read_json(text, "a.json", most=11)
    assert root == {"a": "1", "b": {"c": "2"}}
    assert [(one.code, one.location and one.location.line) for one in problems] == [("file-too-long", 2)]
    assert "11" in problems[0].message.en
    assert read_json(text, "a.json", most=17) == ({"a": "1", "b": {"c": "2", "d": "3"}}, [])


HOSTILE = {
    "brackets": "[" * 1_000_000,
    "braces": '{"a":' * 200_000,
    "a long string": '"' + "a" * 1_000_000,
    "escaped quotes": '"' + '\\"' * 500_000,
    "a lone backslash": '"\\',
    "closing brackets": "]" * 1_000_000,
    "many keys": '{"versions": {"1": {"needs": {'
    + ",".join(f'"SRS-001": {{"k": {n}}}' for n in range(50_000))
    + "}}}}",
    "lines": "\n" * 1_000_000,
    "NUL": '{"versions": {"1": {"needs": {"SRS-001": {"title": "\0"}}}}}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_little(text: str) -> None:
    within(10, lambda: needs_of(text))


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(["A[b", "[["])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=6,
)
FIELDS = st.dictionaries(
    st.sampled_from(["type", "title", "content", "links", "satisfies", "is_external", "x"]), VALUES
)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(st.sampled_from(["SRS-001", "SRS-002", "URS-001", "\ud800", ""]), FIELDS), st.booleans())
def test_any_needs(needs: dict[str, Any], ascii_only: bool) -> None:
    root = {"current_version": "1", "versions": {"1": {"needs": needs}}}
    check_reading(SOURCE, json.dumps(root, ensure_ascii=ascii_only, indent=1))


PIECES = st.sampled_from(
    ['"', "{", "}", "[", "]", ":", ",", "\\", '"versions"', '"needs"', '"SRS-001"', "\n", "1", " "]
)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)
