"""Specification items and coverage tags of OpenFastTrace."""

import codecs
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import Link
from medtrace.model.snapshot import Blob
from medtrace.sources import openfasttrace as module
from medtrace.sources._source import FieldLink, Files, Setup
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.openfasttrace
ID = r"[a-z]+~[\w.-]+"
WITHOUT = module.Options(revision=False)
SPEC = """# 报警

### 十秒内报警
`req~alarm.delay~2`
Status: approved

检出室颤后 10 s 内报警。

Rationale:

患者安全。

Comment:
见标准。

Covers:

* [`feat~alarm~1`](needs.md#alarm)
* feat~safety~3

Depends:
- req~detection~1

Needs: dsn, utest
Tags: Alarm, Safety

## 其他
"""


def page(data: str | bytes, options: module.Options | None = None, path: str = "doc/spec.md") -> Reading:
    return read(SOURCE, data, pattern=ID, path=path, options=options)


def code(data: str | bytes, options: module.Options | None = None, pattern: str = ID) -> Reading:
    return read(SOURCE, data, pattern=pattern, path="src/Alarm.java", options=options)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SPEC.encode(), id="UTF-8"),
        pytest.param(SPEC.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + SPEC.encode("utf-16-le"), id="UTF-16"),
        pytest.param(SPEC.encode("gb18030"), id="GB18030"),
        pytest.param(SPEC.replace("\n", "\r\n").encode("gb18030"), id="GB18030 with CRLF"),
        pytest.param(SPEC.replace("### 十秒内报警", "十秒内报警\n---").encode(), id="underlined heading"),
    ],
)
def test_an_item_has_title_text_attributes_and_links(data: bytes) -> None:
    reading = page(data)
    (item,) = reading.items
    assert (item.id, item.title) == ("req~alarm.delay~2", "十秒内报警")
    assert item.text.split() == ["检出室颤后", "10", "s", "内报警。", "患者安全。", "见标准。"]
    assert item.attributes == (("needs", "dsn, utest"), ("status", "approved"), ("tags", "Alarm, Safety"))
    assert reading.cited == [
        ("req~alarm.delay~2", "derives", "feat~alarm~1"),
        ("req~alarm.delay~2", "derives", "feat~safety~3"),
        ("req~alarm.delay~2", "uses", "req~detection~1"),
    ]
    assert [later.location.line - earlier.location.line for earlier, later in pairwise(reading.links)] == [1, 3]
    assert not reading.problems


def test_without_its_revision_an_id_stays_and_the_revision_is_an_attribute() -> None:
    reading = page(SPEC, WITHOUT)
    (item,) = reading.items
    assert (item.id, item.attribute("revision")) == ("req~alarm.delay", "2")
    assert [(link.target, link.attributes[0]) for link in reading.links] == [
        ("feat~alarm", ("revision", "1")),
        ("feat~safety", ("revision", "3")),
        ("req~detection", ("revision", "1")),
    ]


def test_a_raised_revision_counts_as_a_change_of_the_item() -> None:
    raised = SPEC.replace("alarm.delay~2", "alarm.delay~3")
    assert page(SPEC, WITHOUT).items[0].digest != page(raised, WITHOUT).items[0].digest


