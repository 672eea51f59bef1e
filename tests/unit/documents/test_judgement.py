"""The judgement record: evidence, clause and mark of each finding, the permitted sentence, and what a person fills."""

from dataclasses import replace

import pytest

from medtrace.config.profiles import load_profile
from medtrace.documents._clauses import cited
from medtrace.documents._evidence import changed_lines
from medtrace.model.assessment import Assessment, View
from medtrace.model.document import Block, Diff, KeyValues, Note, Paragraph, Signature, Table, Tone
from medtrace.model.history import Tag
from medtrace.model.verdict import Clause, Confidence, Evidence, Finding, Hit, RuleUse, Severity, Trigger, Unknown
from medtrace.words import Localized
from tests.support.assessments import STEP_ONE, assessment, empty_assessment
from tests.support.composed import composed, words
from tests.support.rulings import COMMITS, CORRECTIVE, FINDINGS, VERDICT

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
    "判定更新类型",
    "判定更新分类",
    "申报路径",
    "判定理由（含降级、升级理由）",
    "有条件",
    "降级",
    "用户决策四问",
    "人员安全",
    "风险文件修订号",
    "回归范围记录",
    "说明书、产品技术要求影响",
    "附件",
]
RULE_SET = ["规则集版本", "规则集哈希", "替代的判定记录"]


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
    assert found["观察把握"] == ["待判定"]
    assert found["例外"] == ["影响安全性、有效性的除外"]


@pytest.mark.parametrize(
    ("document", "section", "zh", "en"),
    [
        ("G9", "二(七)", "《医疗器械软件注册审查指导原则（2022年修订版）》（2022年第9号）二(七)", ", 二(七)"),
        ("D", "—", "所查指导原则未列明；自有认识，未经核实", "our own knowledge, not confirmed"),
        ("N63", "—", "《优化全生命周期监管支持高端医疗器械创新发展有关举措》（2025年第63号）", "(2025 No. 63)"),
        ("HEM", "2.4.7", "《血液病流式细胞学人工智能分析软件性能评价审评要点》2.4.7", ", 2.4.7"),
        ("X1", "", "X1 —", "X1 —"),
    ],
    ids=["whole", "in no guideline", "no section", "no number", "no source"],
)
def test_a_clause_is_cited_as_far_as_it_is_known(document: str, section: str, zh: str, en: str) -> None:
    whole = replace(assessment(), profile=load_profile("nmpa-2022"))
    found = cited(Clause(document, section, "A"), whole, words())
    assert found.zh == zh
    assert found.en.endswith(en)


def test_evidence_shows_place_values_and_short_commits() -> None:
    evidence = tables("检出项与依据")[1]
    commits = "aaaaaaaaaa / cccccccccc / （为涉及该文件的提交，未按行归属）"
    assert evidence[0] == ["src/rhythm.py:21", "THRESHOLD = 0.62", "THRESHOLD = 0.55", commits]


def test_a_longer_difference_is_shown_by_lines() -> None:
    long = Evidence("src/rhythm.py", 21, (), "a = 1\nb = 2", "a = 1\nb = 3")
    found = with_findings(replace(FINDINGS[2], hit=replace(FINDINGS[2].hit, evidence=(long,))))
    (diff,) = [one for one in blocks("检出项与依据", found) if isinstance(one, Diff)]
    assert diff == Diff("src/rhythm.py:21", ("a = 1", "b = 2"), ("a = 1", "b = 3"))
    assert tables("检出项与依据", found)[0][0][1:3] == ["见下", "见下"]


def test_findings_that_nothing_could_be_seen_of_share_one_table() -> None:
    (row,) = tables("检出项与依据")[-1]
    assert row[:4] == [
        "A-01-0c11d2e3",
        "A-01 操作系统软件改变 / 配置未声明运行环境，无法比较",
        "未映射到软件单元",
        "V1.1.0→V1.2.0",
    ]
    assert "□ 确认" in row[4]
    assert "A-01-0c11d2e3" not in each_finding()


def test_a_finding_of_no_file_says_so() -> None:
    bare = replace(FINDINGS[2], hit=replace(FINDINGS[2].hit, evidence=()))
    (first,) = [one for one in blocks("检出项与依据", with_findings(bare)) if isinstance(one, Table)]
    assert "没有文件层面的依据" in first.empty.zh


