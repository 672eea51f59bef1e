"""Which commits speak of a gain, and which say nothing of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.change import ChangeSet, TracedCommit
from medtrace.model.project import ComponentMap
from medtrace.rules.stated_gains import Options, stated_gains
from tests.support.changes import change_set, component

pytestmark = pytest.mark.requirement("REQ-059")

MAP = ComponentMap((component("core", "src/**", tags=("core-algorithm",)), component("net", "net/**")), ("tests/**",))
CORE = Options(("perf", "faster", "speed up", "运算速度"), tag="core-algorithm")
NET = Options(("perf", "faster", "optimise"), ("upload", "传输"))


def changed(subject: str, path: str) -> ChangeSet:
    made = change_set({path: "a = 1\n"}, {path: "a = 2\n"}, components=MAP)
    return replace(made, commits=tuple(TracedCommit(replace(one.commit, subject=subject), ()) for one in made.commits))


@pytest.mark.parametrize(
    ("options", "subject", "path", "asks"),
    [
        (CORE, "perf: cache windows", "src/a.py", True),
        (CORE, "Make detection FASTER", "src/a.py", True),
        (CORE, "提高核心算法运算速度", "src/a.py", True),
        (CORE, "Perform the check earlier", "src/a.py", False),
        (CORE, "perf: cache windows", "net/a.py", False),
        (CORE, "perf: cache windows", "tests/a.py", False),
        (CORE, "Cache windows", "src/a.py", False),
        (NET, "perf: larger parts of an upload", "net/a.py", True),
        (NET, "optimise 传输", "net/a.py", True),
        (NET, "perf: cache windows", "net/a.py", False),
        (NET, "Retry an upload", "net/a.py", False),
    ],
)
def test_a_subject_is_a_reason_to_ask(options: Options, subject: str, path: str, *, asks: bool) -> None:
    hits = list(stated_gains.look(changed(subject, path), options))
    assert [hit.confidence.value for hit in hits] == ["question"] * asks
    for hit in hits:
        (piece,) = hit.evidence
        assert (piece.path, piece.before, piece.after) == (path, "", "")  # the engine shows what differs there
        assert subject in hit.summary.zh


def test_without_the_tag_nothing_was_assessed() -> None:
    (hit,) = stated_gains.look(change_set({"src/a.py": "a = 1\n"}, {"src/a.py": "a = 2\n"}), CORE)
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")


@given(st.text())
def test_it_never_fires_and_never_fails(subject: str) -> None:
    assert all(not hit.confidence.fires for hit in stated_gains.look(changed(subject, "src/a.py"), NET))
