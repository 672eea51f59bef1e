"""What a difference must not pass over in silence: unread files, duplicates, undone work, a moved fence."""

import pytest

from medtrace.diff.compare import Frame, Road, compare
from medtrace.diff.fence import fence_changes
from medtrace.model.change import ChangeSet, TracedCommit
from medtrace.model.history import Commit, FileChange, FileStatus
from medtrace.model.ids import Range
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import Component, ComponentMap
from medtrace.model.snapshot import Snapshot
from medtrace.model.versions import NamingRule, VersionField
from medtrace.words import Localized, same
from tests.support.graphs import a_link, a_snapshot, an_item

RHYTHM = Component("rhythm", same("rhythm"), ("src/rhythm.py",), tags=("core-algorithm",))


def unreadable(snapshot: Snapshot, path: str) -> Snapshot:
    """The snapshot of a clone that lacks one file."""
    problem = Diagnostic("missing-blob", DiagnosticSeverity.ERROR, Localized("", ""), Location(path))
    return Snapshot(snapshot.revision, snapshot.when, (), snapshot.items, snapshot.links, (*snapshot.problems, problem))


def compared(before: Snapshot, after: Snapshot, road: Road | None = None) -> ChangeSet:
    return compare(Range(before.revision, after.revision), (before, after), road or Road((), ()), Frame())


@pytest.mark.requirement("REQ-004", "REQ-040")
def test_items_of_a_file_that_cannot_be_read_are_neither_added_nor_removed() -> None:
    whole = a_snapshot(an_item("A-1"), an_item("B-1", path="other.md"), a_link("A-1 derives B-1"))
    rest = unreadable(a_snapshot(an_item("B-1", path="other.md")), "srs.md")
    for before, after in ((whole, rest), (rest, whole)):
        changes = compared(before, after)
        assert (changes.items, changes.links) == ((), ())
        assert [(one.code, str(one.location)) for one in changes.problems] == [("items-not-compared", "srs.md")]


@pytest.mark.requirement("REQ-004", "REQ-040")
def test_no_link_is_broken_because_the_file_of_its_target_cannot_be_read() -> None:
    both = (an_item("A-1"), a_link("A-1 derives B-1"))
    whole = a_snapshot(*both, an_item("B-1", path="other.md"))
    assert compared(whole, unreadable(a_snapshot(*both), "other.md")).links == ()
    assert [one.fate.value for one in compared(whole, a_snapshot(*both)).links] == ["broken"]


@pytest.mark.requirement("REQ-031", "REQ-040")
def test_further_definitions_of_an_id_are_said_not_to_be_compared() -> None:
    twice = a_snapshot(an_item("A-1"), an_item("A-1", line=9, text="other"))
    assert [one.code for one in compared(a_snapshot(an_item("A-1")), twice).problems] == ["duplicate-not-compared"]


@pytest.mark.requirement("REQ-040")
def test_nothing_read_is_not_nothing_changed() -> None:
    assert [one.code for one in compared(a_snapshot(), a_snapshot()).problems] == ["no-items"]


@pytest.mark.requirement("REQ-056")
def test_what_was_made_and_undone_is_listed() -> None:
    item = a_snapshot(an_item("A-1"))
    touched = (FileChange(FileStatus.MODIFIED, "src/a.py", old_blob="1", new_blob="2"),)
    commit = Commit("c" * 40, ("p" * 40,), "a", "a@example.com", "2024-01-01T00:00:00Z", "try", "", (), touched)
    changes = compared(item, item, Road((), (TracedCommit(commit, ()),)))
    assert [(one.code, str(one.location)) for one in changes.problems] == [("made-and-undone", "src/a.py")]
    shown = compared(item, item, Road(touched, (TracedCommit(commit, ()),)))
    assert [one.code for one in shown.problems] == []


RULE = NamingRule("v{X}.{Y}", (VersionField("X", covers=("enhancement-major",)),))


@pytest.mark.parametrize(
    ("newer", "rule", "codes"),
    [
        (ComponentMap((RHYTHM,)), RULE, []),
        (
            ComponentMap((Component("rhythm", same("rhythm"), RHYTHM.files, tags=("inputs",)),)),
            RULE,
            ["component-map-changed"],
        ),
        (ComponentMap(), RULE, ["component-map-changed"]),
        (ComponentMap((RHYTHM, Component("b", same("b"), ("b",)))), RULE, ["component-map-changed"]),
        (ComponentMap((RHYTHM,), ("src/**",)), RULE, ["not-product-changed"]),
        (ComponentMap((RHYTHM,)), NamingRule("{X}.{Y}", RULE.fields), ["naming-rule-changed"]),
    ],
)
@pytest.mark.requirement("REQ-052", "REQ-055")
def test_nobody_moves_the_fence_quietly(newer: ComponentMap, rule: NamingRule, codes: list[str]) -> None:
    found = fence_changes((ComponentMap((RHYTHM,)), RULE), (newer, rule), "trace.yaml")
    assert [one.code for one in found] == codes


@pytest.mark.requirement("REQ-052")
def test_a_tag_that_was_taken_away_and_an_exclusion_that_was_added_count_as_before() -> None:
    tamed = Component("rhythm", same("rhythm"), RHYTHM.files)
    moved = ComponentMap((tamed,), ("src/**",), earlier=ComponentMap((RHYTHM,)))
    assert moved.tags("src/rhythm.py") == {"core-algorithm"}
    assert moved.owner_tagged("src/rhythm.py", "core-algorithm") == RHYTHM
    assert moved.is_product("src/rhythm.py")
    assert "core-algorithm" in moved.known_tags
    assert not ComponentMap((tamed,), ("src/**",)).is_product("src/rhythm.py")