def test_what_was_shipped_and_taken_back_is_still_a_finding() -> None:
    whole = assessment()
    view = whole.views[0]
    hidden = replace(whole, views=(replace(view, findings=FINDINGS[:2]),))
    found = each_finding(hidden)["P-04-1a2b3c4d"]
    assert found["比较范围"] == ["首尾比较不可见"]
    assert found["发布步骤"] == ["V1.1.0→V1.2.0"]
    (said,) = found["单独判定"]
    assert said.startswith("发布步骤 V1.1.0→V1.2.0（已发布）")
    assert said.endswith("首尾比较不可见，须单独判定。")
    (sentence,) = [one.text.zh for one in blocks("工具拟判结果", hidden) if isinstance(one, Note)]
    assert "检出 1 项重大更新候选触发项" in sentence


def test_a_released_step_with_evidence_of_its_own_is_judged_on_its_own() -> None:
    whole = assessment()
    view, (first, second) = whole.views[0], whole.views[0].steps
    shipped = Evidence("src/rhythm.py", 21, (COMMITS[1],), "THRESHOLD = 0.62", "THRESHOLD = 0.60")
    other = replace(FINDINGS[2], evidence_digest="dd" * 32, hit=replace(FINDINGS[2].hit, evidence=(shipped,)))
    steps = (replace(first, findings=(other,)), second)
    hidden = replace(whole, views=(replace(view, steps=steps),))
    found = [values(one) for one in blocks("检出项与依据", hidden) if isinstance(one, KeyValues)]
    entries = [one for one in found if one.get("检出项编号") == ["P-04-1a2b3c4d"]]
    assert [one["比较范围"] for one in entries] == [["v1.0..v1.2"], ["首尾比较不可见"]]
    assert [one["发布步骤"] for one in entries] == [["V1.1.0→V1.2.0"], ["V1.0.0.0402→V1.1.0"]]
    assert [one["依据摘要"] for one in entries] == [["c" * 10], ["d" * 10]]
    assert ["依据条款" in one for one in entries] == [True, False]
    assert tables("检出项与依据", hidden)[-2] == [
        ["src/rhythm.py:21", "THRESHOLD = 0.62", "THRESHOLD = 0.60", "bbbbbbbbbb"]
    ]
    assert sum("人工判定" in one for one in found) == len(FINDINGS)
    form, _ = [values(one) for one in blocks("判定记录", hidden) if isinstance(one, KeyValues)]
    assert "src/rhythm.py:21：THRESHOLD = 0.62 → THRESHOLD = 0.60" in form["检出依据"]
    assert any("（发布步骤 V1.0.0.0402→V1.1.0）" in line for line in form["检出依据"])


def row(id_: str, rule: str, **options: object) -> Trigger:
    """A row of the packaged table, whatever its rule, with another use of one."""
    known = load_profile("nmpa-2022").trigger_by_id[id_]
    return replace(known, rules=(RuleUse(rule, tuple(options.items())),))


def told(trigger: Trigger, evidence: Evidence, confidence: Confidence = Confidence.LIKELY) -> dict[str, list[str]]:
    """What the record says of one finding under a row of the packaged table."""
    summary = Localized("有变化", "it changed")
    hit = Hit("subject", summary, (evidence,), confidence)
    finding = Finding(f"{trigger.id}-00000000", "ee" * 32, trigger, trigger.severity, hit)
    return each_finding(with_findings(finding))[finding.id]


@pytest.mark.parametrize("change", ["replaced", "added"])
def test_whether_platforms_are_incompatible_is_for_a_person(change: str) -> None:
    found = told(row("A-01", "platform-values", facts=("os-family",), change=change), Evidence("Dockerfile"))
    assert found["是否跨越互不兼容的计算平台"] == ["□ 是　□ 否，由人员判定"]


def test_a_new_release_of_a_platform_asks_nothing_more() -> None:
    found = told(row("A-09", "platform-values", facts=("runtime",), change="release"), Evidence("Dockerfile"))
    assert "是否跨越互不兼容的计算平台" not in found


