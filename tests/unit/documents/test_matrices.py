"""Matrices, figures and changes of the traceability report: what is a gap, what was not read, what changed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.documents._block import Request
from medtrace.documents.coverage_summary import share
from medtrace.documents.link_changes import Options, link_changes
from medtrace.model.assessment import Assessment
from medtrace.model.change import ChangeKind, ItemChange, LinkChange, LinkFate
from medtrace.model.coverage import Chain, Coverage, Ratio, RiskChain
from medtrace.model.document import Block, Figure, Note, Paragraph, Role, Table, Tone
from medtrace.words import same
from tests.support.assessments import COVERAGE, assessment, empty_assessment
from tests.support.composed import composed, every_section, words
from tests.support.snapshots import item, link

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
    assert found[0][-1] == "关联项变更： / TC-003"
    links = replace(whole.changes, items=(), files=())
    found = rows(table(CHANGED, replace(whole, changes=links)))
    assert [row[-1] for row in found] == ["追溯关系变更", "追溯关系变更"]


def test_user_needs_show_requirements_and_their_gap() -> None:
    assert rows(table("用户需求与软件需求")) == [
        ["URS-001", "判读房颤", "SRS-001、SRS-002", ""],
        ["URS-002", "打印报告", "缺失", ""],
    ]


def test_a_need_with_many_requirements_shows_five_on_a_line() -> None:
    chains = tuple(Chain(f"SRS-{number:03}", needs=("URS-001",)) for number in range(1, 8))
    found = table("用户需求与软件需求", with_coverage(replace(COVERAGE, requirements=chains)))
    assert rows(found)[0][2] == "SRS-001、SRS-002、SRS-003、SRS-004、SRS-005 / SRS-006、SRS-007"
    assert found.columns[2].role is Role.TEXT


def test_risks_show_both_levels_controls_and_gaps() -> None:
    found = rows(table("风险与风险控制"))
    assert found[0][4:] == [
        "严重度 危重，概率 偶尔", "RC-001 检测阈值自适应", "SRS-001", "TC-001", "", "严重度 危重，概率 极少", "可接受",
    ]  # fmt: skip
    assert found[1][0] == "RISK-002"
    assert found[1][5:] == ["缺失", "缺失", "缺失", "", "缺失", "缺失"]


def test_tests_of_a_control_are_told_from_tests_of_its_requirements() -> None:
    chain = RiskChain("RISK-001", ("RC-001",), ("SRS-001",), ("TC-001", "TC-002"), ("TC-002",))
    found = table("风险与风险控制", with_coverage(replace(COVERAGE, risks=(chain,))))
    assert rows(found)[0][7:9] == ["TC-002", "TC-001"]
    assert [one.title.zh for one in found.columns[7:9]] == [
        "控制措施的验证（照录风险管理文件）", "相关软件需求的其他测试（间接）",
    ]  # fmt: skip


def test_a_residual_risk_kept_from_the_last_of_several_rows_says_so() -> None:
    whole = assessment()
    risk = whole.changes.after.item_by_id["RISK-001"]
    control = whole.changes.after.item_by_id["RC-001"]
    second = replace(control, id="RC-002", location=replace(risk.location, line=risk.location.line + 1))
    stated = replace(risk, attributes=(*risk.attributes, ("severity_after", "危重"), ("probability_after", "极少")))
    others = tuple(one for one in whole.changes.after.items if one.id not in {"RISK-001", "RC-001"})
    first = replace(control, location=risk.location)
    after = replace(whole.changes.after, items=(stated, first, second, *others))
    chain = replace(COVERAGE.risks[0], controls=("RC-001", "RC-002"))
    told = replace(whole, changes=replace(whole.changes, after=after), coverage=replace(COVERAGE, risks=(chain,)))
    assert rows(table("风险与风险控制", told))[0][9].endswith(" / 照录该风险最后一项控制措施所在行")
    alone = replace(told, coverage=replace(COVERAGE, risks=(replace(chain, controls=("RC-001",)),)))
    assert "照录" not in rows(table("风险与风险控制", alone))[0][9]


def test_a_control_without_test_is_named() -> None:
    ratios = (*COVERAGE.ratios, Ratio("control-verification", 0, 1, ("RC-001",)))
    found = table("风险与风险控制", with_coverage(replace(COVERAGE, ratios=ratios)))
    assert rows(found)[0][7] == "TC-001 / RC-001：缺失"
    assert found.rows[0][7].tone is Tone.BAD


def test_every_figure_has_its_denominator_and_names_what_is_missing() -> None:
    assert rows(table("覆盖情况汇总"))[1] == ["软件需求→用户需求", "2", "3", "66.7%", "1 项：SRS-003"]


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
    exact = 100 * min(covered, total) / total
    assert abs(float(shown[:-1]) - exact) <= (0.0501 if exact < 99.95 or covered >= total else 0.1001)


@pytest.mark.parametrize(
    ("covered", "total", "shown"),
    [(51, 52, "98.1%"), (21, 22, "95.5%"), (9999, 10000, "99.9%"), (1, 8, "12.5%"), (1, 16, "6.3%"), (0, 3, "0.0%")],
)
def test_shares_are_rounded_half_up(covered: int, total: int, shown: str) -> None:
    assert share(covered, total) == shown


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
    verified = {
        (figure.steps[start].zh[:4], figure.steps[end].zh[:2]) for start, end, by in figure.edges if by.zh == "验证"
    }
    assert verified == {("软件需求", "测试"), ("风险控制", "测试")}


def test_changes_name_fields_places_and_proposed_renames() -> None:
    found = {row[0]: row[4] for row in rows(table("条目变更"))}
    assert "SRS-001" not in found
    assert "判读阈值为 0.62 → 判读阈值为 0.55" in found["SRS-002"]
    assert found["SRS-003"] == "导出报告。"


def item_changes(*changes: ItemChange) -> tuple[Block, ...]:
    """What stands under 条目变更 for these changes."""
    whole = assessment()
    told = replace(whole, changes=replace(whole.changes, items=changes, renames=()))
    sections = every_section(composed("traceability", told).sections)
    return next(one.blocks for one in sections if one.heading.zh == "条目变更")


def test_items_that_only_moved_are_one_line_with_runs() -> None:
    moved = [
        ItemChange(
            ChangeKind.MOVED, item(name, "requirement", "甲", "a.md:1"), item(name, "requirement", "甲", "b.md:1")
        )
        for name in ("SRS-001", "SRS-002", "SRS-003", "SRS-007", "SRS-009", "SRS-010")
    ]
    found = item_changes(*moved)
    assert [one.text.zh for one in found if isinstance(one, Paragraph)] == [
        "另有 6 项仅移动文件位置，内容未变：SRS-001 至 SRS-003、SRS-007、SRS-009、SRS-010。"
    ]
    assert all(one.rows == () for one in found if isinstance(one, Table))


@pytest.mark.parametrize(
    ("text", "attributes", "said"),
    [
        ("软件应记录日志。\n\n- 追溯：URS-001、URS-002\n- 优先级：高", {"优先级": "高"}, "软件应记录日志。"),
        ("显示：\n- 心率：60 次/分\n- 阈值: 0.62", {}, "显示： - 心率：60 次/分 - 阈值: 0.62"),
        ("甲 | 乙 | | ", {"harm": "乙", "sequence": "甲"}, "事件序列：甲 / 伤害：乙"),
        ("", {}, ""),
        ("长" * 1300, {}, "长" * 1200 + "……（其余见原文件）"),
    ],
    ids=["fields go", "content stays", "a table row", "no text", "too long"],
)
@pytest.mark.parametrize("kind", [ChangeKind.ADDED, ChangeKind.REMOVED])
def test_an_item_that_came_or_went_shows_its_text(
    kind: ChangeKind, text: str, attributes: dict[str, str], said: str
) -> None:
    one = replace(item("SRS-001", "requirement", "日志", "a.md:1", **attributes), text=text)
    ends = (None, one) if kind is ChangeKind.ADDED else (one, None)
    (found,) = [block for block in item_changes(ItemChange(kind, *ends)) if isinstance(block, Table)]
    assert rows(found)[0][4] == said


def test_a_change_of_the_trace_line_alone_is_no_change_of_the_text() -> None:
    old, new = (
        replace(item("SRS-001", "requirement", "日志", "a.md:1"), text=f"文字。\n- 追溯：{upper}")
        for upper in ("URS-001", "URS-002")
    )
    (found,) = item_changes(ItemChange(ChangeKind.CHANGED, old, new, ("text",)))
    assert isinstance(found, Table)
    assert rows(found)[0][4] == "正文未变，仅追溯或属性字段变更"


def test_units_through_a_design_item_stand_apart() -> None:
    chain = replace(COVERAGE.requirements[0], units=("qrs", "rhythm"), design_units=(("SDD-001", ("qrs",)),))
    found = table(MATRIX, with_coverage(replace(COVERAGE, requirements=(chain,))))
    assert rows(found)[0][4] == "节律判读 / （经 SDD-001：QRS 波检测）"


@pytest.mark.parametrize(("direct", "concerned"), [(("qrs",), False), (("rhythm",), True), ((), True)])
def test_the_changed_part_follows_the_units_that_implement_the_requirement(
    direct: tuple[str, ...], *, concerned: bool
) -> None:
    whole = assessment()
    chain = replace(COVERAGE.requirements[0], units=("qrs", "rhythm"), direct_units=direct)
    (file,) = whole.changes.files
    nameless = replace(file, change=replace(file.change, path="src/filter.py"))
    changes = replace(whole.changes, files=(nameless,), items=(), links=())
    told = replace(whole, changes=changes, coverage=replace(COVERAGE, requirements=(chain,)))
    assert bool(table(CHANGED, told).rows) == concerned


def test_links_of_the_guideline_that_nothing_gives_were_not_checked() -> None:
    sections = every_section(composed("traceability", assessment()).sections)
    found = next(one for one in sections if one.heading.zh == "覆盖情况汇总").blocks
    _, links = [one for one in found if isinstance(one, Table)]
    told = {row[0].split()[0]: row for row in rows(links)}
    assert list(told) == [f"L-{number}" for number in range(1, 12)]
    assert told["L-1"][2].startswith("已核查：读取 ")
    assert told["L-4"][2] == told["L-6"][2] == "未核查（配置未提供该关系）"
    assert all("二(五)" in row[1] for row in told.values())
    bare = composed("traceability", empty_assessment()).sections[3].blocks
    assert all("未核查" in row[2] for row in rows([one for one in bare if isinstance(one, Table)][1]))


def test_an_id_defined_twice_counts_once_and_is_said() -> None:
    whole = assessment()
    first = whole.changes.after.item_by_id["SRS-001"]
    again = replace(first, location=replace(first.location, line=99))
    after = replace(whole.changes.after, items=(*whole.changes.after.items, again))
    document = composed("traceability", replace(whole, changes=replace(whole.changes, after=after)))
    said = [one.text for one in document.sections[0].blocks if isinstance(one, Paragraph)]
    assert "软件需求 3 项（另有重复编号 1 处：SRS-001）、" in said[1].zh
    assert "3 software requirements (and 1 duplicate id: SRS-001), " in said[1].en
    (ids, *_) = [one for one in document.sections[2].blocks if isinstance(one, Table)]
    assert ["SRS", "软件需求", "3 / 另有重复编号 1 处：SRS-001", "SRS-001"] in rows(ids)


def test_results_have_no_ids_of_their_own_in_the_legend() -> None:
    (ids, *_) = [one for one in composed("traceability", nameless()).sections[2].blocks if isinstance(one, Table)]
    assert ["（以结果文件路径和用例名标识）", "测试结果", "1", ""] in rows(ids)


def nameless() -> Assessment:
    """The assessment with one result that is named by its file."""
    whole = assessment()
    run = item("results/a.xml#tests.test_a", "test-result", "a", "results/a.xml:1")
    return replace(whole, changes=replace(whole.changes, after=replace(whole.changes.after, items=(run,))))


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
    assert rows(found)[1] == ["删除", "TC-003", "验证", "SRS-002"]
    assert found.rows[1][0].tone is Tone.OPEN


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (("src/rhythm.py",), ["节律判读"]),
        (("src/rhythm.py", "model/a.onnx"), ["节律判读"]),
        (("tools/x.py",), ["tools/x.py"]),
    ],
    ids=["a unit", "two files of a unit", "no unit"],
)
def test_code_is_named_by_its_unit(paths: tuple[str, ...], said: list[str]) -> None:
    links = tuple(LinkChange(LinkFate.ADDED, link(path, "implements", "SRS-001")) for path in paths)
    changes = replace(assessment().changes, links=links)
    assert [row[1] for row in rows(table("追溯关系变更", replace(assessment(), changes=changes)))] == said


def test_a_citation_that_moved_inside_its_unit_is_no_change() -> None:
    links = (
        LinkChange(LinkFate.REMOVED, link("src/rhythm.py", "implements", "SRS-001")),
        LinkChange(LinkFate.ADDED, link("model/a.py", "implements", "SRS-001")),
    )
    changes = replace(assessment().changes, links=links)
    assert rows(table("追溯关系变更", replace(assessment(), changes=changes))) == []


def test_a_record_may_show_the_places() -> None:
    asked = Request(Options(), same("无"), words())
    (found,) = link_changes.build(assessment(), asked)
    assert isinstance(found, Table)
    assert all(row[4] for row in rows(found))


def test_where_nothing_was_read_it_says_so() -> None:
    for heading in ("条目变更", "追溯关系变更", "缺失与问题"):
        sections = every_section(composed("traceability", empty_assessment()).sections)
        blocks = next(one.blocks for one in sections if one.heading.zh == heading)
        assert any(isinstance(one, Note) and one.tone is Tone.BAD for one in blocks), heading


def test_problems_stand_by_grade_with_their_number() -> None:
    found = rows(table("缺失与问题"))
    assert found[0] == ["引用的条目不存在", "错误", "1"]
    assert [row[1] for row in found] == ["错误", "缺失", "缺失"]


def test_the_scope_sentence_stands_in_the_report() -> None:
    first = composed("traceability", assessment()).sections[0]
    assert any("评审记录：____" in one.text.zh for one in first.blocks if isinstance(one, Note))
