"""Matrices, figures and changes of the traceability report: what is a gap, what was not read, what changed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.documents.coverage_summary import share
from medtrace.model.assessment import Assessment
from medtrace.model.coverage import Chain, Coverage, Ratio
from medtrace.model.document import Figure, Note, Role, Table, Tone
from tests.support.assessments import COVERAGE, assessment, empty_assessment
from tests.support.composed import composed, every_section

pytestmark = pytest.mark.requirement("REQ-062")


def table(heading: str, whole: Assessment | None = None) -> Table:
    """The first table under a heading of the report."""
    sections = every_section(composed("traceability", whole or assessment()).sections)
    blocks = next(one.blocks for one in sections if one.heading.zh == heading)
    return next(one for one in blocks if isinstance(one, Table))


def rows(found: Table) -> list[list[str]]:
    """Rows as Chinese texts."""
    return [[" / ".join(line.zh for line in cell.lines) for cell in row] for row in found.rows]


def with_coverage(coverage: Coverage) -> Assessment:
    """The assessment with another coverage."""
    return replace(assessment(), coverage=coverage)


MATRIX = "软件需求、设计、单元、测试与风险"
CHANGED = "更新部分的追溯矩阵"


def test_one_row_for_each_requirement_from_need_to_risk() -> None:
    found = rows(table(MATRIX))
    assert found[0] == [
        "SRS-001", "检测 QRS 波", "URS-001", "SDD-001", "节律判读", "TC-001", "通过", "RISK-001", "RC-001",
    ]  # fmt: skip
    assert found[1][5:7] == ["TC-002 / tests/test_extra.py", "通过 / 无结果"]
    assert found[2] == ["SRS-003", "导出报告", "缺失", "缺失", "缺失", "缺失", "", "", ""]


def test_a_level_that_was_not_read_is_no_gap() -> None:
    bare = Coverage(requirements=(Chain("SRS-001"),), ratios=(Ratio("requirement-test", 0, 1, ("SRS-001",)),))
    found = table(MATRIX, with_coverage(bare))
    assert rows(found)[0][2:6] == ["未读取", "未读取", "未读取", "缺失"]
    assert [cell.tone for cell in found.rows[0][2:6]] == [Tone.OPEN, Tone.OPEN, Tone.OPEN, Tone.BAD]


def test_a_failed_test_marks_the_result() -> None:
    failed = replace(COVERAGE.requirements[0], results=(("TC-001", "failed"),))
    found = table(MATRIX, with_coverage(replace(COVERAGE, requirements=(failed,))))
    assert found.rows[0][6].tone is Tone.BAD


@pytest.mark.parametrize("tests", [("TC-001",), ("TC-001", "TC-002")])
def test_results_that_nobody_read_are_not_missing_tests(tests: tuple[str, ...]) -> None:
    found = table(MATRIX, with_coverage(Coverage(requirements=(Chain("SRS-001", tests=tests),))))
    assert rows(found)[0][6] == "未读取"


def test_a_long_test_name_is_code_that_may_wrap() -> None:
    chain = Chain("SRS-001", tests=("tests/unit/test_rhythm.py::test_threshold",))
    found = table(MATRIX, with_coverage(Coverage(requirements=(chain,))))
    assert found.columns[5].role is Role.CODE
    assert found.columns[0].role is Role.ID


def test_the_changed_part_says_what_changed() -> None:
    found = {row[0]: row[-1] for row in rows(table(CHANGED))}
    assert found == {"SRS-002": "修改 / 软件单元变更", "SRS-003": "新增"}


def test_a_moved_item_is_no_changed_part() -> None:
    changes = replace(assessment().changes, files=(), links=())
    found = rows(table(CHANGED, replace(assessment(), changes=changes)))
    assert "SRS-001" not in [row[0] for row in found]


def test_a_changed_file_that_names_no_item_concerns_its_whole_unit() -> None:
    whole = assessment()
    (file,) = whole.changes.files
    nameless = replace(file, change=replace(file.change, path="src/filter.py"))
    changes = replace(whole.changes, files=(nameless,), items=(), links=())
    found = {row[0]: row[-1] for row in rows(table(CHANGED, replace(whole, changes=changes)))}
    assert found == {"SRS-001": "软件单元变更", "SRS-002": "软件单元变更"}


def test_a_file_outside_the_product_changes_no_requirement() -> None:
    whole = assessment()
    (file,) = whole.changes.files
    changes = replace(whole.changes, files=(replace(file, product=False),), items=(), links=())
    assert rows(table(CHANGED, replace(whole, changes=changes))) == []


def test_a_removed_requirement_stays_in_the_changed_part() -> None:
    whole = assessment()
    gone = next(one for one in whole.changes.items if one.item.id == "TC-003")
    assert gone.before is not None
    before = replace(gone.before, id="SRS-009", kind="requirement")
    changes = replace(whole.changes, items=(replace(gone, before=before),))
    last = table(CHANGED, replace(whole, changes=changes)).rows[-1]
    assert [cell.lines[0].zh for cell in (last[0], last[-1])] == ["SRS-009", "删除"]
    assert len(last) == len(table(CHANGED).columns)


def test_a_tied_item_and_a_link_count_as_changed() -> None:
    whole = assessment()
    chains = (replace(COVERAGE.requirements[0], tests=("TC-003",)),)
    found = rows(table(CHANGED, replace(whole, coverage=replace(COVERAGE, requirements=chains))))
    assert found[0][-1] == "关联项变更：TC-003"
    links = replace(whole.changes, items=(), files=())
    found = rows(table(CHANGED, replace(whole, changes=links)))
    assert [row[-1] for row in found] == ["追溯关系变更", "追溯关系变更"]


def test_user_needs_show_requirements_and_their_gap() -> None:
    assert rows(table("用户需求与软件需求")) == [
        ["URS-001", "判读房颤", "SRS-001 / SRS-002", ""],
        ["URS-002", "打印报告", "缺失", ""],
    ]


def test_risks_show_both_levels_controls_and_gaps() -> None:
    found = rows(table("风险与风险控制"))
    assert found[0][4:] == [
        "严重度 危重，概率 偶尔", "RC-001 检测阈值自适应", "SRS-001", "TC-001", "严重度 危重，概率 极少", "可接受",
    ]  # fmt: skip
    assert found[1][0] == "RISK-002"
    assert found[1][5:] == ["缺失"] * 5


def test_a_control_without_test_is_named() -> None:
    ratios = (*COVERAGE.ratios, Ratio("control-test", 0, 1, ("RC-001",)))
    found = table("风险与风险控制", with_coverage(replace(COVERAGE, ratios=ratios)))
    assert rows(found)[0][7] == "TC-001 / RC-001：缺失"
    assert found.rows[0][7].tone is Tone.BAD


def test_every_figure_has_its_denominator_and_names_what_is_missing() -> None:
    assert rows(table("覆盖情况汇总"))[1] == ["软件需求→用户需求", "2", "3", "66.6%", "1 项：SRS-003"]


def test_a_long_list_is_cut_and_counted() -> None:
    names = tuple(f"SRS-{number:03}" for number in range(1, 61))
    found = table("覆盖情况汇总", with_coverage(Coverage(ratios=(Ratio("requirement-test", 0, 60, names),))))
    text = rows(found)[0][4]
    assert text.startswith("60 项：SRS-001、")
    assert text.endswith("另有 20 项，见问题清单")


@given(st.integers(0, 10**6), st.integers(1, 10**6))
@settings(max_examples=100)
def test_a_hundred_per_cent_means_all(covered: int, total: int) -> None:
    shown = share(min(covered, total), total)
    assert (shown == "100.0%") == (covered >= total)
    assert float(shown[:-1]) <= 100 * min(covered, total) / total


def test_there_is_no_percentage_of_nothing() -> None:
    assert share(0, 0) == ""
    found = table("覆盖情况汇总", with_coverage(Coverage(ratios=(Ratio("risk-control", 0, 0),))))
    assert found.rows == ()


def test_the_flow_names_levels_with_counts_and_those_not_read() -> None:
    whole = assessment()
    after = replace(whole.changes.after, items=tuple(i for i in whole.changes.after.items if i.kind != "design"))
    sections = composed("traceability", replace(whole, changes=replace(whole.changes, after=after))).sections
    (figure,) = [one for one in sections[1].blocks if isinstance(one, Figure)]
    assert [step.zh for step in figure.steps][:4] == [
        "用户需求（2）", "软件需求（3）", "软件设计（未读取）", "软件单元（2）",
    ]  # fmt: skip
    assert all(start < len(figure.steps) > end for start, end, _ in figure.edges)


def test_changes_name_fields_places_and_proposed_renames() -> None:
    found = {row[0]: row[4] for row in rows(table("条目变更"))}
    assert found["SRS-001"] == "docs/SRS-old.md → docs/SRS.md"
    assert "判读阈值为 0.62 → 判读阈值为 0.55" in found["SRS-002"]
    assert found["RISK-002"] == ""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("阈值为 0.62。\n- 追溯：URS-001", "阈值为 0.55。\n- 追溯：URS-001", "正文：阈值为 0.62。 → 阈值为 0.55。"),
        ("一\n二", "二", "正文：一 → 无"),
        ("甲乙", "乙" * 300, "正文已修改"),
        ("一\n二", "二\n一", "正文已修改"),
    ],
    ids=["one line", "a line gone", "too long", "lines swapped"],
)
def test_a_changed_text_shows_the_lines_that_differ(before: str, after: str, said: str) -> None:
    whole = assessment()
    change = next(one for one in whole.changes.items if one.item.id == "SRS-002")
    assert change.before is not None
    assert change.after is not None
    old, new = replace(change.before, text=before), replace(change.after, text=after)
    changes = replace(whole.changes, items=(replace(change, fields=("text",), before=old, after=new),))
    assert rows(table("条目变更", replace(whole, changes=changes)))[0][4] == said


def test_a_changed_attribute_shows_both_values() -> None:
    whole = assessment()
    change = next(one for one in whole.changes.items if one.item.id == "SRS-002")
    assert change.before is not None
    before = replace(change.before, attributes=(("优先级", "高"),))
    changes = replace(whole.changes, items=(replace(change, fields=("attributes",), before=before),))
    assert rows(table("条目变更", replace(whole, changes=changes)))[0][4] == "优先级：高 → 无"


def test_a_broken_link_is_marked_for_a_person() -> None:
    found = table("追溯关系变更")
    assert rows(found)[1][:4] == ["删除", "TC-003", "验证", "SRS-002"]
    assert found.rows[1][0].tone is Tone.OPEN


def test_where_nothing_was_read_it_says_so() -> None:
    for heading in ("条目变更", "追溯关系变更", "缺口与问题"):
        sections = every_section(composed("traceability", empty_assessment()).sections)
        blocks = next(one.blocks for one in sections if one.heading.zh == heading)
        assert any(isinstance(one, Note) and one.tone is Tone.BAD for one in blocks), heading


def test_problems_stand_by_grade_with_their_number() -> None:
    found = rows(table("缺口与问题"))
    assert found[0] == ["引用的条目不存在", "错误", "1"]
    assert [row[1] for row in found] == ["错误", "缺口", "缺口"]


def test_the_scope_sentence_stands_in_the_report() -> None:
    first = composed("traceability", assessment()).sections[0]
    assert any("评审记录：____" in one.text.zh for one in first.blocks if isinstance(one, Note))
