"""Expressions compiled at first use behave as compiled ones, and cost no more afterwards."""

import copy
import re

import pytest

from medtrace.expressions import expression

_TEXT = r"(?P<word>[a-z]+)-(\d+)"


@pytest.mark.requirement("REQ-075")
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("match", ("srs-14 urs-3",)),
        ("search", ("see srs-14",)),
        ("fullmatch", ("srs-14",)),
        ("findall", ("srs-14, urs-3",)),
        ("split", ("a srs-14 b urs-3 c",)),
        ("sub", ("-", "srs-14, URS-3")),
        ("subn", ("-", "srs-14, URS-3")),
    ],
)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_answers_as_the_compiled_expression(asked: str, words: tuple[str, ...], flags: int) -> None:
    late, early = (getattr(one, asked)(*words) for one in (expression(_TEXT, flags), re.compile(_TEXT, flags)))
    assert getattr(late, "groups", lambda: late)() == getattr(early, "groups", lambda: early)()


def test_tells_what_it_is() -> None:
    late, early = expression(_TEXT, re.IGNORECASE), re.compile(_TEXT, re.IGNORECASE)
    assert (late.pattern, late.flags, late.groups, late.groupindex) == (
        early.pattern,
        early.flags,
        early.groups,
        early.groupindex,
    )


def test_is_compiled_once_and_at_first_use() -> None:
    late = expression("(")
    assert late.pattern == "("
    with pytest.raises(re.error):
        late.match("")
    right = expression("a")
    assert right.match is right.match


def test_can_be_copied_and_asked_for_what_it_has_not() -> None:
    late = copy.deepcopy(expression(_TEXT))
    assert late.fullmatch("srs-14")
    assert not hasattr(late, "scanner_of")
