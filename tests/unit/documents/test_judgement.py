"""The judgement record: evidence, clause and mark of each finding, the permitted sentence, and what a person fills."""

from dataclasses import replace

import pytest

from medtrace.config.profiles import load_profile
from medtrace.documents._clauses import cited
from medtrace.model.assessment import Assessment, View
from medtrace.model.document import Block, Diff, KeyValues, Note, Signature, Table, Tone
from medtrace.model.verdict import Clause, Evidence, Finding, Severity, Unknown
from tests.support.assessments import STEP_ONE, assessment, empty_assessment
from tests.support.composed import composed, words
from tests.support.rulings import CORRECTIVE, FINDINGS, VERDICT

pytestmark = pytest.mark.requirement("REQ-064")

FORM = [
    "编号",
    "变更单号",
    "基线（批件号、完整版本）",
    "基线安装包哈希值",
    "目标完整版本",
    "变更项",
    "检出依据",
    "适用条款",
    "工具拟判",
    "人工判定",
    "申报路径",
    "判定理由（含降级、升级理由）",
    "用户决策四问",
    "人员安全",
    "风险文件修订号",
    "回归范围记录",
    "说明书、产品技术要求影响",
    "附件",
    "规则集版本",
    "规则集哈希",
    "替代的判定记录",
]


def blocks(heading: str, whole: Assessment | None = None) -> tuple[Block, ...]:
    """What stands under a heading of the record."""
    sections = composed("judgement-record", whole or assessment()).sections
    return next(one.blocks for one in sections if one.heading.zh == heading)


def values(found: KeyValues) -> dict[str, list[str]]:
    """Names and lines in Chinese."""
    return {name.zh: [line.zh for line in cell.lines] for name, cell in found.pairs}


def each_finding(whole: Assessment | None = None) -> dict[str, dict[str, list[str]]]:
    """Names and values of every finding, by its id."""
    found = [values(one) for one in blocks("检出项与依据", whole) if isinstance(one, KeyValues)]
    return {one["检出项编号"][0]: one for one in found if "检出项编号" in one}


def tables(heading: str, whole: Assessment | None = None) -> list[list[list[str]]]:
    """Rows of the tables under a heading."""
    found = [one for one in blocks(heading, whole) if isinstance(one, Table)]
    return [[[" / ".join(line.zh for line in cell.lines) for cell in row] for row in one.rows] for one in found]


def with_findings(*found: Finding) -> Assessment:
    """The assessment with other findings, in view and last step."""
    whole = assessment()
    view = whole.views[0]
    return replace(whole, views=(replace(view, findings=found, steps=()),))


def test_a_finding_names_row_clause_mark_and_confidence() -> None:
    found = each_finding()["C-03-5f6a7b8c"]
    assert found["触发项"] == ["C-03 严重级别软件单元的纠正"]
    assert found["依据条款"] == [
        "《医疗器械软件注册审查指导原则（2022年修订版）》（2022年第9号）二(六)1",
        "可信度 D：本工具的设计建议，不是法规事实",
    ]
    assert found["检出把握"] == ["待判定"]
    assert found["例外"] == ["影响安全性、有效性的除外"]


@pytest.mark.parametrize(
    ("document", "section", "zh", "en"),
    [
        ("G9", "二(七)", "《医疗器械软件注册审查指导原则（2022年修订版）》（2022年第9号）二(七)", ", 二(七)"),
        ("D", "—", "本工具的设计建议，不是法规事实", "not a regulatory fact"),
        ("N63", "—", "《优化全生命周期监管支持高端医疗器械创新发展有关举措》（2025年第63号）", "(2025年第63号)"),
        ("HEM", "2.4.7", "《血液病流式细胞学人工智能分析软件性能评价审评要点》2.4.7", ", 2.4.7"),
        ("X1", "", "X1 —", "X1 —"),
    ],
    ids=["whole", "ours", "no section", "no number", "no source"],
)
def test_a_clause_is_cited_as_far_as_it_is_known(document: str, section: str, zh: str, en: str) -> None:
    whole = replace(assessment(), profile=load_profile("nmpa-2022"))
    found = cited(Clause(document, section, "A"), whole, words())
    assert found.zh == zh
    assert found.en.endswith(en)


def test_evidence_shows_place_values_and_short_commits() -> None:
    evidence = tables("检出项与依据")[-1]
    assert evidence[0] == ["src/rhythm.py:21", "THRESHOLD = 0.62", "THRESHOLD = 0.55", "aaaaaaaaaa / cccccccccc"]


def test_a_longer_difference_is_shown_by_lines() -> None:
    long = Evidence("src/rhythm.py", 21, (), "a = 1\nb = 2", "a = 1\nb = 3")
    found = with_findings(replace(FINDINGS[2], hit=replace(FINDINGS[2].hit, evidence=(long,))))
    (diff,) = [one for one in blocks("检出项与依据", found) if isinstance(one, Diff)]
    assert diff == Diff("src/rhythm.py:21", ("a = 1", "b = 2"), ("a = 1", "b = 3"))
    assert tables("检出项与依据", found)[0][0][1:3] == ["见下", "见下"]


def test_a_finding_of_no_file_says_so() -> None:
    assert tables("检出项与依据")[0] == []
    (first,) = [one for one in blocks("检出项与依据")[:2] if isinstance(one, Table)]
    assert "没有文件层面的依据" in first.empty.zh


def test_what_was_shipped_and_taken_back_is_still_a_finding() -> None:
    whole = assessment()
    view = whole.views[0]
    hidden = replace(whole, views=(replace(view, findings=FINDINGS[:2]),))
    found = each_finding(hidden)["P-04-1a2b3c4d"]
    assert found["出现于"] == ["仅见于已发布的中间版本（首尾比较不可见）：", "v1.2"]
    (sentence,) = [one.text.zh for one in blocks("工具拟判结果", hidden) if isinstance(one, Note)]
    assert "检出 1 项重大更新候选触发项" in sentence


