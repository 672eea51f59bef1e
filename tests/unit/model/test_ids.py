"""Natural order and whole tokens of ids."""

import pytest

from medtrace.model.ids import found_ids, natural_key, unread_ranges, whole_token


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## 需求-001 输液", ["需求-001"]),
        ("来源：需求-001、需求-002", ["需求-001", "需求-002"]),
        ("来源：用户需求-001", []),
        ("见需求-001，按照需求-002和需求-003修改", ["需求-001", "需求-002", "需求-003"]),
        ("A需求-001 3需求-001 𠮷需求-001", []),
        ("见SRS-001，按SRS-002修改，需求SRS-003", ["SRS-001", "SRS-002", "SRS-003"]),
    ],
)
def test_an_id_of_chinese_characters_is_no_tail_of_a_longer_word(text: str, found: list[str]) -> None:
    assert whole_token(r"需求-\d+|SRS-\d+").findall(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SRS-001 to SRS-004", ["SRS-001", "SRS-002", "SRS-003", "SRS-004"]),
        ("见 SRS-009 至 SRS-011。", ["SRS-009", "SRS-010", "SRS-011"]),
        ("[SRS-001] – [SRS-003], SRS-007", ["SRS-001", "SRS-002", "SRS-003", "SRS-007"]),
        ("SRS-001..003 and SRS-008", ["SRS-001", "SRS-002", "SRS-003", "SRS-008"]),
        ("SRS-001 to 003", ["SRS-001", "SRS-002", "SRS-003"]),
        ("SRS-001 to 3 s", ["SRS-001"]),
        ("SRS-003 to SRS-001", ["SRS-003", "SRS-001"]),
        ("SRS-003 .. 001", ["SRS-003"]),
        ("SRS-001 to RISK-003", ["SRS-001", "RISK-003"]),
        ("SRS-001 and SRS-003", ["SRS-001", "SRS-003"]),
        ("SRS-1 to SRS-999999", ["SRS-1", "SRS-999999"]),
    ],
)
def test_a_range_names_what_lies_between(text: str, found: list[str]) -> None:
    pattern = whole_token(r"(?:SRS|RISK)-\d+")
    assert list(found_ids(pattern, text, ranges=True)) == found


def test_undeclared_words_between_two_ids_are_no_range() -> None:
    assert found_ids(whole_token(r"SRS-\d+"), "SRS-001 to SRS-004, SRS-006..008") == ("SRS-001", "SRS-004", "SRS-006")


def test_lines_of_a_list_are_no_range() -> None:
    text = "- SRS-001\n- SRS-004\n~ SRS-006"
    assert found_ids(whole_token(r"SRS-\d+"), text, ranges=True) == ("SRS-001", "SRS-004", "SRS-006")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SRS-003 to SRS-001", ["SRS-003 SRS-001 backwards 0"]),
        ("见 SRS-011 至 SRS-009。", ["SRS-011 SRS-009 backwards 2"]),
        ("a SRS-003..001", ["SRS-003 SRS-001 backwards 2"]),
        ("SRS-0001 to SRS-1003", ["SRS-0001 SRS-1003 too-long 0"]),
        ("SRS-1 to SRS-9999, SRS-3 - SRS-2", ["SRS-1 SRS-9999 too-long 0", "SRS-3 SRS-2 backwards 19"]),
        ("SRS-0001 to SRS-1002, SRS-001 to SRS-001", []),
        ("SRS-003 to RISK-001, SRS-003 and SRS-001, SRS-003 to 1 s", []),
        ("- SRS-004\n- SRS-001", []),
    ],
)
def test_a_range_that_is_none_is_told(text: str, told: list[str]) -> None:
    found = unread_ranges(whole_token(r"(?:SRS|RISK)-\d+"), text)
    assert [f"{one.first} {one.last} {one.reason} {one.start}" for one in found] == told
