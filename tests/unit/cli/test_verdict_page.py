"""The verdict page: what it says, how it fits a terminal, and what it never says."""

from dataclasses import replace

import pytest

from medtrace.cli.folded_lines import Manner
from medtrace.cli.printed import Grid, Heading, Line, as_markdown, as_text
from medtrace.cli.verdict_page import verdict_page
from medtrace.documents.verdict import sentence
from medtrace.model.assessment import Assessment
from medtrace.model.change_item import change_items
from medtrace.model.decision import (
    Counted,
    Decision,
    ExternalApproval,
    Outcome,
    Ruling,
    Signature,
    Signed,
    SigningRole,
    SigningRule,
    SignOff,
)
from medtrace.model.verdict import Confidence, Evidence, Finding, Severity
from medtrace.renderers._width import columns
from medtrace.renderers.markdown import markdown
from medtrace.words import Language, Localized, same
from tests.support.assessments import assessment, empty_assessment
from tests.support.composed import composed

pytestmark = pytest.mark.requirement("REQ-101")


def lines(made: Assessment, language: Language = Language.EN, width: int = 1000, **manner: bool) -> list[str]:
    return list(as_text(tuple(verdict_page(made, Manner(**manner))), language, width))


def decided(ruling: Ruling, finding: int = 2) -> Assessment:
    """The complete assessment with a decision beside its core-algorithm finding."""
    made = assessment()
    view = made.views[0]
    findings = list(view.findings)
    findings[finding] = replace(findings[finding], ruling=ruling)
    steps = tuple(replace(one, findings=tuple(findings)) if one.findings else one for one in view.steps)
    return replace(made, views=(replace(view, findings=tuple(findings), steps=steps),))


def ruling(finding: Finding, **more: object) -> Ruling:
    decision = Decision(finding.id, finding.evidence_digest, Outcome.CONFIRMED, "阈值改变属实", path="a.yaml")
    there = ExternalApproval("QMS", "QR-7")
    signed = Signed(SignOff("何静", "法规", "2024-02-01", external_approval=there), "a" * 40, Signature.VERIFIED)
    return replace(Ruling(decision, (Counted(signed, "regulatory"),)), **more)  # type: ignore[arg-type]


FINDING = assessment().findings[2]


def test_the_page_says_what_fired_on_what_evidence_and_what_is_open() -> None:
    told = "\n".join(lines(assessment()))
    for expected in (
        "Verdict on the update v1.0..v1.2",
        "baseline: v1.0 (registered version V1.0.0.0402",
        "P-04 Core algorithm changed [major, certain]",
        "二(六)2(1) [mark A]",
        "src/rhythm.py:21  THRESHOLD = 0.62 → THRESHOLD = 0.55",
        "Rows that no rule serves, a person answers (1)\n  P-01\n",
        "CR-2024-017",
        sentence(assessment()).en,
    ):
        assert expected in told
    assert lines(assessment())[-1] == sentence(assessment()).en


HEADS = ["", "v1.0..v1.2 (since the registered version)", "v1.1..v1.2 (since the last release)"]


def test_both_comparisons_stand_side_by_side() -> None:
    verdicts, rows = [one for one in verdict_page(assessment(), Manner()) if isinstance(one, Grid)]
    assert [head.en for head in verdicts.heads] == HEADS
    assert [head.en for head in rows.heads] == HEADS
    assert {row[0].zh for row in verdicts.rows} >= {"更新类型", "更新分类", "研究报告类型", "注册路径", "应变动字段"}


@pytest.mark.requirement("REQ-054")
def test_the_rows_of_the_table_add_up_and_the_sentence_counts_as_the_table_does() -> None:
    made = assessment()
    _, grid = [one for one in verdict_page(made, Manner()) if isinstance(one, Grid)]
    counts = {row[0].en: [int(cell.en) for cell in row[1:]] for row in grid.rows}
    states = [counts[name] for name in list(counts)[:7]]
    assert [sum(column) for column in zip(*states, strict=True)] == counts["sum: rows of the table"]
    assert counts["sum: rows of the table"] == [len(made.profile.triggers)] * 2
    asked = [cells for name, cells in counts.items() if name.startswith("? ")]
    assert [sum(column) for column in zip(*asked, strict=True)] == counts["undecided in all (lines with ?)"]
    whole = counts["undecided in all (lines with ?)"][0], counts["candidates of a major update"][0]
    assert f"found: {whole[1]}; undecided besides: {whole[0]}." in sentence(made).en