H = "### T\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(H + "`req~a~1`\ntext\n", [("req~a~1", "T", "text")], id="code marks"),
        pytest.param(H + "req~a~1\ntext\n", [("req~a~1", "T", "text")], id="no marks"),
        pytest.param(H + "``req~a~1``\ntext\n", [("req~a~1", "T", "text")], id="two marks"),
        pytest.param(H + "\n\n`req~a~1`  \n\ntext\n", [("req~a~1", "T", "text")], id="blank lines"),
        pytest.param(H + "<a id='x'></a>\n`req~a~1` <a id='req~a~1'></a>\nb\n", [("req~a~1", "T", "b")], id="anchors"),
        pytest.param(H + "`req~a~1` (new)\nb\n", [("req~a~1", "T", "b")], id="words behind, below a heading"),
        pytest.param("words\n`req~a~1` is old\n", [], id="words behind, in running text"),
        pytest.param(H + "words\n`req~a~1`\nb\n", [("req~a~1", "", "b")], id="words between heading and id"),
        pytest.param(H + "    `req~a~1`\n", [], id="indented code"),
        pytest.param(H + "```\n`req~a~1`\n```\n", [], id="a code fence"),
        pytest.param("<!--\n`req~a~1`\n-->\n", [("req~a~1", "", "-->")], id="a comment hides nothing"),
        pytest.param("<!-- oft:off -->\n`req~a~1`\n<!-- oft:on -->\n`req~b~1`\nb\n", [("req~b~1", "", "b")], id="off"),
        pytest.param("oft:off\n`req~a~1`\n", [], id="off to the end"),
        pytest.param(
            "`req~a~1`\na\noft:off\nNeeds: x\n`req~b~1`\noft:on\nc\n",
            [("req~a~1", "", "a\noft:off\nNeeds: x\n`req~b~1`\noft:on\nc")],
            id="off within an item",
        ),
        pytest.param("`req~a~1`\na\noft:off\n# U\nb\n", [("req~a~1", "", "a\noft:off")], id="a heading while off"),
        pytest.param("`req~a~1`\nCovers:\n```\n* b\n```\n", [("req~a~1", "", "")], id="a fence in a list"),
        pytest.param(
            H + "`req~a~1`\na\n`req~b~1`\nb\n", [("req~a~1", "T", "a"), ("req~b~1", "", "b")], id="one title, two ids"
        ),
        pytest.param("`req~a~1`\na\n## U\nb\n", [("req~a~1", "", "a")], id="a heading ends the item"),
        pytest.param(
            "`req~a~1`\na\n```sh\n# no heading\nNeeds: x\n```\n",
            [("req~a~1", "", "a\n```sh\n# no heading\nNeeds: x\n```")],
            id="a fence in the text",
        ),
        pytest.param("`req~a~1`\nDescription:\na\n", [("req~a~1", "", "a")], id="the word description"),
        pytest.param("`req~a~1`\nRationale: as said\n", [("req~a~1", "", "Rationale: as said")], id="label and words"),
        pytest.param("`req~a~1`\nCovers: no id\n", [("req~a~1", "", "Covers: no id")], id="covers without an id"),
        pytest.param("`req~a~1`\na\nStatus: draft\n", [("req~a~1", "", "a\nStatus: draft")], id="status in the text"),
        pytest.param("`req~a~1`\nNeeds: dsn\n\nb\n", [("req~a~1", "", "b")], id="text after needs"),
        pytest.param("`req~a~1`\nNeeds:\n* dsn\n\nb\n", [("req~a~1", "", "b")], id="text after a list"),
        pytest.param("`req~a~1`\na\nCovers:\n* req~b~1\n\nb\n", [("req~a~1", "", "a")], id="text after covers"),
        pytest.param("`req~a.b-c_d.e~12`\n", [("req~a.b-c_d.e~12", "", "")], id="signs in a name"),
        pytest.param("`req~报警~1`\n", [("req~报警~1", "", "")], id="a Chinese name"),
    ],
)
def test_what_begins_and_ends_an_item(text: str, said: list[tuple[str, str, str]]) -> None:
    assert [(item.id, item.title, item.text.strip()) for item in page(text).items] == said


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        pytest.param("Covers: req~b~1, `req~c~2`", ["req~b~1", "req~c~2"], id="in the line"),
        pytest.param("Covers: req~b~1,\n  req~c~2", ["req~b~1", "req~c~2"], id="going on after a comma"),
        pytest.param("Covers:\n* [Title](#req~b~1)", ["req~b~1"], id="the target of a link"),
        pytest.param("Covers:\n+ req~b~1\n- req~c~1", ["req~b~1", "req~c~1"], id="any bullet"),
        pytest.param("Covers:\n* [req~b~1](#req~b~1)", ["req~b~1"], id="twice in a line"),
        pytest.param("Covers:\nreq~b~1", [], id="no bullet"),
        pytest.param("Covers:\n* 见req~b~1。", ["req~b~1"], id="in Chinese"),
        pytest.param("Covers:\n* req~b~1a", [], id="a longer word"),
    ],
)
def test_covers_names_items(text: str, targets: list[str]) -> None:
    assert [link.target for link in page(f"`dsn~a~1`\n{text}\n").links] == targets


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Needs: dsn", "dsn"),
        ("Needs: dsn ,utest", "dsn, utest"),
        ("Needs:\n* dsn\n* utest", "dsn, utest"),
        ("Needs:\n\n- `dsn`", "dsn"),
        ("Needs:\n- Design (dsn)", "dsn"),
        ("Needs: some more time", ""),
    ],
)
def test_needs_are_listed_in_either_form(text: str, needs: str) -> None:
    assert page(f"`req~a~1`\n{text}\n").items[0].attribute("needs") == needs


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("arch-->dsn : req~x~1\n", ["arch~x~1"], id="alone"),
        pytest.param("* `arch --> dsn, itest:req~x~1`\n", ["arch~x~1"], id="in a list"),
        pytest.param("`req~a~1`\nb\nCovers:\n* req~b~1\n\narch-->dsn:req~x~1\n", ["req~a~1", "arch~x~1"], id="behind"),
        pytest.param("`req~a~1`\nb\narch-->dsn:req~x~1\n", ["req~a~1"], id="in running text"),
        pytest.param("    arch --> dsn : req~x~1\n", [], id="in code"),
    ],
)
def test_a_forwarding_is_an_item_of_its_own(text: str, ids: list[str]) -> None:
    reading = page(text)
    assert reading.ids == ids
    assert [link.target for link in reading.links if link.source == "arch~x~1"] == ["req~x~1"] * ids.count("arch~x~1")


