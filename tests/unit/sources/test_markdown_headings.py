"""Items as headings of Markdown pages: what begins an item, what belongs to it, and what its labelled lines say."""

import codecs
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.sources import markdown_headings as module
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-020", "REQ-025")


def page(text: str | bytes, options: module.Options | None = None, **setting: str) -> Reading:
    return read(module.markdown_headings, text, path="docs/srs.md", options=options, **setting)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("## SRS-014 判读窗划分", "判读窗划分"),
        ("### [SRS-014] Title", "Title"),
        ("#### [SRS-014](#srs-014) Title", "Title"),
        ("## [SRS-014 Title](other.md#x)", "Title"),
        ("## SRS-014: Title", "Title"),
        ("## SRS-014：标题", "标题"),
        ("## SRS-014——标题", "标题"),
        ("## SRS-014 — Title — more", "Title — more"),
        ("## SRS-014 - Title", "Title"),
        ("## SRS-014 -5 °C as lower limit", "-5 °C as lower limit"),
        ("## **SRS-014** Title", "Title"),
        ("## **SRS-014 Title**", "Title"),
        ("## **[SRS-014]** Title with **bold**", "Title with **bold**"),
        ("## `SRS-014` Title", "Title"),
        ("## 【SRS-014】标题", "标题"),
        ("## 3.1.2 SRS-014 Title", "Title"),
        ("## 3.1.2. [SRS-014] Title", "Title"),
        ("## （一）SRS-014 标题", "标题"),
        ("## 一、SRS-014 标题", "标题"),
        ("## SRS-014标题", "标题"),
        ("## SRS-014　标题", "标题"),  # an ideographic blank
        ("## SRS-014 Title ##", "Title"),
        ("## SRS-014 C#", "C#"),
        ("## SRS-014 Title {#srs-014}", "Title"),
        ("## <a id='x'></a>SRS-014 Title <!-- note -->", "Title"),
        ("##SRS-014 标题", "标题"),
        ("   ## SRS-014 Title", "Title"),
        ("## SRS-014", ""),
        ("SRS-014 Title\n=============", "Title"),
        ("SRS-014 Title\n---", "Title"),
    ],
)
def test_an_id_at_the_start_of_a_heading_makes_an_item(heading: str, title: str) -> None:
    found = page(f"# Page\n\n{heading}\n\ntext\n")
    assert [(item.id, item.title, item.text) for item in found.items] == [("SRS-014", title, "text")]
    assert found.items[0].location.line == 3
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        "## Traces of SRS-014",
        "## SRS-0145 Title",
        "## SRS-014-2 Title",
        "## XSRS-014 Title",
        "#SRS-014 a word with a hash",
        "    ## SRS-014 in an indented block",
        "- [SRS-014 Title](#srs-014)",
        "| SRS-014 | Title |\n|---|---|",
        "> ## SRS-014 quoted",
        "SRS-014 Title\n\n---",
        "```\n## SRS-014 Title\n```",
        "~~~~ md\n```\n## SRS-014 Title\n~~~~",
        "- list\n\n      ```\n## SRS-014 Title\n      ```",
        "```md\n    ```\n## SRS-014 still code\n```",
        "<!--\n## SRS-014 Title\n-->",
        "text <!-- begins here\n## SRS-014 Title\nends --> here",
        "---\ntitle: x\n# SRS-014 a comment of the front matter\n---\n",
        "## 999 SRS.014",
    ],
)
def test_what_only_looks_like_an_item_is_none(text: str) -> None:
    found = page(text)
    assert not found.items
    assert not found.problems


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("## SRS-206 / SRS-207 Title", "Title"),
        ("## [SRS-206] / [SRS-207] Title", "Title"),
        ("## SRS-206、SRS-207：标题", "标题"),
        ("## **SRS-206**, **SRS-207** Title", "Title"),
        ("## SRS-206 和 SRS-207", ""),
    ],
)
def test_each_of_several_ids_in_a_heading_is_an_item_and_it_is_told(heading: str, title: str) -> None:
    found = page(f"{heading}\n\ntext\n\n追溯：URS-001\n")
    assert [(item.id, item.title, item.text) for item in found.items] == [
        (name, title, "text\n\n追溯：URS-001") for name in ("SRS-206", "SRS-207")
    ]
    assert found.cited == [("SRS-206", "derives", "URS-001"), ("SRS-207", "derives", "URS-001")]
    assert found.told == [("heading-with-several-ids", 1)]
    assert all(name in found.problems[0].message.zh for name in ("SRS-206", "SRS-207"))


