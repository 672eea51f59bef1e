"""Items as directives of reStructuredText: ids, titles and bodies, relations among the options, text below."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.model.items import Link
from medtrace.model.snapshot import Blob
from medtrace.sources import rst_items as module
from medtrace.sources._source import FieldLink, Files, Setup
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.rst_items
BELOW = module.Options(text="below")
TEXT = """需求
====

.. item:: SRS-001 停搏
   报警
   :satisfies: URS-001 URS-002,
      URS-003
   :status: approved
   :fulfills:

   检出停搏后
   10 s 内报警。

   ==  ==
   a   b
   ==  ==

       quoted

Words between.

.. item:: SRS-002
"""


def page(text: str | bytes, options: module.Options | None = None) -> Reading:
    return read(SOURCE, text, path="docs/srs.rst", options=options)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode("utf-16"), id="UTF-16 with CRLF"),
        pytest.param(TEXT.replace("   :", "\t:").replace("      URS", "\t\tURS").encode(), id="tabs"),
    ],
)
def test_a_directive_is_an_item(data: bytes) -> None:
    reading = page(data)
    first, second = reading.items
    assert (first.id, first.title, first.location.line) == ("SRS-001", "停搏 报警", 4)
    assert first.text == "检出停搏后\n10 s 内报警。\n\n==  ==\na   b\n==  ==\n\n    quoted"
    assert first.attributes == (("status", "approved"),)
    assert reading.cited == [("SRS-001", "satisfies", f"URS-00{number}") for number in (1, 2, 3)]
    assert {link.location.line for link in reading.links} == {6}
    assert (second.id, second.title, second.text, second.location.line) == ("SRS-002", "", "", 22)
    assert not reading.problems


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param(
            ".. item:: SRS-001\n\n   a\n.. item:: SRS-002 b\n", [("SRS-001", "", "a"), ("SRS-002", "b", "")], id="close"
        ),
        pytest.param(".. item::\n   SRS-001 t\n\n   a\n", [("SRS-001", "t", "a")], id="the id on the next line"),
        pytest.param(".. Item:: SRS-001 t\n", [("SRS-001", "t", "")], id="a capital letter"),
        pytest.param(
            ".. item:: SRS-001\n\n   a\n\n   .. item:: SRS-002\n\n      b\n\n   c\n",
            [("SRS-001", "", "a\n\nc"), ("SRS-002", "", "b")],
            id="one inside another",
        ),
        pytest.param(".. note::\n\n   .. item:: SRS-001 t\n", [("SRS-001", "t", "")], id="inside a note"),
        pytest.param("- .. item:: SRS-001 t\n\n     a\n", [("SRS-001", "t", "a")], id="inside a list"),
        pytest.param("Example::\n\n   .. item:: SRS-001 t\n", [], id="a literal block"),
        pytest.param(".. code-block:: rst\n\n   .. item:: SRS-001 t\n", [], id="a code block"),
        pytest.param("..\n   .. item:: SRS-001 t\n", [], id="a comment"),
        pytest.param(".. item-matrix:: SRS-001\n.. req:: SRS-001\n", [], id="other directives"),
        pytest.param("See SRS-001.\n", [], id="no directive"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_where_items_begin_and_end(text: str, items: list[tuple[str, str, str]]) -> None:
    reading = page(text)
    assert [(one.id, one.title, one.text) for one in reading.items] == items
    assert not reading.problems


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        pytest.param(".. item:: SRS-? t\n", [], [("item-without-id", 1)], id="no id of this source"),
        pytest.param(".. item::\n\n", [], [("item-without-id", 1)], id="no id"),
        pytest.param(".. item:: TC-001 t\n", [], [], id="an id of another source"),
        pytest.param(".. item: SRS-001 t\n", [], [("item-commented", 1)], id="one colon"),
        pytest.param(".. item: and words\n", [], [], id="a comment"),
        pytest.param(
            ".. item:: SRS-001\n   :status: a\n   words\n", ["SRS-001"], [("item-options", 3)], id="no empty line"
        ),
        pytest.param(
            ".. item-link::\n   :sources: SRS-001\n   :targets: URS-001\n   :type: fulfills\n",
            [],
            [("item-link", 1)],
            id="links made by a build",
        ),
    ],
)
def test_what_cannot_be_read_is_told(text: str, ids: list[str], told: list[tuple[str, int]]) -> None:
    reading = page(text)
    assert reading.ids == ids
    assert reading.told == told
    assert not reading.links


def test_directives_are_an_option() -> None:
    reading = page(".. req:: SRS-001 a\n.. Spec:: SRS-002 b\n.. item:: SRS-003 c\n", module.Options(("req", "spec")))
    assert reading.ids == ["SRS-001", "SRS-002"]


@pytest.mark.parametrize(
    ("option", "cited"),
    [
        (":fulfills: X-1", [("SRS-001", "satisfies", "X-1")]),
        (":fulfilled_by: X-1", [("X-1", "satisfies", "SRS-001")]),
        (":validates: X-1 X-1", [("SRS-001", "verifies", "X-1")]),
        (":Depends_On: X-1; X-2", [("SRS-001", "uses", "X-1"), ("SRS-001", "uses", "X-2")]),
        (":trace: `X-1`、*X-2*", [("SRS-001", "derives", "X-1"), ("SRS-001", "derives", "X-2")]),
        (":fulfills:", []),
        (":fulfills: , ;", []),
        (":status: X-1", []),
    ],
)
def test_relations_among_the_options(option: str, cited: list[tuple[str, str, str]]) -> None:
    reading = page(f".. item:: SRS-001\n   {option}\n")
    assert reading.cited == cited
    assert [one.attributes for one in reading.items] == [(("status", "X-1"),) if "status" in option else ()]


def test_the_configuration_says_what_an_option_means() -> None:
    pattern = whole_token(r"SRS-\d{3}")
    links = {
        ("requirement", "fulfills"): FieldLink("derives"),
        ("requirement", "shown_by"): FieldLink("verifies", reverse=True),
    }
    text = ".. item:: SRS-001\n   :fulfills: X-1\n   :shown_by: TC-1\n"
    setup = Setup("requirement", pattern, pattern, module.Options(), links)
    found = SOURCE.read(Files((Blob("a.rst", "", text.encode()),)), setup)
    assert [(one.source, one.kind, one.target) for one in found if isinstance(one, Link)] == [
        ("SRS-001", "derives", "X-1"),
        ("TC-1", "verifies", "SRS-001"),
    ]


@pytest.mark.parametrize(
    ("after", "text"),
    [
        pytest.param("\nFirst\nline.\n\nSecond::\n\n   code\n", "First\nline.\n\nSecond::\n\n   code", id="paragraphs"),
        pytest.param("\n   inside\n\nbelow\n", "inside\n\nbelow", id="inside and below"),
        pytest.param("\na\n\n.. item:: SRS-002\n\nb\n", "a", id="up to the next item"),
        pytest.param("\na\n\n.. note::\n\n   b\n\nc\n", "a", id="up to a directive"),
        pytest.param("\na\n\n.. comment\n\nb\n", "a", id="up to a comment"),
        pytest.param("\na\n\nPart\n----\n\nb\n", "a", id="up to a heading"),
        pytest.param("\na\n\n====\nPart\n====\n\nb\n", "a", id="up to the rule above a heading"),
        pytest.param("\na\n\n标题\n--\n\nb\n", "a", id="up to a short heading"),
        pytest.param("\na longer line\n-\n\nb\n", "a longer line\n-\n\nb", id="a dash is no rule"),
        pytest.param("\n", "", id="nothing"),
    ],
)
def test_the_text_may_stand_below(after: str, text: str) -> None:
    data = f"a\n\n.. item:: SRS-001 t\n   :status: b\n{after}"
    assert page(data, BELOW).items[0].text == text
    assert page(data).items[0].text == ("inside" if "inside" in after else "")


def test_text_below_an_inner_item_ends_with_the_outer_one() -> None:
    text = ".. item:: SRS-001\n\n   .. item:: SRS-002\n\n   two\n\none\n\n.. end\n\nno\n"
    assert [(one.id, one.text) for one in page(text, BELOW).items] == [("SRS-001", "two\n\none"), ("SRS-002", "two")]


NESTED = "".join(" " * depth + ".. item:: SRS-001\n" for depth in range(600)) + "\n" * 200_000


@pytest.mark.parametrize(
    "text",
    [
        NESTED,
        ".. item:: SRS-001\n" * 20_000,
        ".. item:: " + "SRS-001 " * 100_000,
        ".. item:: SRS-001\n   :fulfills: " + "URS-001, " * 100_000,
        ".. item:: SRS-001\n\n" + "=" * 1_000_000,
        "x" * 1_000_000,
        ".. " * 300_000,
        ".. item" * 100_000,
        "::\n\n" * 200_000,
        "\t" * 100_000 + ".. item:: SRS-001",
        "\0" * 1_000_000,
    ],
    ids=[
        "deep",
        "many",
        "a long title",
        "many links",
        "a rule",
        "one letter",
        "markup",
        "names",
        "literal",
        "tabs",
        "NUL",
    ],
)
def test_hostile_files_cost_little(text: str) -> None:
    begun = time.process_time()
    page(text, BELOW)
    assert time.process_time() - begun < 10


PIECE = st.sampled_from(
    [
        *TEXT.splitlines(keepends=True),
        ".. item:: SRS-003\n",
        ".. item: SRS-001\n",
        "   ",
        "\t",
        "::\n\n",
        "..\n",
        "- ",
        "\0",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=14).map("".join), st.sampled_from([module.Options(), BELOW]))
def test_any_text_like_items(text: str, options: module.Options) -> None:
    check_reading(SOURCE, text, options=options)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data, options=BELOW)