def repeated() -> Assessment:
    """The core-algorithm finding seen in three more places with other evidence, and one of lower weight."""
    view = assessment().views[0]
    found = [
        replace(
            FINDING,
            evidence_digest=str(number) * 64,
            hit=replace(
                FINDING.hit, evidence=(Evidence("src/rhythm.py", 21, (), f"T = {number}", f"T = {number + 1}"),)
            ),
        )
        for number in range(1, 5)
    ]
    lower = replace(FINDING, id="P-54-x", severity=Severity.MINOR, trigger=replace(FINDING.trigger, id="P-54"))
    return replace(assessment(), views=(replace(view, findings=(lower, *found), steps=()),))


def test_one_subject_of_a_row_is_told_once_with_a_line_for_each_further_place() -> None:
    told = lines(repeated())
    heads = [line for line in told if line.startswith(("  P-04 ", "  P-54 "))]
    assert heads[0] == "  P-04 Core algorithm changed [major, certain]; 4 findings"
    assert heads[1].startswith("  P-54 "), "the weightiest row first, whatever the order of the findings"
    assert sum(FINDING.hit.summary.en in line for line in told) == 2
    assert "      seen in v1.0..v1.2: src/rhythm.py:21  T = 2 → T = 3" in told


def test_all_of_them_stand_by_themselves_where_that_is_asked() -> None:
    told = lines(repeated(), whole=True)
    assert sum(line.startswith("  P-04 Core algorithm changed") for line in told) == 4
    assert sum(FINDING.hit.summary.en in line for line in told) == 5
    assert not any("1" * 64 in line for line in told), "a digest is for -v"


def test_rows_that_could_not_be_assessed_for_one_reason_are_one_line() -> None:
    view = assessment().views[0]
    found = tuple(
        replace(
            FINDING,
            id=f"{row}-x",
            trigger=replace(FINDING.trigger, id=row),
            hit=replace(
                FINDING.hit, confidence=Confidence.UNASSESSABLE, evidence=(), summary=same("nothing is mapped")
            ),
        )
        for row in ("P-04", "P-54")
    )
    told = lines(replace(assessment(), views=(replace(view, findings=found, steps=()),)))
    at = told.index("  nothing is mapped")
    assert told[at + 1] == "      P-04 Core algorithm changed; P-54 Core algorithm changed"


@pytest.mark.parametrize("made", [assessment(), empty_assessment()], ids=["complete", "empty"])
@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(made: Assessment, language: Language, width: int) -> None:
    assert max(columns(line) for line in lines(made, language, width)) <= width


@pytest.mark.parametrize("made", [assessment(), empty_assessment()], ids=["complete", "empty"])
def test_it_never_says_more_than_it_may(made: Assessment) -> None:
    told = "\n".join(lines(made, Language.ZH))
    assert "无需" not in told
    assert "本次无更新项" not in told
    assert "不构成更新类型判定" in told


@pytest.mark.parametrize(
    ("more", "zh"),
    [
        pytest.param({}, "确认（签署完整）——阈值改变属实", id="complete"),
        pytest.param({"stale": ("evidence",)}, "确认（已失效：证据已变化，按待判定处理）", id="stale"),
        pytest.param({"lacking": ("second-signature",)}, "确认（未完成，还缺第二人签署）", id="incomplete"),
    ],
)
def test_a_decision_stands_beside_its_finding(more: dict[str, object], zh: str) -> None:
    told = "\n".join(lines(decided(ruling(FINDING, **more)), Language.ZH))
    assert zh in told
    assert "何静（法规）2024-02-01，签名有效；体系签批 QMS QR-7" in told
    assert "签署意义以质量体系签批记录为准" in told
    assert "P-04 核心算法改变" in told


def test_other_evidence_shows_both_digests() -> None:
    old = ruling(FINDING, stale=("evidence",))
    old = replace(old, decision=replace(old.decision, evidence_digest="dd" * 32))
    assert "evidence then dddddddddd, evidence now cccccccccc" in "\n".join(lines(decided(old)))


def test_long_lists_are_shortened_with_their_count_and_the_way_to_all() -> None:
    view = assessment().views[0]
    more = tuple(Evidence(f"src/{number}.py", 1, (), "a", "b") for number in range(9))
    findings = tuple(replace(one, hit=replace(one.hit, evidence=more)) for one in view.findings)
    made = replace(assessment(), views=(replace(view, findings=findings, steps=()),))
    assert "        … 6 more: add --all" in lines(made)
    assert not any("--all" in line for line in lines(made, whole=True))
    assert any(FINDING.evidence_digest in line for line in lines(made, verbose=True))


