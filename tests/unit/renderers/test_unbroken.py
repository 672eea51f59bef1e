"""No id is torn at the end of a line, and no sign is added to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.renderers._unbroken import ID, advance, unbroken

pytestmark = pytest.mark.requirement("REQ-065")


@pytest.mark.parametrize(
    ("text", "room", "parts"),
    [
        ("关联项变更：SDD-015", 9.0, ("关联项变更：", "SDD-015")),
        ("关联项变更：SDD-015", 12.0, ("关联项变更：SDD-015",)),
        ("见（SDD-015）", 6.5, ("见", "（SDD-015）")),
        ("changed: SDD-015", 6.5, ("changed: ", "SDD-015")),
        ("自 v1.0..v1.1 起", 5.0, ("自 ", "v1.0..v1.1 起")),
        ("没有编号的一段较长的中文文字", 5.0, ("没有编号的一段较长的中文文字",)),
        ("SDD-015", 1.0, ("SDD-015",)),
    ],
)
def test_a_line_ends_before_an_id_that_it_would_tear(text: str, room: float, parts: tuple[str, ...]) -> None:
    assert unbroken(text, room) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SDD-015、S-07", ["SDD-015", "S-07"]),
        ("V1.3.0.0561 于 2026-03-16", ["V1.3.0.0561", "2026-03-16"]),
        ("A-01-2fb6190a", ["A-01-2fb6190a"]),
        ("well-known re-use", []),
    ],
)
def test_what_is_taken_for_one_word(text: str, found: list[str]) -> None:
    assert ID.findall(text) == found


@settings(max_examples=100)
@given(st.text(alphabet="需求变更，。（） abSDR-015.:", max_size=60), st.floats(2.0, 30.0))
def test_nothing_is_lost_or_added(text: str, room: float) -> None:
    parts = unbroken(text, room)
    assert "".join(parts) == text
    assert not any(part == "" for part in parts) or parts == ("",)


def test_advances_are_those_of_times_new_roman() -> None:
    assert advance("REQ-1") == pytest.approx(0.667 + 0.611 + 0.722 + 0.333 + 0.5)
    assert advance("需求") == 2.0
