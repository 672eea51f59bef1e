"""What the comparison with other tools may say without one at hand: "not run" with a reason, never "equal"."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.peers import EXPLAINED, PEERS, compare, peer_jobs

TRLC = next(peer for peer in PEERS if peer.name == "trlc")
NEEDS = next(peer for peer in PEERS if peer.name == "sphinx-needs")


def reading(items: list[str], links: list[tuple[str, str]]) -> dict[str, Any]:
    return {"version": "1", "items": items, "links": [list(link) for link in links]}


def snapshot(items: list[str], links: list[tuple[str, str, str]]) -> dict[str, Any]:
    return {
        "items": [{"id": one} for one in items],
        "links": [{"source": source, "kind": kind, "target": target} for source, kind, target in links],
    }


def verdicts(*given: Any) -> list[str]:
    return [row.verdict for row in compare(*given)]


A, B = "Communication.A", "Communication.B"


@pytest.mark.parametrize(
    "theirs, ours, expected",
    [
        (reading([A, B], [(A, B)]), snapshot([A, B], [(A, "derives", B)]), ["equal", "equal"]),
        (reading([A, B], []), snapshot([A], []), ["DIFFERS", "equal"]),
        (reading([A], []), snapshot([A, B], []), ["DIFFERS", "equal"]),
        (reading([A, B], [(A, B)]), snapshot([A, B], []), ["equal", "DIFFERS"]),
        # Ids that the configuration does not speak of, and links of files, are no part of the comparison.
        (reading([A, "Other.C"], [("Other.C", A)]), snapshot([A], [("a.cpp", "verifies", A)]), ["equal", "equal"]),
    ],
)
def test_sets_are_compared(theirs: Any, ours: Any, expected: list[str]) -> None:
    assert verdicts(TRLC, "v0.3.0", theirs, ours) == expected


def test_a_difference_is_explained_to_the_last_id_or_not_at_all() -> None:
    known = sorted(EXPLAINED[(NEEDS.repository, "v0.3.4", "items")].items)
    more = [*known, "comp_req__kvs__more"]
    row, _ = compare(NEEDS, "v0.3.4", reading([], []), snapshot(known, []))
    assert row.verdict == "equal"
    assert "code block" in row.expected
    assert verdicts(NEEDS, "v0.3.4", reading([], []), snapshot(more, [])) == ["DIFFERS", "equal"]
    assert verdicts(NEEDS, "v0.3.4", reading([], []), snapshot(known[:1], [])) == ["DIFFERS", "equal"]
    assert verdicts(NEEDS, "v0.3.0", reading([], []), snapshot(known, [])) == ["DIFFERS", "equal"]


@pytest.mark.parametrize(
    "number, kind, expected", [(42, "mitigates", "equal"), (41, "mitigates", "DIFFERS"), (42, "derives", "DIFFERS")]
)
def test_explained_links_are_of_their_kind_and_number(number: int, kind: str, expected: str) -> None:
    targets = [f"Communication.T{index}" for index in range(number)]
    ours = snapshot([A], [(A, kind, one) for one in targets])
    assert verdicts(TRLC, "v0.1.4", reading([A], []), ours) == ["equal", expected]


def test_without_a_mirror_nothing_is_run(tmp_path: Path) -> None:
    assert {row.verdict for job in peer_jobs(None, None, tmp_path) for row in job()} == {"not run"}


@pytest.mark.parametrize(
    "script, reason",
    [(None, "make peers"), ("echo 'Error: no model' >&2; exit 1", "Error: no model"), ("true", "without a word")],
)
def test_a_peer_that_is_absent_or_fails_is_not_run(tmp_path: Path, script: str | None, reason: str) -> None:
    truth, mirror, environment = (tmp_path / name for name in ("truth", "mirror", "peers"))
    (truth / "requirements").mkdir(parents=True)
    for peer in PEERS:
        (mirror / peer.repository / "repo").mkdir(parents=True)
        (truth / "requirements" / f"{peer.repository}.json").write_text(json.dumps({"revisions": {"v1": {}}}))
    if script is not None:
        python = environment / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    rows = [row for job in peer_jobs(mirror, truth, environment) for row in job()]
    assert [row.verdict for row in rows] == ["not run"] * len(PEERS)
    assert all(reason in row.expected for row in rows)
