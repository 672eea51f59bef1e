"""What somebody meant by an id that does not exist."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.app.near_ids import nearest_id, other_forms

pytestmark = pytest.mark.requirement("REQ-075")

IDS = ("SRS-017", "SRS-018", "SRS-049", "SRS-100", "RISK-018", "RISK-077", "RISK-555", "URS-GUI-3")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mend the filter of SRS-18", [("SRS-18", "SRS-018")]),
        ("SRS_018: mend", [("SRS_018", "SRS-018")]),
        ("mend (srs-018)", [("srs-018", "SRS-018")]),
        ("按 SRS 18 修改", [("SRS 18", "SRS-018")]),
        ("srs018, risk77", [("srs018", "SRS-018"), ("risk77", "RISK-077")]),
        ("urs_gui-03", [("urs_gui-03", "URS-GUI-3")]),
        ("SRS-018 is one", []),
        ("SRS-19 is no form of any", []),
        ("see docs/srs-018.md, docs/srs-018/a and srs-018.md", []),
        ("UTF-8, version 2, srs-18.1", []),
        ("修改 ＳＲＳ－０１８", [("ＳＲＳ－０１８", "SRS-018")]),
        ("SRS-018a", [("SRS-018a", "SRS-018")]),
        ("SRS-0149", [("SRS-0149", "SRS-049")]),
        ("SR-017 and RISKS-077", [("SR-017", "SRS-017"), ("RISKS-077", "RISK-077")]),
        ("PR-17, SRS-2024", []),
    ],
)
def test_another_form_is_seen(text: str, found: list[tuple[str, str]]) -> None:
    assert list(other_forms(text, IDS)) == found


def test_of_one_letter_and_a_number_nothing_is_said() -> None:
    assert list(other_forms("h1 and H-1", ("H-001",))) == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("SRS-18", "SRS-018"),
        ("SRS-0018", "SRS-018"),
        ("SRS-108", "SRS-018"),
        ("SRS-494", ""),
        ("SRS-904", ""),
        ("SRS-0149", "SRS-049"),
        ("SRS-117", "SRS-017"),
        ("SRS-555", "RISK-555"),
        ("SWR-018", ""),
        ("SWR-100", "SRS-100"),
        ("SRS-", ""),
    ],
)
def test_the_nearest_is_really_near(name: str, near: str) -> None:
    assert nearest_id(name, IDS) == near


@given(st.text(), st.lists(st.text(), max_size=5))
@settings(deadline=None)
def test_anything_may_stand_there(text: str, ids: list[str]) -> None:
    assert nearest_id(text, ids) in {"", *ids}
    assert {meant for _, meant in other_forms(text, ids)} <= set(ids)
