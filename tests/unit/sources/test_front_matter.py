"""Items as Markdown files with front matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.sources import front_matter as module
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.front_matter
PAGE = "---\nid: SRS-014\ntitle: 报警\nsatisfies: [URS-003]\npriority: 高\n---\n\n检出室颤后报警。\n\n---\n\n第二段\n"


def page(text: str | bytes, path: str = "req/any.md", options: module.Options | None = None) -> Reading:
    return read(SOURCE, text, path=path, options=options)


@pytest.mark.parametrize(
    "data",
    [PAGE.encode(), PAGE.encode("utf-8-sig"), PAGE.replace("\n", "\r\n").encode("gb18030")],
    ids=["UTF-8", "UTF-8 with mark", "GB18030 with CRLF"],
)
def test_a_page_is_an_item(data: bytes) -> None:
    reading = page(data)
    (item,) = reading.items
    assert (item.id, item.title, item.text) == ("SRS-014", "报警", "检出室颤后报警。\n\n---\n\n第二段")
    assert item.attributes == (("priority", "高"),)
    assert (item.location.line, reading.links[0].location.line) == (2, 4)
    assert reading.cited == [("SRS-014", "satisfies", "URS-003")]
    assert not reading.problems


def test_columns_name_the_keys() -> None:
    options = module.Options(columns=(("id", ("编号",)), ("title", ("名称",)), ("priority", ("优先级",))))
    (item,) = page("---\n编号: SRS-001\n名称: 报警\n优先级: 高\n---\n正文\n", options=options).items
    assert (item.title, item.attributes) == ("报警", (("priority", "高"),))


@pytest.mark.parametrize(
    ("text", "path", "ids"),
    [
        pytest.param("# SRS-001\n", "a.md", [], id="no front matter"),
        pytest.param("---\nSRS-001 text\n", "a.md", [], id="a rule and no end"),
        pytest.param("---\nonly words\n---\ntext\n", "a.md", [], id="words between rules"),
        pytest.param("---\nlayout: page\n---\ntext\n", "a.md", [], id="no id"),
        pytest.param("---\nid: TC-001\n---\ntext\n", "a.md", [], id="an item of another source"),
        pytest.param(
            "---\nactive: true\n---\n# Title\n", "req/SRS-009.md", ["SRS-009"], id="the file is named as an id"
        ),
        pytest.param("---\nid: SRS-001\n...\ntext", "a.md", ["SRS-001"], id="closed with dots"),
        pytest.param("---  \nid: SRS-001\ntext: a\n---", "a.md", ["SRS-001"], id="nothing below"),
        pytest.param("", "SRS-009.md", [], id="nothing"),
    ],
)
def test_other_pages_are_left_alone(text: str, path: str, ids: list[str]) -> None:
    reading = page(text, path)
    assert reading.ids == ids
    assert not reading.problems


def test_the_first_heading_is_the_title_of_a_page_without_one() -> None:
    assert page("---\nid: SRS-001\n---\nwords\n\n## 报警 ##\n").items[0].title == "报警"


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param(("检出", "未检出"), False, id="the text"),
        pytest.param(("高", "低"), False, id="a field that is no link"),
        pytest.param(("URS-003", "URS-004"), True, id="a link"),
        pytest.param(("\n\n第二段", "\n第二段"), True, id="white space"),
    ],
)
def test_the_digest_covers_text_and_fields_that_are_no_links(change: tuple[str, str], same: bool) -> None:
    before, after = page(PAGE).items[0].digest, page(PAGE.replace(*change)).items[0].digest
    assert (before == after) is same


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param(
            "---\nid: SRS-001\nowner: a: b\n---\nx\n", ["SRS-001"], [("yaml-unreadable", 3)], id="a bad field"
        ),
        pytest.param("---\nid: [SRS-001\n---\nx\n", [], [("yaml-unreadable", 2)], id="a bad id"),
        pytest.param("---\nid: SRX-001\n---\nx\n", [], [("item-without-id", 2)], id="a misspelt id"),
        pytest.param("---\nid: SRS-001\na: " + "[" * 999 + "\n---\n", [], [("yaml-refused", 3)], id="deep brackets"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = page(text)
    assert reading.ids == ids
    assert reading.told == told


LINES = "---|...|id: SRS-001|id: [|title: 报警|# Head|satisfies: URS-001||a: b: c|\t|*a|\x85|- x"
PARTS = st.sampled_from(LINES.split("|"))


@settings(max_examples=100, deadline=None)
@given(st.lists(PARTS, max_size=10).map(lambda lines: "\n".join(["---", *lines])))
def test_any_page(text: str) -> None:
    check_reading(SOURCE, text, path="req/SRS-009.md")


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, b"---\nid: SRS-001\n" + (data if isinstance(data, bytes) else data.encode()))


@pytest.mark.requirement("REQ-025")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\nid: SRS-001\nno end\n", [("front-matter-not-read", 1)]),
        ("\n---\nid: SRS-001\n---\nbody\n", [("front-matter-not-read", 2)]),
        ("+++\nid = 'SRS-001'\n+++\n", [("front-matter-not-read", 1)]),
        ("\n---\nNote: a rule above\n", []),
        ("---\n\nbody\n", []),
        ("body\n---\nid: x\n---\n", []),
    ],
)
def test_fields_that_were_meant_as_front_matter_are_told(text: str, told: list[tuple[str, int]]) -> None:
    from medtrace.sources import front_matter
    from tests.support.source_readings import read

    assert read(front_matter.front_matter, text).told == told
