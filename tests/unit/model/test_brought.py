"""What merges brought in, and whose change request the commits of a branch then belong to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.diff.attribute import cited_ids
from medtrace.model.brought import brought_in
from medtrace.model.change import ChangeSet, TracedCommit
from medtrace.model.change_item import cited_requests, requests_of
from medtrace.model.history import Commit, Trailer
from medtrace.model.ids import Range, Revision, whole_token
from medtrace.model.project import CitationPatterns
from medtrace.model.snapshot import Snapshot
from medtrace.model.verdict import Evidence
from medtrace.rules._engine import stamp
from tests.support.rows import hit, row

pytestmark = pytest.mark.requirement("REQ-054")
PATTERNS = CitationPatterns(issues=(whole_token(r"CR-\d+"),))


def history(*rows: str) -> tuple[Commit, ...]:
    """Commits from rows `name: parents | subject | trailer`, oldest first; given newest first, as git lists them."""
    return tuple(map(_commit, reversed(rows)))


def _commit(row: str) -> Commit:
    name, _, rest = row.partition(":")
    parents, subject, trailer = (*map(str.strip, rest.split("|")), "", "")[:3]
    trailers = (Trailer("Implements", trailer),) if trailer else ()
    return Commit(name, tuple(parents.split()), "a", "a@b", "2024-01-01T00:00:00+00:00", subject, "", trailers)


BRANCH = ("a: base", "b: a", "x: a", "y: x")
NESTED = ("a: base", "b: a", "x: a", "p: x", "y: x p", "z: y", "m: b z")
TAKES_TRUNK = ("a: base", "x: a", "b: a", "y: x b", "z: y", "m: b z")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(("a: base", "b: a"), {}, id="a line"),
        pytest.param((*BRANCH, "m: b y"), {"m": ("y", "x")}, id="a branch"),
        pytest.param((*BRANCH, "m: b y", "n: m y"), {"m": ("y", "x")}, id="merged again with nothing new"),
        pytest.param((*BRANCH, "m: b x", "n: m y"), {"m": ("x",), "n": ("y",)}, id="merged in two goes"),
        pytest.param(NESTED, {"m": ("z", "y", "x"), "y": ("p",)}, id="a merge inside the branch"),
        pytest.param(TAKES_TRUNK, {"m": ("z", "y", "x")}, id="the branch took from the trunk"),
        pytest.param((*BRANCH, "q: a", "m: b y q"), {"m": ("q", "y", "x")}, id="three parents"),
        pytest.param(("b: base", "m: b y"), {}, id="the branch lies before the range"),
    ],
)
def test_what_a_merge_brought_in(rows: tuple[str, ...], expected: dict[str, tuple[str, ...]]) -> None:
    assert brought_in(history(*rows)) == expected


@given(st.lists(st.sets(st.integers(0, 30), max_size=3), max_size=30))
def test_no_commit_is_brought_twice_and_none_from_outside(shape: list[set[int]]) -> None:
    rows = tuple(f"c{n}: {' '.join(f'c{p}' for p in sorted(parents) if p < n)}" for n, parents in enumerate(shape))
    found = [sha for shas in brought_in(history(*rows)).values() for sha in shas]
    assert len(found) == len(set(found))
    assert set(found) <= {f"c{n}" for n in range(len(shape))}


def requests(*rows: str) -> dict[str, str]:
    commits = tuple(TracedCommit(one, cited_ids(one, PATTERNS)) for one in history(*rows))
    ends = Revision("a", "a"), Revision("b", "b")
    changes = ChangeSet(Range(*ends), *(Snapshot(end, "", ()) for end in ends), commits=commits)
    return {sha: " ".join(ids) for sha, ids in cited_requests(changes).items() if ids}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param((*BRANCH, "m: b y | Merge branch 'CR-7-filter'"), {"m", "x", "y"}, id="branch"),
        pytest.param((*BRANCH, "m: b y | Merge pull request #3 from me/CR-7"), {"m", "x", "y"}, id="pull request"),
        pytest.param((*BRANCH, "m: b y | Merge it | CR-7"), {"m", "x", "y"}, id="trailer"),
        pytest.param((*BRANCH, "m: b y | Merge branch 'main' into CR-7"), {"m"}, id="the name of the other line"),
        pytest.param((*BRANCH[:3], "y: x | CR-7 Do it", "m: b y | Merge (CR-7)"), {"m", "x", "y"}, id="both say it"),
        pytest.param((*NESTED[:-1], "m: b z | Merge branch 'CR-7'"), {"m", "x", "y", "z", "p"}, id="nested"),
    ],
)
def test_a_merge_speaks_for_its_branch(rows: tuple[str, ...], expected: set[str]) -> None:
    assert requests(*rows) == dict.fromkeys(expected, "CR-7")


def test_a_branch_that_speaks_for_itself_is_left_alone() -> None:
    found = requests(*BRANCH[:3], "y: x | CR-8 Do it", "m: b y | Merge branch 'CR-7'")
    assert found == {"m": "CR-7", "y": "CR-8"}


def test_a_merge_inside_speaks_for_its_own_branch_first() -> None:
    rows = (*NESTED[:4], "y: x p | Merge branch 'CR-9'", "z: y", "m: b z | Merge branch 'CR-7'")
    assert requests(*rows) == {"m": "CR-7", "x": "CR-7", "z": "CR-7", "y": "CR-9", "p": "CR-9"}


def test_the_first_request_of_a_finding_is_behind_most_of_its_evidence_then_the_newest() -> None:
    cited = {"c": ("CR-9",), "b": ("CR-5", "CR-7"), "a": ("CR-1",)}

    def requests_behind(*commits: tuple[str, ...]) -> tuple[str, ...]:
        seen = replace(hit("rhythm"), evidence=tuple(Evidence("a.py", 1, one, "x", "y") for one in commits))
        return requests_of(stamp(row("P-04"), seen), cited)

    assert requests_behind(("c", "a")) == ("CR-9", "CR-1")
    assert requests_behind(("a",), ("a", "c"), ("b",)) == ("CR-1", "CR-9", "CR-5", "CR-7")
    assert requests_behind(("d",)) == ()