def test_signed_off_as_minor_the_other_sentence_is_printed() -> None:
    view = assessment().views[0]
    verdict = replace(
        view.verdict, severity=Severity.MINOR, route="quality-system", unknown=(), undecided=(), because=()
    )
    made = decided(ruling(FINDING))
    made = replace(made, views=(replace(made.views[0], verdict=verdict),))
    assert sentence(made).zh.startswith("经判定为轻微更新，按质量管理体系控制")
    assert "判定记录编号QMS QR-7" in sentence(made).zh
    assert sentence(replace(made, views=view and (replace(view, verdict=verdict),))).zh.startswith("在已映射的")


def test_markdown_escapes_what_means_something_to_it() -> None:
    parts = (
        Heading(same("A")),
        Line(1, same("x_y | *z* <b>")),
        Grid((same(""), same("a|b")), ((same("n"), same("1")),)),
    )
    assert list(as_markdown(parts, Language.EN)) == [
        "# A",
        "",
        "- x\\_y \\| \\*z\\* \\<b\\>",
        "|  | a\\|b |",
        "| --- | --- |",
        "| n | 1 |",
        "",
    ]


def test_a_narrow_terminal_gets_the_comparisons_below_each_other() -> None:
    grid = Grid(
        (same(""), same("v1..v2"), same("v0..v2")), ((Localized("更新类型", "type"), same("minor"), same("major")),)
    )
    assert list(as_text((grid,), Language.ZH, 24)) == [
        "  v1..v2",
        "      更新类型：minor",
        "  v0..v2",
        "      更新类型：major",
    ]


def test_change_items_hold_commits_and_findings() -> None:
    view = assessment().views[0]
    findings = tuple(replace(one, change_items=("CR-2024-017",)) for one in view.findings)
    made = replace(assessment(), views=(replace(view, findings=findings, steps=()),))
    (item,) = change_items(made)
    assert (item.id, item.severity) == ("CR-2024-017", Severity.MAJOR)
    told = (one for one in findings if one.hit.confidence is not Confidence.UNASSESSABLE)
    assert item.findings == tuple(sorted(one.id for one in told))
    assert len(item.findings) < len(findings)
    assert len(item.commits) == 2


@pytest.mark.requirement("REQ-064")
def test_the_judgement_record_shows_the_decision_in_place_of_the_blanks() -> None:
    made = decided(ruling(FINDING, stale=("baseline",)))
    told = markdown.render(composed("judgement-record", made), Language.ZH).decode()
    assert "已失效：基线已变化，按待判定处理" in told
    assert "何静（法规）2024-02-01，签名有效" in told


def test_an_expected_version_that_the_rule_does_not_allow_is_told_first() -> None:
    view = assessment().views[0]
    beyond = replace(view.verdict, expected_version="v100.0", expected_version_field="X")
    told = lines(replace(assessment(), views=(replace(view, verdict=beyond),)))
    at = told.index("Note first")
    assert at < told.index("Proposed verdict")
    assert "calls for v100.0, but its field X is outside the rule (range 1–99, 1-2 digits)" in told[at + 1]
    assert "Note first" not in lines(assessment())


@pytest.mark.requirement("REQ-064")
@pytest.mark.parametrize(("written", "zh"), [("clinical", "临床"), ("质量", "质量"), ("质量总监", "质量总监")])
def test_a_known_role_is_named_in_the_language_of_the_page(written: str, zh: str) -> None:
    rule = SigningRule(
        (
            SigningRole("clinical", Localized("临床", "clinical"), "reviewer", ("临床",)),
            SigningRole("quality", Localized("质量批准", "quality"), "approver", ("质量",)),
        )
    )
    signed = Counted(Signed(SignOff("何静", written, "2024-02-01")), "clinical")
    made = decided(replace(ruling(FINDING), signoffs=(signed,)))
    made = replace(made, profile=replace(made.profile, sign_off=rule))
    assert f"何静（{zh}）2024-02-01" in "\n".join(lines(made, Language.ZH))


def test_a_source_without_a_section_is_no_publication_in_title_marks() -> None:
    made = decided(ruling(FINDING))
    trigger = made.views[0].findings[2].trigger
    own = replace(trigger, clause=replace(trigger.clause, section="—"))
    findings = tuple(replace(one, trigger=own) for one in made.views[0].findings)
    view = replace(made.views[0], findings=findings)
    told = [line for line in lines(replace(made, views=(view,)), Language.ZH) if "依据：" in line]
    assert told
    assert not any("《" in line or "—" in line for line in told)
