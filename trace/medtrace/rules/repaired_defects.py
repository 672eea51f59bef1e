"""Defects were repaired: with a malfunction before (修正型) or none yet (预防型).

What it reads: items of kind `defect` that are closed at the newer end and were not at the older, with the attribute
that says whether the defect has caused a malfunction. Where that is not said, a person must. Commits that say that they
fix something, by a trailer, `fix:` or an issue, and name no such defect are one question: a message proves nothing.

Options:
  failed: yes for defects that caused a malfunction (and what is not known), no for those that did not
  attributes: names of the attribute that says so

Where neither end holds records of defects, the answer is not assessable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet, ItemChange, TracedCommit
from medtrace.model.items import Artifact, normalised
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._items import MOST_EVIDENCE, evidence
from medtrace.rules._repairs import fixing, has_defects, repaired, touched
from medtrace.rules._rule import rule
from medtrace.rules._stated import unassessed
from medtrace.words import Localized

_YES = frozenset({"yes", "true", "y", "1", "是", "有", "已致"})
_NO = frozenset({"no", "false", "n", "0", "否", "无", "未致"})
_NOTHING = Localized(
    "两端均未读到缺陷记录，修复的缺陷及其类型未评估",
    "neither end holds records of defects: what was repaired, and of which kind, was not assessed",
)


@dataclass(frozen=True, slots=True)
class Options:
    """Which defects a row asks for, and where they say whether they caused a malfunction."""

    failed: bool
    attributes: tuple[str, ...] = ("是否已致故障", "已致故障", "caused_failure", "caused-failure", "caused failure")


@rule("repaired-defects", options=Options)
def repaired_defects(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per defect, and one question for the commits that fix without one."""
    found = repaired(changes)
    for change in found:
        failed = _failed(change.after, options)
        if failed is options.failed or (failed is None and options.failed):
            yield _hit(changes, change, known=failed is not None)
    others = tuple(fixing(changes, without=frozenset(one.item.id for one in found)))
    if others and options.failed:
        yield _ask(changes, others)
    if not has_defects(changes):
        yield from unassessed("defects", _NOTHING)


def _failed(item: Artifact | None, options: Options) -> bool | None:
    """Whether a defect caused a malfunction; None where it does not say."""
    names = {name.casefold() for name in options.attributes}
    said = [normalised(value).casefold() for name, value in item.attributes if name.casefold() in names] if item else []
    if any(value in _YES for value in said):
        return True
    return False if any(value in _NO for value in said) else None


def _hit(changes: ChangeSet, change: ItemChange, *, known: bool) -> Hit:
    item = change.item
    open_ = Localized("，是否已造成运行故障未说明", "; whether it had caused a malfunction is not said")
    return Hit(
        subject=f"defect:{item.id}",
        summary=Localized(
            f"缺陷 {item.id}“{item.title}”已修复{'' if known else open_.zh}",
            f"Defect {item.id} ({item.title}) was repaired{'' if known else open_.en}",
        ),
        evidence=evidence(changes, change),
        confidence=Confidence.CERTAIN if known else Confidence.QUESTION,
        items=(item.id,),
        unknown="" if known else "depends",
    )


def _ask(changes: ChangeSet, commits: tuple[TracedCommit, ...]) -> Hit:
    return Hit(
        subject="commits",
        summary=Localized(
            f"{len(commits)} 次提交自称修复缺陷而未引用已关闭的缺陷记录，是否为纠正类、是否已造成运行故障待判定",
            f"Commits that say that they fix something and name no closed defect: {len(commits)}; a person judges "
            "whether they are corrective and whether it had caused a malfunction",
        ),
        evidence=tuple(_piece(changes, one) for one in commits[:MOST_EVIDENCE]),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )


def _piece(changes: ChangeSet, traced: TracedCommit) -> Evidence:
    path = touched(changes, traced)[0].path
    return Evidence(path, commits=(traced.commit.sha,))
