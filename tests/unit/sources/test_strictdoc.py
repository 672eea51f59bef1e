"""Items in StrictDoc documents: nodes of every style, long texts, relations old and new, and what is broken in them."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.items import ItemKind
from medtrace.sources import strictdoc as module
from tests.support.costs import within
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.strictdoc
HEAD = "[DOCUMENT]\nTITLE: 软件需求\nOPTIONS:\n  ENABLE_MID: True\n\n"
TEXT = (
    HEAD
    + """[REQUIREMENT]
MID: 0a1b
UID: SRS-001
STATUS: Active
TITLE: 报警
STATEMENT: >>>
10 s 内报警。

[REQUIREMENT]: no tag in a text
<<<
RATIONALE: 临床要求
COMMENT: 甲
COMMENT: >>>
乙
<<<
RELATIONS:
- TYPE: Parent
  VALUE: URS-001
  ROLE: Refines
- TYPE: File
  VALUE: src/alarm.c
  LINE_RANGE: 2, 4
  FUNCTION: ring

[REQUIREMENT]
UID: SRS-002
STATEMENT: 记录报警
"""
)


def sdoc(data: str | bytes, kind: str = "requirement", **options: object) -> Reading:
    return read(SOURCE, data, path="docs/srs.sdoc", kind=kind, options=module.Options(**options))  # type: ignore[arg-type]


def node(identity: str, more: str = "", tag: str = "REQUIREMENT") -> str:
    return f"[{tag}]\nUID: {identity}\nTITLE: a\n{more}\n"


def relation(text: str) -> str:
    return node("SRS-001", "RELATIONS:\n" + text)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TEXT.replace("\n", " \n").encode(), id="blanks at line ends"),
    ],
)
def test_every_encoding_gives_the_same_items(data: bytes) -> None:
    reading = sdoc(data)
    first, second = reading.items
    assert (first.id, first.title, first.location.line) == ("SRS-001", "报警", 6)
    assert " ".join(first.text.split()) == "10 s 内报警。 [REQUIREMENT]: no tag in a text 临床要求 甲 乙"
    assert first.attributes == (("MID", "0a1b"), ("STATUS", "Active"))
    assert (second.id, second.title, second.text, second.location.line) == ("SRS-002", "记录报警", "记录报警", 30)
    assert not reading.problems
    parent, file = reading.links
    assert (parent.source, parent.kind, parent.target, parent.location.line) == ("SRS-001", "derives", "URS-001", 23)
    assert parent.attributes == (("word", "Parent"), ("role", "Refines"))
    assert (file.source, file.kind, file.target) == ("SRS-001", "mentions", "src/alarm.c")
    assert file.attributes == (("word", "File"), ("line_range", "2, 4"), ("function", "ring"))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param(
            f"[[SECTION]]\nTITLE: x\n\n{node('SRS-001')}\n[[/SECTION]]\n", ["SRS-001"], id="composite section"
        ),
        pytest.param(f"[SECTION]\nTITLE: x\n\n{node('SRS-001')}\n[/SECTION]\n", ["SRS-001"], id="section as it was"),
        pytest.param(
            f"[[REQUIREMENT]]\nUID: SRS-001\nTITLE: x\n\n{node('SRS-002')}\n[[/REQUIREMENT]]\n\n{node('SRS-003')}",
            ["SRS-001", "SRS-002", "SRS-003"],
            id="items inside an item",
        ),
        pytest.param(
            f"[COMPOSITE_REQUIREMENT]\nUID: SRS-001\n\n{node('SRS-002')}\n[/COMPOSITE_REQUIREMENT]\n",
            ["SRS-001", "SRS-002"],
            id="composite requirement as it was",
        ),
        pytest.param("[FREETEXT]\nUID: SRS-009\n[/FREETEXT]\n\n" + node("SRS-001"), ["SRS-001"], id="free text"),
        pytest.param(
            "[GRAMMAR]\nIMPORT_FROM_FILE: grammar.sgra\n\n" + node("SRS-001", tag="LOW_LEVEL"),
            ["SRS-001"],
            id="imported grammar and an element of its own",
        ),
        pytest.param(
            "[GRAMMAR]\nELEMENTS:\n- TAG: NOTE\n  FIELDS:\n  - TITLE: UID\n    TYPE: String\n\n" + node("SRS-001"),
            ["SRS-001"],
            id="a grammar",
        ),
        pytest.param(
            "[DOCUMENT_FROM_FILE]\nFILE: other.sdoc\n\n" + node("SRS-001"), ["SRS-001"], id="another document"
        ),
        pytest.param("[TEXT]\nSTATEMENT: >>>\n[REQUIREMENT]\nUID: SRS-009\n<<<\n", [], id="an example in a text"),
        pytest.param("UID: SRS-001\nREQUIREMENT\n# [REQUIREMENT]\n", [], id="another format"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_nodes_of_every_style(text: str, ids: list[str]) -> None:
    reading = sdoc(text)
    assert reading.ids == ids
    assert not reading.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- TYPE: Parent\n  VALUE: URS-1\n", ("SRS-001", "derives", "URS-1"), id="parent"),
        pytest.param("- TYPE: Child\n  VALUE: SDD/x y\n", ("SDD/x y", "derives", "SRS-001"), id="child"),
        pytest.param("- TYPE: File\n  PATH: ./a/../b.c\n", ("SRS-001", "mentions", "b.c"), id="file by path"),
        pytest.param("- TYPE: File\n  VALUE: a\\b.c\n", ("SRS-001", "mentions", "a/b.c"), id="file with backslash"),
        pytest.param(
            "- TYPE: Parent\n  VALUE: URS-1\n  ROLE: satisfies\n", ("SRS-001", "satisfies", "URS-1"), id="by role"
        ),
        pytest.param(
            "- TYPE: Child\n  VALUE: SDD-1\n  ROLE: satisfies\n", ("SDD-1", "satisfies", "SRS-001"), id="child by role"
        ),
        pytest.param("- TYPE: links\n  VALUE: URS-1\n", ("SRS-001", "derives", "URS-1"), id="type by configuration"),
    ],
)
def test_relations(text: str, expected: tuple[str, str, str]) -> None:
    assert sdoc(relation(text)).cited == [expected]
    old = sdoc(node("SRS-001", "REFS:\n" + text + "STATEMENT: fields may follow"))
    assert old.cited == [expected]
    assert old.items[0].text == "fields may follow"


def test_a_test_verifies_its_parents_and_paths_count_from_the_project() -> None:
    text = "- TYPE: Parent\n  VALUE: SRS-2\n- TYPE: File\n  VALUE: a.c\n"
    reading = sdoc(relation(text), kinds=(("REQUIREMENT", ItemKind.TEST),), root="sub")
    assert reading.cited == [("SRS-001", "verifies", "SRS-2"), ("SRS-001", "mentions", "sub/a.c")]
    assert reading.items[0].kind == "test"


def test_kinds_leave_other_tags_alone() -> None:
    text = node("SRS-001") + node("SRS-002", tag="NOTE") + node("", tag="NOTE") + node("SRS-003", tag="TEST_CASE")
    reading = sdoc(text, kinds=(("REQUIREMENT", ItemKind.REQUIREMENT), ("TEST_CASE", ItemKind.TEST)))
    assert [(item.id, item.kind) for item in reading.items] == [("SRS-001", "requirement"), ("SRS-003", "test")]
    assert not reading.problems


def test_fields_of_a_grammar_may_have_roles_and_be_links() -> None:
    text = node("SRS-001", "NAME: 名\nTEXT: 文\nOWNER: me\nlinks_: no\nCITES: URS-001").replace("TITLE: a\n", "")
    reading = sdoc(text, columns=(("title", ("NAME",)), ("text", ("TEXT",)), ("priority", ("OWNER",))))
    item = reading.items[0]
    assert (item.title, item.text) == ("名", "文")
    assert item.attributes == (("CITES", "URS-001"), ("priority", "me"))
    assert reading.told == [("line-not-read", 6)]


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param(
            node("SRS-001", "STATEMENT: >>>\nx\n") + node("SRS-002", "STATEMENT: >>>\ny\n<<<"),
            ["SRS-001", "SRS-002"],
            [("text-not-closed", 4)],
            id="no end before the next text",
        ),
        pytest.param(
            node("SRS-001", "STATEMENT: >>>\nx\n") + node("SRS-002"),
            ["SRS-001", "SRS-002"],
            [("text-not-closed", 4)],
            id="no end at all",
        ),
        pytest.param(
            node("SRS-001", "STATEMENT: >>>\nx\nCOMMENT: >>>\ny\n<<<"),
            ["SRS-001"],
            [("text-not-closed", 4)],
            id="no end before the next field",
        ),
        pytest.param("[FREETEXT]\nx\n\n" + node("SRS-001"), ["SRS-001"], [("text-not-closed", 1)], id="open free text"),
        pytest.param(
            node("SRS-001", "what\nelse\n"), ["SRS-001"], [("line-not-read", 4)], id="lines that are no field"
        ),
        pytest.param("[REQUIREMENT]\nTITLE: a\n", [], [("item-without-id", 1)], id="no UID"),
        pytest.param(node("SRS-1x"), [], [("item-without-id", 1)], id="a UID of no source"),
        pytest.param(node("URS-001"), [], [], id="a UID of another source"),
        pytest.param(relation("- TYPE: Parent\n"), ["SRS-001"], [("relation-not-read", 5)], id="no target"),
        pytest.param(
            relation("- TYPE: Friend\n  VALUE: SRS-2\n"), ["SRS-001"], [("relation-not-read", 5)], id="unknown type"
        ),
        pytest.param(relation("  VALUE: SRS-2\n"), ["SRS-001"], [("relation-not-read", 5)], id="no type"),
        pytest.param(node("SRS-001", "COMMENT: a\0b"), ["SRS-001"], [], id="a NUL byte"),
    ],
)
def test_a_bad_node_never_hides_a_good_one(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = sdoc(text)
    assert reading.ids == ids
    assert reading.told == told


def test_what_stands_before_a_missing_end_is_kept() -> None:
    text = node("SRS-001", "STATEMENT: >>>\nx\ny\n") + node("SRS-002", "STATEMENT: >>>\nz\n<<<")
    assert [item.text for item in sdoc(text).items] == ["x\ny", "z"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[[SECTION]]\nTITLE: a\n\n" * 20_000, id="deep nesting"),
        pytest.param("[[SECTION]]\n" * 20_000 + "[[/SECTION]]\n" * 20_000, id="deep and closed"),
        pytest.param("[REQUIREMENT]\nSTATEMENT: >>>\n" * 20_000, id="texts that never end"),
        pytest.param("[A]\nB: >>>\n" + "x\n" * 300_000, id="one long text without an end"),
        pytest.param("[FREETEXT]\n" * 20_000, id="free texts that never end"),
        pytest.param("[A]\nUID: SRS-001\nRELATIONS:\n" + "- TYPE: Parent\n  VALUE: x\n" * 20_000, id="many relations"),
        pytest.param("[A]\nUID: SRS-001\n" + "COMMENT: x\n" * 20_000, id="many comments"),
        pytest.param("[A]\nUID: SRS-001\n" + "".join(f"F{n}: x\n" for n in range(20_000)), id="many fields"),
        *(pytest.param(sign * 1_000_000, id=f"a million {sign!r}") for sign in "[]A:> -\n\0"),
        pytest.param("[A]\n" + "A" * 1_000_000, id="a long line in a node"),
    ],
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    within(3, lambda: sdoc(text))


_LINES = st.sampled_from(
    [
        *("[DOCUMENT]", "[GRAMMAR]", "[[SECTION]]", "[[/SECTION]]", "[REQUIREMENT]", "[FREETEXT]", "[/FREETEXT]"),
        *("UID: SRS-001", "UID: SRS-002", "UID:", "TITLE: a", "STATEMENT: >>>", "<<<", "COMMENT: 文", "", "x"),
        *("RELATIONS:", "REFS:", "- TYPE: Parent", "- TYPE: Child", "- TYPE: File"),
        *("  VALUE: URS-001", "  VALUE:", "  ROLE: b"),
    ]
)


@given(st.one_of(st.text(), st.binary(), st.lists(_LINES).map("\n".join)))
@settings(max_examples=200)
def test_any_text_gives_readings_and_never_an_error(data: str | bytes) -> None:
    check_reading(SOURCE, data)
