"""The update history as it is filed: columns, where it starts, and what never stands in it."""

from dataclasses import replace

import pytest

from medtrace.model.assessment import Assessment, Project
from medtrace.model.document import Block, Note, Paragraph, Table, Tone
from medtrace.model.ids import Range
from medtrace.model.project import Registration
from medtrace.words import same
from tests.support.assessments import RELEASES, STEP_TWO, assessment, empty_assessment
from tests.support.composed import composed, every_section
from tests.support.snapshots import V11

pytestmark = pytest.mark.requirement("REQ-061")

COLUMNS = "序号|软件完整版本|软件发布版本|发布批准日期|更新类型(重大/轻微)|更新分类|具体更新内容|变更单号|注册情况"
CHANGE = Registration(
    "change", "国械注准2023（变更）", "2024-01-01", "2024-03-01", "V1.1.0.0430", "V1.1.0.0431", "v1.1"
)


def blocks(whole: Assessment) -> tuple[Block, ...]:
    """What stands under the heading 更新历史."""
    sections = every_section(composed("update-history", whole).sections)
    return next(one.blocks for one in sections if one.heading.zh == "更新历史")


def table(whole: Assessment) -> Table:
    """The history itself."""
    return next(one for one in blocks(whole) if isinstance(one, Table))


def rows(whole: Assessment) -> list[list[str]]:
    """The rows as Chinese texts, lines joined by a stroke."""
    return [[" / ".join(line.zh for line in cell.lines) for cell in row] for row in table(whole).rows]


def notes(whole: Assessment) -> list[str]:
    """What keeps the history from being filed."""
    return [one.text.zh for one in blocks(whole) if isinstance(one, Note) and one.tone is Tone.BAD]


def of(whole: Assessment, **parts: object) -> Assessment:
    """The assessment with another product or other registrations."""
    project = whole.project
    product = replace(project.product, safety_class=str(parts.pop("safety_class", project.product.safety_class)))
    return replace(whole, project=replace(project, product=product, **parts))  # type: ignore[arg-type]


def since_v11(whole: Assessment, safety_class: str) -> Assessment:
    """The range v1.1..v1.2, counted from the change registration v1.1."""
    changed = of(whole, safety_class=safety_class, registrations=(*whole.project.registrations, CHANGE))
    view = replace(changed.views[0], range=STEP_TWO, steps=changed.views[0].steps[1:])
    history = whole.history if safety_class == "严重" else whole.history[1:]
    return replace(changed, range=STEP_TWO, views=(view,), baseline=CHANGE, history=history)


def test_columns_are_those_that_reviewers_expect() -> None:
    assert "|".join(column.title.zh for column in table(assessment()).columns) == COLUMNS


def test_rows_are_released_versions_and_registrations_in_order() -> None:
    found = rows(assessment())
    assert [row[0] for row in found] == ["1", "2", "3", "4"]
    assert [row[1].partition(" / ")[0] for row in found] == [
        "V1.0.0.0402", "不适用（延续注册）", "V1.1.0（缺字段 B）", "V1.2.0（缺字段 B）",
    ]  # fmt: skip
    assert found[0][4:8] == [
        "不适用（首次注册）", "不适用（首次注册）", "首次注册；研发阶段更新见____", "不适用（首次注册）",
    ]  # fmt: skip
    assert set(found[1][1:8]) == {"不适用（延续注册）"}
    assert found[0][8].startswith("产品注册")
    assert found[1][8].startswith("延续注册")
    assert notes(assessment()) == []


def test_what_no_record_says_is_missing_and_the_type_is_undecided() -> None:
    last = rows(assessment())[-1]
    assert last[3:7] == ["缺失（无发布记录）", "待判定", "待判定", "缺失（无变更单内容）"]
    assert table(assessment()).rows[-1][3].tone is Tone.BAD


def test_change_requests_are_those_of_the_commits_of_the_step() -> None:
    assert [row[7] for row in rows(assessment())][2:] == ["缺失", "CR-2024-017"]


def test_no_tag_date_commit_trigger_or_verdict_stands_in_it() -> None:
    said = "\n".join(text for row in rows(assessment()) for text in row)
    dates = [tag.when[:10] for tag in RELEASES[1:]]
    for foreign in (*dates, "aaaaaaa", "ddddddd", "P-04", "C-03", "重大更新", "纠正类更新", "fix typo", "Retrain"):
        assert foreign not in said


@pytest.mark.parametrize(
    ("safety_class", "first", "count"),
    [("轻微", "V1.1.0.0431", 2), ("中等", "V1.1.0.0431", 2), ("严重", "V1.0.0.0402", 4)],
)
def test_the_class_says_where_the_history_starts(safety_class: str, first: str, count: int) -> None:
    found = rows(since_v11(assessment(), safety_class))
    assert found[0][1] == first
    assert len(found) == count


def test_the_history_is_whole_whatever_the_range() -> None:
    later = since_v11(assessment(), "严重")
    assert [row[1] for row in rows(later)] == [
        "V1.0.0.0402", "不适用（延续注册）", "V1.1.0.0431", "V1.2.0（缺字段 B）",
    ]  # fmt: skip
    assert notes(later) == []


def test_the_row_that_opens_the_history_of_another_class_is_its_start() -> None:
    opening = rows(since_v11(assessment(), "中等"))[0]
    assert opening[4:8] == ["不适用（更新历史的起点）"] * 4
    assert opening[8].startswith("变更注册")


