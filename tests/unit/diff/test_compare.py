"""Two snapshots compared: items, links, files and the ids of commits."""

from dataclasses import replace

import pytest

from medtrace.diff.attribute import cited_ids
from medtrace.diff.compare import Frame, Road, compare
from medtrace.diff.items import item_changes, renames
from medtrace.diff.links import link_changes
from medtrace.model.history import Commit, FileChange, FileStatus, Trailer
from medtrace.model.ids import Range, whole_token
from medtrace.model.items import Artifact
from medtrace.model.project import CitationPatterns, Component, ComponentMap
from medtrace.words import same
from tests.support.graphs import a_link, a_snapshot, an_item


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([], [an_item("A-1")], ["added A-1"], id="added"),
        pytest.param([an_item("A-1")], [], ["removed A-1"], id="removed"),
        pytest.param([an_item("A-1", text="x  y\n")], [an_item("A-1", text="x y")], [], id="white space is no change"),
        pytest.param([an_item("A-1", line=1)], [an_item("A-1", line=9)], [], id="another line is nothing"),
        pytest.param([an_item("A-1", path="a.md")], [an_item("A-1", path="b.md")], ["moved A-1"], id="moved"),
        pytest.param(
            [an_item("A-1", path="a.md", text="x")],
            [an_item("A-1", path="b.md", text="y")],
            ["changed A-1 text", "moved A-1"],
            id="moved and changed",
        ),
        pytest.param([an_item("A-1", title="x")], [an_item("A-1", title="y")], ["changed A-1 title"], id="title"),
        pytest.param([an_item("A-1", p="1")], [an_item("A-1", p="2")], ["changed A-1 attributes"], id="attributes"),
        pytest.param([an_item("A-1", text="e\u0301")], [an_item("A-1", text="é")], [], id="composition is no change"),
        pytest.param([an_item("A-10"), an_item("A-9")], [], ["removed A-9", "removed A-10"], id="natural order"),
        pytest.param([], [an_item("r#1", "test-result")], [], id="results are no items to compare"),
    ],
)
@pytest.mark.requirement("REQ-040")
def test_items(before: list[Artifact], after: list[Artifact], expected: list[str]) -> None:
    changes = item_changes(a_snapshot(*before), a_snapshot(*after))
    assert [" ".join((change.kind.value, change.item.id, *change.fields)) for change in changes] == expected


@pytest.mark.requirement("REQ-040")
def test_equal_text_under_a_new_id_is_proposed_as_renamed_only_where_unambiguous() -> None:
    old = a_snapshot(an_item("A-1", text="one"), an_item("A-2", text="two"), an_item("A-3", text="two"))
    new = a_snapshot(an_item("B-1", text="one"), an_item("B-2", text="two"))
    assert [(one.old, one.new) for one in renames(item_changes(old, new))] == [("A-1", "B-1")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(an_item("A-1", title="x", text="t"), an_item("B-1", title="y", text="t"), True, id="a new title"),
        pytest.param(an_item("A-1", text="a  b\n"), an_item("B-1", text="a b"), True, id="white space apart"),
        pytest.param(an_item("A-1", text="a b"), an_item("B-1", text="a c"), False, id="another text"),
        pytest.param(an_item("A-1", text="t"), an_item("B-1", "risk", text="t"), False, id="another kind"),
        pytest.param(an_item("A-1", title="x", text=""), an_item("B-1", title="x", text=""), True, id="a title alone"),
        pytest.param(an_item("A-1", title="x", text=""), an_item("B-1", title="y", text=""), False, id="no text"),
    ],
)
@pytest.mark.requirement("REQ-040")
def test_what_is_proposed_as_renamed(old: Artifact, new: Artifact, *, expected: bool) -> None:
    found = renames(item_changes(a_snapshot(old), a_snapshot(new)))
    assert [(one.old, one.new) for one in found] == [("A-1", "B-1")] * expected


@pytest.mark.requirement("REQ-040")
def test_links_made_and_broken() -> None:
    old = a_snapshot(a_link("A-1 derives U-1"), a_link("A-1 derives U-2", line=3))
    new = a_snapshot(a_link("A-1 derives U-2", line=8), a_link("A-1 satisfies U-1"))
    found = [(one.fate.value, one.link.kind, one.link.target) for one in link_changes(old, new)]
    assert found == [("added", "satisfies", "U-1"), ("removed", "derives", "U-1")]