def test_every_finding_leaves_room_for_a_person() -> None:
    rooms = [values(one) for one in blocks("检出项与依据") if isinstance(one, KeyValues)]
    assert sum("人工判定" in one for one in rooms) == len(FINDINGS)


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (assessment(), "2 个软件单元、1 份受控文件范围内，检出 1 项重大更新候选触发项，另有 3 项待判定"),
        (with_findings(*FINDINGS[:2]), "2 个软件单元、1 份受控文件范围内，未检出重大更新触发项；3 项待判定"),
        (empty_assessment(), "0 个软件单元、0 份受控文件范围内，未检出重大更新触发项；0 项待判定"),
    ],
    ids=["major fired", "only open ones", "nothing"],
)
def test_the_sentence_is_the_permitted_one(whole: Assessment, said: str) -> None:
    (sentence,) = [one.text.zh for one in blocks("工具拟判结果", whole) if isinstance(one, Note)]
    assert said in sentence
    assert sentence.endswith("本结果为辅助信息，不构成更新类型判定。")


def test_what_does_not_fire_is_no_major_candidate() -> None:
    unsure = FINDINGS[0]
    assert unsure.severity is Severity.MAJOR
    (sentence,) = [one.text.zh for one in blocks("工具拟判结果", with_findings(unsure)) if isinstance(one, Note)]
    assert "未检出重大更新触发项" in sentence


def test_the_wrong_version_field_is_marked() -> None:
    (found,) = [one for one in blocks("工具拟判结果") if isinstance(one, KeyValues)]
    tones = {name.zh: cell.tone for name, cell in found.pairs}
    assert values(found)["命名规则应变动的字段"] == ["X"]
    assert values(found)["实际变动的版本字段"] == ["Y"]
    assert tones["实际变动的版本字段"] is Tone.BAD


def test_a_second_view_adds_what_the_given_range_does_not_see() -> None:
    whole = assessment()
    late = View("nmpa-2022", "given", STEP_ONE, (), (), CORRECTIVE)
    both = replace(whole, range=STEP_ONE, views=(late, replace(whole.views[0], verdict=VERDICT)))
    assert set(each_finding(both)) == {one.id for one in FINDINGS}
    notes = [one.text.zh for one in blocks("工具拟判结果", both) if isinstance(one, Note)]
    assert "晚于注册基线" in notes[0]
    assert [row[0] for row in tables("各发布版本的拟判", both)[0]] == ["v1.1", "v1.2"]
    assert [row[0] for row in tables("待判定项与核查表", both)[0]] == ["A-01", "C-03"]


def test_open_questions_and_the_standing_checklist_are_two_tables() -> None:
    questions, checklist = tables("待判定项与核查表")
    assert [row[0] for row in questions] == ["A-01", "C-03"]
    assert checklist[0][:3] == ["P-01", "预期用途改变", "重大更新"]
    assert checklist[0][3].endswith("可信度 C")
    assert checklist[0][4] == "□ 是　□ 否　□ 不适用"


def test_a_row_that_the_profile_does_not_know_is_still_asked() -> None:
    whole = assessment()
    view = whole.views[0]
    strange = replace(view, verdict=replace(view.verdict, unknown=(Unknown("Z-99", "no-rule"),)))
    assert tables("待判定项与核查表", replace(whole, views=(strange,)))[0][0][0] == "Z-99"


def test_the_form_has_the_fields_of_the_record_in_order() -> None:
    (form,) = [one for one in blocks("判定记录") if isinstance(one, KeyValues)]
    assert [name.zh for name, _ in form.pairs] == FORM


def test_the_form_prefills_facts_and_never_reasons() -> None:
    (form,) = [one for one in blocks("判定记录") if isinstance(one, KeyValues)]
    found = values(form)
    assert found["变更单号"] == ["CR-2024-017"]
    assert found["工具拟判"] == ["重大更新"]
    assert found["判定理由（含降级、升级理由）"] == ["____"]
    assert found["基线安装包哈希值"] == ["缺失（未提供交付安装包的哈希值）"]
    assert "二(六)1（可信度 D）" in found["适用条款"][1]
    assert "src/rhythm.py:21：THRESHOLD = 0.62 → THRESHOLD = 0.55" in found["检出依据"]
    assert len(found["用户决策四问"]) == 4


def test_roles_sign_in_their_order() -> None:
    (signed,) = [one for one in blocks("判定记录") if isinstance(one, Signature)]
    assert [role.zh.partition("（")[0] for role in signed.roles] == ["提出", "评估", "法规审核", "质量批准"]


def test_commits_are_counted_and_the_unlinked_listed() -> None:
    linked, unlinked = tables("提交与条目的关联")
    assert len(linked) == 3
    assert linked[1] == [
        "cccccccccc",
        "2024-04-10",
        "王磊（示例）",
        "调整节律判读阈值",
        "SRS-002 / CR-2024-017",
        "提交标题 / 提交正文",
    ]
    assert [row[3] for row in unlinked] == ["fix typo"]


def test_provenance_names_digests_and_commits_but_no_clock() -> None:
    (found,) = [one for one in blocks("文件生成信息") if isinstance(one, KeyValues)]
    shown = values(found)
    assert shown["终点提交"] == ["v1.2", "d" * 40]
    assert shown["规则集"] == ["nmpa-2022", "d1" * 32]
    assert shown["触发项表摘要"] == ["d2" * 32]
