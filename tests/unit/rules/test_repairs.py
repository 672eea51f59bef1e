"""Corrections: defects that were closed, commits that say that they fix, units of the highest class."""

from dataclasses import replace

import pytest

from medtrace.model.change import ChangeSet, CitedId, TracedCommit
from medtrace.model.history import Trailer
from medtrace.model.items import Artifact
from medtrace.model.project import ComponentMap
from medtrace.rules import repaired_defects as defects
from medtrace.rules import serious_repairs as serious
from tests.support.changes import component
from tests.support.item_changes import item, items_changed, link

pytestmark = pytest.mark.requirement("REQ-059")

MAP = ComponentMap(
    (
        replace(component("qrs", "src/qrs.py"), safety_class="严重"),
        replace(component("log", "src/log.py"), safety_class="轻微"),
    ),
    ("docs/**",),
)
FILES = ({"src/qrs.py": "a = 1\n", "src/log.py": "b = 1\n"}, {"src/qrs.py": "a = 2\n", "src/log.py": "b = 1\n"})


def defect(status: str, **attributes: str) -> Artifact:
    return item("DEF-1", "defect", title="漏检", 状态=status, **attributes)


def with_commit(
    changes: ChangeSet,
    subject: str = "改动",
    body: str = "",
    trailers: tuple[Trailer, ...] = (),
    cited: tuple[CitedId, ...] = (),
) -> ChangeSet:
    (one,) = changes.commits
    commit = replace(one.commit, subject=subject, body=body, trailers=trailers)
    return replace(changes, commits=(TracedCommit(commit, cited),))


def kinds(before: tuple[Artifact, ...], after: tuple[Artifact, ...]) -> list[str]:
    changes = items_changed(before, after)
    return [
        f"{'C-01' if failed else 'C-02'} {hit.subject} {hit.confidence.value}"
        for failed in (True, False)
        for hit in defects.repaired_defects.look(changes, defects.Options(failed))
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((defect("打开"),), (defect("已关闭", 是否已致故障="是"),), ["C-01 defect:DEF-1 certain"]),
        ((defect("open"),), (defect("Closed", caused_failure="no"),), ["C-02 defect:DEF-1 certain"]),
        ((), (defect("已修复"),), ["C-01 defect:DEF-1 question"]),
        ((defect("打开"),), (defect("延期"),), []),
        ((defect("已关闭"),), (defect("已关闭", 处理说明="补充"),), []),
        ((item("DEF-1", "defect"),), (item("DEF-1", "defect", 修复版本="V1.1"),), ["C-01 defect:DEF-1 question"]),
        ((), (), ["C-01 defects unassessable", "C-02 defects unassessable"]),
    ],
    ids=["failed", "latent", "not said", "deferred", "closed before", "fixed in", "no records"],
)
def test_defects(before: tuple[Artifact, ...], after: tuple[Artifact, ...], expected: list[str]) -> None:
    assert kinds(before, after) == expected


COMMITS = [
    ("fix: wrong sign", "", (), True),
    ("fix(qrs)!: wrong sign", "", (), True),
    ("Correct the sign", "Fixes #12", (), True),
    ("Correct the sign (closes ECG-7)", "", (), True),
    ("Correct the sign", "", (Trailer("Fixes", "abc123"),), True),
    ("Add a prefix: fixture", "", (), False),
    ("Fix typo", "", (), False),
    ("改动", "", (), False),
]


@pytest.mark.parametrize(("subject", "body", "trailers", "asked"), COMMITS)
def test_commits_that_say_so_are_a_question(
    subject: str, body: str, trailers: tuple[Trailer, ...], asked: bool
) -> None:
    changes = with_commit(items_changed((defect("打开"),), (defect("打开"),), files=FILES), subject, body, trailers)
    hits = list(defects.repaired_defects.look(changes, defects.Options(failed=True)))
    assert [(hit.subject, hit.confidence.value) for hit in hits] == ([("commits", "question")] if asked else [])
    assert list(defects.repaired_defects.look(changes, defects.Options(failed=False))) == []


def questions(changes: ChangeSet) -> list[str]:
    return [f"{hit.subject} {hit.confidence.value}" for hit in serious.serious_repairs.look(changes, serious.Options())]


def repaired(*, path: str = "src/log.py", control: bool = False, components: ComponentMap = MAP) -> ChangeSet:
    items = (item("SRS-1", "requirement", "应检出"), *((item("RC-1", "risk-control", "提示"),) if control else ()))
    links = [link("DEF-1", "mentions", "SRS-1"), link(path, "implements", "SRS-1")]
    links += [link("SRS-1", "implements", "RC-1")] if control else []
    return items_changed(
        (defect("打开"), *items), (defect("已关闭"), *items), links=(links, links), components=components, files=FILES
    )


def test_a_defect_of_a_serious_unit_is_a_question() -> None:
    assert questions(repaired(path="src/qrs.py")) == ["defect:DEF-1 question"]
    assert questions(repaired()) == []


def test_a_defect_of_a_requirement_that_is_a_risk_control_is_a_question() -> None:
    assert questions(repaired(control=True)) == ["defect:DEF-1 question"]


def test_a_commit_that_names_the_defect_tells_its_unit() -> None:
    changes = with_commit(repaired(), cited=(CitedId("DEF-1", "item", "trailer"),))
    assert questions(changes) == ["defect:DEF-1 question"]


def test_a_fixing_commit_without_a_defect_is_asked_by_unit() -> None:
    changes = with_commit(items_changed((), (), components=MAP, files=FILES), "fix: wrong sign")
    assert questions(changes) == ["unit:qrs question"]
    assert questions(with_commit(items_changed((), (), components=MAP, files=FILES))) == []


def test_the_three_questions_stand_in_the_words() -> None:
    (hit,) = serious.serious_repairs.look(repaired(path="src/qrs.py"), serious.Options())
    assert "是否恢复至已批准规格？是否改变输出结果？是否涉及投诉、不良事件、召回？" in hit.summary.zh


def test_without_classes_and_tags_a_correction_was_not_assessed() -> None:
    assert questions(repaired(components=ComponentMap())) == ["units unassessable"]
