"""Items in comments of code: marks of several languages, roles, links, and text that only looks like it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.sources import code_items as module
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-021", "REQ-025")
SOURCE = module.code_items
JAVADOC = """\
package x;
/**
 * Refuses anything but
 * the validated shape.
 *
 * @itemId:SRS-001
 * @itemTitle:"Canonical number"
 * @satisfies:URS-001,
 *   URS-002
 * @owner QA
 */
void f();
"""


def code(data: str | bytes, options: module.Options | None = None) -> Reading:
    return read(SOURCE, data, path="src/a.ts", options=options)


def test_an_item_has_the_prose_above_its_tags_as_its_text() -> None:
    reading = code(JAVADOC)
    item = reading.items[0]
    assert (item.id, item.title, item.location.line) == ("SRS-001", "Canonical number", 6)
    assert item.text == "Refuses anything but\nthe validated shape."
    assert item.attributes == (("owner", "QA"),)
    assert reading.cited == [("SRS-001", "satisfies", "URS-001"), ("SRS-001", "satisfies", "URS-002")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("# words\n# @itemId: SRS-001\n", ("SRS-001", "words"), id="hash"),
        pytest.param("//! words\n//! @itemId SRS-001\n", ("SRS-001", "words"), id="rust"),
        pytest.param("-- words\n-- @itemId = SRS-001\n", ("SRS-001", "words"), id="sql"),
        pytest.param('  """words\n\n  @itemId: SRS-001\n  """\n', ("SRS-001", "words"), id="docstring"),
        pytest.param("/* words\n   @itemId:SRS-001 */\n", ("SRS-001", "words"), id="block without stars"),
        pytest.param("/** @itemId:SRS-001 */\n", ("SRS-001", ""), id="one line"),
        pytest.param("/* @itemId:SRS-001", ("SRS-001", ""), id="never closed"),
        pytest.param("/**\r\n * @itemId:SRS-001\r\n */\r\n", ("SRS-001", ""), id="CRLF"),
    ],
)
def test_comments_of_several_languages(text: str, found: tuple[str, str]) -> None:
    assert [(item.id, item.text) for item in code(text).items] == [found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("x = '@itemId:SRS-001'\n", [], id="no comment"),
        pytest.param("// see @itemId:SRS-001\n", [], id="amid a sentence"),
        pytest.param("// @other:SRS-001\n", [], id="another tag"),
        pytest.param("// @itemId:SRX-1\n", [("item-without-id", 1)], id="a misspelt id"),
        pytest.param("// @itemId:URS-001\n", [], id="an item of another source"),
        pytest.param("// @itemId:SRS-001 SRS-002\n", [("item-without-id", 1)], id="two ids"),
        pytest.param("// @itemTitle:x\n\x00", [], id="binary"),
    ],
)
def test_what_is_no_item(text: str, told: list[tuple[str, int]]) -> None:
    reading = code(text)
    assert (reading.ids, reading.told) == ([], told)


def test_roles_name_their_own_tags() -> None:
    options = module.Options(columns=(("id", ("req",)), ("text", ("shall",)), ("priority", ("prio",))))
    item = code("// about\n// @req SRS-001\n// @shall do\n//   this\n// @prio high\n", options).items[0]
    assert (item.text, item.attributes) == ("do this", (("priority", "high"),))


def test_two_comments_are_two_items() -> None:
    assert code(JAVADOC + JAVADOC.replace("001", "003")).ids == ["SRS-001", "SRS-003"]


PARTS = st.sampled_from(
    ["/**", "*/", " * ", "// ", "@itemId:SRS-001", "@itemTitle:", '"""', "\n", "x", "@", "\x85", '"']
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PARTS, max_size=14).map("".join))
def test_any_comment(text: str) -> None:
    check_reading(SOURCE, text)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, b"/* @itemId:SRS-001\n" + (data if isinstance(data, bytes) else data.encode()))


@pytest.mark.parametrize(
    "text",
    ["// @" * 200_000, "/*" * 500_000, "@" * 1_000_000, "# @a " + " " * 1_000_000, "// @a\n" + "// b\n" * 200_000],
)
def test_long_text_reads_in_linear_time(text: str) -> None:
    check_reading(SOURCE, text)
