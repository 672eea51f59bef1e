"""Our hooks under the real pre-commit, as `.pre-commit-hooks.yaml` declares them.

They stand as local hooks of the Python that runs the tests: what pre-commit would install first needs a network.
"""

import sys
from pathlib import Path

import pytest
import yaml

from tests.support.hooked import Person, product

pytestmark = pytest.mark.requirement("REQ-075")

DECLARED = Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml"
KINDS = ["pre-commit", "commit-msg", "post-merge", "pre-push"]


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody whose product is under pre-commit."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    somebody = product(tmp_path / "产品 甲", tmp_path / "home")
    hooks = yaml.safe_load(DECLARED.read_text("utf-8"))
    for one in hooks:
        one |= {"language": "system", "entry": one["entry"].replace("python", sys.executable, 1)}
    config = {"default_install_hook_types": KINDS, "repos": [{"repo": "local", "hooks": hooks}]}
    somebody.commit("Use pre-commit", ".pre-commit-config.yaml", yaml.safe_dump(config, allow_unicode=True))
    somebody.git("branch", "-f", "work")
    somebody.trace("check", code=None)
    return somebody


def pre_commit(person: Person, *words: str) -> None:
    """Run pre-commit itself."""
    person.run([sys.executable, "-m", "pre_commit", *words])


def diverge(person: Person) -> None:
    """One commit on `work`, one on `main`, which is checked out."""
    person.git("checkout", "-q", "work")
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    person.git("checkout", "-q", "main")
    person.commit("Text of SRS-1", "需求/二.md", "# SRS-3 保存\n\n保存。\n")


def test_an_unknown_id_stops_the_commit(person: Person) -> None:
    pre_commit(person, "install")
    said = person.commit("Filter for SRS-21", "src/a.py", "LIMIT = 2\n", code=1)
    assert "there is no SRS-21; did you mean SRS-2?" in said.text
    person.commit("Filter for SRS-2", "src/a.py", "LIMIT = 2\n")
    assert person.subject() == "Filter for SRS-2"


def test_a_merge_is_spoken_of(person: Person) -> None:
    pre_commit(person, "install")
    diverge(person)
    said = person.git("merge", "--no-ff", "-m", "Merge work", "work")
    assert "2 commits, 0 of them tied to no item or issue" in said.text
    assert "fired: P-04" in said.text
    assert person.subject() == "Merge work"


def test_a_squash_is_nothing_merged_yet(person: Person) -> None:
    pre_commit(person, "install")
    diverge(person)
    assert "squashed, nothing is committed yet" in person.git("merge", "--squash", "work").text


def test_a_push_waits_for_the_check(person: Person, tmp_path: Path) -> None:
    pre_commit(person, "install")
    person.git("init", "-q", "--bare", str(tmp_path / "server"))
    person.git("remote", "add", "server", str(tmp_path / "server"))
    said = person.git("push", "-q", "server", "main", code=1)
    assert "需求/一.md:1: gap requirement-without-test: SRS-1" in said.text
    person.git("push", "-q", "--no-verify", "server", "main")


@pytest.mark.parametrize("ours_first", [True, False])
def test_both_installed_each_speak_and_both_go_again(person: Person, *, ours_first: bool) -> None:
    steps = [lambda: person.trace("hook", "install"), lambda: pre_commit(person, "install")]
    for step in steps if ours_first else reversed(steps):
        step()
    said = person.commit("Filter for SRS-21", "src/a.py", "LIMIT = 2\n", code=1)
    assert "there is no SRS-21" in said.text
    person.git("reset", "-q", "--hard")
    diverge(person)
    assert "fired: P-04" in person.git("merge", "--no-ff", "-m", "Merge work", "work").text
    person.trace("hook", "uninstall")
    said = person.commit("Filter for SRS-21", "src/a.py", "LIMIT = 3\n", code=1)
    assert said.text.count("there is no SRS-21") == 1
    assert "- hook id: trace-commit-msg" in said.text
    pre_commit(person, "uninstall")
    person.git("commit", "-q", "-m", "Filter for SRS-21")
    assert person.subject() == "Filter for SRS-21"
