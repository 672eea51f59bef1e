"""Natural order and whole tokens of ids."""

import pytest

from medtrace.model.ids import natural_key, whole_token


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["REQ-10", "REQ-9", "REQ-1"], ["REQ-1", "REQ-9", "REQ-10"]),
        (["SRS-2", "RISK-1", "SRS-1"], ["RISK-1", "SRS-1", "SRS-2"]),
        (["v1.10", "v1.9"], ["v1.9", "v1.10"]),
        (["A-1", "A-01"], ["A-01", "A-1"]),
        (["²-1", "1-²"], ["1-²", "²-1"]),
    ],
)
def test_natural_order(names: list[str], expected: list[str]) -> None:
    assert sorted(names, key=natural_key) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SRS-1", ["SRS-1"]),
        ("实现SRS-1的功能", ["SRS-1"]),
        ("[SRS-1], (SRS-2).", ["SRS-1", "SRS-2"]),
        ("SRS-10", ["SRS-10"]),
        ("XSRS-1 SRS-1-2 SRS-1_a", []),
        ("SRS-1.2", []),
        ("ends SRS-1.", ["SRS-1"]),
    ],
)
@pytest.mark.requirement("REQ-022", "REQ-041")
def test_whole_tokens(text: str, found: list[str]) -> None:
    assert whole_token(r"SRS-\d+").findall(text) == found