@pytest.mark.parametrize(
    ("safety_class", "said"),
    [("严重", "列出自首次注册以来的更新"), ("轻微", "列出自上次注册以来的更新"), ("", "起点待判定")],
)
def test_only_the_rule_of_this_class_is_told(safety_class: str, said: str) -> None:
    texts = [one.text.zh for one in blocks(of(assessment(), safety_class=safety_class)) if isinstance(one, Paragraph)]
    rule = texts[0].partition("。")[0]
    assert said in rule
    assert sum(word in rule for word in ("首次注册以来", "上次注册以来", "待判定")) == 1


def test_a_history_that_starts_too_late_names_full_versions_and_no_tags() -> None:
    whole = since_v11(assessment(), "严重")
    (note,) = notes(replace(whole, history=whole.history[1:]))
    assert "应自软件完整版本 V1.0.0.0402 起" in note
    assert "自软件完整版本 V1.1.0.0431 起" in note
    assert "v1." not in note
    assert "不得用于申报" in note


def test_class_serious_needs_a_registration_that_was_the_first() -> None:
    whole = of(since_v11(assessment(), "严重"), registrations=(CHANGE,))
    (note,) = notes(replace(whole, history=whole.history[1:]))
    assert "首次注册记录" in note


def test_without_a_released_step_only_the_start_is_listed() -> None:
    whole = replace(assessment(), history=(), views=(replace(assessment().views[0], steps=()),))
    assert [row[1] for row in rows(whole)] == ["V1.0.0.0402", "不适用（延续注册）"]


def test_fields_are_written_as_the_rule_writes_them() -> None:
    project = assessment().project
    assert project.naming is not None
    *others, build = project.naming.fields
    naming = replace(project.naming, fields=(*others, replace(build, digits="4", high=9999)))
    found = composed("update-history", of(assessment(), naming=naming)).sections[0].blocks
    fields = next(one for one in found if isinstance(one, Table))
    assert [[cell.lines[0].zh for cell in row[1:3]] for row in fields.rows][::3] == [
        ["1–2", "1–99"], ["4", "0001–9999"],
    ]  # fmt: skip
    said = [one.text for one in found if isinstance(one, Paragraph)]
    assert said[-1].zh == "软件完整版本示例 V1.0.0.0402：X=1，Y=0，Z=0，B=0402；软件发布版本 V1。"
    assert said[-1].en == "Example of a full version, V1.0.0.0402: X=1, Y=0, Z=0, B=0402; release version V1."


def test_a_version_that_does_not_hold_every_field_is_no_example() -> None:
    short = replace(assessment().project.registrations[0], approved_version="V1.0")
    found = composed("update-history", of(assessment(), registrations=(short,))).sections[0].blocks
    assert not any("示例" in one.text.zh for one in found[1:] if isinstance(one, Paragraph))


def test_the_relation_says_what_moves_the_release_version() -> None:
    (said, relation, *_) = composed("update-history", assessment()).sections[1].blocks
    assert isinstance(said, Paragraph)
    assert "仅体现重大增强类软件更新（含字段 X 覆盖的其他重大类型）" in said.text.zh
    assert isinstance(relation, Table)
    assert [column.title.zh for column in relation.columns] == ["软件完整版本", "软件发布版本", "注册情况"]


@pytest.mark.parametrize("whole", [assessment(), empty_assessment()], ids=["whole", "empty"])
@pytest.mark.parametrize("name", ["update-history", "traceability", "test-evidence"])
def test_no_submission_holds_a_tag_a_range_a_commit_or_the_route(name: str, whole: Assessment) -> None:
    document = composed(name, whole)
    said = repr((document.version, document.facts, document.sections))
    for foreign in ("v1.", "..v", "1111111", "ddddddd", "申报路径", "版本标识", "范围外"):
        assert foreign not in said, foreign


def test_without_class_registration_or_rule_each_reason_is_given() -> None:
    found = notes(empty_assessment())
    assert [text[:8] for text in found] == ["软件安全性级别未", "配置中没有早于终", "未配置软件版本命"]
    assert table(empty_assessment()).rows == ()


def test_a_serious_product_without_a_first_registration_stops() -> None:
    whole = of(assessment(), registrations=(replace(CHANGE, kind="renewal"),))
    assert any("首次注册" in text for text in notes(whole))


def test_a_newer_end_that_was_never_released_is_named() -> None:
    whole = replace(assessment(), releases=RELEASES[:2], range=Range(V11, replace(assessment().range.new, name="HEAD")))
    said = [one.text.zh for one in blocks(whole) if isinstance(one, Note)]
    assert any("终点不是已发布版本" in text for text in said)
    assert not any("HEAD" in text for text in said)


def test_a_rule_that_mixes_major_and_other_updates_is_remarked() -> None:
    project: Project = assessment().project
    assert project.naming is not None
    field = replace(project.naming.fields[0], covers=("enhancement-major", "corrective"))
    naming = replace(project.naming, fields=(field, *project.naming.fields[1:]))
    sections = composed("update-history", of(assessment(), naming=naming)).sections
    assert any("同时表示重大更新和其他更新" in one.text.zh for one in sections[0].blocks if isinstance(one, Note))


def test_a_rule_without_a_field_for_major_updates_has_no_release_version() -> None:
    project = assessment().project
    assert project.naming is not None
    fields = tuple(replace(one, covers=("corrective",)) for one in project.naming.fields)
    whole = of(assessment(), naming=replace(project.naming, fields=fields), registrations=())
    notes_of_relation = [one for one in composed("update-history", whole).sections[1].blocks if isinstance(one, Note)]
    assert notes_of_relation[0].tone is Tone.BAD
    assert same("V1") not in [line for row in table(whole).rows for line in row[2].lines]
