"""One change under several regimes: the rows of each, as the comparison of the fact sheet has them (§12.5)."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Trace

pytestmark = pytest.mark.requirement("REQ-050", "REQ-054")

REGIMES = ("nmpa-2022", "nmpa-2015", "fda", "eu-mdcg-2020-3")
# What each regime makes of a change of the example: rows and severities of what fired.
CHANGES = {
    "Operating system: ubuntu → openeuler (2 files)": (
        ["A-01 major"],
        ["A-01 major"],
        ["F-5 depends"],
        ["C1 major"],
    ),
    "Files of Rhythm (rhythm) changed: src/ecg/rhythm.py; functions: new af_burden (lines 76–82)": (
        ["P-04 major"],
        ["P-04 major"],
        ["F-5 depends"],
        ["C2 depends"],
    ),
}


@pytest.fixture(scope="module")
def assessed(trace: Trace, example: Path) -> dict[str, Any]:
    """The example's range under every regime."""
    ran = trace("assess", "v1.2..v1.3", "--profile", ",".join(REGIMES), "--format", "json", cwd=example)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = ran.json
    return found


def test_each_regime_has_a_view_and_the_first_leads(assessed: dict[str, Any]) -> None:
    views = [(view["profile"], view["since"]) for view in assessed["views"]]
    assert views == [("nmpa-2022", "given"), ("nmpa-2022", "registration"), *((one, "given") for one in REGIMES[1:])]
    assert assessed["findings"] == assessed["views"][0]["findings"]
    assert [one["name"] for one in assessed["provenance"]["profiles"]] == list(REGIMES)


@pytest.mark.parametrize("change", CHANGES)
def test_one_change_under_each_regime(assessed: dict[str, Any], change: str) -> None:
    by_profile = {view["profile"]: view["findings"] for view in assessed["views"] if view["since"] == "given"}
    for regime, expected in zip(REGIMES, CHANGES[change], strict=True):
        rows = [f"{one['trigger']} {one['severity']}" for one in by_profile[regime] if one["summary"]["en"] == change]
        assert rows == expected, regime


def test_an_uncontrolled_risk_and_a_threshold_are_seen_by_the_other_regimes_too(assessed: dict[str, Any]) -> None:
    fired = {
        (view["profile"], one["trigger"], one["summary"]["en"])
        for view in assessed["views"]
        for one in view["findings"]
        if one["confidence"] in {"certain", "likely"}
    }
    told = {(profile, row) for profile, row, what in fired if "RISK-022" in what or "AF_THRESHOLD" in what}
    assert told >= {
        ("fda", "F-3a"),
        ("fda", "F-3b"),
        ("fda", "F-5"),
        ("eu-mdcg-2020-3", "C2"),
        ("eu-mdcg-2020-3", "C5"),
    }


def test_a_regime_without_a_row_on_versions_expects_none(assessed: dict[str, Any]) -> None:
    expected = {view["profile"]: view["verdict"]["expected_version_field"] for view in assessed["views"]}
    assert (expected["fda"], expected["eu-mdcg-2020-3"], expected["nmpa-2022"]) == ("", "", "X")


def test_the_page_has_one_line_for_each_regime(trace: Trace, example: Path) -> None:
    shown = trace("assess", "v1.2..v1.3", "--profile", ",".join(REGIMES), "--lang", "en", cwd=example).out
    head = shown.index("The verdict under each regime (v1.2..v1.3)")
    rows = [line.split("  ") for line in shown[head:].splitlines()[2:7]]
    assert [row[1] for row in rows[:4]] == list(REGIMES)
    assert "A-01, D-01, D-06, P-04, P-06, P-08, P-16" in shown[head:]
    assert rows[4][1].startswith("add -v")
    assert "One change under each regime:" not in shown


def test_the_page_shows_the_questions_in_order_and_the_change_beside_itself(trace: Trace, example: Path) -> None:
    asked_for = ("v1.2..v1.3", "--profile", "nmpa-2022", "--profile", "fda", "-v", "--lang", "en")
    shown = trace("assess", *asked_for, cwd=example).out
    asked = [line.split()[0] for line in shown.splitlines() if line.startswith("  F-") and "?" in line]
    assert asked == ["F-0a", "F-0b", "F-0c", "F-1", "F-2", "F-3a", "F-3b", "F-4"]
    change = shown[shown.index("One change under each regime:") :]
    assert "nmpa-2022: A-01 [A] major" in change
    assert "fda: F-5 [B] a person judges" in change


def test_an_unknown_regime_ends_with_the_nearest(trace: Trace, example: Path) -> None:
    ran = trace("assess", "v1.2..v1.3", "--profile", "nmpa-2023", "--lang", "en", cwd=example)
    assert ran.code == 2
    assert "nmpa-2022" in ran.err


def test_a_row_is_explained_under_each_regime_that_has_it(trace: Trace, example: Path) -> None:
    shown = trace("explain", "P-17", "--lang", "en", cwd=example).out
    assert "(nmpa-2022)" in shown
    assert "(nmpa-2015)" in shown
