"""Rules that a change set cannot wake are left asleep; what fires and what is asked stays the same."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace import plugins
from medtrace.app.house import Shapes
from medtrace.config.options import read_options
from medtrace.config.profiles import load_profile
from medtrace.model.change import ChangeSet
from medtrace.model.project import ComponentMap
from medtrace.model.verdict import Confidence, Trigger
from medtrace.rules._engine import apply_triggers
from medtrace.rules._rule import Rule, Sense, Sight
from medtrace.rules._waking import awake
from tests.support.changes import change_set, component
from tests.support.rows import RuleUse, row

pytestmark = pytest.mark.requirement("REQ-075")

COMPONENTS = ComponentMap(
    (
        component("core", "src/**", tags=("core-algorithm", "outputs")),
        component("screens", "ui/**", tags=("user-interface",)),
        component("model", "model/**", tags=("ai-model",)),
        component("rest", "app/**"),
    ),
    not_product=("docs/**",),
)
CONTENTS = {
    "src/rhythm.py": ("LIMIT = 0.5\n", "LIMIT = 0.6\n", "# note\nLIMIT = 0.5\n", "def qrs(a):\n    return a\n"),
    "src/alarm.c": ("int volume = 3;\n", "int volume = 5;\nenum state { ON, OFF };\n", "enum state { ON };\n"),
    "ui/main.xaml": ("<Window><Button Content='Start'/></Window>", "<Window><Button Content='开始'/></Window>"),
    "ui/zh.json": ('{"start": "开始"}', '{"start": "停止"}', '{"start": "开始", "stop": "停止"}'),
    "model/net.py": ("THRESHOLD = 0.5\n", "THRESHOLD = 0.7\n"),
    "app/web.py": ("import socket\n", "@app.get('/a')\ndef a(): ...\n"),
    "Dockerfile": ("FROM ubuntu:20.04\nEXPOSE 80\n", "FROM ubuntu:22.04\nEXPOSE 80 104\n", "FROM alpine:3.18\n"),
    "app/AndroidManifest.xml": ('<manifest><uses-sdk android:minSdkVersion="21"/></manifest>', "<manifest/>"),
    "compose.yaml": ("services: {a: {image: a}}\n", "services: {a: {image: a}, b: {image: postgres:14}}\n"),
    "requirements.txt": ("numpy==1.2\n", "numpy==2.0\ntorch==1.0\n"),
    "docs/guide.md": ("# Guide\n", "# Guide\n\nMore.\n"),
}
FILES = st.fixed_dictionaries({}, optional={path: st.sampled_from(texts) for path, texts in CONTENTS.items()})


@cache
def table() -> tuple[tuple[Trigger, ...], dict[str, Rule[object]]]:
    """The rows of the regime that comes with the tool, and their rules."""
    profile = load_profile("nmpa-2022", rules=Shapes("rules"), blocks=Shapes("documents"), outlines=plugins.outline)
    names = {use.rule for trigger in profile.triggers for use in trigger.rules}
    return profile.triggers, {name: plugins.rule(name) for name in sorted(names)}


def told(triggers: tuple[Trigger, ...], changes: ChangeSet) -> list[tuple[str, str, str]]:
    """What fires and what is asked."""
    rules = table()[1]
    found = apply_triggers(
        triggers, rules, lambda use: read_options(dict(use.options), rules[use.rule].options, place="test"), changes
    )
    heard = (one for one in found if one.fires or one.hit.confidence is Confidence.QUESTION)
    return [(one.id, one.hit.confidence, one.evidence_digest) for one in heard]


@given(FILES, FILES)
@settings(max_examples=60, deadline=None)
def test_what_sleeps_had_nothing_to_say(before: dict[str, str], after: dict[str, str]) -> None:
    triggers, rules = table()
    changes = change_set(before, after, components=COMPONENTS)
    woken = tuple(awake(triggers, {name: one.sense for name, one in rules.items()}, changes, "trace.yaml"))
    assert told(woken, changes) == told(triggers, changes)


@pytest.mark.parametrize(
    ("sense", "options", "path", "is_awake"),
    [
        (Sense((), Sight.ALL), (), "docs/a.md", True),
        (Sense((), Sight.TAGGED), (("tag", "user-interface"),), "ui/a.xaml", True),
        (Sense((), Sight.TAGGED), (("tag", "user-interface"),), "src/a.py", False),
        (Sense((), Sight.TAGGED), (("tags", ("ai-model", "outputs")),), "src/a.py", True),
        (Sense((), Sight.TAGGED), (("tags", ("ai-model",)),), "src/a.py", False),
        (Sense((), Sight.TAGGED), (), "docs/a.md", True),
        (Sense(("**/Dockerfile",), Sight.READ), (), "app/Dockerfile", True),
        (Sense(("**/Dockerfile",), Sight.READ), (), "src/a.py", False),
        (Sense(("**/Dockerfile",), Sight.READ), (), "trace.yaml", True),
    ],
)
def test_a_rule_wakes_where_it_can_see(
    sense: Sense, options: tuple[tuple[str, object], ...], path: str, is_awake: bool
) -> None:
    triggers = (row("P-1", rules=(RuleUse("told", options),)),)
    changes = change_set({path: "a"}, {path: "b"}, components=COMPONENTS)
    assert tuple(awake(triggers, {"told": sense}, changes, "trace.yaml")) == (triggers if is_awake else ())


def test_a_rule_sees_the_older_name_of_a_file() -> None:
    triggers = (row("P-1"),)
    changes = change_set({"Dockerfile": "a"}, {"notes": "a"}, renames={"Dockerfile": "notes"})
    assert tuple(awake(triggers, {"told": Sense(("Dockerfile",), Sight.READ)}, changes, "trace.yaml")) == triggers
