"""Evidence in one line: what differs is always seen, and a digest is not what a person reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.cli.differences import WIDTH, cut, difference
from medtrace.model.verdict import Evidence

pytestmark = pytest.mark.requirement("REQ-101")

SHA = "0123456789abcdef" * 4
LONG = "服务端应以容器方式运行于经过验证的基础镜像，" * 5


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(LONG + "灵敏度不低于 95%。", LONG + "灵敏度不低于 97%。", id="at the end"),
        pytest.param("v1 " + LONG, "v2 " + LONG, id="at the beginning"),
        pytest.param(LONG + "0.62" + LONG, LONG + "0.55" + LONG, id="in the middle"),
        pytest.param("A，" + LONG + "0.62", "A：" + LONG + "0.55", id="at both ends of a long stretch"),
        pytest.param(LONG, LONG + "并记录。", id="something was added"),
    ],
)
def test_both_sides_never_look_alike(before: str, after: str) -> None:
    one, other = cut(before, after)
    assert one != other
    assert max(len(one), len(other)) <= WIDTH + 3


def test_both_ends_of_a_long_stretch_are_seen() -> None:
    one, other = cut("A，" + LONG + "0.62", "A：" + LONG + "0.55")
    assert (one[:2], one[-4:]) == ("A，", "0.62")
    assert (other[:2], other[-4:]) == ("A：", "0.55")


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_whatever_differs_is_seen(head: str, before: str, after: str, tail: str) -> None:
    one, other = cut(head + before + tail, head + after + tail)
    assert (one == other) <= (before == after or not (head + before + tail) or not (head + after + tail))
    assert max(len(one), len(other)) <= WIDTH + 3


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (SHA, SHA[::-1], "contents differ"),
        ("", SHA[:40], "added"),
        (SHA[:40], "", "removed"),
        (f"A/1 sha256 {SHA}", f"B/0 sha256 {SHA[::-1]}", "A/1 → B/0"),
        (f"A/1 sha256 {SHA}", f"A/1 sha256 {SHA[::-1]}", "A/1 (contents differ)"),
        ("sha256 0123456789abcdef", "sha256 fedcba9876543210", "contents differ"),
        ("0123456789abcdef", "fedcba9876543210", "0123456789abcdef → fedcba9876543210"),
    ],
)
def test_digests_are_left_out(before: str, after: str, told: str) -> None:
    assert difference(Evidence("a.py", 0, (), before, after)).en == f"a.py  {told}"


def test_ten_digits_where_more_is_asked_for() -> None:
    assert difference(Evidence("a.py", 0, (), SHA, SHA[::-1]), digests=True).en == "a.py  0123456789 → fedcba9876"
