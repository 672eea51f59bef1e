"""Items with a mark or tie: which fire, which are a question, and when nothing was looked at."""

import pytest

from medtrace.model.items import Artifact, Link
from medtrace.model.project import ComponentMap
from medtrace.rules import marked_items as core
from medtrace.rules import other_requirements as other
from tests.support.changes import component
from tests.support.item_changes import COMMIT, item, items_changed, link

pytestmark = pytest.mark.requirement("REQ-059")

MAP = ComponentMap(
    (
        component("measure", "src/measure/**", tags=("clinical-function",)),
        component("rhythm", "src/rhythm/**", tags=("core-algorithm",)),
        component("log", "src/log/**"),
    ),
    ("tests/**",),
)
OPTIONS = core.Options(marks=("core", "核心"), tags=("clinical-function",), asked=("core-algorithm",))
PLAIN = item("SRS-1", "requirement", "应显示心率")


def told(
    before: tuple[Artifact, ...],
    after: tuple[Artifact, ...],
    *links: Link,
    options: core.Options = OPTIONS,
) -> list[str]:
    hits = core.marked_items.look(items_changed(before, after, links=(links, links), components=MAP), options)
    return [f"{hit.subject} {hit.confidence.value}" for hit in hits]


CASES: list[tuple[str, Artifact, tuple[Link, ...], list[str]]] = [
    ("no mark", PLAIN, (), []),
    ("an attribute", item("SRS-1", "requirement", "x", function="core"), (), ["item:SRS-1 likely"]),
    ("one word of several", item("SRS-1", "requirement", "x", 类别="安全、核心"), (), ["item:SRS-1 likely"]),
    ("an attribute that says yes", item("SRS-1", "requirement", "x", 核心="是"), (), ["item:SRS-1 likely"]),
    ("an attribute that says no", item("SRS-1", "requirement", "x", 核心="否"), (), []),
    ("a word inside a word", item("SRS-1", "requirement", "x", note="hardcore"), (), []),
    ("code of the unit", PLAIN, (link("src/measure/a.py", "implements", "SRS-1"),), ["item:SRS-1 likely"]),
    ("the name of the unit", item("SRS-1", "requirement", "x", 软件单元="measure 软件项"), (), ["item:SRS-1 likely"]),
    ("a tag that asks", PLAIN, (link("src/rhythm/a.py", "implements", "SRS-1"),), ["item:SRS-1 question"]),
    ("another unit", PLAIN, (link("src/log/a.py", "implements", "SRS-1"),), []),
    ("a test", PLAIN, (link("tests/measure/test_a.py", "verifies", "SRS-1"),), []),
    ("another kind", item("D-1", "design", "x", function="core"), (), ["items unassessable"]),
]


@pytest.mark.parametrize(("one", "links", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_an_item_that_is_new(one: Artifact, links: tuple[Link, ...], expected: list[str]) -> None:
    assert told((), (one,), *links) == expected
    assert told((one,), (), *links) == expected


def test_only_another_meaning_counts() -> None:
    old = item("SRS-1", "requirement", "阈值 0.5", function="core")
    assert told((old,), (item("SRS-1", "requirement", "阈值  0.5\n", function="core"),)) == []
    assert told((old,), (item("SRS-1", "requirement", "阈值 0.6", function="core"),)) == ["item:SRS-1 likely"]


def test_another_attribute_is_no_other_meaning() -> None:
    before, after = (item("SRS-1", "requirement", "x", function="core", 优先级=value) for value in ("高", "低"))
    assert told((before,), (after,)) == []
    found = other.other_requirements.look(items_changed((before,), (after,)), other.Options())
    assert [hit.subject for hit in found] == []


def test_a_mark_taken_away_still_counts() -> None:
    old = item("SRS-1", "requirement", "x", function="core")
    assert told((old,), (item("SRS-1", "requirement", "x"),)) == ["item:SRS-1 likely"]


def test_a_new_id_of_the_same_text_is_a_question() -> None:
    old, new = (item(name, "requirement", "应测量", function="core") for name in ("SRS-1", "SRS-9"))
    assert told((old,), (new,)) == ["item:SRS-1 question", "item:SRS-9 question"]


def test_a_row_may_ask_for_added_items_alone_and_only_ask() -> None:
    one = item("SRS-1", "requirement", "x", function="core")
    added = core.Options(marks=("core",), changes=("added",), ask=True)
    assert told((), (one,), options=added) == ["item:SRS-1 question"]
    assert told((one,), (), options=added) == []


def test_without_mark_and_tag_nothing_was_assessed() -> None:
    changes = items_changed((PLAIN,), ())
    (hit,) = core.marked_items.look(changes, OPTIONS)
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")


def test_commits_are_those_that_name_the_item_where_any_does() -> None:
    one = item("SRS-1", "requirement", "x", function="core")
    (hit,) = core.marked_items.look(items_changed((), (one,), cited=("SRS-1",)), OPTIONS)
    assert hit.evidence[0].commits == (COMMIT,)
    assert (hit.evidence[0].before, hit.evidence[0].after) == ("", "SRS-1 · x")


def test_other_requirements_are_one_question_for_each_kind_of_change() -> None:
    before = (PLAIN, item("SRS-2", "requirement", "a"), item("SRS-3", "requirement", "x", function="core"))
    after = (item("SRS-1", "requirement", "应显示心率和时间"), item("SRS-4", "requirement", "b"))
    options = other.Options(marks=("core",), tags=("clinical-function",))
    hits = list(other.other_requirements.look(items_changed(before, after), options))
    assert [(hit.subject, hit.items, hit.confidence.value) for hit in hits] == [
        ("requirements:added", ("SRS-4",), "question"),
        ("requirements:removed", ("SRS-2",), "question"),
        ("requirements:changed", ("SRS-1",), "question"),
    ]


def test_without_requirements_their_change_was_not_assessed() -> None:
    (hit,) = other.other_requirements.look(items_changed((), ()), other.Options())
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")
