"""Where two texts differ, with the lines of both sides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.syntax.lines import MOST_LINES, Hunk, hunks

pytestmark = pytest.mark.requirement("REQ-052")

CASES = [
    ("equal", "a\nb\n", "a\nb\n", ()),
    ("white space and blank lines", "a  b\n\nc\n", "  a b \nc", ()),
    ("an invisible blank", "a b", "a\u00a0b", ()),
    ("one line", "a\nx = 0.5\nc", "a\nx = 0.6\nc", (Hunk(2, 2, "x = 0.5", "x = 0.6"),)),
    ("added after line 1", "a\nc", "a\n\nb\nc", (Hunk(1, 3, "", "b"),)),
    ("added at the top", "c", "a\nc", (Hunk(1, 1, "", "a"),)),
    ("removed at the end", "a\nb", "a", (Hunk(2, 1, "b", ""),)),
    ("two places", "a\nb\nc\nd", "a\nB\nc\nD", (Hunk(2, 2, "b", "B"), Hunk(4, 4, "d", "D"))),
    ("a new file", "", "a\nb", (Hunk(1, 1, "", "a\nb"),)),
]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_hunks(before: str, after: str, expected: tuple[Hunk, ...]) -> None:
    assert hunks(before, after) == expected


def test_a_file_that_was_written_anew_is_one_hunk() -> None:
    before = "\n".join(["first", *(f"a{i}" for i in range(MOST_LINES + 1)), "last"])
    after = "\n".join(["first", *(f"b{i}" for i in range(MOST_LINES + 1)), "last"])
    (hunk,) = hunks(before, after)
    assert (hunk.old_line, hunk.new_line, hunk.before.count("\n")) == (2, 2, MOST_LINES)


@settings(max_examples=100)
@given(st.lists(st.sampled_from("abc\n "), max_size=12), st.lists(st.sampled_from("abc\n "), max_size=12))
def test_no_hunk_means_equal_words(before: list[str], after: list[str]) -> None:
    one, other = "".join(before), "".join(after)
    words = [[line.split() for line in text.split("\n") if line.split()] for text in (one, other)]
    assert (hunks(one, other) == ()) == (words[0] == words[1])