@pytest.mark.parametrize(
    "heading", ["## SRS-201 to SRS-209 Alarms", "## SRS-201～SRS-209", "## SRS-201 至 SRS-209 报警"]
)
def test_of_a_range_in_a_heading_the_first_is_read_and_it_is_told(heading: str) -> None:
    found = page(heading)
    assert (found.ids, found.told) == (["SRS-201"], [("heading-with-several-ids", 1)])
    assert "SRS-209" in found.problems[0].message.en


LISTED = """\
- **SRS-001**：检出室颤后
  10 s 内报警
  - 追溯：URS-001

  说明
- 其他
  * SRS-002: text
1. [SRS-003] more
goes on

after
"""


def test_points_of_a_list_are_items_where_the_configuration_says_so() -> None:
    found = page(LISTED, module.Options(lists=True))
    assert [(item.id, item.title, item.text, item.location.line) for item in found.items] == [
        ("SRS-001", "检出室颤后", "检出室颤后\n10 s 内报警\n- 追溯：URS-001\n\n说明", 1),
        ("SRS-002", "text", "text", 7),
        ("SRS-003", "more", "more\ngoes on", 8),
    ]
    assert found.cited == [("SRS-001", "derives", "URS-001")]
    assert not found.problems


def test_points_in_the_text_of_an_item_and_links_are_none() -> None:
    text = "- [SRS-002](#srs-002) b\n\n## SRS-001 a\n- SRS-002 is meant\n\n## SRS-002 b\n"
    assert page(text, module.Options(lists=True)).ids == ["SRS-001", "SRS-002"]


@pytest.mark.parametrize(
    "line",
    [
        "- **SRS-001**: text",
        "1. SRS-001 Title",
        "**SRS-001** 段落",
        "SRS-001：标题",
        "## Title (SRS-001)",
        "## 标题【SRS-001】",
    ],
)
def test_what_looks_like_an_item_and_is_none_is_told_with_its_place(line: str) -> None:
    found = page(f"# Page\n\n{line}\n")
    assert (found.ids, found.told) == ([], [("item-not-read", 3)])
    assert found.problems[0].about == "SRS-001"
    assert page(f"# Page\n\n{line}\n\n## SRS-001 A\n").told == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```\n## SRS-001 A\n", ("markup-unclosed", 1)),
        ("x\n<!-- TODO\n## SRS-001 A\n", ("markup-unclosed", 2)),
        ("````\n```\n\n## SRS-001 A\n", ("markup-unclosed", 1)),
    ],
)
def test_a_mark_that_is_never_closed_hides_nothing_and_is_told(text: str, code: tuple[str, int]) -> None:
    found = page(text)
    assert found.ids == ["SRS-001"]
    assert found.told[0] == code


def test_inline_code_opens_no_comment_and_a_rule_at_the_top_is_no_front_matter() -> None:
    assert page("---\n\n`<!--` is HTML\n\n## SRS-001 A\n\n---\n").ids == ["SRS-001"]


def test_the_text_runs_to_the_next_heading_of_the_level_or_the_next_item() -> None:
    text = """\
        ## SRS-001 A
        a

        #### Background
        b
        ### SRS-002 B
        c
        #### Note
        d
        # SRS-chapter
        e
        ## SRS-003 C
        """
    found = page(dedent(text))
    assert [item.text for item in found.items] == ["a\n\n#### Background\nb", "c\n#### Note\nd", ""]


def test_an_item_of_another_source_ends_the_text_too() -> None:
    assert page("## SRS-001 A\na\n### RC-001 B\nb\n").item("SRS-001").text == "a"


def test_only_the_levels_asked_for_hold_items() -> None:
    found = page("## SRS-001 A\na\n### SRS-002 B\nb\n", module.Options(levels=(2,)))
    assert [(item.id, item.text) for item in found.items] == [("SRS-001", "a\n### SRS-002 B\nb")]


FIELDS = module.Options(fields=("优先级", "Owner", "Target Release"))


