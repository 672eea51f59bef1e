"""Each planted fault can be turned off, and then that one defect is gone."""

from dataclasses import fields
from typing import Any

import pytest

from medtrace.example import FAULTS, Faults, History, build, expected

pytestmark = pytest.mark.requirement("REQ-080")

CHECKED = ("lost_test", "uncontrolled_risk", "dangling_link", "duplicate_id", "placeholder")


def truth(history: History) -> Any:
    """The truth as a reader of JSON sees it: any depth of mappings and lists."""
    return expected(history)


def problems(history: History) -> set[tuple[str, str]]:
    """What a check of the newest release must report."""
    newest = truth(history)["tags"][history.tags[-1].name]
    return {(gap["problem"], gap["about"]) for gap in newest["problems"]}


def without(name: str) -> History:
    """The example with one fault turned off."""
    return build(Faults(**{name: False}))


def test_the_table_names_every_switch() -> None:
    assert [fault.id for fault in FAULTS] == [each.name for each in fields(Faults)]


@pytest.mark.parametrize("name", CHECKED)
def test_a_fault_turned_off_takes_one_problem_away(history: History, name: str) -> None:
    fault = next(fault for fault in FAULTS if fault.id == name)
    gone = problems(history) - problems(without(name))
    assert (fault.problem, fault.about[0]) in gone
    assert {about for _, about in gone} == {fault.about[0]}


def test_nothing_is_wrong_without_faults(clean: History) -> None:
    assert problems(clean) == set()


def test_all_problems_are_planted(history: History) -> None:
    planted = {(fault.problem, fault.about[0]) for fault in FAULTS if fault.id in CHECKED}
    # A risk that nothing controls has no link at all, which is found too.
    assert problems(history) - planted == {("orphan-item", "RISK-022")}


def test_without_its_fault_the_release_is_v2_0(history: History) -> None:
    mended = without("wrong_version_field")
    assert (history.tags[-1].name, mended.tags[-1].name) == ("v1.3", "v2.0")
    before, after = truth(history)["ranges"]["v1.2..v1.3"], truth(mended)["ranges"]["v1.2..v2.0"]
    assert (before["judgement"]["moved_field"], before["judgement"]["expected_field"]) == ("Y", "X")
    assert (after["judgement"]["moved_field"], after["judgement"]["expected_field"]) == ("X", "X")


def test_without_its_fault_every_commit_is_linked(history: History) -> None:
    assert truth(history)["ranges"]["v1.2..v1.3"]["unlinked_commits"] == ["调整上传重试间隔"]
    assert truth(without("unlinked_commit"))["ranges"]["v1.2..v1.3"]["unlinked_commits"] == []


def test_without_its_fault_the_spelling_fix_is_one(history: History) -> None:
    steps = ("v1.2..v1.2.1", "v1.2.1..v1.2.2")
    assert [truth(history)["ranges"][step]["judgement"]["major"] for step in steps] == [
        ["D-06", "P-04"],
        ["D-06", "P-04"],
    ]
    mended = truth(without("hidden_threshold"))["ranges"]
    assert [mended[step]["judgement"]["major"] for step in steps] == [[], []]
    assert len(mended["v1.2..v1.3"]["commits"]) == 20


@pytest.mark.parametrize("name", [each.name for each in fields(Faults)])
def test_the_history_keeps_its_shape(history: History, name: str) -> None:
    mended = without(name)
    assert [commit.key for commit in mended.commits] == [commit.key for commit in history.commits]
    assert all(commit.changes for commit in mended.commits if len(commit.parents) == 1)
