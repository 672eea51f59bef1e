"""Expressions that may never end are refused; those that the field writes are not."""

import pytest

from medtrace.config.runaway import runs_away


@pytest.mark.parametrize(
    "expression",
    ["(a+)+", "(a+)+$", "(?:a*)*b", "([A-Z]+)*-1", r"(\w+\s?)*", "((a+))+", "(a+|b)+", "x(?:(?:a+)+)y"],
)
@pytest.mark.requirement("REQ-011", "REQ-074")
def test_refused(expression: str) -> None:
    assert runs_away(expression)


@pytest.mark.parametrize(
    "expression",
    [
        r"SRS-\d{3}",
        r"REQ-[A-Z]+-\d+",
        r"REQ(?:[-_][A-Z][A-Z0-9]*)*-\d+",
        "(?:URS|SRS)-[0-9]+",
        r"#\d+",
        r"CF\d+(?:\.\d+)*",
        "a+b+",
    ],
)
@pytest.mark.requirement("REQ-010")
def test_accepted(expression: str) -> None:
    assert not runs_away(expression)
