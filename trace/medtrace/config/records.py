"""Records of people as values: `.trace/reviews/*.yaml`, one review of one link each.

    source: TC-014
    target: SRS-007
    outcome: confirmed
    reason: 阈值改动不影响本用例的判据。
    by: 赵敏
    role: 测试
    on: 2026-03-02
    source_digest: 5f1c0a9e77d2b3c4
    target_digest: 8a40cc1be95d0f21

The digests are those of the texts that the person had before them: with other texts the record no longer counts.
"""

from collections.abc import Iterable

from pydantic import Field

from medtrace.config.decisions import problems_of
from medtrace.config.mistakes import refuse
from medtrace.config.trees import read_tree
from medtrace.config.validate import read_shape
from medtrace.config.values import Day, Name, Shape, key
from medtrace.errors import ConfigError
from medtrace.model.ids import natural_key
from medtrace.model.items import Diagnostic, Location
from medtrace.model.review import Review, ReviewOutcome
from medtrace.model.snapshot import Blob


class ReviewShape(Shape):
    """One review of one link."""

    source: Name = key("引用方 / Source", "引用条目的编号或文件路径。 / Id or path of what cites.")
    target: Name = key("被引用条目 / Target", "被引用条目的编号。 / Id of the cited item.")
    outcome: ReviewOutcome = key(
        "结论 / Outcome",
        "confirmed：链接仍成立；open：引用方待修改。 / The link holds, or its source has yet to follow.",
    )
    reason: Name = key("理由 / Reason", "结论的理由。 / Why.")
    by: Name = key("复核人 / By", "复核人姓名。 / Who looked.")
    role: str = key("角色 / Role", "复核人角色。 / In which role.", "")
    on: Day = key("日期 / On", "复核日期。 / When.")
    source_digest: str = Field(
        pattern="^[0-9a-f]{16}$", title="引用方摘要 / Source digest", description="复核时的内容。 / The text looked at."
    )
    target_digest: str = Field(
        pattern="^[0-9a-f]{16}$", title="被引用摘要 / Target digest", description="复核时的内容。 / The text looked at."
    )


def reviews(blobs: Iterable[Blob]) -> tuple[tuple[Review, ...], tuple[Diagnostic, ...]]:
    """The reviews in the order in which they were written, and what could not be read."""
    found: list[Review] = []
    problems: list[Diagnostic] = []
    for blob in blobs:
        try:
            found.append(_review(blob))
        except ConfigError as fault:
            problems += problems_of(fault)
    return tuple(sorted(found, key=lambda one: (one.on, natural_key(one.location.path)))), tuple(problems)


def _review(blob: Blob) -> Review:
    tree = read_tree(blob.data or b"", path=blob.path)
    shape, wrong = read_shape(tree, ReviewShape)
    if shape is None or tree.mistakes:
        refuse(blob.path, (*tree.mistakes, *wrong))
    return Review(**dict(shape), location=Location(blob.path, 1))
