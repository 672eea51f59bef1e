"""Test results in JUnit XML: flavours of many runners, evidence in two languages, bad and hostile files."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.sources import junit as module
from medtrace.sources._xml_text import PIECE
from tests.support.source_readings import Reading, check_reading, read

pytestmark = pytest.mark.requirement("REQ-023", "REQ-025")
SOURCE = module.junit
PYTEST = """<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pytest tests">
  <testsuite name="pytest" errors="1" failures="1" tests="5" time="0.1" timestamp="2026-11-23T20:00:00+08:00">
    <testcase classname="tests.test_qrs.TestRate" name="test_rate[120]" time="0.01"/>
    <testcase classname="tests.test_qrs" name="test_low" time="0.01">
      <failure message="assert 1 == 2">def test_low():
&gt;   assert 1 == 2</failure></testcase>
    <testcase classname="tests.test_qrs" name="test_setup"><error message="failed on setup">trace</error></testcase>
    <testcase classname="tests.test_qrs" name="test_later"><skipped type="pytest.skip" message="later"/></testcase>
    <testcase classname="tests.test_qrs" name="test_both"><failure message="a"/><error message="teardown"/></testcase>
  </testsuite>
</testsuites>
"""
SUREFIRE = """<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="com.acme.QrsTest" tests="2">
  <properties><property name="java.home" value="/opt/jdk"/><property name="user.name" value="ci"/></properties>
  <testcase name="rate" classname="com.acme.QrsTest" time="0.004"/>
  <testcase name="flaky" classname="com.acme.QrsTest"><flakyFailure message="once">trace</flakyFailure></testcase>
  <testcase name="low" classname="com.acme.QrsTest"><failure type="AssertionError">expected 1</failure></testcase>
</testsuite>
"""
GTEST = """<testsuites tests="3" timestamp="2026-11-23T20:00:00">
  <testsuite name="Qrs" tests="3">
    <testcase name="Rate" file="tests/qrs_test.cc" line="12" status="run" result="completed" classname="Qrs"
              requirement="SRS-014"/>
    <testcase name="Off" file="/ci/tests/qrs_test.cc" line="20" status="notrun" result="suppressed" classname="Qrs"/>
    <testcase name="Low" status="run" result="completed" timestamp="2026-11-23T20:01:00" classname="Qrs">
      <failure message="qrs_test.cc:30&#x0A;Expected: 1"><![CDATA[long]]></failure>
      <failure message="second"/>
    </testcase>
  </testsuite>
</testsuites>
"""
JEST = """<testsuites name="jest tests"><testsuite name="report" timestamp="2026-11-23T20:00:00">
  <testcase classname="report TC-031 prints" name="report TC-031 prints" file="src/report.test.ts" time="0.1"/>
  <testcase classname="report waits" name="report waits" time="0"><skipped/></testcase>
</testsuite></testsuites>
"""
DOTNET = """<testsuites><testsuite name="Ecg.Tests.dll" tests="1" timestamp="2026-11-23T20:00:00">
  <testcase classname="Ecg.Tests.QrsTests" name="Rate(value: 1)" time="0.01">
    <properties><property name="requirement" value="SRS-014"/>
      <property name="requirement" value="SRS-015"/></properties>
    <failure type="failure" message="Assert.Equal() Failure">at Ecg</failure>
  </testcase>
  <system-out>noise</system-out></testsuite></testsuites>
"""
GO = """<testsuites tests="2"><testsuite name="example.org/ecg" tests="2" timestamp="2026-11-23T20:00:00Z">
  <properties><property name="go.version" value="go1.22"/></properties>
  <testcase classname="example.org/ecg" name="TestRate/low"><failure message="Failed">x_test.go:3</failure></testcase>
</testsuite></testsuites>
"""
CTEST = """<testsuite name="(empty)" tests="3" failures="1" disabled="1" hostname="ci" timestamp="2026-11-23T20:00:00">
  <testcase name="rate" classname="rate" time="0.1" status="run"><system-out>TC-001 noise</system-out></testcase>
  <testcase name="low" classname="low" time="0.1" status="fail"><failure message="Failed"/></testcase>
  <testcase name="off" classname="off" time="0" status="disabled"><skipped message="Disabled"/></testcase>
