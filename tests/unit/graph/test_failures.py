"""A failed result is told whatever it belongs to, and so is a result that belongs to no test."""

import pytest

from medtrace.graph.coverage import coverage
from medtrace.graph.integrity import integrity
from medtrace.graph.results import tie_results
from medtrace.model.items import Artifact, DiagnosticSeverity, Link, Location
from medtrace.model.project import ComponentMap
from medtrace.model.snapshot import Snapshot
from tests.support.graphs import a_link, a_snapshot, an_item

TOLD = {"test-failed", "test-failed-before", "result-without-test"}
COVERED = (an_item("R-1"), an_item("T-1", "test", path="t.py"), a_link("T-1 verifies R-1"))


def a_run(number: int, outcome: str, name: str = "rate", *, date: str = "", path: str = "r.xml") -> Artifact:
    return an_item(
        f"x#{number}", "test-result", path=path, line=number, outcome=outcome, name=name, classname="c", date=date
    )


def told(snapshot: Snapshot) -> list[tuple[str, str]]:
    found = integrity(snapshot, coverage(snapshot, ComponentMap()))
    return [(one.code, str(one.location)) for one in found if one.code in TOLD]


def passed(snapshot: Snapshot) -> bool:
    return not coverage(snapshot, ComponentMap()).ratio("requirement-passed").missing


@pytest.mark.requirement("REQ-023")
@pytest.mark.parametrize("outcome", ["failed", "error"])
@pytest.mark.parametrize("target", ["T-1", "R-1", "gone", ""])
def test_a_failure_is_a_problem_whatever_it_belongs_to(outcome: str, target: str) -> None:
    ties = (a_link(f"x#3 result-of {target}"),) if target else ()
    snapshot = a_snapshot(*COVERED, a_run(3, outcome), *ties)
    (found,) = (one for one in integrity(snapshot, coverage(snapshot, ComponentMap())) if one.code == "test-failed")
    assert found.severity is DiagnosticSeverity.ERROR
    assert str(found.location) == "r.xml:3"
    assert "c::rate" in found.message.en
    assert "c::rate" in found.message.zh
    assert (target in found.message.en) == (target in {"T-1", "R-1", ""})


@pytest.mark.requirement("REQ-023", "REQ-030")
@pytest.mark.parametrize("failing", ["T-1", "R-1"])
def test_a_requirement_with_a_failed_result_has_not_passed(failing: str) -> None:
    other = "R-1" if failing == "T-1" else "T-1"
    runs = (a_run(1, "passed"), a_run(2, "failed", "alarm"))
    good = a_snapshot(*COVERED, runs[0], a_link("x#1 result-of T-1"))
    bad = a_snapshot(*COVERED, *runs, a_link(f"x#1 result-of {other}"), a_link(f"x#2 result-of {failing}"))
    assert (passed(good), passed(bad)) == (True, False)


@pytest.mark.requirement("REQ-023")
@pytest.mark.parametrize(
    ("later", "code"),
    [
        pytest.param({"name": "rate[2]"}, "test-failed", id="another case of the same test"),
        pytest.param({}, "test-failed", id="one name twice in one file: two sets of data, as far as anyone can tell"),
        pytest.param({"name": "rate[2]", "path": "s.xml"}, "test-failed", id="another case in another file"),
        pytest.param({"path": "s.xml"}, "test-failed-before", id="the case again in a later file"),
        pytest.param({"date": "2024-01-02"}, "test-failed-before", id="the case again on a later day"),
        pytest.param({"name": "again", "date": "2024-01-02"}, "test-failed-before", id="a later day, another form"),
        pytest.param(
            {"name": "rate[2]", "date": "2024-01-01T10:00:01"}, "test-failed", id="another case a second later"
        ),
    ],
)
def test_only_a_re_test_replaces_a_failure(later: dict[str, str], code: str) -> None:
    date = "2024-01-01T10:00:00" if "date" in later else ""
    runs = (a_run(1, "failed", date=date), a_run(2, "passed", **later))
    snapshot = a_snapshot(*COVERED, *runs, a_link("x#1 result-of T-1"), a_link("x#2 result-of T-1"))
    assert told(snapshot) == [(code, "r.xml:1")]
    assert passed(snapshot) == (code == "test-failed-before")


@pytest.mark.requirement("REQ-023")
def test_results_of_no_test_are_counted_by_file() -> None:
    runs = (a_run(1, "passed"), a_run(2, "passed", "b"), a_run(3, "passed", "c"), a_run(4, "passed", path="s.xml"))
    ties = ("x#1 result-of T-1", "x#2 result-of nobody", "x#4 result-of R-1")
    snapshot = a_snapshot(*COVERED, *runs, *map(a_link, ties))
    found = {
        str(one.location): one.message.en
        for one in integrity(snapshot, coverage(snapshot, ComponentMap()))
        if one.code == "result-without-test"
    }
    assert found == {
        "r.xml:2": "2 results belong to no test that is read; the first is “c::b”",
        "s.xml:4": "1 result belongs to no test that is read; the first is “c::rate”",
    }


@pytest.mark.requirement("REQ-023")
def test_titles_that_jest_joins_find_their_test() -> None:
    node = "SRS-001 alarm sounds::SRS-001 alarm sounds"
    items = (an_item("SRS-001"), an_item("a.test.js::SRS-001 alarm::sounds", "test"))
    link = Link("x#1", "result-of", "SRS-001", Location("r.xml", 1), (("node", node),))
    again = (an_item("b.test.js::SRS-001 alarm::sounds", "test"),)
    assert [one.target for one in tie_results(items, (link,))] == ["a.test.js::SRS-001 alarm::sounds"]
    assert [one.target for one in tie_results((*items, *again), (link,))] == ["SRS-001"]


@pytest.mark.requirement("REQ-023")
def test_a_test_that_passed_after_a_retry_has_passed_and_is_told_once() -> None:
    def run(number: int, outcome: str, **more: str) -> Artifact:
        said = {"outcome": outcome, "name": "rate", "classname": "c", **more}
        return an_item(f"x#{number}", "test-result", path="r.xml", line=number, **said)

    ties = (a_link("x#1 result-of T-1"), a_link("x#2 result-of T-1"))
    again = a_snapshot(*COVERED, run(1, "failed", retried="true"), run(2, "passed", flaky="true"), *ties)
    (note,) = (one for one in integrity(again, coverage(again, ComponentMap())) if one.code.startswith("test-"))
    assert (note.code, note.severity, str(note.location)) == ("test-passed-after-retry", "note", "r.xml:2")
    assert note.message.zh == "“c::rate”重试后才通过（T-1）"
    assert passed(again)
    assert not passed(a_snapshot(*COVERED, run(1, "failed"), run(2, "passed"), *ties))
