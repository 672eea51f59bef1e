"""What says that it belongs to a recall, what only speaks of one, and what says no."""

from dataclasses import replace

import pytest

from medtrace.model.change import ChangeSet, TracedCommit
from medtrace.model.history import Trailer
from medtrace.rules.recall_marks import Options, recall_marks
from tests.support.item_changes import item, items_changed

pytestmark = pytest.mark.requirement("REQ-059")

ITEMS = [
    ({"是否召回": "是"}, "certain"),
    ({"Recall": "yes"}, "certain"),
    ({"labels": "bug, recall"}, "certain"),
    ({"是否召回": "否"}, ""),
    ({"是否评估召回": "是（结论：不召回）"}, ""),
    ({"是否评估召回": "否"}, ""),
    ({"是否评估召回": "评估中"}, "question"),
    ({"labels": "recallable"}, ""),
    ({}, ""),
]


@pytest.mark.parametrize(("attributes", "expected"), ITEMS)
def test_items(attributes: dict[str, str], expected: str) -> None:
    changes = items_changed(
        (item("DEF-0", "defect"),), (item("DEF-0", "defect"), item("DEF-1", "defect", **attributes))
    )
    found = [(hit.subject, hit.confidence.value) for hit in recall_marks.look(changes, Options())]
    assert found == ([("item:DEF-1", expected)] if expected else [])


def test_a_mark_that_was_there_before_says_nothing_of_this_range() -> None:
    one = item("DEF-1", "defect", 是否召回="是")
    assert list(recall_marks.look(items_changed((one,), (one,)), Options())) == []


def commit(*trailers: Trailer) -> ChangeSet:
    changes = items_changed((item("DEF-1", "defect"),), (item("DEF-1", "defect"),))
    (one,) = changes.commits
    return replace(changes, commits=(TracedCommit(replace(one.commit, trailers=trailers), ()),))


def test_trailers_of_commits() -> None:
    assert [hit.subject for hit in recall_marks.look(commit(Trailer("Recall", "2024-07")), Options())] == [
        "recall:2024-07"
    ]
    assert list(recall_marks.look(commit(Trailer("Recall", "none")), Options())) == []
    assert list(recall_marks.look(commit(Trailer("Recall", "2024-07")), Options(security=("漏洞",)))) == []


def test_of_cybersecurity_alone() -> None:
    before, after = item("DEF-1", "defect", "漏洞 CVE-1"), item("DEF-1", "defect", "漏洞 CVE-1", 是否召回="是")
    (hit,) = recall_marks.look(items_changed((before,), (after,)), Options(security=("漏洞",)))
    assert hit.evidence[0].after == "是否召回: 是"


def test_without_records_a_recall_was_not_assessed() -> None:
    (hit,) = recall_marks.look(items_changed((), ()), Options())
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")
