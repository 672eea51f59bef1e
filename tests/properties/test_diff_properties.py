"""Laws of comparison: nothing against itself, a mirror when turned, and order does not matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.diff.items import item_changes
from medtrace.model.change import ChangeKind
from medtrace.model.items import Artifact
from tests.support.graphs import a_snapshot, an_item

ITEMS = st.lists(
    st.builds(
        an_item,
        st.sampled_from(["A-1", "A-2", "A-10", "需求-3"]),
        st.sampled_from(["requirement", "risk"]),
        text=st.sampled_from(["x", "x ", "y"]),
        path=st.sampled_from(["a.md", "b.md"]),
        line=st.integers(1, 3),
    ),
    max_size=6,
)


@given(ITEMS)
@settings(max_examples=60)
@pytest.mark.requirement("REQ-040")
def test_a_snapshot_against_itself_has_no_change(items: list[Artifact]) -> None:
    assert item_changes(a_snapshot(*items), a_snapshot(*items)) == ()


@given(ITEMS, ITEMS)
@settings(max_examples=60)
@pytest.mark.requirement("REQ-040")
def test_turned_round_added_is_removed(old: list[Artifact], new: list[Artifact]) -> None:
    mirror = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    there = [(mirror.get(one.kind, one.kind), one.item.id) for one in item_changes(a_snapshot(*old), a_snapshot(*new))]
    back = [(one.kind, one.item.id) for one in item_changes(a_snapshot(*new), a_snapshot(*old))]
    assert there == back


@given(ITEMS, ITEMS)
@settings(max_examples=60)
@pytest.mark.requirement("REQ-066")
def test_order_of_reading_does_not_matter(old: list[Artifact], new: list[Artifact]) -> None:
    shuffled = list(reversed(new))
    assert item_changes(a_snapshot(*old), a_snapshot(*new)) == item_changes(a_snapshot(*old), a_snapshot(*shuffled))