@pytest.mark.requirement("REQ-040", "REQ-031")
def test_a_link_is_broken_where_its_target_is_gone() -> None:
    one, two = an_item("A-1"), an_item("U-1", path="urs.md")
    links = (a_link("A-1 derives U-1"), a_link("A-1 derives X-1"))
    old = a_snapshot(one, two, *links)
    assert [(one.fate.value, one.link.target) for one in link_changes(old, a_snapshot(one, *links))] == [
        ("broken", "U-1")
    ]
    assert not link_changes(a_snapshot(one, *links), a_snapshot(one, *links))
    declared = tuple(replace(link, attributes=(("external", "true"),)) for link in links)
    assert not link_changes(old, a_snapshot(one, *declared))
    assert [one.fate.value for one in link_changes(old, a_snapshot(one))] == ["removed", "removed"]


PATTERNS = CitationPatterns((whole_token(r"SRS-\d+"),), (whole_token(r"#\d+"), whole_token(r"CR-\d+-\d+")))


def a_commit(subject: str, body: str = "", parents: int = 1, trailers: tuple[Trailer, ...] = ()) -> Commit:
    return Commit(
        "c" * 40, ("p" * 40,) * parents, "a", "a@example.com", "2024-01-01T00:00:00Z", subject, body, trailers
    )


@pytest.mark.parametrize(
    ("commit", "expected"),
    [
        (a_commit("SRS-1 mended"), ["item SRS-1 subject"]),
        (a_commit("mend", "see SRS-2 and #7"), ["item SRS-2 body", "issue #7 body"]),
        (
            a_commit("SRS-1 mended", trailers=(Trailer("Implements", "SRS-1, SRS-2"),)),
            ["item SRS-1 trailer", "item SRS-2 trailer"],
        ),
        (a_commit("CR-2024-017 调整阈值"), ["issue CR-2024-017 subject"]),
        (
            a_commit("Merge pull request #12 from team/SRS-4-filter", parents=2),
            ["item SRS-4 branch", "issue #12 merge"],
        ),
        (a_commit("Merge branch 'fix/SRS-5'", parents=2), ["item SRS-5 merge"]),
        (a_commit("tidy"), []),
        (a_commit("SRS-10 not SRS-1x"), ["item SRS-10 subject"]),
    ],
)
@pytest.mark.requirement("REQ-041")
def test_ids_of_a_commit(commit: Commit, expected: list[str]) -> None:
    assert [f"{one.kind} {one.id} {one.via}" for one in cited_ids(commit, PATTERNS)] == expected


@pytest.mark.requirement("REQ-041")
def test_a_touched_item_links_a_commit_that_says_nothing() -> None:
    assert [(one.id, one.via) for one in cited_ids(a_commit("wording"), PATTERNS, ("SRS-9",))] == [
        ("SRS-9", "touched-item")
    ]


@pytest.mark.requirement("REQ-052")
def test_a_file_in_several_components_goes_to_the_narrowest_and_is_named() -> None:
    parts = ComponentMap(
        (
            Component("all", same("all"), ("src/**",), tags=("outputs",)),
            Component("qrs", same("qrs"), ("src/qrs.py",), tags=("core-algorithm",)),
        ),
        ("tests/**",),
    )
    files = (
        FileChange(FileStatus.MODIFIED, "src/qrs.py", old_blob="1", new_blob="2"),
        FileChange(FileStatus.RENAMED, "lib/a.py", "src/a.py", "1", "2"),
        FileChange(FileStatus.ADDED, "tests/t.py", new_blob="1"),
    )
    empty = a_snapshot(an_item("A-1"))
    changes = compare(Range(empty.revision, empty.revision), (empty, empty), Road(files, ()), Frame(parts))
    assert [(one.path, one.component, one.tags, one.product) for one in changes.files] == [
        ("lib/a.py", "all", ("outputs",), True),
        ("src/qrs.py", "qrs", ("core-algorithm", "outputs"), True),
        ("tests/t.py", None, (), False),
    ]
    assert [(one.code, str(one.location)) for one in changes.problems] == [("file-in-several-components", "src/qrs.py")]
