"""Chains from need to result, and the figures over them."""

import pytest

from medtrace.graph.coverage import coverage
from medtrace.graph.lost import lost_coverage
from medtrace.graph.results import canonical_node, tie_results
from medtrace.model.items import Link
from medtrace.model.project import Component, ComponentMap
from medtrace.words import same
from tests.support.graphs import a_link, a_snapshot, an_item

PARTS = ComponentMap((Component("qrs", same("QRS"), ("src/qrs.py",), design=("D-2",)),))
WHOLE = a_snapshot(
    an_item("U-1", "user-need"),
    an_item("R-1"),
    an_item("R-2"),
    an_item("D-1", "design"),
    an_item("D-2", "design"),
    an_item("T-1", "test"),
    an_item("x#1", "test-result", outcome="passed"),
    an_item("K-1", "risk"),
    an_item("C-1", "risk-control"),
    a_link("R-1 derives U-1"),
    a_link("D-1 satisfies R-1"),
    a_link("D-2 satisfies R-2"),
    a_link("src/qrs.py implements R-1", path="src/qrs.py"),
    a_link("T-1 verifies R-1"),
    a_link("tests/b.feature verifies R-2", path="tests/b.feature"),
    a_link("x#1 result-of T-1"),
    a_link("C-1 controls K-1"),
    a_link("R-1 implements C-1"),
)


@pytest.mark.requirement("REQ-030")
def test_the_chain_of_a_requirement() -> None:
    first, second = coverage(WHOLE, PARTS).requirements
    assert (first.needs, first.design, first.units, first.tests) == (("U-1",), ("D-1",), ("qrs",), ("T-1",))
    assert (first.results, first.risks, first.controls) == ((("T-1", "passed"),), ("K-1",), ("C-1",))
    assert (second.needs, second.design, second.units, second.tests) == ((), ("D-2",), ("qrs",), ("tests/b.feature",))


@pytest.mark.requirement("REQ-062")
def test_units_of_the_requirement_itself_are_told_from_those_of_its_design() -> None:
    both = a_snapshot(*WHOLE.items, *WHOLE.links, a_link("D-3 satisfies R-1"), an_item("D-3", "design"))
    parts = ComponentMap((*PARTS.components, Component("log", same("log"), ("src/log.py",), design=("D-3",))))
    first, second = coverage(both, parts).requirements
    assert (first.direct_units, first.design_units) == (("qrs",), (("D-3", ("log",)),))
    assert (second.direct_units, second.design_units) == ((), (("D-2", ("qrs",)),))
    assert first.units == ("log", "qrs")


@pytest.mark.requirement("REQ-062")
def test_tests_of_the_control_itself_are_told_from_those_of_its_requirement() -> None:
    more = (an_item("T-2", "test"), a_link("T-2 verifies C-1"))
    found = coverage(a_snapshot(*WHOLE.items, *WHOLE.links, *more), PARTS)
    (chain,) = found.risks
    assert (chain.tests, chain.control_tests) == (("T-1", "T-2"), ("T-2",))
    assert found.ratio("control-verification").missing == ()


@pytest.mark.requirement("REQ-030")
def test_the_chain_of_a_risk() -> None:
    (chain,) = coverage(WHOLE, PARTS).risks
    assert (chain.controls, chain.requirements, chain.tests) == (("C-1",), ("R-1",), ("T-1",))


@pytest.mark.requirement("REQ-030")
def test_figures_carry_denominator_and_what_is_missing() -> None:
    figures = {ratio.name: (ratio.covered, ratio.total, ratio.missing) for ratio in coverage(WHOLE, PARTS).ratios}
    assert figures == {
        "need-requirement": (1, 1, ()),
        "need-test": (0, 1, ("U-1",)),
        "requirement-need": (1, 2, ("R-2",)),
        "requirement-design": (2, 2, ()),
        "design-requirement": (2, 2, ()),
        "requirement-unit": (2, 2, ()),
        "requirement-test": (2, 2, ()),
        "requirement-passed": (1, 2, ("R-2",)),
        "test-requirement": (1, 1, ()),
        "test-result": (1, 1, ()),
        "risk-control": (1, 1, ()),
        "control-requirement": (1, 1, ()),
        "control-verification": (0, 1, ("C-1",)),
        "control-test": (1, 1, ()),
    }


@pytest.mark.requirement("REQ-031")
def test_a_lost_test_is_told_from_one_that_never_was() -> None:
    before = a_snapshot(an_item("R-1"), an_item("R-2"), an_item("T-1", "test"), a_link("T-1 verifies R-1"))
    after = a_snapshot(an_item("R-1"), an_item("R-2"), an_item("R-3"))
    lost = lost_coverage(coverage(before, PARTS), coverage(after, PARTS), after)
    assert [(one.code, one.message.en) for one in lost] == [
        ("requirement-lost-test", "R-1: had a test and has none now")
    ]


