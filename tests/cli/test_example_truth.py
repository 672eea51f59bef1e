"""The example against the truth that its model writes beside it: items, links, differences, commits, at every tag."""

from pathlib import Path
from typing import Any

import pytest

from medtrace import example as model
from tests.support.running import Trace

TRUTH: dict[str, Any] = model.expected(model.build())  # type: ignore[assignment]
RANGES = sorted(TRUTH["ranges"])


@pytest.mark.parametrize("tag", sorted(TRUTH["tags"]))
@pytest.mark.requirement("REQ-020", "REQ-021", "REQ-022", "REQ-023", "REQ-024", "REQ-080")
def test_every_item_and_link_of_a_tag(trace: Trace, example: Path, tag: str) -> None:
    expected = TRUTH["tags"][tag]
    ran = trace("snapshot", tag, cwd=example)
    snapshot = ran.json
    found = [(one["kind"], one["id"]) for one in snapshot["items"] if one["kind"] != "test-result"]
    assert set(found) == {(one["kind"], one["id"]) for one in expected["items"]}
    twice = [one["about"] for one in expected["problems"] if one["problem"] == "duplicate-id"]
    told = [one["message"].split()[1] for one in snapshot["problems"] if one["code"] == "duplicate-id"]
    assert (told, len(found)) == (twice, len(set(found)))
    links = {(one["source"], one["kind"], one["target"]) for one in snapshot["links"] if one["kind"] != "result-of"}
    assert links == {(one["source"], one["kind"], one["target"]) for one in expected["links"]}
    results = [one for one in snapshot["links"] if one["kind"] == "result-of"]
    assert len(results) == sum(one["cases"] for one in expected["results"])
    assert all(one["resolved"] for one in results)


@pytest.mark.parametrize("range_", RANGES)
@pytest.mark.requirement("REQ-040", "REQ-041", "REQ-080")
def test_every_difference_of_a_range(trace: Trace, example: Path, range_: str) -> None:
    expected = TRUTH["ranges"][range_]
    found = trace("diff", range_, "--format", "json", cwd=example).json
    for kind in ("added", "removed", "moved"):
        assert {one["id"] for one in found["items"][kind]} == {one["id"] for one in expected["items"][kind]}, kind
    # A cell of a table is text and attribute at once, a field of a heading too; the model counts it as text.
    changed = {one["id"]: sorted({*one["fields"]} - {"attributes"}) for one in found["items"]["changed"]}
    assert changed == {one["id"]: sorted(one["fields"]) for one in expected["items"]["changed"]}
    for fate in ("added", "removed"):
        links = {(one["source"], one["kind"], one["target"]) for one in found["links"][fate]}
        assert links == {(one["source"], one["kind"], one["target"]) for one in expected["links"][fate]}, fate


@pytest.mark.parametrize("range_", RANGES)
@pytest.mark.requirement("REQ-054", "REQ-080")
def test_every_judgement_of_a_range(trace: Trace, example: Path, range_: str) -> None:
    expected = TRUTH["ranges"][range_]["judgement"]
    found = trace("assess", range_, "--format", "json", cwd=example).json["views"][0]["findings"]
    fired = {one["trigger"] for one in found if one["confidence"] in {"certain", "likely"}}
    major = {one["trigger"] for one in found if one["severity"] == "major" and one["trigger"] in fired}
    assert major == set(expected["major"])
    seen = fired | {one["trigger"] for one in found if one["confidence"] == "question"}
    assert {*expected["questions"], *expected["minor"]} <= seen


@pytest.mark.parametrize("range_", RANGES)
@pytest.mark.requirement("REQ-003", "REQ-041", "REQ-080")
def test_every_commit_of_a_range(trace: Trace, example: Path, range_: str) -> None:
    expected = TRUTH["ranges"][range_]
    found = trace("diff", range_, "--format", "json", cwd=example).json
    subjects = {one["subject"]: {(cited["kind"], cited["id"]) for cited in one["ids"]} for one in found["commits"]}
    for one in expected["commits"]:
        # The model also lists what a branch's commit inherits from its merge; a commit's ids are its own here.
        own = {(cited["kind"], cited["id"]) for cited in one["ids"] if one["merge"] or cited["via"] != "merge"}
        assert subjects[one["subject"]] == own, one["subject"]
    assert len(found["commits"]) == len(expected["commits"])


@pytest.mark.requirement("REQ-064", "REQ-080")
def test_every_role_that_a_decision_asks_for_has_somebody(trace: Trace, example: Path) -> None:
    problems = trace("check", "v1.3", "--format", "json", cwd=example).json["problems"]
    assert problems
    assert "role-without-approver" not in {one["code"] for one in problems}
