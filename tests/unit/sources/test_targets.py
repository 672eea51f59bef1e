"""What a field of links holds beside its targets: slips of the pen are told, words and standards are not."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.sources import csv_table, markdown_table, yaml_items
from medtrace.sources._targets import unread_targets
from tests.support.source_readings import read

pytestmark = pytest.mark.requirement("REQ-031")
KNOWN = re.compile(r"(?<![A-Za-z0-9_])(?:URS-\d{3}|SRS-\d{3})(?![A-Za-z0-9_])")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("USR-001", ("USR-001",)),
        ("URS-001, URS-02, USR-777", ("URS-02", "USR-777")),
        ("URS-001/URS-02/URS-003", ("URS-02",)),
        ("URS-001、URS–002", ("URS–002",)),
        ("见URS-2和URS002", ("URS-2", "URS002")),
        ("urs-001", ("urs-001",)),
        ("ＵＲＳ－００１", ("ＵＲＳ－００１",)),
        ("URS-001\n[USR-002](a.md#usr-002)", ("USR-002",)),
        ("USR-001, USR-001", ("USR-001",)),
        ("the alarm is raised as the need of the nurse in URS-2 says for all of the wards", ("URS-2",)),
        ("见 URS-001", ()),
        ("URS-001, see design", ()),
        ("—", ()),
        ("无", ()),
        ("N/A", ()),
        ("derived", ()),
        ("ISO-14971, IEC-62304, UTF-8, v1.2, Rev-2", ()),
        ("src/URS-2.py, https://example.org/USR-001, a.md#USR-001", ()),
        ("2024-01-01T10:00, 30 s, 3.2", ()),
        ("a sentence of many words which names the part XY-12 of a device that stands in the ward", ()),
        ("", ()),
    ],
)
def test_a_word_that_looks_like_an_id_is_told(value: str, expected: tuple[str, ...]) -> None:
    assert unread_targets(KNOWN, value) == expected


@given(st.text())
def test_any_value_is_answered(value: str) -> None:
    assert all(word and word in value for word in unread_targets(KNOWN, value))


@pytest.mark.parametrize("piece", ["a-", "A", "-1", "A-1 ", "USR-001", "<", "[](", "\0/"])
def test_a_long_value_costs_time_in_step_with_its_length(piece: str) -> None:
    start = time.process_time()
    unread_targets(KNOWN, piece * (400_000 // len(piece)))
    assert time.process_time() - start < 3


def test_a_mistyped_target_of_a_table_is_told() -> None:
    text = "| 编号 | 内容 | 追溯 |\n|--|--|--|\n| SRS-001 | a | URS-001、USR-001 |\n"
    found = read(markdown_table.markdown_table, text, path="s.md", options=markdown_table.Options())
    assert [(one.code, one.about, str(one.location)) for one in found.problems] == [
        ("target-not-read", "USR-001", "s.md:3")
    ]


def test_a_mistyped_target_of_a_yaml_list_is_told() -> None:
    text = "- id: SRS-001\n  追溯: [URS-001, derived, USR-001]\n"
    found = read(yaml_items.yaml_items, text, path="s.yaml", options=yaml_items.Options())
    assert [(one.code, one.about) for one in found.problems] == [("target-not-read", "USR-001")]


def test_a_mistyped_target_of_a_csv_row_is_told() -> None:
    text = '编号,内容,追溯\nSRS-001,x,"URS-001, USR-777"\n'
    found = read(csv_table.csv_table, text, path="s.csv", options=csv_table.Options())
    assert [(one.code, one.about) for one in found.problems] == [("target-not-read", "USR-777")]
