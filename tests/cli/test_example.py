"""The main job on the example: the planted faults, the triggers, the baseline, and the truth by construction."""

from pathlib import Path
from typing import Any

import pytest

from medtrace import example as model
from medtrace.example import Faults
from medtrace.gitio.creation import create_repository
from tests.support.running import Trace


def fired(assessment: dict[str, Any]) -> set[str]:
    """Trigger ids of findings that count."""
    return {one["trigger"] for one in assessment["findings"] if one["confidence"] in {"certain", "likely"}}


@pytest.mark.requirement("REQ-051", "REQ-052", "REQ-053", "REQ-054", "REQ-080")
def test_the_release_with_the_major_changes(trace: Trace, example: Path) -> None:
    assessed = trace("assess", "v1.2..v1.3", "--format", "json", cwd=example).json
    assert {"A-01", "P-04", "D-01", "P-08", "P-06"} <= fired(assessed)
    for finding in assessed["findings"]:
        if finding["trigger"] in {"A-01", "P-04", "D-01", "P-08", "P-06"} and finding["confidence"] != "question":
            assert finding["evidence"]
            assert all(one["path"] and one["commits"] for one in finding["evidence"]), finding["id"]
    assert assessed["verdict"]["severity"] == "major"
    assert assessed["verdict"]["route"] == "undecided"
    assert (assessed["verdict"]["expected_version_field"], assessed["verdict"]["actual_version_field"]) == ("X", "Y")
    assert "V-02" in fired(assessed)


@pytest.mark.requirement("REQ-054")
def test_the_quiet_release_fires_nothing_major(trace: Trace, example: Path) -> None:
    assessed = trace("assess", "v1.1..v1.2", "--format", "json", cwd=example).json
    major = [
        one
        for one in assessed["findings"]
        if one["severity"] in {"major", "depends"} and one["confidence"] in {"certain", "likely"}
    ]
    assert major == []


@pytest.mark.requirement("REQ-002", "REQ-056")
def test_one_revision_counts_from_the_registered_version_and_not_from_the_renewal(trace: Trace, example: Path) -> None:
    assessed = trace("assess", "v1.3", "--format", "json", cwd=example).json
    view = assessed["views"][0]
    assert (assessed["range"]["from"]["name"], view["since"]) == ("v1.1", "registration")
    steps = {step["release"]: step for step in view["steps"]}
    assert list(steps) == ["v1.2", "v1.2.1", "v1.2.2", "v1.3"]
    assert steps["v1.2.1"]["severity"] == "major"
    assert any(one.startswith("P-04") for one in steps["v1.2.1"]["findings"])
    assert steps["v1.2"]["severity"] in {"none", "build", "corrective", "minor"}


@pytest.mark.requirement("REQ-056")
def test_a_threshold_shipped_and_taken_back_is_no_nothing(trace: Trace, example: Path) -> None:
    assessed = trace("assess", "v1.2..v1.2.2", "--format", "json", cwd=example).json
    assert "P-04" not in fired(assessed)
    assert assessed["verdict"]["severity"] == "major"


def check_codes(trace: Trace, folder: Path, tag: str = "v1.3") -> set[tuple[str, str]]:
    """Codes and the first word of each message of `trace check`."""
    checked = trace("check", f"v1.2..{tag}", "--format", "json", cwd=folder)
    assert checked.code in {0, 1}, checked.err
    return {(one["code"], one["message"].split(":")[0].split(" ")[0]) for one in checked.json["problems"]}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("lost_test", "requirement-lost-test"),
        ("uncontrolled_risk", "risk-without-control"),
        ("dangling_link", "dangling-link"),
        ("duplicate_id", "duplicate-id"),
        ("placeholder", "placeholder"),
    ],
)
@pytest.mark.requirement("REQ-031", "REQ-080")
def test_a_planted_fault_is_found_and_goes_when_it_is_switched_off(
    trace: Trace, example: Path, tmp_path: Path, fault: str, code: str
) -> None:
    mended = tmp_path / "repository"
    create_repository(mended, model.stream(model.build(Faults(**{fault: False}))))
    assert code in {name for name, _ in check_codes(trace, example)}
    assert code not in {name for name, _ in check_codes(trace, mended)}


@pytest.mark.requirement("REQ-041", "REQ-080")
def test_the_commit_without_an_id_is_found_and_goes_when_it_is_switched_off(
    trace: Trace, example: Path, tmp_path: Path
) -> None:
    mended = tmp_path / "repository"
    create_repository(mended, model.stream(model.build(Faults(unlinked_commit=False))))
    found = trace("diff", "v1.2..v1.3", "--format", "json", cwd=example).json["unlinked_commits"]
    without = trace("diff", "v1.2..v1.3", "--format", "json", cwd=mended).json["unlinked_commits"]
    assert len(found) == len(without) + 1


@pytest.mark.requirement("REQ-055", "REQ-080")
def test_the_right_version_field_silences_its_finding(trace: Trace, tmp_path: Path) -> None:
    mended = tmp_path / "repository"
    create_repository(mended, model.stream(model.build(Faults(wrong_version_field=False))))
    assessed = trace("assess", "v1.2..v2.0", "--format", "json", cwd=mended).json
    assert "V-02" not in fired(assessed)
    assert assessed["verdict"]["severity"] == "major"


@pytest.mark.requirement("REQ-056", "REQ-080")
def test_without_the_hidden_threshold_no_step_before_the_release_is_major(trace: Trace, tmp_path: Path) -> None:
    mended = tmp_path / "repository"
    create_repository(mended, model.stream(model.build(Faults(hidden_threshold=False))))
    assessed = trace("assess", "v1.3", "--format", "json", cwd=mended).json
    severities = {step["release"]: step["severity"] for step in assessed["views"][0]["steps"]}
    assert severities.pop("v1.3") == "major"
    assert severities
    assert not {"major", "depends"} & set(severities.values())


@pytest.mark.requirement("REQ-051", "REQ-080")
def test_another_release_of_the_same_family_depends(trace: Trace, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    create_repository(folder, model.stream(model.build(same_family=True)))
    assessed = trace("assess", "v1.2..v1.3", "--format", "json", cwd=folder).json
    platform = {one["trigger"]: one["severity"] for one in assessed["findings"] if one["topic"] == "platform"}
    assert "A-01" not in platform
    assert platform["A-09"] == "depends"


@pytest.mark.requirement("REQ-056")
def test_a_release_on_a_branch_of_its_own_still_has_its_step(trace: Trace, example: Path) -> None:
    """The hospital's branch holds v1.1 and never v1.2: counted from its tag, the releases since the parting count."""
    assessed = trace("assess", "v1.1-hosp1..v1.2", "--format", "json", cwd=example).json
    steps = [(step["release"], step["range"]["from"]["name"]) for step in assessed["views"][0]["steps"]]
    assert steps == [("v1.2", "v1.1-hosp1")]