def test_what_drives_a_changed_model_is_for_a_person() -> None:
    found = told(row("D-01", "mapped-files", tag="ai-model"), Evidence("model/a.onnx", 0, (), "sha256 1", "sha256 2"))
    assert "工具不能区分算法驱动型与数据驱动型更新" in found["更新的驱动方式"][0]
    assert "更新的驱动方式" not in told(row("P-04", "mapped-files", tag="core-algorithm"), Evidence("src/a.py"))


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        (Confidence.CERTAIN, "不涉及更新类型；须启动纠正预防措施（CAPA），CAPA编号：____"),
        (Confidence.UNASSESSABLE, "不涉及更新类型；是否须启动纠正预防措施（CAPA）待判定"),
    ],
)
def test_a_version_mismatch_is_no_type_of_update(confidence: Confidence, said: str) -> None:
    found = told(row("V-02", "version-field"), Evidence("", 0, (), "v1.0", "v1.1"), confidence)
    assert found["工具拟判"] == [said]


def test_declared_names_are_told_by_kind_in_each_language() -> None:
    trigger = row("P-06", "declared-shape", tag="outputs")
    evidence = Evidence("a.json", 1, (), "", "key a.b\nvalue a.b = 1\n+ 3")
    finding = Finding(
        "P-06-00000000", "ee" * 32, trigger, trigger.severity, Hit("report", Localized("变", "x"), (evidence,))
    )
    found = blocks("检出项与依据", with_findings(finding))
    (evidences,) = [one for one in found if isinstance(one, Table)]
    assert [line.zh for line in evidences.rows[0][2].lines] == ["键 a.b", "取值 a.b = 1", "+ 3"]
    assert [line.en for line in evidences.rows[0][2].lines] == ["key a.b", "value a.b = 1", "+ 3"]
    assert not [one for one in found if isinstance(one, Diff)]


@pytest.mark.parametrize(
    "kind",
    [
        *("class", "screen", "function", "field", "member", "key", "value", "relation", "route", "serialised"),
        *("element", "target", "table", "column", "export", "macro", "internal class", "internal field"),
    ],
)
def test_every_kind_of_a_declared_name_has_a_word(kind: str) -> None:
    (said,) = changed_lines(f"{kind} a b", words())
    assert said.zh.endswith(" a b")
    assert said.zh.isascii() is False
    assert said.en.endswith(" a b")


def test_every_finding_leaves_room_for_a_person() -> None:
    rooms = [values(one) for one in blocks("检出项与依据") if isinstance(one, KeyValues)]
    assert sum("人工判定" in one for one in rooms) + len(tables("检出项与依据")[-1]) == len(FINDINGS)


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (assessment(), "2 个软件单元、0 份受控文件范围内，检出 1 项重大更新候选触发项，另有 3 项待判定"),
        (with_findings(*FINDINGS[:2]), "2 个软件单元、0 份受控文件范围内，未检出重大更新触发项；3 项待判定"),
        (empty_assessment(), "0 个软件单元、0 份受控文件范围内，未检出重大更新触发项；0 项待判定"),
    ],
    ids=["major fired", "only open ones", "nothing"],
)
def test_the_sentence_is_the_permitted_one(whole: Assessment, said: str) -> None:
    sentence, *_ = [one.text.zh for one in blocks("工具拟判结果", whole) if isinstance(one, Note)]
    assert said in sentence
    assert sentence.endswith("本结果为辅助信息，不构成更新类型判定。")


def test_what_does_not_fire_is_no_major_candidate() -> None:
    unsure = FINDINGS[0]
    assert unsure.severity is Severity.MAJOR
    (sentence,) = [one.text.zh for one in blocks("工具拟判结果", with_findings(unsure)) if isinstance(one, Note)]
    assert "未检出重大更新触发项" in sentence


def test_without_a_finding_the_permitted_sentence_stands_there() -> None:
    (said,) = [one for one in blocks("检出项与依据", empty_assessment()) if isinstance(one, Note)]
    permitted = dict(load_profile("nmpa-2022").statements)["unaided"]
    for name in ("units", "documents", "open"):
        permitted = Localized(permitted.zh.replace(f"${{{name}}}", "0"), permitted.en.replace(f"${{{name}}}", "0"))
    assert said.text == permitted