def test_a_forwarding_says_what_it_needs() -> None:
    (item,) = page("arch --> dsn, itest : req~x~1\n").items
    assert item.attributes == (("forwards", "true"), ("needs", "dsn, itest"))


def test_restructured_text_has_underlined_titles_and_no_fences() -> None:
    text = "=====\n报警\n=====\n\n其他\n~~~~~\n``req~a~1``\n\n``x``\n\n# no heading\n\nCovers:\n\n* feat~b~1\n\n"
    text += "Next\n----\nb\n"
    reading = page(text, path="doc/spec.rst")
    assert [(item.id, item.title, item.text) for item in reading.items] == [
        ("req~a~1", "其他", "``x``\n\n# no heading")
    ]
    assert reading.cited == [("req~a~1", "derives", "feat~b~1")]


def test_kinds_say_which_types_are_items() -> None:
    options = module.Options(kinds=(("feat", module.ItemKind.USER_NEED), ("dsn", module.ItemKind.DESIGN)))
    reading = page("`feat~a~1`\n`req~a~1`\nCovers: feat~a~1\n`dsn~a~1`\nCovers: req~a~1\n", options)
    assert [(item.id, item.kind) for item in reading.items] == [("feat~a~1", "user-need"), ("dsn~a~1", "design")]
    assert reading.cited == [("dsn~a~1", "derives", "req~a~1")]
    assert not reading.problems


def test_links_of_the_configuration_name_another_kind_and_direction() -> None:
    links = {("requirement", "Covers"): FieldLink("satisfies"), ("requirement", "Depends"): FieldLink("causes", True)}  # noqa: FBT003
    setup = Setup("requirement", whole_token(ID), whole_token(ID), module.Options(), links)
    blob = Blob("a.md", "0" * 40, b"`req~a~1`\nCovers: req~b~1\nDepends: req~c~1\n")
    found = [one for one in SOURCE.read(Files((blob,)), setup) if isinstance(one, Link)]
    assert [(one.source, one.kind, one.target) for one in found] == [
        ("req~a~1", "satisfies", "req~b~1"),
        ("req~c~1", "causes", "req~a~1"),
    ]


@pytest.mark.parametrize(
    ("tag", "cited"),
    [
        ("[impl->dsn~x~1]", [("src/Alarm.java", "implements", "dsn~x~1")]),
        ("[utest -> dsn~x~1]", [("src/Alarm.java", "verifies", "dsn~x~1")]),
        ("[ itest->dsn~x.y-z~12 ]", [("src/Alarm.java", "verifies", "dsn~x.y-z~12")]),
        ("[impl~~3->dsn~x~1]", [("src/Alarm.java", "implements", "dsn~x~1")]),
        ("[impl~a~1->dsn~x~1]", [("impl~a~1", "implements", "dsn~x~1")]),
        ("[impl~a~1->dsn~x~1>>utest , itest]", [("impl~a~1", "implements", "dsn~x~1")]),
        ("[impl->dsn~x~1>>utest]", [("impl~x~0", "implements", "dsn~x~1")]),
        ("[uman->dsn~x~1]", [("src/Alarm.java", "derives", "dsn~x~1")]),
        ("[impl->dsn~x~1][utest->dsn~y~1]", [("src/Alarm.java", "implements", "dsn~x~1")]),
        ("[impl->dsn~x~1] [impl->dsn~x~1]", [("src/Alarm.java", "implements", "dsn~x~1")]),
        ("[impl->\ndsn~x~1]", []),
        ("array[i->b]", []),
        ("[[name:1]]", []),
    ],
)
def test_tags_in_code(tag: str, cited: list[tuple[str, str, str]]) -> None:
    reading = code(f"class A {{\n  // {tag}\n}}\n")
    assert reading.cited[:1] == cited
    assert not reading.problems
    assert all(link.location.line == 2 for link in reading.links)


def test_a_named_tag_is_an_item_of_the_kind_that_its_type_says() -> None:
    reading = code("// [impl~a~1->dsn~x~1>>utest,itest]\n// [utest~b~2->impl~a~1]\n")
    assert [(item.id, item.kind, item.title, item.attributes) for item in reading.items] == [
        ("impl~a~1", "unit", "a", (("needs", "utest, itest"),)),
        ("utest~b~2", "test", "b", ()),
    ]
    assert reading.cited == [("impl~a~1", "implements", "dsn~x~1"), ("utest~b~2", "verifies", "impl~a~1")]


