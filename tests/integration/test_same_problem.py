"""A problem is the same one at the next push: neither its line nor the name of a revision makes it another."""

import json
from pathlib import Path

import pytest

from tests.support.hooked import Person, product

pytestmark = pytest.mark.requirement("REQ-075", "REQ-076")


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """A product in which one id is defined twice, pushed to a server, with a gate before each push."""
    made = product(tmp_path / "product", tmp_path / "home")
    made.commit("Define SRS-2 again", "需求/二.md", "# SRS-2 报警\n\n另一处。\n")
    made.git("init", "-q", "--bare", str(tmp_path / "server"))
    made.git("push", "-q", str(tmp_path / "server"), "main")
    made.trace("hook", "install", "--gate", "pre-push")
    return made


def test_a_gate_says_of_a_readme_that_nothing_is_new(person: Person, tmp_path: Path) -> None:
    person.commit("Other words for SRS-1", "README.md", "Read me.\n")
    said = person.git("push", str(tmp_path / "server"), "main", code=1).ours
    assert "trace: 0 new" in said[1]


def test_a_gate_says_what_is_new_among_duplicates(person: Person, tmp_path: Path) -> None:
    person.commit("Define SRS-1 again", "需求/三.md", "# SRS-1 显示\n\n另一处。\n")
    said = person.git("push", str(tmp_path / "server"), "main", code=1).ours
    new = int(said[1].removeprefix("trace: ").split()[0])
    assert new >= 1
    assert all("SRS-1" in line or "三.md" in line for line in said[2 : 2 + new])


def test_mending_a_duplicate_is_nothing_new(person: Person, tmp_path: Path) -> None:
    person.git("rm", "-q", "需求/二.md")
    person.git("commit", "-q", "-m", "Define SRS-2 once")
    said = person.git("push", str(tmp_path / "server"), "main", code=1).ours
    assert "trace: 0 new" in said[1]


def prints(person: Person, span: str) -> set[str]:
    """The fingerprints of what SARIF lists for a range, each once."""
    (run,) = json.loads(person.trace("assess", span, "--format", "sarif").text)["runs"]
    found = [print_ for one in run["results"] for print_ in one["partialFingerprints"].values()]
    assert len(set(found)) == len(found) > 0
    return set(found)


def test_a_fingerprint_is_the_same_whatever_the_ends_are_called(person: Person) -> None:
    person.git("branch", "base")
    person.commit("Other words for SRS-1", "README.md", "Read me.\n")
    before = prints(person, "base..main")
    base, head = (person.git("rev-parse", name).text.strip() for name in ("base", "main"))
    assert prints(person, f"{base}..{head}") == before
    person.commit("Still other words for SRS-1", "README.md", "Read me twice.\n")
    assert prints(person, "base..main") == before
