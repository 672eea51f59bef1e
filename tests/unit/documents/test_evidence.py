"""The summary of test evidence: every run, its facts, and numbers with their denominators."""

from dataclasses import replace

import pytest

from medtrace.model.assessment import Assessment
from medtrace.model.document import Bullets, Table, Tone
from medtrace.model.items import Artifact
from tests.support.assessments import assessment
from tests.support.composed import composed
from tests.support.snapshots import item, link

pytestmark = pytest.mark.requirement("REQ-063")

COLUMNS = "用例号|中文名称|级别|方法|执行人|日期|被测完整版本|环境|结果|原始记录号|缺陷号"


def with_items(*more: Artifact, tie: str = "") -> Assessment:
    """The assessment with more tests or results at the newer end; `tie` is the test of the last result."""
    whole = assessment()
    after = whole.changes.after
    links = (*after.links, *((link(more[-1].id, "result-of", tie),) if tie else ()))
    grown = replace(after, items=(*after.items, *more), links=links)
    return replace(whole, changes=replace(whole.changes, after=grown))


def evidence(whole: Assessment) -> Table:
    """The table of every run."""
    (found,) = [one for one in composed("test-evidence", whole).sections[3].blocks if isinstance(one, Table)]
    return found


def summary(whole: Assessment) -> tuple[list[list[str]], tuple[str, ...]]:
    """The numbers and the remarks below them."""
    blocks = composed("test-evidence", whole).sections[1].blocks
    numbers = next(one for one in blocks if isinstance(one, Table))
    remarks = next(one for one in blocks if isinstance(one, Bullets))
    return rows(numbers), tuple(text.zh for text in remarks.items)


def rows(found: Table) -> list[list[str]]:
    """Rows as Chinese texts."""
    return [[" / ".join(line.zh for line in cell.lines) for cell in row] for row in found.rows]


def test_columns_are_those_of_the_promise() -> None:
    assert "|".join(column.title.zh for column in evidence(assessment()).columns) == COLUMNS


def test_every_run_has_a_row_oldest_first_with_its_facts() -> None:
    found = rows(evidence(assessment()))
    assert [(row[0], row[8]) for row in found] == [("TC-001", "通过"), ("TC-002", "未通过"), ("TC-002", "复测通过")]
    assert found[0] == [
        "TC-001", "QRS 波检测准确度", "单元", "自动", "赵敏（示例）", "2024-06-02", "V1.2.0.0451",
        "Ubuntu 22.04，内存 8 GB", "通过", "UT-2024-011", "",
    ]  # fmt: skip


def test_what_nobody_wrote_down_is_missing() -> None:
    found = evidence(assessment())
    assert rows(found)[1][3] == "缺失"
    assert rows(found)[1][9] == "缺失"
    assert found.rows[1][9].tone is Tone.BAD


def test_a_failure_without_a_defect_number_is_a_gap_and_a_pass_needs_none() -> None:
    broken = item("TC-004@1", "test-result", "TC-004@1", "results/a.xml:3", outcome="failed")
    test = item("TC-004", "test", "升级后启动", "tests/test_boot.py:3")
    found = rows(evidence(with_items(test, broken, tie="TC-004")))
    assert found[3][10] == "缺失"
    assert found[0][10] == ""


def test_a_test_without_a_run_is_a_row_too() -> None:
    found = evidence(with_items(item("TC-004", "test", "升级后启动", "tests/test_boot.py:3", 级别="用户")))
    assert rows(found)[3][2] == "用户"
    assert rows(found)[3][4:9] == ["缺失", "缺失", "缺失", "缺失", "无结果"]


def test_a_run_of_no_known_test_stands_at_the_end() -> None:
    stray = item("x@1", "test-result", "x", "results/a.xml:9", outcome="passed")
    found = rows(evidence(with_items(stray, tie="tests.test_gone.test_x")))
    assert found[-1][:2] == ["tests.test_gone.test_x", "缺失（结果所引用的测试不存在）"]


def test_an_english_title_asks_for_a_chinese_one() -> None:
    found = rows(evidence(with_items(item("TC-004", "test", "Boots after an update", "tests/test_boot.py:3"))))
    assert found[3][1] == "缺失（无中文名称） / Boots after an update"


def test_the_last_run_counts_and_every_number_has_its_denominator() -> None:
    numbers, remarks = summary(assessment())
    assert numbers == [
        ["单元", "1", "1", "0", "0"],
        ["系统", "1", "1", "0", "0"],
        ["合计", "2", "2", "0", "0"],
    ]
    assert remarks[0].startswith("被测完整版本 ")
    assert remarks[3].startswith("TC-002：")
    assert (*remarks[1:3], *remarks[4:]) == (
        "最近一次结果为未通过的测试：0/2；无",
        "曾未通过、复测通过的测试：1/2；TC-002",
        "没有结果的测试：0/2；无",
        "结果所引用而不存在的测试：0 个；无",
        "没有测试的软件需求：1/3；SRS-003",
    )