</testsuite>
"""


def results(data: str | bytes, path: str = "results/a.xml") -> Reading:
    return read(SOURCE, data, kind="test-result", pattern="(?!)", path=path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            PYTEST,
            [
                ("tests.test_qrs.TestRate::test_rate[120]", "passed", "", 4),
                ("tests.test_qrs::test_low", "failed", "assert 1 == 2", 5),
                ("tests.test_qrs::test_setup", "error", "failed on setup", 8),
                ("tests.test_qrs::test_later", "skipped", "later", 9),
                ("tests.test_qrs::test_both", "failed", "a\nteardown", 10),
            ],
            id="pytest",
        ),
        pytest.param(
            SUREFIRE,
            [
                ("com.acme.QrsTest::rate", "passed", "", 3),
                ("com.acme.QrsTest::flaky", "passed", "", 4),
                ("com.acme.QrsTest::low", "failed", "expected 1", 5),
            ],
            id="surefire",
        ),
        pytest.param(
            GTEST,
            [
                ("tests/qrs_test.cc::Qrs::Rate", "passed", "", 3),
                ("Qrs::Off", "skipped", "", 5),
                ("Qrs::Low", "failed", "qrs_test.cc:30\nExpected: 1\nsecond", 6),
            ],
            id="GoogleTest",
        ),
        pytest.param(JEST, [("TC-031", "passed", "", 2), ("report waits::report waits", "skipped", "", 3)], id="Jest"),
        pytest.param(
            DOTNET, [("Ecg.Tests.QrsTests::Rate(value: 1)", "failed", "Assert.Equal() Failure", 2)], id=".NET"
        ),
        pytest.param(GO, [("example.org/ecg::TestRate/low", "failed", "Failed", 3)], id="Go"),
        pytest.param(
            CTEST,
            [
                ("rate::rate", "passed", "", 2),
                ("low::low", "failed", "Failed", 3),
                ("off::off", "skipped", "Disabled", 4),
            ],
            id="CTest",
        ),
    ],
)
def test_every_runner_gives_results_tied_to_their_tests(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    reading = results(text)
    tied = {link.source: link.target for link in reading.links if link.kind == "result-of"}
    assert [
        (tied[item.id], item.attribute("outcome"), item.text, item.location.line) for item in reading.items
    ] == expected
    assert not reading.problems


def suite(inner: str, attributes: str = "") -> str:
    return f'<testsuites>\n<testsuite name="s" {attributes}>\n{inner}\n</testsuite></testsuites>'


@pytest.mark.parametrize(
    ("text", "node", "outcome", "message"),
    [
        pytest.param(
            '<testcase classname="tests.test_qrs.TestRate" name="test_rate[120-心率]"/>',
            *("tests.test_qrs.TestRate::test_rate[120-心率]", "passed", ""),
            id="pytest, parameters in Chinese",
        ),
        pytest.param(
            '<testcase classname="tests.test_qrs.TestRate" file="tests/test_qrs.py" line="11" name="test_a[1/2]"/>',
            *("tests/test_qrs.py::TestRate::test_a[1/2]", "passed", ""),
            id="pytest, the older shape",
        ),
        pytest.param(
            '<testcase classname="t" name="a"><skipped type="pytest.xfail" message="known"/></testcase>',
            *("t::a", "skipped", "known"),
            id="pytest, an expected failure",
        ),
        pytest.param(
            '<testcase classname="" name="tests.test_bad"><error message="collection failure">E</error></testcase>',
            *("tests.test_bad", "error", "collection failure"),
            id="pytest, a module that cannot be collected",
        ),
        pytest.param(
            '<testcase classname="t" name="a"><system-out>FAILED TC-001 &lt;failure/&gt;</system-out></testcase>',
            *("t::a", "passed", ""),
            id="noise on standard output",
        ),
        pytest.param(
            '<testcase name="Finds/0" value_param="120" file="a.cc" line="1" status="run" result="completed" '
            'classname="Rates/QrsTest"/>',
            *("a.cc::Rates/QrsTest::Finds/0", "passed", ""),
            id="GoogleTest, value parameters",
        ),
        pytest.param(
            '<testcase name="DISABLED_Off" status="notrun" result="suppressed" time="0." classname="Q"/>',
            *("Q::DISABLED_Off", "skipped", ""),
            id="GoogleTest, disabled",
        ),
        pytest.param(
            '<testcase name="Skips" status="run" result="skipped" classname="Q"><skipped message="a.cc:3&#x0A;later">'
            "<![CDATA[a.cc:3]]></skipped></testcase>",
            *("Q::Skips", "skipped", "a.cc:3\nlater"),
            id="GoogleTest, GTEST_SKIP",
        ),
        pytest.param(
            '<testcase name="b" classname="b" status="disabled"><disabled message="Disabled"/></testcase>',
            *("b::b", "skipped", "Disabled"),
            id="CTest, disabled",
        ),
        pytest.param(
            '<testcase name="d" classname="d" status="notrun"><skipped message="Unable to find executable"/>'
            "</testcase>",
            *("d::d", "skipped", "Unable to find executable"),
            id="CTest, not run",
        ),
        pytest.param(
            '<testcase name="rate(int)[2] 心率" classname="com.acme.QrsTest$Inner" time="0.004"/>',
            *("com.acme.QrsTest$Inner::rate(int)[2] 心率", "passed", ""),
            id="surefire, nested class and display name",
        ),
        pytest.param(
            '<testcase name="r" classname="c.Q"><failure message="bad">t</failure><rerunFailure message="again">'
            '<stackTrace>x</stackTrace></rerunFailure><rerunError message="e"/></testcase>',
            *("c.Q::r", "failed", "bad"),
            id="surefire, failed in every attempt",
        ),
        pytest.param(
            '<testcase classname="Test suite failed to run" name="a.test.ts"><error>SyntaxError</error></testcase>',
            *("Test suite failed to run::a.test.ts", "error", "SyntaxError"),
            id="jest-junit, a suite that does not run",
        ),
        pytest.param(
            '<testsuite name="inner"><testcase name="Qrs finds" classname="finds"/></testsuite>',
            *("finds::Qrs finds", "passed", ""),
            id="mocha, nested suites",
        ),
        pytest.param(
            '<testcase classname="Ecg.QrsTests" name="Rate(value: 120, name: &quot;心率&quot;)"/><system-out>'
            '<![CDATA[<testcase name="fake"/>]]></system-out>',
            *('Ecg.QrsTests::Rate(value: 120, name: "心率")', "passed", ""),
            id="JunitXml.TestLogger, a theory",
        ),
        pytest.param(
            '<testcase name="Rate(120)" classname="Ecg.QrsTests" assertions="0" status="Inconclusive"/>',
            *("Ecg.QrsTests::Rate(120)", "skipped", ""),
            id="NUnit converted, inconclusive",
        ),
        pytest.param(
            '<testcase name="F" classname="Ecg.Q" status="Failed" label="Error"><error>x</error></testcase>',
            *("Ecg.Q::F", "failed", "x"),
            id="NUnit converted, failed by an error",
        ),
        pytest.param(
            '<testcase name="R" classname="Ecg.Q" status="NotExecuted"/>',
            *("Ecg.Q::R", "skipped", ""),
            id="trx converted, not executed",
        ),
        pytest.param(
            '<testcase name="R" classname="Ecg.Q" status="Timeout"/>',
            *("Ecg.Q::R", "error", ""),
            id="trx converted, timed out",
        ),
        pytest.param(
            '<testcase classname="example.org/ecg/qrs" name="TestRate/心率_120" time="0.0"/>',
            *("example.org/ecg/qrs::TestRate/心率_120", "passed", ""),
            id="gotestsum, a subtest",
        ),
        pytest.param(
            '<testcase classname="qrs" name="TestS"><skipped message="=== RUN   TestS&#xA;    a_test.go:3: later"/>'
            "</testcase>",
            *("qrs::TestS", "skipped", "=== RUN   TestS\n    a_test.go:3: later"),
            id="gotestsum, skipped",
        ),
        pytest.param(
            '<testcase classname="" name="TestMain"><failure message="Failed" type="">panic</failure></testcase>',
            *("TestMain", "failed", "Failed"),
            id="go-junit-report, a package that panics",
        ),
    ],
)
def test_flavours_of_one_case(text: str, node: str, outcome: str, message: str) -> None:
    reading = results(suite(text, 'timestamp="2026-11-23T20:00:00.5" tests="1" time="0.1" hostname="ci"'))
    (item,) = reading.items
    assert [target for _, kind, target in reading.cited if kind == "result-of"] == [node]
    assert (item.attribute("outcome"), item.text) == (outcome, message)
    assert item.attribute("date") == "2026-11-23T20:00:00.5"
    assert item.location.line == 3
    assert not reading.problems


@pytest.mark.parametrize(
    ("inner", "flaky"),
    [
        ('<flakyFailure message="once"><stackTrace>x</stackTrace></flakyFailure>', "true"),
        ("<flakyError/>", "true"),
        ('<rerun message="once">x</rerun>', "true"),
        ("<rerun/><failure/>", ""),
        ("", ""),
    ],
)
def test_a_flaky_test_passed_in_the_end(inner: str, flaky: str) -> None:
    assert results(case(inner)).items[0].attribute("flaky") == flaky


BAD, GOOD, OTHER = (f'<testcase name="stops()" classname="com.x.Stop">{one}</testcase>'
                    for one in ("<failure/>", "", "<skipped/>"))  # fmt: skip
CLASS = 'name="com.x.Stop" hostname="ci"'


@pytest.mark.parametrize(
    ("cases", "head", "said"),
    [
        ((BAD, GOOD), CLASS, ["retried", "flaky"]),
        ((BAD, BAD, GOOD), CLASS, ["retried", "retried", "flaky"]),
        ((BAD, GOOD, BAD), CLASS, ["retried", "flaky", ""]),
        ((GOOD, BAD), CLASS, ["", ""]),
        ((BAD, OTHER), CLASS, ["", ""]),
        ((BAD, GOOD.replace("stops()", "stops()[2]")), CLASS, ["", ""]),
        ((BAD, GOOD), 'name="com.x.Stop"', ["", ""]),
        ((BAD, GOOD), 'name="pytest" hostname="ci"', ["", ""]),
    ],
)
def test_a_case_that_gradle_ran_again_is_told_from_a_set_of_data(
    cases: tuple[str, ...], head: str, said: list[str]
) -> None:
    found = results(f"<testsuite {head}>{''.join(cases)}</testsuite>").items
    assert [next((name for name in ("flaky", "retried") if one.attribute(name)), "") for one in found] == said


def test_properties_of_cases_and_of_outer_suites() -> None:
    inner = (
        '<testsuite name="i"><properties><property name="environment" value="node 20"/></properties>'
        '<testcase classname="a" name="t"><properties><property name="requirement" value="SRS-014"/>'
        '<property name="cmake_labels" value="unit;slow"/></properties></testcase></testsuite>'
    )
    outer = '<properties><property name="tested_version" value="V1.2.0.451"/></properties>'
    reading = results(suite(outer + inner))
    assert ("results/a.xml#a::t", "verifies", "SRS-014") in reading.cited
    (item,) = reading.items
    assert [item.attribute(name) for name in ("environment", "tested_version", "cmake_labels")] == [
        *("node 20", "V1.2.0.451", "unit;slow")
    ]


def case(inner: str = "", attributes: str = 'classname="a.b" name="t"', suite: str = "") -> str:
    return (
        f'<testsuite timestamp="2024-06-02T09:30:00+08:00">{suite}<testcase {attributes}>{inner}</testcase></testsuite>'
    )


def properties(**values: str) -> str:
    inner = "".join(f'<property name="{name}" value="{value}"/>' for name, value in values.items())
    return f"<properties>{inner}</properties>"


def test_the_item_of_a_result() -> None:
    (item,) = results(case(attributes='classname="a.B" name="t" file="x/a.py" line="3" time="1.5"')).items
    assert (item.id, item.kind, item.title) == ("results/a.xml#a.B::t", "test-result", "t")
    assert item.attributes == (
        ("classname", "a.B"),
        ("date", "2024-06-02T09:30:00+08:00"),
        ("file", "x/a.py"),
        ("name", "t"),
        ("outcome", "passed"),
    )


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("执行人", "executor"),
        ("被测版本", "tested_version"),
        ("被测完整版本", "tested_version"),
        ("Tested-Version", "tested_version"),
        ("环境", "environment"),
        ("测试环境", "environment"),
        ("缺陷号", "defect"),
        ("原始记录号", "record"),
        ("evidence", "evidence"),
    ],
)
def test_evidence_stands_at_the_case_or_at_its_suite(word: str, name: str) -> None:
    said = properties(**{word: "值"})
    assert results(case(said)).items[0].attribute(name) == "值"
    assert results(case(suite=said)).items[0].attribute(name) == "值"
    assert results(case(properties(**{word: "近"}), suite=said)).items[0].attribute(name) == "近"


def test_settings_of_the_machine_stay_out() -> None:
    assert "java" not in str(results(SUREFIRE).items)
    many = properties(**{f"setting{number}": "x" for number in range(30)}, tester="Wang")
    (item,) = results(case(properties(room="A-3"), suite=many)).items
    said = dict(item.attributes)
    assert (said["room"], said["executor"], "setting0" in said) == ("A-3", "Wang", False)


def test_what_a_suite_says_counts_for_its_cases() -> None:
    inner = case(properties(bench="inner"), suite=properties(room="A-3", requirement="SRS-015"))
    outer = properties(requirement="SRS-014", rig="R-1", bench="outer", room="B-1", test_id="TC-001")
    reading = results(
        f"<testsuites><testsuite>{outer}{inner}{case(attributes='name=u')}</testsuite></testsuites>".replace(
            "name=u", 'classname="a.b" name="u"'
        )
    )
    first, second = (dict(item.attributes) for item in reading.items)
    assert [first[name] for name in ("bench", "room", "rig")] == ["inner", "A-3", "R-1"]
    assert [second[name] for name in ("bench", "room", "rig")] == ["outer", "B-1", "R-1"]
    assert [target for _, kind, target in reading.cited if kind == "verifies"] == ["SRS-015", "SRS-014"]
    assert "TC-001" not in {target for _, _, target in reading.cited}


@pytest.mark.parametrize(
    ("said", "date"),
    [
        pytest.param("", "2024-06-02T09:30:00+08:00", id="none"),
        pytest.param("2024-06-02", "2024-06-02T09:30:00+08:00", id="the day of the run"),
        pytest.param("2024-05-30", "2024-05-30", id="another day"),
    ],
)
def test_the_date_that_a_person_wrote_counts(said: str, date: str) -> None:
    assert results(case(properties(执行日期=said))).items[0].attribute("date") == date


@pytest.mark.parametrize(
    ("inner", "outcome"),
    [
        pytest.param(properties(结果="阻塞"), "blocked", id="said blocked"),
        pytest.param(properties(结果="不通过"), "failed", id="said failed"),
        pytest.param(properties(结果="通过") + "<failure/>", "failed", id="said passed beside a failure"),
        pytest.param(properties(结果="正常"), "passed", id="an unknown word"),
        pytest.param("<skipped/><error/>", "error", id="skipped and in error"),
    ],
)
def test_the_worst_of_several_outcomes_counts(inner: str, outcome: str) -> None:
    assert results(case(inner)).items[0].attribute("outcome") == outcome


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        pytest.param(case(properties(test_id="TC-013")), ["TC-013"], id="the property"),
        pytest.param(case(properties(用例号="TC-013、TC-014")), ["TC-013", "TC-014"], id="two in Chinese"),
        pytest.param(case(properties(test_id="手工-7")), ["手工-7"], id="an id of no known form"),
        pytest.param(case(attributes='classname="x" name="t" test_id="TC-013"'), ["TC-013"], id="an attribute"),
        pytest.param(case(attributes='classname="x" name="TC-013 心率"'), ["TC-013"], id="the name"),
        pytest.param(
            case(properties(test_id="TC-014"), 'classname="x" name="TC-013 心率"'),
            ["TC-014"],
            id="property before name",
        ),
        pytest.param(case(attributes='classname="x" name="TC-013b"'), ["x::TC-013b"], id="no whole token"),
        pytest.param(
            case(attributes='classname="tests.unit.test_a.TestA.TestB" name="t" file="tests/unit/test_a.py"'),
            ["tests/unit/test_a.py::TestA::TestB::t"],
            id="file and class",
        ),
        pytest.param(
            case(attributes='classname="unit.test_a" name="t" file="tests\\unit\\test_a.py"'),
            ["tests/unit/test_a.py::t"],
            id="file below another root",
        ),
        pytest.param(
            case(attributes='classname="Suite" name="t" file="C:\\ci\\a.cc"'), ["Suite::t"], id="absolute file"
        ),
        pytest.param(case(attributes='name="t"'), ["t"], id="the name alone"),
    ],
)
def test_the_test_of_a_result(text: str, targets: list[str]) -> None:
    assert [target for _, kind, target in results(text).cited if kind == "result-of"] == targets


def test_the_place_of_the_runner_stays_beside_an_id() -> None:
    (link,) = results(case(attributes='classname="x" name="TC-013 心率"')).links
    assert link.attributes == (("node", "x::TC-013 心率"),)


def test_properties_named_as_links_are_links() -> None:
    reading = results(DOTNET)
    assert [cited[1:] for cited in reading.cited] == [
        ("result-of", "Ecg.Tests.QrsTests::Rate(value: 1)"),
        ("verifies", "SRS-014"),
        ("verifies", "SRS-015"),
    ]
    assert not reading.items[0].attribute("requirement")


@pytest.mark.parametrize(
    ("names", "ids"),
    [(["t", "t", "t"], ["t", "t#2", "t#3"]), (["t#2", "t", "t"], ["t#2", "t", "t#3"])],
    ids=["the same name", "a name that looks numbered"],
)
def test_repeated_names_get_a_number(names: list[str], ids: list[str]) -> None:
    text = "".join(f'<testcase classname="a" name="{name}"/>' for name in names)
    assert results(f"<testsuite>{text}</testsuite>").ids == [f"results/a.xml#a::{name}" for name in ids]


def test_long_messages_are_bounded() -> None:
    (item,) = results(case(f'<failure message="{"x" * 5000}"/><failure>{"y" * 5000}</failure>')).items
    assert item.text == "x" * 2000


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            ('<?xml version="1.0" encoding="GB2312"?>' + case(attributes='name="心率"')).encode("gb2312"), id="GB2312"
        ),
        pytest.param(case(attributes='name="心率"').encode("gb18030"), id="GB18030 unsaid"),
        pytest.param(
            ('<?xml version="1.0" encoding="UTF-16"?>' + case(attributes='name="心率"')).encode("utf-16"), id="UTF-16"
        ),
        pytest.param(case(attributes='name="心率"').encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(
            ('<?xml version="1.0" encoding="hex"?>' + case(attributes='name="心率"')).encode(), id="no encoding"
        ),
    ],
)
def test_every_encoding_is_read(data: bytes) -> None:
    reading = results(data)
    assert [item.title for item in reading.items] == ["心率"]
    assert not reading.problems


def test_a_declared_encoding_of_the_west_is_read() -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="Stra\u00dfe"/></testsuite>'
    assert results(text.encode("latin-1")).items[0].title == "Stra\u00dfe"


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "&#27;", "&#x1B;", "&#0;", "\ufffe"])
def test_signs_of_a_terminal_cost_no_result(sign: str) -> None:
    reading = results(case(f'<failure message="a{sign}[0mb"/>'))
    assert reading.items[0].text == "a\ufffd[0mb"
    assert not reading.problems


@pytest.mark.parametrize(
    ("text", "names", "told"),
    [
        pytest.param(
            '<testsuite>\n<testcase name="a"/>\n<testcase name="b"><\n', ["a"], [("xml-unreadable", 3)], id="cut off"
        ),
        pytest.param(
            '<testsuite>\n<testcase name="a"/>\n<testcase name="b">&x;</testcase>\n</testsuite>',
            ["a"],
            [("xml-unreadable", 3)],
            id="an unknown entity",
        ),
        pytest.param("", [], [("xml-unreadable", 1)], id="nothing"),
        pytest.param("no XML", [], [("xml-unreadable", 1)], id="words"),
        pytest.param("<html/>", [], [("not-junit", 1)], id="another XML"),
        pytest.param("<testsuites/>", [], [], id="no tests"),
        pytest.param("<a><testcase name='t'/></a>", ["t"], [], id="an unusual root"),
        pytest.param(
            "<testsuite>\n<testcase/></testsuite>", ["results/a.xml"], [("testcase-without-name", 2)], id="no name"
        ),
    ],
)
def test_a_bad_file_keeps_the_results_above_the_defect(
    text: str, names: list[str], told: list[tuple[str, int]]
) -> None:
    reading = results(text)
    assert [item.title for item in reading.items] == names
    assert reading.told == told


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]>\n', id="an entity"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n', id="a bomb"),
        pytest.param('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n', id="a file"),
        pytest.param('<!DOCTYPE x SYSTEM "http://example.org/a.dtd">\n', id="a type from outside"),
        pytest.param('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]>\n', id="a page"),
    ],
)
def test_entities_are_refused(head: str) -> None:
    reading = results(head + '<testsuite><testcase name="a"/></testsuite>')
    assert not reading.items
    assert reading.told == [("xml-refused", 1)]


def test_a_document_type_alone_does_no_harm() -> None:
    assert results("<!DOCTYPE testsuite>\n" + case()).ids == ["results/a.xml#a.b::t"]


def test_a_file_of_several_pieces_keeps_its_lines() -> None:
    count, one = 3000, f'<testcase classname="a" name="t"><system-out>&amp;心{"x" * 1000}</system-out></testcase>\n'
    text = io.StringIO()
    text.write("<testsuite>\n" + one * count + "</testsuite>\n")
    assert len(text.getvalue()) > 2 * PIECE
    reading = results(text.getvalue())
    assert [item.location.line for item in reading.items] == list(range(2, count + 2))
    assert not reading.problems


def test_a_reference_cut_by_the_border_of_a_piece_is_whole() -> None:
    start = '<testsuite><testcase name="a"/><testcase name="'
    for shift in range(8):
        text = start + "x" * (PIECE - len(start) - shift) + '&#x1b;y"/></testsuite>'
        reading = results(text)
        assert reading.items[1].title.endswith("x\ufffdy")
        assert not reading.problems


def test_deep_elements_are_read_without_recursion() -> None:
    deep = 20_000
    assert results("<testsuite>" * deep + '<testcase name="t"/>' + "</testsuite>" * deep).items[0].title == "t"


LINES = (
    "<testsuites>|<testsuite>|<testsuite timestamp='2024'>|</testsuite>|</testsuites>|<testcase name='TC-001'>"
    "|</testcase>|<testcase classname='a' name='b'/>|<failure message='x'>|</failure>|<skipped/>|<properties>"
    "|</properties>|text|&amp;|&x;|<property name='test_id' value='TC-002'/>|<property name='结果'>|</property>"
    "|<![CDATA[|]]>|<!--|-->|<?x y?>|<!DOCTYPE a>|<!DOCTYPE a [<!ENTITY x 'y'>]>|<?xml version='1.0'?>"
    "|&#27;|\x1b|<|\x00|<a:testcase name='n'/>"
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES.split("|")), max_size=14).map("\n".join))
def test_any_xml_like_text(text: str) -> None:
    check_reading(SOURCE, text)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_any_bytes(data: str | bytes) -> None:
    check_reading(SOURCE, data)
    check_reading(SOURCE, b"<testsuite>" + (data if isinstance(data, bytes) else data.encode()))


@pytest.mark.parametrize(
    ("case", "cited"),
    [
        ('<testcase name="A" requirement="SRS-001"/>', [("f.xml#A", "SRS-001")]),
        ('<testcase name="A" author="SRS-001"/>', []),
        (
            '<testcase name="A[SRS-003]"><property name="SRS ID" value="SRS-001; SRS-002"/></testcase>',
            [("f.xml#A[SRS-003]", "SRS-001"), ("f.xml#A[SRS-003]", "SRS-002")],
        ),
        (
            '<testcase name="A" 用例号="TC-001"><property name="需求编号" value="SRS-001"/></testcase>',
            [("TC-001", "SRS-001")],
        ),
    ],
)
def test_a_property_about_requirements_verifies_them(case: str, cited: list[tuple[str, str]]) -> None:
    found = read(SOURCE, f"<testsuite>{case}</testsuite>", path="f.xml")
    assert [(one.source, one.target) for one in found.links if one.kind == "verifies"] == cited
