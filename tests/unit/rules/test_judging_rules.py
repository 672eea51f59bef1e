"""The fence: what decides how an update is judged, at both ends."""

from dataclasses import replace

import pytest

from medtrace.model.declared import Declared
from medtrace.model.project import ComponentMap
from medtrace.model.versions import NamingRule
from medtrace.rules._rule import NoOptions
from medtrace.rules.judging_rules import judging_rules
from tests.support.changes import COMMIT, Content, component
from tests.support.item_changes import items_changed

pytestmark = pytest.mark.requirement("REQ-059")

QRS = component("qrs", "src/**", tags=("core-algorithm",))
ONE = Declared(
    naming=NamingRule("v{X}.{Y}"),
    components=ComponentMap((QRS,), ("tests/**",)),
    approvers=(("何静", "法规", "k1"),),
    profiles=("nmpa-2022",),
    template="forms",
    is_own=True,
)
CASES = [
    ("nothing", ONE, []),
    (
        "a tag taken off",
        replace(ONE, components=ComponentMap((replace(QRS, tags=()),), ("tests/**",))),
        ["unit:qrs src/** | #core-algorithm → src/**"],
    ),
    ("a unit gone", replace(ONE, components=ComponentMap((), ("tests/**",))), ["unit:qrs src/** | #core-algorithm → "]),
    (
        "a folder excluded",
        replace(ONE, components=ComponentMap((QRS,), ("tests/**", "src/x/**"))),
        ["not-product tests/** → tests/**, src/x/**"],
    ),
    ("naming rule", replace(ONE, naming=NamingRule("{X}.{Y}")), ["naming v{X}.{Y} → {X}.{Y}"]),
    ("profile", replace(ONE, profiles=("nmpa-2015",)), ["profiles nmpa-2022, forms → nmpa-2015, forms"]),
    (
        "another key",
        replace(ONE, approvers=(("何静", "法规", "k2"),)),
        ["signer:何静:法规:k1 何静 | 法规 | k1 → ", "signer:何静:法规:k2  → 何静 | 法规 | k2"],
    ),
]


def told(old: Declared, new: Declared, files: tuple[dict[str, Content], dict[str, Content]] = ({}, {})) -> list[str]:
    hits = judging_rules.look(items_changed((), (), files=files, declared=(old, new)), NoOptions())
    return [
        hit.subject + "".join(f" {one.before} → {one.after}" for one in hit.evidence)
        if not hit.subject.startswith("file:")
        else hit.subject
        for hit in hits
    ]


@pytest.mark.parametrize(("new", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_parts(new: Declared, expected: list[str]) -> None:
    assert told(ONE, new) == expected


def test_keys_and_own_tables_are_watched() -> None:
    before: dict[str, Content] = {".trace/allowed_signers": "a", "forms/triggers.yaml": "a", "src/a.c": "a"}
    after: dict[str, Content] = {**dict.fromkeys(before, "b"), ".trace/keys/he.asc": "k"}
    assert told(ONE, ONE, (before, after)) == [
        "file:.trace/allowed_signers",
        "file:.trace/keys/he.asc",
        "file:forms/triggers.yaml",
    ]


def test_the_line_and_commit_of_the_configuration_are_named() -> None:
    yaml = "components:\n  - id: log\n  - id: qrs\n    files: [src/**]\n"
    new = replace(ONE, components=ComponentMap((replace(QRS, tags=()),), ("tests/**",)))
    changes = items_changed((), (), files=({"trace.yaml": ""}, {"trace.yaml": yaml}), declared=(ONE, new))
    (hit,) = judging_rules.look(changes, NoOptions())
    assert [(one.path, one.line, one.commits) for one in hit.evidence] == [("trace.yaml", 4, (COMMIT,))]


def test_without_an_own_configuration_nothing_was_compared() -> None:
    assert told(replace(ONE, is_own=False), ONE) == ["fence"]