@pytest.mark.parametrize(
    ("source", "runner"),
    [
        ("tests/unit/test_a.py::test_b", "tests.unit.test_a::test_b"),
        ("tests/unit/test_a.py::test_b", "tests.unit.test_a::test_b[120-True]"),
        ("tests/unit/test_a.py::Suite::test_b", "tests.unit.test_a.Suite::test_b"),
        ("test_a.py::test_b", "test_a::test_b"),
        ("src/Ecg.Core/RateTest.cs::Rate", "src.Ecg.Core.RateTest::Rate"),
    ],
)
@pytest.mark.requirement("REQ-023")
def test_a_result_finds_its_test(source: str, runner: str) -> None:
    assert canonical_node(source) == canonical_node(runner)
    items = (an_item("TC-1", "test", node=source), an_item("x#1", "test-result"))
    (link,) = tie_results(items, (a_link(f"x#1 result-of {runner}"),))
    assert link.target == "TC-1"


@pytest.mark.parametrize(
    ("sources", "runner", "target"),
    [
        (("src/test/java/com/acme/QrsTest.java::QrsTest::rate",), "com.acme.QrsTest::rate(int)[2] 心率", "TC-1"),
        (("a/QrsTest.java::QrsTest::Inner::rate",), "com.acme.QrsTest$Inner::rate{int}[1]", "TC-1"),
        (("tests/QrsTests.cs::QrsTests::Rate",), "Ecg.Tests.QrsTests::Rate(value: 1)", "TC-1"),
        (("tests/qrs_test.cc::QrsTest::Finds",), "Rates/QrsTest::Finds/0", "TC-1"),
        (("tests/qrs_test.cc::QrsTest::Finds",), "tests/qrs_test.cc::Rates/QrsTest::Finds/0", "TC-1"),
        (("tests/qrs_test.cc::Typed::Finds",), "Typed/0::Finds", "TC-1"),
        (("qrs/qrs_test.go::TestRate",), "example.org/ecg/qrs::TestRate/心率_120", "TC-1"),
        (("tests/test_qrs.py::test_rate",), "test_qrs::test_rate[1]", "TC-1"),
        (("a/QrsTest.java::QrsTest::rate", "b/QrsTest.java::QrsTest::rate"), "x.QrsTest::rate", ""),
        (("a/QrsTest.java::QrsTest::rate",), "com.acme.OtherTest::rate", ""),
        (("qrs/qrs_test.go::TestRate",), "example.org/ecg/alarm::TestRate", ""),
        (("a.js::report::finds a",), "report::finds b", ""),
        (("a_test.go::TestRate",), "TestRate", ""),
    ],
)
@pytest.mark.requirement("REQ-023")
def test_a_runner_that_writes_no_file_is_tied_where_one_test_is_meant(
    sources: tuple[str, ...], runner: str, target: str
) -> None:
    tests = (an_item(f"TC-{number}", "test", node=source) for number, source in enumerate(sources, 1))
    link = a_link("x#1 result-of y")
    (tied,) = tie_results((*tests,), (Link(link.source, link.kind, runner, link.location),))
    assert tied.target == (target or runner)


@pytest.mark.requirement("REQ-023")
def test_a_dotted_name_is_no_suffix() -> None:
    assert canonical_node("Ecg.Core::Rate") == "Ecg.Core.Rate"


@pytest.mark.requirement("REQ-023")
def test_a_result_that_names_a_requirement_is_tied_by_its_place() -> None:
    items = (an_item("TC-1", "test", node="t.py::test_b"), an_item("SRS-1"))
    named = a_link("x#1 result-of SRS-1")
    link = Link(named.source, named.kind, named.target, named.location, (("node", "t::test_b"),))
    assert [one.target for one in tie_results(items, (link,))] == ["TC-1"]


@pytest.mark.requirement("REQ-030")
def test_a_unit_is_code_or_a_component_and_no_other_requirement() -> None:
    found = a_snapshot(
        *(an_item(f"R-{number}") for number in range(1, 5)),
        an_item("S-1", "specification", path="src/a.ts"),
        an_item("P-1", "component", path="bom.json"),
        a_link("R-4 implements R-1"),
        a_link("S-1 implements R-2", path="src/a.ts"),
        a_link("P-1 implements R-3", path="bom.json"),
        a_link("src/b.py implements R-4", path="src/b.py"),
    )
    units = {one.item: one.units for one in coverage(found, ComponentMap()).requirements}
    assert units == {"R-1": (), "R-2": ("src/a.ts",), "R-3": ("P-1",), "R-4": ("src/b.py",), "S-1": ()}
