"""The story is one that a reviewer believes: people, dates, words and numbers agree."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from medtrace.example import History
from medtrace.example.tree import tree

pytestmark = pytest.mark.requirement("REQ-080")
Git = Callable[..., str]

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_nobody_reviews_their_own_work(history: History) -> None:
    reviewed = [(re.findall(r"Reviewed-by: (.+) <", commit.message), commit) for commit in history.commits]
    assert [commit.subject for names, commit in reviewed if commit.author.name in names] == []
    assert sum(bool(names) for names, _ in reviewed) > 30


def test_reviewers_are_of_the_team(history: History) -> None:
    team = {f"{commit.author.name} <{commit.author.mail}>" for commit in history.commits}
    named = {name for commit in history.commits for name in re.findall(r"Reviewed-by: (.+)", commit.message)}
    assert named <= team


def test_time_runs_forward(history: History) -> None:
    dates = {commit.key: commit.committed for commit in history.commits}
    assert all(dates[parent] < dates[commit.key] for commit in history.commits for parent in commit.parents)


def test_half_of_the_messages_are_chinese(history: History) -> None:
    chinese = sum(bool(CHINESE.search(commit.subject)) for commit in history.commits)
    assert 0.4 < chinese / len(history.commits) < 0.9


@pytest.mark.parametrize(("tag", "threshold", "sensitivity"), [("v1.2", "0.62", "95.0%"), ("v1.3", "0.55", "97.0%")])
def test_requirement_code_and_test_state_the_same_threshold(
    history: History, tag: str, threshold: str, sensitivity: str
) -> None:
    files = {path: data.decode("utf-8", "replace") for path, data in tree(history.worlds[history.tagged(tag)]).items()}
    srs = files["docs/需求规范/SRS.md"]
    assert f"房颤概率不小于 {threshold} 时" in srs
    assert f"AF_THRESHOLD = {threshold}\n" in files["src/ecg/rhythm.py"]
    assert f"lambda values: {threshold})" in files["tests/unit/test_rhythm.py"]
    assert f"灵敏度不应低于 {sensitivity}" in srs
    assert f">= {float(sensitivity[:-1]) / 100:.3f}" in files["tests/system/test_performance.py"]


def test_the_configuration_is_yaml_at_every_commit(history: History) -> None:
    for key, world in history.worlds.items():
        settings = yaml.safe_load(tree(world)["trace.yaml"])
        assert settings["version"]["tags"] == "v{X}.{Y}[.{Z}]", key
        assert all(len(field["examples"]) == 3 for field in settings["version"]["fields"])


def test_every_unit_named_by_a_document_is_a_component(history: History) -> None:
    world = history.worlds[history.tagged("v1.3")]
    names = {part["name"]["zh"] for part in yaml.safe_load(tree(world)["trace.yaml"])["components"]}
    named = {unit for table in ("srs", "sdd") for item in world.table(table) for unit in item.named("软件单元")}
    assert named <= names


def test_no_token_is_left_unfilled(history: History) -> None:
    for tag in history.tags:
        files = tree(history.worlds[tag.commit])
        assert [path for path, data in files.items() if b"{{" in data] == []


@pytest.mark.parametrize("tag", ["v1.0", "v1.2.1", "v1.3"])
def test_the_tests_of_the_example_pass(history: History, tmp_path: Path, tag: str) -> None:
    for path, data in tree(history.worlds[history.tagged(tag)]).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)]
    done = subprocess.run(run, cwd=tmp_path, check=False, capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stdout


def test_the_example_says_that_it_is_one(git: Git) -> None:
    named = git("grep", "--files-with-matches", "--text", "示例", "main", "--", "docs/*.md", "README.md", "trace.yaml")
    papers = {"URS.md", "SRS.md", "SDD.md", "手工测试.md"}
    assert {Path(name.partition(":")[2]).name for name in named.split()} == papers | {"README.md", "trace.yaml"}


def test_a_release_is_built_then_tested_then_committed(history: History) -> None:
    for tag in history.tags:
        commit, world = history.commit(tag.commit), history.worlds[tag.commit]
        runs = [text for path, text in world.files.items() if path.startswith("results/")]
        days = {day for text in runs for day in re.findall(r'timestamp="([^"T]+)', text)}
        if world.facts["version"] in "".join(runs):
            assert commit.authored[:10] < min(days) <= max(days) < commit.committed[:10], tag.name
