"""What stands above the verdict: facts that turn its meaning round for a reader who does not know them."""

from collections.abc import Iterator

from medtrace.cli.printed import Heading, Line, Part
from medtrace.model.assessment import Assessment
from medtrace.words import Localized

FIRST = frozenset({"range-backwards", "naming-tags-together", "role-without-approver"})
"""Codes of problems that are told here and not only counted."""


def notice_lines(assessment: Assessment) -> Iterator[Part]:
    """What would mislead a reader who does not know it."""
    told = [one.message for one in assessment.problems if one.code in FIRST]
    told += _next_version(assessment)
    if told:
        yield Heading(Localized("请先注意", "Note first"))
        yield from (Line(1, one) for one in told)


def _next_version(assessment: Assessment) -> list[Localized]:
    """Expected versions that the naming rule itself does not allow."""
    naming = assessment.project.naming
    expected = dict.fromkeys(one.verdict.expected_version for one in assessment.views)
    return [
        Localized(
            f"按命名规则应变为 {tag}，但字段 {field.id} 超出规则（{field.stated.zh}）：须先修改规则，规则属于注册资料",
            f"the naming rule calls for {tag}, but its field {field.id} is outside the rule ({field.stated.en}): "
            "the rule must change first, and it is part of the dossier",
        )
        for tag in expected
        if naming and tag
        for field in naming.outside(tag)
    ]
