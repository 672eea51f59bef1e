"""The truth beside the example says what the design asks for."""

from typing import Any

import pytest

from medtrace.example import History, build, expected

pytestmark = pytest.mark.requirement("REQ-080")

MAJOR = ["A-01", "D-01", "D-06", "P-04", "P-06", "P-08", "P-16"]


@pytest.fixture(scope="session")
def truth(history: History) -> Any:
    """The truth as a reader of JSON sees it."""
    return expected(history)


def ids(entries: Any, kind: str) -> list[str]:
    """The ids of one kind."""
    return [entry["id"] for entry in entries if entry["kind"] == kind]


def test_the_next_release_is_major_for_seven_reasons(truth: Any) -> None:
    assert truth["ranges"]["v1.2..v1.3"]["judgement"]["major"] == MAJOR
    assert truth["ranges"]["v1.1..v1.3"]["judgement"]["major"] == MAJOR


def test_another_release_of_the_same_family_is_a_question() -> None:
    judged: Any = expected(build(same_family=True))["ranges"]
    assert judged["v1.2..v1.3"]["judgement"]["major"] == MAJOR[1:]
    assert "A-09" in judged["v1.2..v1.3"]["judgement"]["questions"]


def test_the_renewed_release_is_not_major(truth: Any) -> None:
    judged = truth["ranges"]["v1.1..v1.2"]["judgement"]
    assert (judged["major"], judged["questions"]) == ([], ["C-03", "P-33"])


def test_the_first_repair_is_corrective_with_one_question(truth: Any) -> None:
    judged = truth["ranges"]["v1.0..v1.0.1"]["judgement"]
    assert (judged["major"], judged["questions"], judged["expected_field"]) == ([], ["C-03"], "Z")


def test_requirements_of_the_next_release(truth: Any) -> None:
    changes = truth["ranges"]["v1.2..v1.3"]["items"]
    assert len(ids(changes["added"], "requirement")) == 5
    assert ids(changes["removed"], "requirement") == ["SRS-030"]
    assert ids(changes["changed"], "requirement") == ["SRS-018", "SRS-027", "SRS-032", "SRS-039"]
    assert ids(changes["added"], "risk") == ["RISK-021", "RISK-022"]
    assert ids(changes["removed"], "test") == ["TC-012"]


def test_moved_requirements_are_all_of_the_moved_file(truth: Any) -> None:
    changes = truth["ranges"]["v1.1..v1.2"]["items"]
    assert len(changes["moved"]) == 47
    assert {move["to"] for move in changes["moved"]} == {"docs/需求规范/SRS.md"}
    assert ids(changes["changed"], "requirement") == ["SRS-036"]
    assert ids(changes["added"], "requirement") == ["SRS-048"]


def test_a_gap_is_closed_at_v1_2(truth: Any) -> None:
    gaps = {tag: [gap["about"] for gap in truth["tags"][tag]["problems"]] for tag in ("v1.0", "v1.1", "v1.2")}
    assert gaps == {"v1.0": ["SRS-038"], "v1.1": ["SRS-038"], "v1.2": []}


def test_one_merge_alone_carries_the_ticket(truth: Any) -> None:
    commits = {commit["key"]: commit for commit in truth["ranges"]["v1.2..v1.3"]["commits"]}
    assert {cited["via"] for cited in commits["n10"]["ids"]} == {"merge", "touched-item"}
    assert {(cited["id"], cited["via"]) for cited in commits["n10"]["ids"] if cited["kind"] == "issue"} == {
        ("CR-2025-031", "merge")
    }


def test_one_failure_was_tested_again(truth: Any) -> None:
    results = {run["path"]: run for run in truth["tags"]["v1.3"]["results"]}
    assert results["results/junit/V1.3.0.0561.xml"]["failed"] == ["TC-053"]
    assert results["results/junit/V1.3.0.0561-复测.xml"] == {
        "path": "results/junit/V1.3.0.0561-复测.xml",
        "cases": 1,
        "failed": [],
    }