def test_the_expected_version_is_told_by_the_naming_rule() -> None:
    (found,) = [one for one in blocks("工具拟判结果") if isinstance(one, KeyValues)]
    assert values(found)["按命名规则应为"] == ["软件发布版本 V2，软件完整版本 V2.0.0（字段 B 取自构建）"]


def test_the_papers_due_are_those_of_the_proposed_category() -> None:
    (papers,) = tables("工具拟判结果")
    assert [one[0].partition("（")[0] for one in papers] == [
        "自研软件完善型更新研究报告",
        "外部软件环境评估报告",
        "GB/T 25000.51自测报告",
        "网络安全功能更新研究报告、网络安全补丁更新研究报告或真实性声明",
        "算法更新研究报告",
    ]
    assert papers[0][2] == "2022年第9号 九(二)1(1) A"
    assert tables("工具拟判结果", empty_assessment()) == []


@pytest.mark.parametrize(
    ("baseline", "current", "said"),
    [
        ("aa" * 32, "bb" * 32, "哈希不同：文件有改动，是否涉及注册证载明事项（M-01）待判定"),
        ("aa" * 32, "AA" * 32, "哈希相同"),
        ("", "bb" * 32, "待判定（缺少基线或现行版次的哈希，未能比较）"),
    ],
)
def test_controlled_documents_are_compared_by_hash_only(baseline: str, current: str, said: str) -> None:
    whole = assessment()
    document = replace(whole.project.controlled_documents[0], baseline_sha256=baseline, current_sha256=current)
    project = replace(whole.project, controlled_documents=(document,))
    ((found,),) = tables("受控文件", replace(whole, project=project))
    assert found[:2] == ["产品技术要求", "PTR-01"]
    assert found[4] == said


def test_without_controlled_documents_it_is_undecided() -> None:
    (said,) = [one.text.zh for one in blocks("受控文件", empty_assessment()) if isinstance(one, Note)]
    assert said == "待判定（未提供受控文件）"


def test_what_a_rule_looked_at_without_a_hit_is_named() -> None:
    whole = replace(assessment(), profile=load_profile("nmpa-2022"))
    found = {one[0]: one for one in tables("待判定项与核查表", whole)[-2]}
    assert "P-04" not in found
    assert found["A-02"][2:4] == [
        "清单文件和配置所声明的浏览器内核，有无更换",
        "清单文件和配置均未声明的运行环境；现场的实际部署",
    ]
    assert found["P-06"][3] == "未标记为“输出”的文件；版本库之外的内容"
    assert found["P-06"][4] == "□ 是　□ 否　□ 不适用"
    (caption,) = [
        one.caption.zh
        for one in blocks("待判定项与核查表", whole)
        if isinstance(one, Table) and one.caption and "未检出" in one.caption.zh
    ]
    assert caption.endswith("未检出不等于不存在。）")


def test_a_rule_from_outside_is_named_too() -> None:
    whole = assessment()
    trigger = row("P-12", "alarm-words", level=2)
    outside = replace(whole, profile=replace(whole.profile, triggers=(trigger,)))
    assert "alarm-words" in tables("待判定项与核查表", outside)[-2][0][2]


def test_sources_are_listed_once_with_their_standing() -> None:
    whole = replace(assessment(), profile=load_profile("nmpa-2022"))
    found = {one[0]: one for one in tables("待判定项与核查表", whole)[-1]}
    assert found["2019年第7号"][2].endswith("据转述已被2022年第8号代替（B）；2022年第8号正文本工具未能查阅")
    assert found["2022年第8号"][3] == "C"
    assert not any("设计建议" in one[1] for one in found.values())


def test_tags_outside_the_naming_rule_and_unapproved_builds_are_named() -> None:
    whole = replace(assessment(), strangers=(Tag("v1.1-hosp1", "e" * 40, "2024-02-01T10:00:00+08:00", annotated=True),))
    notes = [one.text.zh for one in blocks("各发布版本的拟判", whole) if isinstance(one, Note)]
    assert notes == [
        "未纳入判定的标签：v1.1-hosp1（不符合版本命名规则），是否已交付由人员说明：____",
        "申报完整版本 V1.0.0.0396，定版 V1.0.0.0402：其间交付的版本不在批准范围内，须列出：____",
    ]


