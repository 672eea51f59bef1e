"""What counts as a change of the network environment, and what is only a question."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.model.project import EnvironmentItem
from medtrace.rules._deployment import settings
from medtrace.rules._deployment._addresses import Reach, public_hosts, reach
from medtrace.rules._deployment._ends import facts_of
from medtrace.rules.network_exposure import Options, network_exposure
from tests.support.changes import COMMIT, Content, blob, change_set

pytestmark = pytest.mark.requirement("REQ-058")

SEEN = ("listening", "door", "wide", "opened", "declared", "lan-wan", "closed-open", "wired-wireless")


def told(before: Mapping[str, Content], after: Mapping[str, Content], **more: object) -> list[tuple[str, str]]:
    """Subject and confidence of every hit."""
    changes = change_set(before, after, **more)  # type: ignore[arg-type]
    return [(hit.subject, hit.confidence.value) for hit in network_exposure.look(changes, Options(SEEN))]


COMPOSE = 'services:\n  web:\n    build: .\n    ports: ["{0}8080:80"]\n'
YAML = "config/server.yaml"
CASES = [
    (
        "a published port opens",
        {"compose.yml": COMPOSE.format("127.0.0.1:")},
        {"compose.yml": COMPOSE.format("")},
        [("listener:web 80/tcp", "likely")],
    ),
    (
        "a published port closes",
        {"compose.yml": COMPOSE.format("")},
        {"compose.yml": COMPOSE.format("127.0.0.1:")},
        [("network:listening", "question")],
    ),
    (
        "a setting opens",
        {YAML: "server:\n  address: 127.0.0.1\n"},
        {YAML: "server:\n  address: 0.0.0.0\n"},
        [("listener:server.address", "likely")],
    ),
    (
        "a setting names a client's host",
        {YAML: "database:\n  host: 127.0.0.1\n"},
        {YAML: "database:\n  host: 10.0.0.7\n"},
        [],
    ),
    (
        "a setting that is filled in",
        {YAML: "server:\n  address: 127.0.0.1\n"},
        {YAML: "server:\n  address: ${ADDRESS}\n"},
        [],
    ),
    (
        "a setting of developers",
        {"config/server.dev.yaml": "server:\n  address: 127.0.0.1\n"},
        {"config/server.dev.yaml": "server:\n  address: 0.0.0.0\n"},
        [("network:listening", "question")],
    ),
    (
        "every origin may call",
        {YAML: "cors:\n  allowed_origins: https://ward.lan\n"},
        {YAML: "cors:\n  allowed_origins: '*'\n"},
        [("network:opened", "question")],
    ),
    (
        "a public host where there was none",
        {YAML: "api: http://localhost:80\n"},
        {YAML: "api: https://api.hospital-cloud.com/v1\n"},
        [("network:wide", "question")],
    ),
    (
        "another public host",
        {YAML: "api: https://eu.hospital-cloud.com\n"},
        {YAML: "api: https://us.hospital-cloud.com\n"},
        [],
    ),
    (
        "a schema is no host",
        {YAML: "a: 1\n"},
        {YAML: "schema: https://json-schema.org/draft-07/schema\n"},
        [],
    ),
    (
        "an address in changed code",
        {"src/server.py": 'run(host="127.0.0.1")\n', YAML: ""},
        {"src/server.py": 'run(host="0.0.0.0")\n', YAML: ""},
        [("network:listening", "question")],
    ),
    ("nothing that is read", {"a.c": ""}, {"a.c": "int a;"}, [("network", "unassessable")]),
]


@pytest.mark.parametrize("_name, before, after, expected", CASES, ids=[case[0] for case in CASES])
def test_what_opens(
    _name: str, before: dict[str, Content], after: dict[str, Content], expected: list[tuple[str, str]]
) -> None:
    assert told(before, after) == expected


INGRESS = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: front}\nspec: {rules: [{host: a.b.org}]}\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: front}\n"
FENCE = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: fence}\n"


def test_a_door_fires_and_asks_whether_the_network_is_wide() -> None:
    changes = change_set({"k8s/a.yaml": SERVICE}, {"k8s/a.yaml": SERVICE, "k8s/b.yaml": INGRESS})
    (hit,) = network_exposure.look(changes, Options(("door",)))
    assert (hit.subject, hit.confidence.value) == ("door:Ingress front", "likely")
    (piece,) = hit.evidence
    assert (piece.path, piece.line, piece.commits, piece.after) == ("k8s/b.yaml", 1, (COMMIT,), "Ingress front a.b.org")
    (wide,) = network_exposure.look(changes, Options(("wide",)))
    assert wide.confidence.value == "question"


def test_a_network_policy_that_is_gone_is_a_question() -> None:
    changes = change_set({"k8s/a.yaml": SERVICE, "k8s/b.yaml": FENCE}, {"k8s/a.yaml": SERVICE})
    (hit,) = network_exposure.look(changes, Options(("opened",)))
    assert (hit.subject, hit.confidence.value) == ("network:fence", "question")


def network(name: str) -> tuple[EnvironmentItem, ...]:
    return (EnvironmentItem(name, "network"),)


DECLARED = [
    ("院内局域网", "互联网", [("declared:declared", "certain"), ("declared:lan-wan", "certain")]),
    ("LAN", "LAN and WAN", [("declared:declared", "certain"), ("declared:lan-wan", "question")]),
    ("封闭网络", "开放网络", [("declared:declared", "certain"), ("declared:closed-open", "certain")]),
    ("有线网络", "Wi-Fi", [("declared:declared", "certain"), ("declared:wired-wireless", "certain")]),
    ("LAN 100 Mbit/s", "LAN 1 Gbit/s", [("declared:declared", "certain")]),
    ("LAN", "LAN", []),
]


@pytest.mark.parametrize("before, after, expected", DECLARED)
def test_the_declared_network(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert told({YAML: ""}, {YAML: ""}, environment=(network(before), network(after))) == expected


def test_a_network_declared_for_the_first_time_is_a_question() -> None:
    assert told({YAML: ""}, {YAML: ""}, environment=((), network("LAN"))) == [("declared:declared", "question")]


@pytest.mark.parametrize(
    "value, expected",
    [
        ("127.0.0.1:80", Reach.MACHINE),
        ("http://localhost:5000", Reach.MACHINE),
        ("[::1]:80", Reach.MACHINE),
        ("10.1.2.3", Reach.NETWORK),
        ("http://+:5000", Reach.ALL),
        ("[::]:80", Reach.ALL),
        ("8.8.8.8", Reach.ALL),
        ("ward-server", Reach.UNKNOWN),
        ("", Reach.UNKNOWN),
    ],
)
def test_the_reach_of_an_address(value: str, expected: Reach) -> None:
    assert reach(value) is expected


@given(st.text(max_size=200))
def test_no_text_breaks_a_reader(text: str) -> None:
    assert reach(text) in Reach
    assert all("." in host for host in public_hosts(text))
    for path in (YAML, "config/a.json", "config/a.toml", "config/a.ini", ".env", "nginx.conf", "web.config"):
        assert isinstance(facts_of(settings.READER, blob(path, text)), tuple)
