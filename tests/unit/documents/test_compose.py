"""Composing: numbers of headings, names in texts, sections that are due, and every way an outline can be wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from medtrace.documents._block import BlockBuilder, NoOptions, Request, block
from medtrace.documents._compose import compose
from medtrace.errors import RenderError
from medtrace.model.assessment import Assessment
from medtrace.model.document import Block, Document, Note, Paragraph, Signature, Tone
from medtrace.model.profile import Outline, OutlineSection
from medtrace.words import Localized, same
from tests.support.assessments import assessment, empty_assessment
from tests.support.composed import words

pytestmark = pytest.mark.requirement("REQ-060")


@dataclass(frozen=True, slots=True)
class Loud:
    """Options of a builder for this test."""

    sign: str = "!"


def _echo(_: Assessment, request: Request[Loud]) -> Iterator[Block]:
    yield Paragraph(same(request.options.sign))


def _silent(_: Assessment, __: Request[NoOptions]) -> Iterator[Block]:
    yield from ()


BUILDERS: dict[str, BlockBuilder[object]] = {
    one.name: one  # type: ignore[misc]
    for one in (block("echo", options=Loud)(_echo), block("silent", options=NoOptions)(_silent))
}
EMPTY = Localized("没有内容：${range}", "nothing: ${range}")


def section(name: str, *below: OutlineSection, **parts: object) -> OutlineSection:
    """A headed section."""
    return replace(OutlineSection(Localized(name, f"{name} en"), sections=below), **parts)  # type: ignore[arg-type]


def made(*sections: OutlineSection, of: Assessment | None = None) -> Document:
    """The document of an outline with these sections."""
    outline = Outline("sample", Localized("样例", "Sample"), "submission", sections)
    return compose(outline, of or assessment(), BUILDERS, words())


def test_headings_are_numbered_by_their_place() -> None:
    document = made(section("甲", section("子"), section("丑")), section("乙", section("寅")))
    assert [one.number for one in document.sections] == ["1", "2"]
    assert [one.number for one in document.sections[0].sections] == ["1.1", "1.2"]
    assert [one.number for one in document.sections[1].sections] == ["2.1"]


def test_a_section_without_heading_lends_its_blocks_to_the_one_above() -> None:
    text = (Localized("正文", "text"),)
    inner = OutlineSection(text=text, landscape=True)
    first, *rest = made(section("甲", inner, section("子"))).sections
    assert not rest
    assert first.blocks == (Paragraph(text[0]),)
    assert first.landscape
    assert [one.number for one in first.sections] == ["1.1"]


def test_at_the_top_a_section_without_heading_stands_first_and_has_no_number() -> None:
    text = (Localized("说明", "remark"),)
    sections = made(section("甲"), OutlineSection(text=text)).sections
    assert [(one.number, one.heading.zh) for one in sections] == [("", ""), ("1", "甲")]
    assert sections[0].blocks == (Paragraph(text[0]),)


def test_texts_are_filled_in_both_languages() -> None:
    text = (Localized("范围 ${range}，${severity}", "range ${range}, ${severity}"),)
    (found,) = made(section("甲", text=text)).sections[0].blocks
    assert found == Paragraph(Localized("范围 v1.0..v1.2，重大更新", "range v1.0..v1.2, major"))


def test_an_id_that_stands_twice_counts_once() -> None:
    whole = assessment()
    after = whole.changes.after
    twice = replace(whole, changes=replace(whole.changes, after=replace(after, items=(*after.items, *after.items))))
    (found,) = made(section("甲", text=(same("${requirements}"),)), of=twice).sections[0].blocks
    assert found == Paragraph(same("3"))


def test_a_value_that_looks_like_a_name_stays_as_it_is() -> None:
    whole = assessment()
    product = replace(whole.project.product, name=same("${range}"))
    tricky = replace(whole, project=replace(whole.project, product=product))
    (found,) = made(section("甲", text=(same("${product}"),)), of=tricky).sections[0].blocks
    assert found == Paragraph(same("${range}"))


def test_an_unknown_name_is_an_error_that_names_section_and_nearest() -> None:
    with pytest.raises(RenderError) as caught:
        made(section("甲", section("范围说明", text=(same("${ragne}"),))))
    assert "sample" in caught.value.message.zh
    assert "第 1.1 节“范围说明”" in caught.value.message.zh
    assert "ragne" in caught.value.message.en
    assert caught.value.hint is not None
    assert "range" in caught.value.hint.en


def test_an_unknown_block_is_an_error_with_the_nearest() -> None:
    with pytest.raises(RenderError) as caught:
        made(section("甲", block="ehco", empty=EMPTY))
    assert caught.value.hint is not None
    assert "echo" in caught.value.hint.zh


def test_an_unknown_option_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(RenderError) as caught:
        made(section("甲", block="echo", options=(("sing", "?"),), empty=EMPTY))
    assert caught.value.hint is not None
    assert "sign" in caught.value.hint.zh


def test_options_reach_the_builder() -> None:
    (found,) = made(section("甲", block="echo", options=(("sign", "？"),), empty=EMPTY)).sections[0].blocks
    assert found == Paragraph(same("？"))


def test_a_silent_builder_leaves_the_reason_of_the_outline() -> None:
    (found,) = made(section("甲", block="silent", empty=EMPTY)).sections[0].blocks
    assert found == Note(Localized("没有内容：v1.0..v1.2", "nothing: v1.0..v1.2"), Tone.PLAIN)


def test_what_is_not_due_for_the_class_has_no_number() -> None:
    document = made(section("甲", only=("轻微",)), section("乙", only=("中等", "严重")))
    assert [(one.number, one.heading.zh) for one in document.sections] == [("1", "乙")]


def test_without_a_stated_class_a_section_says_that_nobody_guesses() -> None:
    document = made(section("甲", text=(same("x"),), only=("轻微", "中等")), of=empty_assessment())
    (note,) = document.sections[0].blocks
    assert isinstance(note, Note)
    assert note.tone is Tone.BAD
    assert "工具不予推定" in note.text.zh
    assert "refuses to guess" in note.text.en


def test_a_section_may_be_signed() -> None:
    roles = (Localized("声明人", "Declared by"),)
    assert made(section("甲", signature=roles)).sections[0].blocks == (Signature(roles),)


def test_the_cover_says_what_is_known_and_what_is_missing() -> None:
    shown = {name.zh: tuple(line.zh for line in cell.lines) for name, cell in made().facts}
    assert shown["软件安全性级别"] == ("严重",)
    assert shown["软件完整版本（起点）"] == ("V1.0.0.0402",)
    assert shown["软件完整版本（终点）"] == ("V1.2.0（缺字段 B）",)
    assert shown["软件发布版本（终点）"] == ("V1",)
    assert shown["文件编号"] == ("缺失",)
    assert shown["注册基线"][2:] == ("V1.0.0.0402", "受理日期 2022-11-01", "批准日期 2023-05-18")
    bare = {name.zh: cell for name, cell in made(of=empty_assessment()).facts}
    assert bare["软件安全性级别"].tone is Tone.BAD


def test_commits_tags_and_the_route_stand_on_the_cover_of_a_record_only() -> None:
    def cover(purpose: str) -> dict[str, tuple[str, ...]]:
        outline = Outline("sample", Localized("样例", "Sample"), purpose, ())
        facts = compose(outline, assessment(), BUILDERS, words()).facts
        return {name.zh: tuple(line.zh for line in cell.lines) for name, cell in facts}

    record, filed = cover("record"), cover("submission")
    assert record["版本范围"] == ("v1.0 (1111111111)", "v1.2 (dddddddddd)")
    assert record["文件状态"] == ("草稿·未受控", "申报路径：待判定")
    assert record["注册基线"][-1] == "v1.0"
    assert "版本范围" not in filed
    assert filed["文件状态"] == ("草稿·未受控",)
    assert "v1.0" not in filed["注册基线"]


def test_the_version_of_a_document_is_the_full_version_and_never_a_tag() -> None:
    assert made().version == Localized("软件完整版本 V1.2.0（缺字段 B）", "full version V1.2.0 (field B missing)")
    assert made(of=empty_assessment()).version.zh == "软件完整版本 缺失（未配置版本命名规则）"


def test_a_document_is_a_draft_until_the_route_of_every_view_is_decided() -> None:
    whole = assessment()
    assert made().status.zh == "草稿·未受控"
    view = whole.views[0]
    decided = replace(view, verdict=replace(view.verdict, route="change-registration"))
    assert made(of=replace(whole, views=(decided,))).status.zh == ""
    assert made(of=replace(whole, views=(decided, view))).status.zh == "草稿·未受控"


def test_the_date_is_that_of_the_newer_end() -> None:
    assert made().when == "2024-06-03T16:00:00+08:00"


def test_words_may_come_as_a_plain_mapping() -> None:
    outline = Outline("sample", same("样例"), "record", (section("甲", block="silent"),))
    plain = dict(words().words)
    assert compose(outline, assessment(), BUILDERS, plain) == compose(outline, assessment(), BUILDERS, words())
