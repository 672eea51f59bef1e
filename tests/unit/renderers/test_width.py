"""Widths on a line, wrapping, and how columns share a page."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from medtrace.renderers._width import Need, columns, ems, longest_word, shares, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("需求", 4), ("e\u0301", 1), ("ＡＢ", 4), ("", 0), ("a\u200db", 2)]
)
def test_columns_on_a_line(text: str, width: int) -> None:
    assert columns(text) == width


def test_ems_are_on_the_safe_side_of_times() -> None:
    # Advance widths of Times New Roman: R .667 E .611 Q .722 - .333 1 .5
    assert ems("REQ-1") > 0.667 + 0.611 + 0.722 + 0.333 + 0.5
    assert ems("需求") == 2.0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("软件需求规格说明", 8, ("软件需求", "规格说明")),
        ("软件需求，规格", 8, ("软件需", "求，规格")),
        ("software requirements", 12, ("software", "requirements")),
        ("a very-long-word-indeed", 6, ("a", "very-l", "ong-wo", "rd-ind", "eed")),
        ("需求 REQ-1 变更", 9, ("需求", "REQ-1 变", "更")),
        ("   ", 4, ()),
    ],
)
def test_wrapping_by_display_width(text: str, width: int, lines: tuple[str, ...]) -> None:
    assert wrap(text, width) == lines


@settings(max_examples=80)
@given(st.text(max_size=60), st.integers(2, 30))
def test_wrapping_loses_nothing_but_blanks_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines)


def test_the_longest_word_is_latin_or_one_sign_with_its_comma() -> None:
    assert longest_word("软件，requirements") == ems("requirements")
    assert longest_word("软件，") == 2.0


@pytest.mark.parametrize(
    ("needs", "total", "given"),
    [
        ([Need(0, 10), Need(0, 30)], 400, (100, 300)),
        ([Need(150, 10, whole=True), Need(50, 10), Need(50, 30)], 400, (150, 62, 188)),
        ([Need(300, 1), Need(10, 99)], 400, (300, 100)),
        ([Need(100, 10, whole=True), Need(100, 10, whole=True)], 400, (200, 200)),
        ([Need(250, 1, whole=True), Need(200, 1)], 400, (215, 185)),
        ([Need(300, 1, whole=True), Need(300, 1, whole=True)], 400, (200, 200)),
        ([Need(200, 1, whole=True), Need(50, 1, wish=220)], 400, (180, 220)),
    ],
    ids=[
        "by weight",
        "an id column takes what it needs",
        "no column below its need",
        "only id columns share all",
        "ids and text give way, ids the less",
        "too many ids give in alike",
        "ids give way a little where text wishes for room",
    ],
)
@pytest.mark.requirement("REQ-065")
def test_columns_share_the_width(needs: list[Need], total: int, given: tuple[int, ...]) -> None:
    assert shares(needs, total) == given


@settings(max_examples=80)
@given(
    st.lists(
        st.builds(Need, st.integers(1, 4000), st.integers(0, 60), st.booleans(), st.integers(0, 2000)),
        min_size=1,
        max_size=12,
    ),
    st.integers(2000, 16000),
)
@example([Need(1900, 0), Need(100, 0, wish=200), Need(1, 0, whole=True)], 2001)
def test_widths_add_up(needs: list[Need], total: int) -> None:
    widths = shares(needs, total)
    assert sum(widths) == total
    assert len(widths) == len(needs)
    assert all(width > 0 for width in widths) or total < sum(need.least for need in needs)
