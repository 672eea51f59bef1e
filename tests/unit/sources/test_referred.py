"""Rows of risks that refer to controls instead of saying one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.ids import whole_token
from medtrace.sources import markdown_table
from medtrace.sources._referred import referred_ids
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-024")
KNOWN = whole_token(r"(?:RC|SRS)-\d+")
BY_TEXT = (("title", ("措施",)),)
BY_ID = (("id", ("控制编号",)), ("title", ("措施",)))


def risks(rows: str, controls: tuple[tuple[str, tuple[str, ...]], ...] = BY_ID) -> Reading:
    head = "| 编号 | 危险 | 控制编号 | 措施 |\n|--|--|--|--|\n"
    options = markdown_table.Options((("id", ("编号",)), ("hazard", ("危险",))), controls)
    return read(markdown_table.markdown_table, head + rows, kind="risk", pattern=r"RISK-\d+", options=options)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("见 RC-001、RC-002", ("RC-001", "RC-002")),
        ("参见RC-001", ("RC-001",)),
        ("详见：RC-001 和 SRS-020。", ("RC-001", "SRS-020")),
        ("（见风险控制措施 RC-001 等）", ("RC-001",)),
        ("同 RC-001", ("RC-001",)),
        ("see RC-001, RC-002", ("RC-001", "RC-002")),
        ("See also controls RC-001 and RC-002.", ("RC-001", "RC-002")),
        ("refer to **RC-001**", ("RC-001",)),
        ("见 M1、M2", ("M1", "M2")),
        ("RC-001", ()),
        ("见说明书", ()),
        ("see the manual", ()),
        ("见 RC-001，并在说明书中警告", ()),
        ("seeing RC-001", ()),
        ("", ()),
    ],
)
def test_a_text_that_only_refers_names_the_ids(text: str, ids: tuple[str, ...]) -> None:
    assert referred_ids(KNOWN, text) == ids


@pytest.mark.parametrize(
    ("row", "controls"),
    [
        ("| RISK-1 | h | 见 RC-001、RC-002 | |", BY_ID),
        ("| RISK-1 | h | | see RC-001, RC-002 |", BY_ID),
        ("| RISK-1 | h | | 参见RC-001、RC-002 |", BY_TEXT),
    ],
)
def test_a_row_that_refers_to_controls_cites_them_and_defines_none(
    row: str, controls: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    found = risks(row, controls)
    assert found.ids == ["RISK-1"]
    assert found.cited == [("RC-001", "controls", "RISK-1"), ("RC-002", "controls", "RISK-1")]
    assert not found.problems


def test_a_row_that_says_more_than_a_reference_is_a_control_of_its_own() -> None:
    found = risks("| RISK-1 | h | | 见 RC-001，并在说明书中警告 |", BY_TEXT)
    assert [(item.id, item.title) for item in found.items if item.kind == "risk-control"] == [
        ("RISK-1/C1", "见 RC-001，并在说明书中警告")
    ]


def test_a_reference_to_its_own_id_says_nothing_of_a_control() -> None:
    found = risks("| RISK-1 | h | RC-001 | 报警 |\n| RISK-2 | h | RC-001 | 见 RC-001 |")
    assert [(item.id, item.title) for item in found.items if item.kind == "risk-control"] == [
        ("RC-001", "报警"),
        ("RC-001", ""),
    ]


@given(st.text(st.sampled_from("见同see RC-0123、和，(及"), max_size=30))
def test_what_is_referred_to_stands_in_the_text(text: str) -> None:
    assert all(one in text for one in referred_ids(KNOWN, text))
