"""The update history as it is filed: columns, where it starts, and what never stands in it."""

from dataclasses import replace

import pytest

from medtrace.model.assessment import Assessment, Project
from medtrace.model.document import Block, Note, Table, Tone
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
    return replace(changed, range=STEP_TWO, views=(view,), baseline=CHANGE)


def test_columns_are_those_that_reviewers_expect() -> None:
    assert "|".join(column.title.zh for column in table(assessment()).columns) == COLUMNS


def test_rows_are_released_versions_and_registrations_in_order() -> None:
    found = rows(assessment())
    assert [row[0] for row in found] == ["1", "2", "3", "4"]
    assert [row[1].partition(" / ")[0] for row in found] == ["V1.0.0.0402", "不适用", "V1.1.0", "V1.2.0"]
    assert found[0][8].startswith("产品注册")
    assert found[1][8].startswith("延续注册")
    assert notes(assessment()) == []


def test_what_no_record_says_is_missing_and_the_type_is_undecided() -> None:
    last = rows(assessment())[-1]
    assert last[3:7] == ["缺失（无发布记录）", "待判定", "待判定", "缺失（无变更单内容）"]
    assert table(assessment()).rows[-1][3].tone is Tone.BAD


def test_change_requests_are_those_of_the_commits_of_the_step() -> None:
    assert [row[7] for row in rows(assessment())] == ["", "", "缺失", "CR-2024-017"]


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


def test_class_serious_stops_where_the_range_does_not_reach_the_first_registration() -> None:
    whole = since_v11(assessment(), "严重")
    later = replace(whole, range=replace(STEP_TWO), baseline=CHANGE)
    # The step before the range is known by its number only: nobody read its commits.
    assert rows(later)[2][7] == "范围外"
    (note,) = notes(later)
    assert "v1.0" in note
    assert "不得用于申报" in note


def test_a_registered_version_that_was_not_read_stops_the_document() -> None:
    whole = since_v11(assessment(), "严重")
    (note,) = notes(replace(whole, releases=RELEASES[1:]))
    assert "没有 v1.0" in note


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
    assert any("终点 HEAD 不是已发布版本" in text for text in said)


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
