"""Which settings and constructs of security fire, which are questions, and what says nothing."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import ComponentMap
from medtrace.rules._deployment._capabilities import CAPABILITIES, meaning
from medtrace.rules._deployment.settings import spelled
from medtrace.rules.security_in_function import Options as InFunction
from medtrace.rules.security_in_function import security_in_function
from medtrace.rules.security_settings import Options, security_settings
from tests.support.changes import COMMIT, Content, change_set, component

pytestmark = pytest.mark.requirement("REQ-058")

ALL = Options(tuple(CAPABILITIES))
YAML = "config/server.yaml"


def told(before: Mapping[str, Content], after: Mapping[str, Content]) -> list[tuple[str, str]]:
    """Subject and confidence of every hit."""
    hits = security_settings.look(change_set(before, after), ALL)
    return [(hit.subject, hit.confidence.value) for hit in hits if hit.subject != "capabilities"]


SETTINGS = [
    ("TLS is switched off", "tls:\n  enabled: true", "tls:\n  enabled: false", [("setting:tls.enabled", "likely")]),
    ("TLS is switched on", "tls:\n  enabled: false", "tls:\n  enabled: true", [("capability:transport", "question")]),
    (
        "authentication is bypassed",
        "bypassAuthentication: false",
        "bypassAuthentication: true",
        [("setting:bypass-authentication", "likely")],
    ),
    (
        "a session lasts longer",
        "session:\n  timeout: 15m",
        "session:\n  timeout: 8h",
        [("capability:session", "question")],
    ),
    ("a session comes", "a: 1", "a: 1\nsession_timeout: 900", [("capability:session", "question")]),
    ("what is filled in", "tls:\n  enabled: true", "tls:\n  enabled: ${TLS}", [("capability:transport", "question")]),
    ("a setting of something else", "color: red", "color: blue", []),
    ("a comment", "tls:\n  enabled: true", "tls:\n  enabled: true # no longer off", []),
    ("another order", "tls:\n  enabled: true\na: 1", "a: 1\ntls:\n  enabled: true", []),
]


@pytest.mark.parametrize("_name, before, after, expected", SETTINGS, ids=[case[0] for case in SETTINGS])
def test_settings(_name: str, before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert told({YAML: before + "\n"}, {YAML: after + "\n"}) == expected


def test_a_setting_of_developers_never_fires() -> None:
    before, after = {"config/a.dev.yaml": "tls:\n  enabled: true\n"}, {"config/a.dev.yaml": "tls:\n  enabled: false\n"}
    assert told(before, after) == [("capability:transport", "question")]


def test_a_prefix_that_is_renamed_says_nothing() -> None:
    before, after = "ward.jwt.ttl-seconds: ${WARD_TTL:600}\n", "clinic.jwt.ttl-seconds: ${CLINIC_TTL:600}\n"
    assert told({"application.properties": before}, {"application.properties": after}) == []


CODE = [
    ("a guard is gone", "a.cs", '[Authorize("admin")]\npublic void A() {}\n', "public void A() {}\n", "authentication"),
    ("certificates are no longer checked", "a.py", "get(url)\n", "get(url, verify=False)\n", "transport"),
    ("a weaker hash", "a.py", "bcrypt.hash(p)\n", "hashlib.md5(p)\n", "storage"),
]


@pytest.mark.parametrize("_name, path, before, after, capability", CODE, ids=[case[0] for case in CODE])
def test_constructs_are_questions(_name: str, path: str, before: str, after: str, capability: str) -> None:
    changes = change_set({path: before}, {path: after})
    (hit,) = (one for one in security_settings.look(changes, ALL) if one.confidence.value == "question")
    assert hit.subject == f"capability:{capability}"
    assert "weaker" in hit.summary.en
    assert all(piece.commits == (COMMIT,) and piece.line == 1 for piece in hit.evidence)


def test_code_that_moves_says_nothing() -> None:
    guard = "[Authorize]\npublic class A {}\n"
    assert told({"a.cs": guard, "b.cs": "class B {}\n"}, {"a.cs": "class A {}\n", "b.cs": guard}) == []


def test_a_comment_names_no_construct() -> None:
    assert told({"a.py": "x = 1\n"}, {"a.py": "# verify=False would be wrong\nx = 1\n"}) == []


def test_only_the_capabilities_that_a_row_asks_for() -> None:
    changes = change_set({YAML: "tls:\n  enabled: true\n"}, {YAML: "tls:\n  enabled: false\n"})
    assert list(security_settings.look(changes, Options(("session",)))) == []


@pytest.mark.parametrize(
    "written", ["bypassAuthentication", "BYPASS_AUTHENTICATION", "bypass-authentication", "Bypass_Authentication"]
)
def test_a_name_has_one_spelling(written: str) -> None:
    assert spelled(written) == "bypass-authentication"


@given(st.text(max_size=80))
def test_any_name_is_spelled(name: str) -> None:
    found = meaning(spelled(name))
    assert found is None or found.capability in CAPABILITIES


MAP = ComponentMap((component("ALG", "alg/**", tags=("core-algorithm",)), component("WEB", "web/**")))
WANTED = InFunction(("core-algorithm", "clinical-function"))


@pytest.mark.parametrize("folder, expected", [("alg", ["security:ALG"]), ("web", [])])
def test_a_change_within_a_core_algorithm_is_asked_for(folder: str, expected: list[str]) -> None:
    path = f"{folder}/a.py"
    changes = change_set({path: "get(u)\n"}, {path: "get(u, verify=False)\n"}, components=MAP)
    assert [hit.subject for hit in security_in_function.look(changes, WANTED)] == expected


def test_without_such_a_component_nothing_was_assessed() -> None:
    changes = change_set({"a.py": ""}, {"a.py": "x\n"})
    (hit,) = security_in_function.look(changes, WANTED)
    assert (hit.confidence.value, hit.unknown) == ("unassessable", "not-mapped")


def test_a_row_may_ask_for_what_is_not_plainly_taken_away() -> None:
    before, after = {YAML: "tls:\n  enabled: true\na: 1\n"}, {YAML: "tls:\n  enabled: false\nsession_timeout: 900\n"}
    rest = replace(ALL, taken=False)
    assert [hit.subject for hit in security_settings.look(change_set(before, after), rest)] == ["capability:session"]
    assert not list(security_settings.look(change_set({}, {}), rest)), "the other row says that nothing could be read"