def test_a_named_tag_of_another_id_is_a_place_of_the_code() -> None:
    reading = code("// [impl~a~1->dsn~x~1]\n", pattern=r"(?:req|dsn)~[\w.-]+~\d+")
    assert not reading.items
    assert reading.cited == [("src/Alarm.java", "implements", "dsn~x~1")]


def test_tags_without_the_revision() -> None:
    reading = code("// [impl->dsn~x~1] [utest->dsn~x~2]\n", WITHOUT)
    assert [(link.target, link.attributes[0]) for link in reading.links] == [
        ("dsn~x", ("revision", "1")),
        ("dsn~x", ("revision", "2")),
    ]


def test_a_page_is_not_read_for_tags_nor_code_for_items() -> None:
    assert not page("[impl->dsn~x~1]\n").links
    assert not code("`req~a~1`\n").items


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        pytest.param("### T\n`req~a`\n", "a.md", [("item-without-id", 2)], id="no revision"),
        pytest.param("`REQ~a~1`\n", "a.md", [("item-without-id", 1)], id="an id that the configuration does not know"),
        pytest.param("`req~a~1`\nCovers:\n* later\n", "a.md", [("reference-without-id", 3)], id="an entry without id"),
        pytest.param("`req~a~1`\n```\nb\n", "a.md", [("markup-unclosed", 2)], id="an open fence"),
        pytest.param("[impl->dsn~x]\n", "a.c", [("tag-unreadable", 1)], id="a tag without revision"),
        pytest.param("[impl->dsn~x~1, dsn~y~1]\n", "a.c", [("tag-unreadable", 1)], id="a tag with two targets"),
        pytest.param("[impl~a->dsn~x~1]\n", "a.c", [("tag-unreadable", 1)], id="a name without revision"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, path: str, told: list[tuple[str, int]]) -> None:
    assert page(text, path=path).told == told


@pytest.mark.parametrize(
    "data",
    ["[", "[a->b~", "a~", "a~b-", "`", "* ", "#", "[ ", "a.", "a-", "<", "-->", "a --> b", "oft:", "字", "\0"],
)
@pytest.mark.parametrize("path", ["a.md", "a.rst", "a.c"])
def test_a_large_file_of_one_pattern_is_read_in_linear_time(data: str, path: str) -> None:
    began = process_time()
    page("`req~x~1`\nCovers:\n* " + data * (1_000_000 // len(data)), path=path)
    assert process_time() - began < 20


@pytest.mark.parametrize(
    "line", ["Status: draft", "Description:", "Covers:", "Covers: x", "Needs: a", "Tags:", "Rationale:"]
)
def test_many_keywords_are_read_in_linear_time(line: str) -> None:
    began = process_time()
    assert len(page(f"`req~a~1`\n{'x' * 1000}\n" + f"{line}\n" * 100_000).items) == 1
    assert process_time() - began < 10


def test_many_items_are_read_in_linear_time() -> None:
    began = process_time()
    assert len(page("`req~a~1`\nCovers:\n* req~b~1\n" * 20_000).items) == 20_000
    assert process_time() - began < 20


def test_a_binary_file_is_left_alone() -> None:
    reading = code(b"\x7fELF\0\0[impl->dsn~x~1]\0")
    assert not reading.links
    assert not reading.problems


PIECES = """### T|`req~a~1`|req~b~2|Covers:|Needs: dsn|Needs:|* dsn|* req~c~1|Tags: x|Depends:||Rationale:|text|```|<!--
-->
oft:off|oft:on|arch-->dsn:req~d~1|----|---|Status: x|[impl->dsn~x~1]|[impl~n~1->dsn~x~1>>utest]|[|~|a~b|\0
    req~e~1|Covers: req~b~1,"""
PIECE = st.sampled_from([piece for line in PIECES.split("\n") for piece in line.split("|")])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(PIECE, max_size=12).map("\n".join),
    st.sampled_from(["a.md", "a.rst", "a.java"]),
    st.sampled_from([module.Options(), WITHOUT, module.Options(kinds=(("req", module.ItemKind.DESIGN),))]),
)
def test_any_text_like_it(text: str, path: str, options: module.Options) -> None:
    check_reading(SOURCE, text, path=path, pattern=ID, options=options)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.text(max_size=80)), st.sampled_from(["a.md", "a.rst", "a.java"]))
def test_any_bytes(data: str | bytes, path: str) -> None:
    check_reading(SOURCE, data, path=path, pattern=ID)
