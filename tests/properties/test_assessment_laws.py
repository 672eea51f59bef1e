"""Laws of an assessment over the whole table of rules: a product against itself, and any order of what is compared."""

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medtrace import plugins
from medtrace.app.house import Shapes
from medtrace.config.options import read_options
from medtrace.config.profiles import load_profile, profile_names
from medtrace.model.change import ChangeSet
from medtrace.model.ids import Range
from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Confidence, Finding, RuleUse
from medtrace.rules._engine import apply_triggers
from tests.support.changes import change_set, component

pytestmark = pytest.mark.requirement("REQ-054")

# Paths of many kinds, each with texts that differ in what some rule looks at.
FILES = {
    "Dockerfile": ["FROM ubuntu:22.04\nEXPOSE 80\n", "FROM debian:12\nEXPOSE 80 2575\n"],
    "compose.yaml": ["services: {a: {image: 'x:1'}}\n", "services: {a: {image: 'x:2'}, b: {image: 'y:1'}}\n"],
    "pyproject.toml": ['[project]\ndependencies = ["numpy>=1"]\n', '[project]\ndependencies = ["numpy>=2", "scipy"]\n'],
    "package.json": ['{"dependencies": {"react": "17.0.0"}}', '{"dependencies": {"react": "18.0.0"}}'],
    "src/core/filter.py": [
        "LIMIT = 1\n\n\ndef run(x):\n    return x * LIMIT\n",
        "LIMIT = 2\n\n\ndef run(y):\n    return y\n",
    ],
    "src/core/filter.cpp": ["int f(int a) { return a + 1; }\n", "int f(int a)\n{\n  return a + 2;\n}\n"],
    "src/core/broken.py": ["def (\n", "def )\n"],
    "src/ui/main.html": ["<a href='/x'>去</a>", "<a href='/y'>回</a><p>警</p>"],
    "src/ui/strings.json": ['{"af": "疑似房颤"}', '{"af": "房颤", "b": "c"}'],
    "src/out/report.proto": ["message R { int32 a = 1; }\n", "message R { int64 a = 1; string b = 2; }\n"],
    "src/out/schema.sql": ["CREATE TABLE t (a int);\n", "CREATE TABLE t (a text, b int);\n"],
    "src/alarm/levels.py": ["HIGH = 3\n", "HIGH = 2\nMUTE = True\n"],
    "model/net.onnx": ["a\0b", "a\0c"],
    "model/threshold.json": ['{"threshold": 0.5}', '{"threshold": 0.6}'],
    "deploy/ingress.yaml": ["kind: Service\nmetadata: {name: a}\n", "kind: Ingress\nmetadata: {name: a}\n"],
    "README.md": ["a\n", "b\n"],
}
COMPONENTS = ComponentMap(
    (
        component("core", "src/core/**", tags=("core-algorithm", "clinical-function")),
        component("ui", "src/ui/**", tags=("user-interface",)),
        component("out", "src/out/**", tags=("outputs", "inputs")),
        component("alarm", "src/alarm/**", tags=("alarm",)),
        component("model", "model/**", tags=("ai-model",)),
        component("deploy", "deploy/**", "Dockerfile", "compose.yaml", tags=("deployment", "platform")),
    )
)
SIDE = st.fixed_dictionaries({}, optional={path: st.sampled_from(texts) for path, texts in FILES.items()})
LAW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def table(name: str) -> tuple[object, ...]:
    """The rows of a profile, its rules and the options of each use."""
    profile, shapes = load_profile(name, rules=Shapes("rules")), Shapes("rules")
    rules = {use.rule: plugins.rule(use.rule) for row in profile.triggers for use in row.rules}

    def options(use: RuleUse) -> object:
        return read_options(dict(use.options), shapes.options(use.rule), place="triggers.yaml")

    return profile.triggers, rules, options


def assessed(name: str, changes: ChangeSet) -> tuple[Finding, ...]:
    """Every finding of a profile's table."""
    triggers, rules, options = table(name)
    return apply_triggers(triggers, rules, options, changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", profile_names())
@given(side=SIDE)
@LAW
def test_a_product_against_itself_finds_nothing(name: str, side: dict[str, str]) -> None:
    changes = change_set(side, side, components=COMPONENTS)
    same = replace(changes, range=Range(changes.range.old, changes.range.old), after=changes.before)
    found = assessed(name, same)
    assert [(one.id, one.hit.summary.en) for one in found if one.hit.confidence is not Confidence.UNASSESSABLE] == []


@given(old=SIDE, new=SIDE, order=st.randoms(use_true_random=False))
@LAW
def test_the_order_of_files_and_commits_does_not_matter(
    old: dict[str, str], new: dict[str, str], order: random.Random
) -> None:
    changes = change_set(old, new, components=COMPONENTS)
    files, commits = list(changes.files), list(changes.commits)
    order.shuffle(files)
    order.shuffle(commits)
    mixed = replace(changes, files=tuple(files), commits=tuple(commits))
    told = [(one.id, one.evidence_digest, one.severity) for one in assessed("nmpa-2022", changes)]
    assert [(one.id, one.evidence_digest, one.severity) for one in assessed("nmpa-2022", mixed)] == told


@given(old=SIDE, new=SIDE)
@LAW
def test_what_fires_shows_where_and_what(old: dict[str, str], new: dict[str, str]) -> None:
    for one in assessed("nmpa-2022", change_set(old, new, components=COMPONENTS)):
        if one.fires:
            assert one.hit.evidence, one.hit.summary.en
            assert any(piece.path and (piece.before or piece.after) for piece in one.hit.evidence), one.hit.summary.en
            assert all(piece.before != piece.after for piece in one.hit.evidence if piece.before or piece.after)