@pytest.mark.parametrize(
    ("outcome", "head", "tone"),
    [("blocked", "受阻", Tone.OPEN), ("error", "执行出错", Tone.BAD), ("skipped", "跳过", Tone.OPEN)],
)
def test_other_outcomes_have_a_column_and_a_tone_of_their_own(outcome: str, head: str, tone: Tone) -> None:
    test = item("TC-004", "test", "升级后启动", "tests/test_boot.py:3", level="moon")
    run = item("TC-004@1", "test-result", "TC-004@1", "results/a.xml:3", outcome=outcome)
    whole = with_items(test, run, tie="TC-004")
    blocks = composed("test-evidence", whole).sections[1].blocks
    numbers = next(one for one in blocks if isinstance(one, Table))
    assert [column.title.zh for column in numbers.columns] == ["级别", "用例总数", "通过", "未通过", head, "无结果"]
    assert rows(numbers)[-2:] == [["moon", "1", "0", "0", "1", "0"], ["合计", "3", "2", "0", "1", "0"]]
    assert evidence(whole).rows[3][8].tone is tone


def test_a_test_without_level_is_counted_as_such() -> None:
    numbers, _ = summary(with_items(item("TC-004", "test", "升级后启动", "tests/test_boot.py:3")))
    assert numbers[-2] == ["级别缺失", "1", "0", "0", "1"]


def with_versions(*stated: str, defect: str = "", full: str = "") -> Assessment:
    """A test TC-009 with one run for each stated version, all failed but the last; `full` approves the newer end."""
    whole = assessment()
    runs = tuple(
        item(
            f"TC-009@{index}", "test-result", f"TC-009@{index}", f"results/{index}.xml:1", tested_version=version,
            outcome="passed" if index == len(stated) else "failed", defect=defect, date=f"2024-06-0{index}",
        )
        for index, version in enumerate(stated, 1)
    )  # fmt: skip
    links = tuple(link(run.id, "result-of", "TC-009") for run in runs)
    after = replace(whole.changes.after, items=(item("TC-009", "test", "启动", "tests/t.py:1"), *runs), links=links)
    project = whole.project
    if full:
        approval = replace(project.registrations[0], approved_version=full, rev="v1.2")
        project = replace(project, registrations=(approval,))
    return replace(whole, project=project, changes=replace(whole.changes, after=after))


@pytest.mark.parametrize(
    ("stated", "full", "said"),
    [
        (("V1.2.0.0451",), "", "被测完整版本 V1.2.0.0451 与目标完整版本是否一致：无法核对（目标版本缺字段 B）"),
        (("V1.1.0.0431",), "", "被测完整版本 V1.1.0.0431 与目标完整版本是否一致：不一致（目标版本 V1.2.0）"),
        (("V1.2.0.0451",), "V1.2.0.0451", "被测完整版本 V1.2.0.0451 与目标完整版本是否一致：一致"),
        (
            ("V1.2.0.0450", "V1.2.0.0451"),
            "V1.2.0.0451",
            "被测完整版本 V1.2.0.0450、V1.2.0.0451 与目标完整版本是否一致：不一致（目标版本 V1.2.0.0451）",
        ),
        (("",), "V1.2.0.0451", "被测完整版本缺失，无法与目标完整版本核对"),
        (
            ("", "V1.2.0.0451"),
            "V1.2.0.0451",
            "被测完整版本 V1.2.0.0451 与目标完整版本是否一致：一致；另有 1 条结果未记载被测完整版本",
        ),
    ],
)
def test_the_tested_version_is_held_against_the_target(stated: tuple[str, ...], full: str, said: str) -> None:
    assert summary(with_versions(*stated, full=full))[1][0] == said


def test_a_target_that_cannot_be_read_is_not_compared() -> None:
    whole = with_versions("V1.2.0.0451")
    span = replace(whole.range, new=replace(whole.range.new, name="HEAD"))
    assert summary(replace(whole, range=span))[1][0].endswith("无法核对（目标完整版本缺失）")


@pytest.mark.parametrize(
    ("stated", "defect", "said"),
    [
        (("V1", "V1"), "", "TC-009：未通过后于同一完整版本复测通过，缺陷号及原因分析缺失"),
        (("V1", "V2"), "", "TC-009：于 V1 未通过，于 V2 复测通过，缺陷号及原因分析缺失"),
        (("", "V2"), "D-7", "TC-009：未通过后复测通过，被测完整版本记载不全，缺陷号 D-7，原因分析缺失"),
    ],
)
def test_a_retest_says_on_which_version_and_what_is_missing(stated: tuple[str, ...], defect: str, said: str) -> None:
    assert summary(with_versions(*stated, defect=defect))[1][3] == said


def test_that_it_is_no_test_report_stands_first() -> None:
    first = composed("test-evidence", assessment()).sections[0]
    assert first.heading.zh == "不替代测试报告的说明"


def test_the_title_says_that_it_is_no_test_report() -> None:
    assert composed("test-evidence", assessment()).title.zh == "软件测试证据汇总表（不替代测试报告）"