def test_steps_count_from_the_registration_where_the_view_does() -> None:
    for whole, said in (
        (assessment(), "自注册基线（完整版本 V1.0.0.0402）以来"),
        (empty_assessment(), "自所选范围的起点 v1.1 以来"),
    ):
        (first, *_) = blocks("各发布版本的拟判", whole)
        assert isinstance(first, Paragraph)
        assert first.text.zh.startswith(said)


def test_a_row_that_is_no_update_says_so_in_the_checklist() -> None:
    whole = replace(assessment(), profile=load_profile("nmpa-2022"))
    view = whole.views[0]
    asked = replace(
        view, verdict=replace(view.verdict, unknown=(Unknown("N-01", "no-rule"), Unknown("D-02", "no-rule")))
    )
    rows = {one[1]: one for one in tables("待判定项与核查表", replace(whole, views=(asked,)))[0]}
    assert rows["N-01"][3] == "不属于软件更新（按初次发布处理）"
    assert "2022年第8号正文本工具未能查阅" in rows["D-02"][4]


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
    assert {*each_finding(both), *(row[0] for row in tables("检出项与依据", both)[-1])} == {one.id for one in FINDINGS}
    notes = [one.text.zh for one in blocks("工具拟判结果", both) if isinstance(one, Note)]
    assert "晚于注册基线" in notes[0]
    assert [row[0] for row in tables("各发布版本的拟判", both)[0]] == ["v1.1", "v1.2"]
    assert [row[0] for row in tables("待判定项与核查表", both)[0]] == ["A-01", "C-03"]


def test_open_questions_and_the_standing_checklist_are_two_tables() -> None:
    questions, checklist, _ = tables("待判定项与核查表")
    assert [row[0] for row in questions] == ["A-01", "C-03"]
    assert checklist[0][:4] == ["功能与用途", "P-01", "预期用途改变", "重大更新"]
    assert checklist[0][4:] == ["2022年第9号 二(六)2(1) C", "□ 是　□ 否　□ 不适用"]


def test_a_row_that_the_profile_does_not_know_is_still_asked() -> None:
    whole = assessment()
    view = whole.views[0]
    strange = replace(view, verdict=replace(view.verdict, unknown=(Unknown("Z-99", "no-rule"),)))
    assert tables("待判定项与核查表", replace(whole, views=(strange,)))[0][0][1] == "Z-99"


def test_the_form_has_the_fields_of_the_record_in_order() -> None:
    form, closing = [one for one in blocks("判定记录") if isinstance(one, KeyValues)]
    assert [name.zh for name, _ in form.pairs] == FORM
    assert [name.zh for name, _ in closing.pairs] == RULE_SET
    assert [type(one) for one in blocks("判定记录")] == [KeyValues, Note, Signature, KeyValues]


def test_a_value_that_was_not_there_is_said_to_be() -> None:
    new = Evidence("src/rhythm.py", 9, (), "", "FEWEST = 10")
    long = Evidence("src/rhythm.py", 40, (), "", "a\nb")
    found = with_findings(replace(FINDINGS[2], hit=replace(FINDINGS[2].hit, evidence=(new, long))))
    form, _ = [values(one) for one in blocks("判定记录", found) if isinstance(one, KeyValues)]
    assert form["检出依据"][1:] == ["src/rhythm.py:9：（无） → FEWEST = 10", "src/rhythm.py:40：见第3章 P-04-1a2b3c4d"]


def test_the_baseline_has_its_dates_and_both_versions() -> None:
    form, _ = [values(one) for one in blocks("判定记录") if isinstance(one, KeyValues)]
    said = form["基线（批件号、完整版本）"]
    assert said[2:] == [
        "受理日期 2022-11-01",
        "批准日期 2023-05-18",
        "申报完整版本 V1.0.0.0396",
        "批准（定版）完整版本 V1.0.0.0402",
        "v1.0",
    ]


def test_the_form_prefills_facts_and_never_reasons() -> None:
    form, _ = [one for one in blocks("判定记录") if isinstance(one, KeyValues)]
    found = values(form)
    assert found["变更单号"] == ["CR-2024-017"]
    assert found["工具拟判"] == ["重大更新"]
    assert found["判定理由（含降级、升级理由）"] == ["理由：____"]
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
