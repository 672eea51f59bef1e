"""What stands above the verdict: facts that turn its meaning round for a reader who does not know them."""

from collections.abc import Iterator

from medtrace.cli.folded_lines import Manner, rest, some
from medtrace.cli.printed import Heading, Line, Part
from medtrace.model.assessment import Assessment
from medtrace.model.items import Diagnostic
from medtrace.words import Localized

_RECORDS = frozenset({"decisions-contradict", "signed-for-others", "approvers-not-declared"})
FIRST = frozenset({"range-backwards", "naming-tags-together", "role-without-approver"}) | _RECORDS
"""Codes of problems that are told here and not only counted."""
UNDONE = "made-and-undone"
SHOWN = 10
_UNREADABLE = "record-unreadable"


def notice_lines(assessment: Assessment) -> Iterator[Part]:
    """What would mislead a reader who does not know it."""
    told = [*_unread(assessment.problems)]
    told += [one.message for one in assessment.problems if one.code in FIRST]
    told += _next_version(assessment)
    if told:
        yield Heading(Localized("请先注意", "Note first"))
        yield from (Line(1, one) for one in told)


def _unread(problems: tuple[Diagnostic, ...]) -> Iterator[Localized]:
    """Each record of a person that cannot be read, with its first mistake: what it says counts for nothing."""
    by_file: dict[str, list[Diagnostic]] = {}
    for one in problems:
        if one.code == _UNREADABLE and one.location:
            by_file.setdefault(one.location.path, []).append(one)
    for first, *others in by_file.values():
        more = (f"（另有 {len(others)} 处）", f" (and {len(others)} more)") if others else ("", "")
        yield Localized(
            f"人员记录无法读取，其内容未计入：{first.location}　{first.message.zh}{more[0]}",
            f"a record of people cannot be read and does not count: {first.location} {first.message.en}{more[1]}",
        )


def undone_lines(assessment: Assessment, manner: Manner) -> Iterator[Part]:
    """Files that commits of the range changed and that are the same at its two ends: listed, and never silent."""
    found = [one for one in assessment.problems if one.code == UNDONE and one.location]
    if not found:
        return
    yield Heading(Localized(f"改动后又撤回（{len(found)} 个文件）", f"Made and undone, files: {len(found)}"))
    for one in some(found, manner, SHOWN):
        place = one.location.path if one.location else ""
        yield Line(1, Localized(f"{place}　{one.message.zh}", f"{place}  {one.message.en}"))
    yield from rest(len(found), SHOWN, manner)


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