@pytest.mark.parametrize(
    ("body", "targets"),
    [
        ("追溯：URS-003、URS-004", ["URS-003", "URS-004"]),
        ("追溯: URS-003, URS-004", ["URS-003", "URS-004"]),
        ("**追溯：** URS-003", ["URS-003"]),
        ("**追溯**：URS-003", ["URS-003"]),
        ("- 追溯：URS-003", ["URS-003"]),
        ("1. **追溯：** [URS-003](urs.md#urs-003)", ["URS-003"]),
        ("> 追溯：URS-003", ["URS-003"]),
        ("- 追溯：URS-003、\n  URS-004\n  URS-005\n\nURS-006", ["URS-003", "URS-004", "URS-005"]),
        ("追溯：URS-003，\nURS-004\nURS-005", ["URS-003", "URS-004"]),
        ("追溯：\n- URS-003\n- URS-004\n\n- URS-005", ["URS-003", "URS-004"]),
        ("追溯：\n\n* URS-003", ["URS-003"]),
        ("#### 追溯\n\nURS-003\nURS-003\n\n#### 备注\n\nURS-009", ["URS-003"]),
        ("追溯：无", []),
        ("软件追溯：URS-003", []),
        ("可追溯：URS-003", []),
        ("```\n追溯：URS-003\n```", []),
        ("<!-- 追溯：URS-003 -->", []),
        ("见 URS-003", []),
    ],
)
def test_labelled_lines_that_the_configuration_names_are_links(body: str, targets: list[str]) -> None:
    found = page(f"## SRS-001 A\n\n{body}\n", FIELDS)
    assert found.cited == [("SRS-001", "derives", target) for target in targets]
    assert found.item("SRS-001").text == body, "fields stay in the text"
    assert found.item("SRS-001").attributes == ()


def test_a_link_stands_at_the_line_that_names_its_target() -> None:
    found = page("## SRS-001 A\n\n追溯：\n- URS-003\n- URS-004\n")
    assert [(link.target, link.location.line) for link in found.links] == [("URS-003", 4), ("URS-004", 5)]
    assert found.links[0].attributes == (("word", "追溯"),)


def test_other_labels_are_attributes() -> None:
    body = "优先级：高\n追溯：URS-001\n- owner: A\n- Owner: B\n\n### Target Release\n\nR1\nR2\n"
    found = page(f"## SRS-001 A\n\n{body}", FIELDS)
    assert found.item("SRS-001").attributes == (("Owner", "A\nB"), ("Target Release", "R1\nR2"), ("优先级", "高"))


@pytest.mark.parametrize(
    "data",
    [
        "## SRS-001 标题\r\n\r\n正文在此写明\r\n追溯：URS-001\r\n".encode(),
        codecs.BOM_UTF8 + "## SRS-001 标题\n\n正文在此写明\n追溯：URS-001\n".encode(),
        "## SRS-001 标题\n\n正文在此写明\n追溯：URS-001\n".encode("gb18030"),
        "## SRS-001 标题\n\n正文在此写明\n追溯：URS-001\n".encode("utf-16"),
        "## SRS-001 标题\r\r正文在此写明\r追溯：URS-001\r".encode(),
    ],
    ids=["CRLF", "BOM", "GB18030", "UTF-16", "CR"],
)
def test_encodings_and_line_ends_are_no_difference(data: bytes) -> None:
    found = page(data)
    assert found == page("## SRS-001 标题\n\n正文在此写明\n追溯：URS-001\n")
    assert found.cited == [("SRS-001", "derives", "URS-001")]
    assert not found.problems


def test_bytes_of_no_encoding_are_told_and_the_rest_is_read() -> None:
    found = page(b"## SRS-001 A\n\xff\xff\xff bad\n## SRS-002 B\n")
    assert found.ids == ["SRS-001", "SRS-002"]
    assert found.told == [("encoding-lossy", 2)]


def test_white_space_is_no_change_and_words_are() -> None:
    digests = [page(f"## SRS-001 A\n\n{text}\n").item("SRS-001").digest for text in ("a b", "a\n  b", "a c")]
    assert digests[0] == digests[1] != digests[2]


def test_a_doubled_id_is_given_twice_for_the_graph_to_tell() -> None:
    assert page("## SRS-001 A\n## SRS-001 B\n").ids == ["SRS-001", "SRS-001"]


LINE = st.sampled_from(
    [
        "## SRS-001 A",
        "### SRS-002 B",
        "# Chapter",
        "```",
        "~~~",
        "<!--",
        "-->",
        "text",
        "",
        "追溯：URS-001",
        "---",
        "- a",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINE, max_size=14))
def test_a_heading_outside_of_marks_is_never_lost(lines: list[str]) -> None:
    text = "\n".join([*lines, "", "-->", "", "## SRS-999 Last"])
    assert page(text).ids[-1] == "SRS-999"
