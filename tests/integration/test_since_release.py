"""A tag is counted from the release before it, whatever other tags lie between; in the tool, and in every CI recipe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.hooked import CONFIG, Person, product
from tests.support.runner import ROOT, Runner

pytestmark = pytest.mark.requirement("REQ-070", "REQ-076")

RULE = "version: {tags: 'v{X}.{Y}[.{Z}]'}\n"
REGISTERED = "registrations: [{kind: initial, approved_on: 2024-01-01, rev: build-1}]\n"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """A product whose releases are v1.2 and v1.3; each test gives it a rule and tags between the two."""
    made = product(tmp_path / "product", tmp_path / "home")
    made.git("tag", "build-1")
    return made


def told(person: Person, more: str, *between: str, before: str = "v1.2") -> Person:
    """A history of commits: one tagged `before`, one with the tags between, one tagged v1.3."""
    person.commit("Rule", "trace.yaml", f"{CONFIG}{more}# rule\n")
    if before:
        person.git("tag", before)
    for number, name in enumerate((*between, "v1.3"), 2):
        person.commit(f"Limit {number} for SRS-1", "src/a.py", f"LIMIT = {number}\n")
        person.git("tag", name)
    return person


def report(person: Person, *words: str, code: int = 0) -> str:
    """What `trace report --since release` says."""
    asked = ("report", *words, "--since", "release", "--as", "md", "--documents-lang", "zh")
    return person.trace(*asked, "--output", str(person.folder.parent / "set"), code=code).text


@pytest.mark.parametrize(
    ("more", "between", "before", "expected", "words"),
    [
        (RULE, (), "v1.2", "v1.2..v1.3", ""),
        (RULE, ("v1.3-rc1",), "v1.2", "v1.2..v1.3", "left out: v1.3-rc1"),
        (RULE, ("nightly-2026", "v1.3-rc1"), "v1.2", "v1.2..v1.3", "left out: nightly-2026, v1.3-rc1"),
        (RULE, ("v1.2.5",), "v1.2", "v1.2.5..v1.3", ""),
        ("", ("v1.3-rc1", "v1.3beta2", "2026-nightly"), "v1.2", "v1.2..v1.3", "no naming rule (version.tags)"),
        ("", ("released-by-dev",), "developer-1", "developer-1..v1.3", "left out: released-by-dev"),
        (RULE, ("v1.3-rc1",), "", "build-1..v1.3", "counted from the tag build-1"),
        (RULE + REGISTERED, ("v1.3-rc1",), "", "build-1..v1.3", "counted from the registered version build-1"),
    ],
)
def test_the_nearest_release_before_a_tag_is_where_it_counts_from(
    person: Person, more: str, between: tuple[str, ...], before: str, expected: str, words: str
) -> None:
    said = report(told(person, more, *between, before=before), "v1.3")
    assert f"{expected}" in said
    first = said.splitlines()[0]
    assert words in first if words else "counted from" not in said


def test_a_tag_of_a_pre_release_counts_from_the_release_before_it_too(person: Person) -> None:
    assert "v1.2..v1.3-rc2" in report(told(person, RULE, "v1.3-rc1", "v1.3-rc2"), "v1.3-rc2")


def test_another_name_of_the_same_commit_is_no_release_before_it(person: Person) -> None:
    told(person, RULE)
    person.git("tag", "v1.3.0")
    assert "v1.2..v1.3.0" in report(person, "v1.3.0")


def test_nothing_to_count_from_is_said_with_what_to_do(person: Person) -> None:
    person.git("tag", "-d", "build-1")
    said = report(told(person, "", "v1.3-rc1", before=""), "v1.3", code=2)
    assert "every tag before v1.3 (v1.3-rc1) looks like a pre-release" in said
    assert "`registrations`" in said
    assert "v1.2..v1.3 is a range" in report(person, "v1.2..v1.3", code=2)


def test_the_manifest_names_both_ends(person: Person) -> None:
    report(told(person, RULE, "v1.3-rc1"), "v1.3")
    assert '"v1.2..v1.3"' in (person.folder.parent / "set" / "manifest.json").read_text("utf-8")


def test_the_action_counts_a_tag_from_the_release_and_says_what_it_left_out(person: Person, tmp_path: Path) -> None:
    told(person, RULE, "nightly-2026", "v1.3-rc1")
    tag = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1.3"}
    runner = Runner(tmp_path / "runner", person.folder, **tag)
    assert runner.step("look").returncode == 0
    ran = runner.looked("run", LANGUAGES="zh", FORMATS="md")
    assert ran.returncode == 0, ran.stderr
    assert runner.outputs["range"] == "v1.2..v1.3"
    assert runner.outputs["findings"] != "0"
    assert ran.stdout.startswith("::notice title=trace::")
    assert "left out: nightly-2026, v1.3-rc1" in ran.stdout.splitlines()[0]
    assert "left out: nightly-2026, v1.3-rc1" in (runner.folder / "summary").read_text("utf-8")
    assert len(ran.stdout.splitlines()) <= 10


def outputs(person: Person) -> str:
    """The outputs that a recipe left."""
    return (person.folder / "trace-job" / "outputs.txt").read_text("utf-8")


def test_the_shell_recipe_counts_a_tag_from_the_release(person: Person) -> None:
    told(person, RULE, "v1.3-rc1")
    words = [str(ROOT / "docs" / "ci" / "any.sh"), "v1.3", "--since", "release", "--as", "md"]
    assert "left out: v1.3-rc1" in person.run(words, 0, {"PYTHON": sys.executable}).text
    assert "range=v1.2..v1.3\n" in outputs(person)


def test_the_recipe_of_gitlab_counts_a_tag_from_the_release_and_a_merge_from_its_base(person: Person) -> None:
    told(person, RULE, "v1.3-rc1")
    job = yaml.safe_load((ROOT / "docs" / "ci" / "gitlab-ci.yml").read_text("utf-8"))["trace"]
    script = "\n".join(line for line in job["script"] if not line.startswith("pip "))
    bin_folder = person.folder.parent / "bin"
    bin_folder.mkdir()
    (bin_folder / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    (bin_folder / "python").chmod(0o755)
    path = {"PATH": f"{bin_folder}:{os.environ['PATH']}"}
    person.run(["bash", "-ec", script], 0, {**path, "CI_COMMIT_TAG": "v1.3"})
    assert "range=v1.2..v1.3\n" in outputs(person)
    base, head = (_sha(person, name) for name in ("v1.2", "v1.3"))
    person.run(["bash", "-ec", script], 0, {**path, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head})
    assert f"range={base}..{head}\n" in outputs(person)


def _sha(person: Person, name: str) -> str:
    words = ["git", "rev-parse", f"{name}^{{commit}}"]
    return subprocess.run(words, cwd=person.folder, capture_output=True, text=True, check=True).stdout.strip()
