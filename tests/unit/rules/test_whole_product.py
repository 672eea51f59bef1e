"""A build alone, a product written anew, and the one question about the user's decision."""

from dataclasses import replace

import pytest

from medtrace.model.change import ChangeSet
from medtrace.model.ids import Range
from medtrace.model.project import ComponentMap
from medtrace.model.versions import NamingRule
from medtrace.rules import build_only as build
from medtrace.rules import replaced_files as anew
from medtrace.rules import user_decision as decision
from medtrace.rules._rule import NoOptions
from tests.support.changes import NEW, OLD, Content, change_set, component
from tests.support.item_changes import item, items_changed, link

pytestmark = pytest.mark.requirement("REQ-059")

DOCS = ComponentMap((), ("docs/**",))
RULE = NamingRule("v{X}.{Y}")


def builds(changes: ChangeSet) -> list[str]:
    return [hit.confidence.value for hit in build.build_only.look(changes, NoOptions())]


def test_two_releases_of_equal_product_files_are_a_build() -> None:
    ends: tuple[dict[str, Content], dict[str, Content]] = (
        {"docs/a.md": "1", "a.c": "x"},
        {"docs/a.md": "2", "a.c": "x"},
    )
    assert builds(change_set(*ends, components=DOCS, naming=RULE)) == ["likely"]
    assert builds(change_set(*ends, components=DOCS)) == ["question"]
    assert builds(change_set({"a.c": "x"}, {"a.c": "y"}, components=DOCS, naming=RULE)) == []


def test_a_commit_against_itself_is_no_update() -> None:
    changes = replace(change_set({"a.c": "x"}, {"a.c": "x"}, naming=RULE), range=Range(OLD, OLD, OLD.sha))
    assert builds(changes) == []
    assert list(anew.replaced_files.look(changes, anew.Options())) == []


def files(*numbers: int) -> dict[str, Content]:
    return {f"src/{number}.c": f"int f{number};" for number in numbers}


def test_where_most_of_the_product_is_gone_a_person_is_asked() -> None:
    options = anew.Options(gone=60, least=10)
    old = files(*range(10))
    assert [hit.subject for hit in anew.replaced_files.look(change_set(old, files(*range(6, 30))), options)] == [
        "files"
    ]
    assert list(anew.replaced_files.look(change_set(old, files(*range(5, 30))), options)) == []
    assert list(anew.replaced_files.look(change_set(files(1, 2), files(3)), options)) == []
    assert list(anew.replaced_files.look(change_set(old, {}, components=ComponentMap((), ("src/**",))), options)) == []


def test_histories_apart_are_asked_too() -> None:
    changes = replace(change_set(files(1), files(1, 2)), range=Range(OLD, NEW, ""))
    assert [hit.subject for hit in anew.replaced_files.look(changes, anew.Options())] == ["history"]


MAP = ComponentMap((component("qrs", "src/**", tags=("core-algorithm",)), component("log", "log/**")))


def decisions(before: dict[str, Content], after: dict[str, Content]) -> list[str]:
    changes = change_set(before, after, components=MAP)
    return [hit.confidence.value for hit in decision.user_decision.look(changes, decision.Options())]


def test_a_change_of_meaning_in_a_tagged_unit_is_asked_once() -> None:
    assert decisions({"src/a.py": "x = 1", "src/b.py": "y = 1"}, {"src/a.py": "x = 2", "src/b.py": "y = 2"}) == [
        "question"
    ]
    assert decisions({"src/a.py": "x = 1"}, {"src/a.py": "x = 1  # one"}) == []
    assert decisions({"log/a.py": "x = 1"}, {"log/a.py": "x = 2"}) == []


def test_so_is_a_requirement_of_such_a_unit() -> None:
    links = (link("src/a.py", "implements", "SRS-1"),)
    before, after = (item("SRS-1", "requirement", text) for text in ("a", "b"))
    changes = items_changed((before,), (after,), links=(links, links), components=MAP)
    (hit,) = decision.user_decision.look(changes, decision.Options())
    assert hit.items == ("SRS-1",)


def test_without_tags_it_was_not_assessed() -> None:
    (hit,) = decision.user_decision.look(change_set({}, {"src/a.py": "x"}), decision.Options())
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")
